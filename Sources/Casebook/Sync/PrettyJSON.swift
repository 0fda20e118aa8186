extension JSONValue {
    /// The value over several lines, one value a line, with a line break at the end: so that what changed in it is seen line by line.
    package var pretty: [UInt8] {
        var out: [UInt8] = []
        writePretty(to: &out, depth: 0)
        out.append(UInt8(ascii: "\n"))
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
        case .string(let text): Self.writeCalm(text, to: &out)
        default: write(to: &out)
        }
    }

    /// A text whose characters that steer a terminal or reorder a line are written as escapes: a file is looked at in many programs.
    private static func writeCalm(_ text: String, to out: inout [UInt8]) {
        let steers: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.value {
            case 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
                0xFFF9...0xFFFB, 0xE0000...0xE007F:
                true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: steers) else { return JSONValue.string(text).write(to: &out) }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for scalar in text.unicodeScalars {
            if steers(scalar) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    quoted += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
                }
            } else {
                quoted += JSONValue.string(String(scalar)).bytes.dropFirst().dropLast()
            }
        }
        out += quoted
        out.append(UInt8(ascii: "\""))
    }
}
