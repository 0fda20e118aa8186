import Facts

extension JSONValue {
    /// The value over several lines, one value a line, with a line break at the end: so that what changed in it is seen line by line.
    package var pretty: [UInt8] {
        var out: [UInt8] = []
        writePretty(to: &out, depth: 0)
        out.append(UInt8(ascii: "\n"))
        return Self.calm(out)
    }

    /// JSON in which nothing steers a terminal that shows it, nor reorders its lines: such characters are written as escapes. Its own line
    /// breaks stay.
    package static func calm(_ json: [UInt8]) -> [UInt8] {
        // Within ASCII only DEL steers that stands in JSON as it is.
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        var out: [UInt8] = []
        out.reserveCapacity(json.count)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 || !scalar.steers {
                out += UTF8.encode(scalar)!
                continue
            }
            for unit in UTF16.encode(scalar)! {
                let digits = String(unit, radix: 16)
                out += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
            }
        }
        return out
    }

    private func writePretty(to out: inout [UInt8], depth: Int) {
        func newLine(_ depth: Int) {
            out.append(UInt8(ascii: "\n"))
            out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
        }
        switch self {
        case .array(let values) where !values.isEmpty:
            out.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(depth + 1)
                value.writePretty(to: &out, depth: depth + 1)
            }
            newLine(depth)
            out.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            out.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(depth + 1)
                JSONValue.string(member.key).write(to: &out)
                out += ": ".utf8
                member.value.writePretty(to: &out, depth: depth + 1)
            }
            newLine(depth)
            out.append(UInt8(ascii: "}"))
        default: write(to: &out)
        }
    }
}
