import Exchange
import Language
import Mustache

/// The templates, parsed once for each language.
enum Templates {
    static func library(_ language: InterfaceLanguage) -> MustacheLibrary { language == .ja ? japanese : english }

    private static let japanese = made(.ja)
    private static let english = made(.en)

    private static func made(_ language: InterfaceLanguage) -> MustacheLibrary {
        MustacheContentTypes.register(PageContent(), named: "PAGE")
        let words = SiteWords(language: language)
        var library = MustacheLibrary()
        for file in WebFile.all where file.name.hasPrefix("templates/") {
            let name = String(file.name.dropFirst("templates/".count).prefix { $0 != "." })
            do {
                try library.register(filled(file.text, with: words), named: name)
            } catch {
                preconditionFailure("\(file.name): \(error)")
            }
        }
        return library
    }

    /// The template with the site's own words in it: `{{t.search}}`. The renderer would look each of them up again on every page,
    /// through all the objects around it.
    static func filled(_ template: String, with words: SiteWords) -> String {
        let parts = template.split(separator: "{{t.", omittingEmptySubsequences: false)
        return parts[0]
            + parts.dropFirst().map { part in
                guard let end = part.firstRange(of: "}}") else { return "{{t." + part }
                return PageContent().escapeText(words[String(part[..<end.lowerBound])]) + part[end.upperBound...]
            }.joined()
    }
}

/// Text on a page: markup is text, and what steers or hides in the line is shown as what it is.
struct PageContent: MustacheContentType {
    func escapeText(_ text: String) -> String {
        // Most texts need nothing, and are looked at bytewise.
        if !text.utf8.contains(where: { Self.isMarkup($0) || HostileText.isCareful($0) }) { return text }
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
