/// Whether text is HTML.
enum HTMLSniffer {
    /// By its beginning (a doctype or a well-known tag, after white space, comments and an XML declaration); where it begins
    /// otherwise and the file's name says HTML, any tag will do.
    static func isHTML(_ text: Span<UInt8>, named kind: PageKind) -> Bool {
        var i = 0
        while i < text.count {
            if ASCII.isSpace(text[i]) {
                i += 1
            } else if starts(text, at: i, with: "<!--") {
                i = end(of: "-->", in: text, from: i + 4)
            } else if starts(text, at: i, with: "<?") {
                i = end(of: ">", in: text, from: i + 2)
            } else {
                break
            }
        }
        if starts(text, at: i, with: "<!doctype html") { return true }
        if i < text.count, text[i] == UInt8(ascii: "<"), isKnownTag(text, at: i + 1) { return true }
        return kind == .html && hasTag(text)
    }

    private static func isKnownTag(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard let found = HTMLTag.at(start, in: text) else { return false }
        let next = start + found.length
        return next < text.count
            && (ASCII.isSpace(text[next]) || text[next] == UInt8(ascii: ">") || text[next] == UInt8(ascii: "/"))
    }

    private static func hasTag(_ text: Span<UInt8>) -> Bool {
        for i in text.indices.dropLast() where text[i] == UInt8(ascii: "<") {
            let next = text[i + 1]
            if ASCII.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "/") { return true }
        }
        return false
    }

    /// Letters are compared without regard to case; `word` is lower case.
    private static func starts(_ text: Span<UInt8>, at: Int, with word: StaticString) -> Bool {
        guard at + word.utf8CodeUnitCount <= text.count else { return false }
        return word.withUTF8Buffer { letters in
            for i in letters.indices where ASCII.lower(text[at + i]) != letters[i] { return false }
            return true
        }
    }

    private static func end(of word: StaticString, in text: Span<UInt8>, from: Int) -> Int {
        var i = from
        while i < text.count {
            if starts(text, at: i, with: word) { return i + word.utf8CodeUnitCount }
            i += 1
        }
        return text.count
    }
}
