/// Text in documents of XML and HTML.
package enum Markup {
    /// Escapes what XML reads as its own, and puts U+FFFD for what XML 1.0 does not let stand in a document, and for what would steer
    /// the reader's line.
    package static func escaped(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\n", "\r", "\t": out += " "
            default:
                let isLeftOut = HostileText.steers(scalar) || scalar.value & 0xFFFE == 0xFFFE
                out.unicodeScalars.append(isLeftOut ? "\u{FFFD}" : scalar)
            }
        }
        return out
    }
}
