/// What keeps a notice's text from acting on the screen, log or file that it is shown in.
package enum HostileText {
    /// Whether a character steers a terminal, reorders its line or hides in it: control characters (ANSI escapes begin
    /// with one), line and paragraph separators, bidirectional controls, and characters that show nothing at all.
    ///
    /// U+200C and U+200D stay: they join and part letters and emoji, and reach no further than their neighbours.
    package static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F: true
        case 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The text on one line: runs of white space are one space, steering characters are written as `\u{202E}`.
    package static func line(_ text: String) -> String {
        var out = ""
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                gap = true
                continue
            }
            if gap, !out.isEmpty { out += " " }
            gap = false
            append(scalar, to: &out)
        }
        return out
    }

    /// The text with its line breaks kept, its tabs as spaces, and steering characters written as `\u{202E}`.
    package static func block(_ text: some StringProtocol) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": if !afterReturn { out += "\n" }
            case "\r": out += "\n"
            case "\t": out += " "
            default: append(scalar, to: &out)
            }
            afterReturn = scalar == "\r"
        }
        return out
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout String) {
        if steers(scalar) {
            out += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            out.unicodeScalars.append(scalar)
        }
    }
}
