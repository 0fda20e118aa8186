import Exchange
import Mustache

/// The templates, parsed once.
enum Templates {
    static let library: MustacheLibrary = {
        MustacheContentTypes.register(PageContent(), named: "PAGE")
        var library = MustacheLibrary()
        for file in WebFile.all where file.name.hasPrefix("templates/") {
            let name = String(file.name.dropFirst("templates/".count).prefix { $0 != "." })
            do {
                try library.register(file.text, named: name)
            } catch {
                preconditionFailure("\(file.name): \(error)")
            }
        }
        return library
    }()
}

/// Text on a page: markup is text, and what steers or hides in the line is shown as what it is.
struct PageContent: MustacheContentType {
    func escapeText(_ text: String) -> String {
        // Most texts need nothing, and are looked at bytewise: a steering character is a control or not in ASCII.
        var isPlain = true
        for byte in text.utf8 where byte < 0x20 || byte >= 0x7F || Self.isMarkup(byte) {
            isPlain = false
            break
        }
        if isPlain { return text }
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "`": out += "&#96;"
            case "\n": out += "\n"
            case "\t": out += " "
            default:
                if HostileText.steers(scalar) {
                    out += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"):
            true
        default: false
        }
    }
}
