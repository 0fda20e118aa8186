import ArgumentParser

/// A length of time as people write it: `90s`, `30m`, `6h`, `2d`.
struct Interval: ExpressibleByArgument, Hashable, CustomStringConvertible {
    var seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = argument.last, let unit = units[last], let number = Int(argument.dropLast()), number > 0,
            number <= 10_000_000
        else { return nil }
        seconds = number * unit
    }

    var description: String {
        for (name, unit) in [("d", 86_400), ("h", 3_600), ("m", 60)] where seconds % unit == 0 {
            return "\(seconds / unit)\(name)"
        }
        return "\(seconds)s"
    }

    var defaultValueDescription: String { description }
}
