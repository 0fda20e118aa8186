import CLibXML2
import Exchange

/// Text for people, from text that may be HTML.
enum PlainText {
    /// The title or name in one line: tags left out, entities as what they stand for, nothing that steers or hides.
    static func line(_ text: String, isHTML: Bool = true) -> String {
        let plain =
            isHTML && text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ? untagged(text) : text
        var out = ""
        var gap = false
        for scalar in plain.unicodeScalars {
            if scalar.properties.isWhitespace || HostileText.steers(scalar) {
                if scalar.properties.isWhitespace { gap = true }
                continue
            }
            if gap, !out.isEmpty { out += " " }
            gap = false
            out.unicodeScalars.append(scalar)
        }
        return String(out.prefix(500))
    }

    /// What a named entity of HTML stands for.
    static func entity(_ name: String) -> Unicode.Scalar? {
        guard
            let found = name.withCString({ text in
                text.withMemoryRebound(to: xmlChar.self, capacity: name.utf8.count + 1) { htmlEntityLookup($0) }
            })
        else { return nil }
        return Unicode.Scalar(found.pointee.value)
    }

    private static func untagged(_ text: String) -> String {
        var out = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "<":
                // A tag begins with a letter, a slash or !; another < is what it says.
                guard let next = rest.first, next.properties.isAlphabetic && next.isASCII || next == "/" || next == "!",
                    let end = rest.firstIndex(of: ">")
                else {
                    out += "<"
                    continue
                }
                // Some tags part what stands beside them.
                let name = String(rest[..<end].prefix { $0.properties.isAlphabetic || $0 == "/" }).lowercased()
                if ["br", "br/", "p", "/p", "div", "/div", "li", "/li"].contains(name) { out += " " }
                rest = rest[rest.index(after: end)...]
            case "&":
                guard let end = rest.prefix(12).firstIndex(of: ";"), let value = reference(String(rest[..<end])) else {
                    out += "&"
                    continue
                }
                out.unicodeScalars.append(value)
                rest = rest[rest.index(after: end)...]
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func reference(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return entity(name) }
        let digits = name.dropFirst()
        let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init)
    }
}
