package import Facts
import Language

/// A text in which the words that a test is about stand between ⟦ and ⟧.
package struct Marked {
    /// The text without the marks.
    package private(set) var text = ""
    /// The places of the marked words in `text`, as UTF-8 byte offsets.
    package private(set) var spans: [TextSpan] = []

    package init(_ marked: String) {
        var open = 0
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": open = text.utf8.count
            case "⟧": spans.append(TextSpan(open, text.utf8.count))
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The words at a place, as the marks around them would be written: the whole text with other places marked.
    package func marking(_ spans: [TextSpan]) -> String {
        var bytes: [UInt8] = []
        for (at, byte) in (Array(text.utf8) + [0]).enumerated() {
            for span in spans where span.end == at { bytes += "⟧".utf8 }
            for span in spans where span.start == at { bytes += "⟦".utf8 }
            bytes.append(byte)
        }
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
}

extension String {
    /// The words at a place; `nil` where it does not lie in the text on the boundaries of characters.
    package func words(at span: TextSpan) -> String? {
        let bytes = Array(utf8)
        guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else { return nil }
        return String(validating: bytes[span.start..<span.end], as: UTF8.self)
    }
}

extension NormalText {
    /// The normal form as a string.
    var string: String { String(decoding: units, as: UTF16.self) }
}
