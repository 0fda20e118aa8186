import ArgumentParser

/// A number of bytes, written as `50MB`, `800KB`, `1GiB` or `1000`.
struct ByteSize: ExpressibleByArgument, Hashable, CustomStringConvertible {
    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        let text = argument.uppercased()
        let digits = text.prefix { "0123456789.".contains($0) }
        let units = [
            "": 1, "B": 1, "K": 1e3, "KB": 1e3, "M": 1e6, "MB": 1e6, "G": 1e9, "GB": 1e9,
            "KIB": 1024, "MIB": 1_048_576, "GIB": 1_073_741_824,
        ]
        guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
        let bytes = number * unit
        guard bytes >= 1, bytes <= 1e12 else { return nil }
        self.bytes = Int(bytes)
    }

    var description: String {
        for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)]
        where bytes >= size && bytes % size == 0 {
            return "\(bytes / size)\(unit)"
        }
        return "\(bytes)"
    }

    var defaultValueDescription: String { description }
}
