/// Mends the references of a document of XML. Where one is broken or not declared, libxml2 drops all that come after it.
enum XMLReferences {
    private static let predefined: Set<String> = ["amp", "lt", "gt", "quot", "apos"]
    private static let longest = 32

    /// The document with entities that HTML knows as numbers, and every other `&` as itself. CDATA sections and comments stay.
    static func mended(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "<"), let end = untouched(bytes, from: place) {
                out += bytes[place..<end]
                place = end
            } else if byte == UInt8(ascii: "&") {
                let name = name(bytes, after: place + 1)
                if let name, let written = reference(name) {
                    out += written.utf8
                    place += name.utf8.count + 2
                } else {
                    out += "&amp;".utf8
                    place += 1
                }
            } else {
                out.append(byte)
                place += 1
            }
        }
        return out
    }

    /// Where a CDATA section or comment that begins there ends.
    private static func untouched(_ bytes: [UInt8], from start: Int) -> Int? {
        for (opening, closing) in [("<![CDATA[", "]]>"), ("<!--", "-->")] {
            let (opening, closing) = (Array(opening.utf8), Array(closing.utf8))
            guard bytes[start...].starts(with: opening) else { continue }
            var place = start + opening.count
            while place + closing.count <= bytes.count {
                if bytes[place] == closing[0], bytes[place..<(place + closing.count)].elementsEqual(closing) {
                    return place + closing.count
                }
                place += 1
            }
            return bytes.count
        }
        return nil
    }

    /// What stands between `&` and `;`.
    private static func name(_ bytes: [UInt8], after start: Int) -> String? {
        var end = start
        while end < bytes.count, end - start < longest, bytes[end] != UInt8(ascii: ";") {
            let byte = bytes[end]
            let isLetter = (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
            guard isLetter || byte == UInt8(ascii: "#") else { return nil }
            end += 1
        }
        guard end > start, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func reference(_ name: String) -> String? {
        if predefined.contains(name) { return "&\(name);" }
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            // Other numbers are of no character that XML has: they are left out.
            guard let number, let scalar = Unicode.Scalar(number) else { return "" }
            let isCharacter =
                scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE || [9, 10, 13].contains(scalar.value)
            return isCharacter ? "&#\(number);" : ""
        }
        return PlainText.entity(name).map { "&#\($0.value);" }
    }
}
