/// What matters of a start tag's attributes.
struct HTMLAttributes {
    var marks: HTMLMarks = []
    /// `start` of a list, `value` of its item.
    var number: Int?
    var isOpen = false
    /// Just past the tag.
    private(set) var end: Int

    private enum Key: String { case id, `class`, role, hidden, style, start, value, open }

    /// Reads the tag whose name begins at `start`. Attributes follow HTML's rules; a quote that nothing closes is a character.
    init(_ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) {
        end = start
        var i = start
        while i < page.count, !ASCII.isSpace(page[i]), page[i] != UInt8(ascii: ">"), page[i] != UInt8(ascii: "/") {
            i += 1
        }
        while i < page.count {
            let byte = page[i]
            if byte == UInt8(ascii: ">") {
                i += 1
                break
            }
            if ASCII.isSpace(byte) || byte == UInt8(ascii: "/") {
                i += 1
                continue
            }
            i = attribute(page, from: i, ends)
        }
        end = i
    }

    private mutating func attribute(_ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) -> Int {
        var i = start + 1
        while i < page.count, !ASCII.isSpace(page[i]), page[i] != UInt8(ascii: "="), page[i] != UInt8(ascii: ">"),
            page[i] != UInt8(ascii: "/")
        {
            i += 1
        }
        let key = Self.key(page, start, i)
        var after = i
        while after < page.count, ASCII.isSpace(page[after]) { after += 1 }
        guard after < page.count, page[after] == UInt8(ascii: "=") else {
            note(key, [])
            return i
        }
        i = after + 1
        while i < page.count, ASCII.isSpace(page[i]) { i += 1 }
        guard i < page.count else { return i }
        let quote = page[i]
        let isQuoted =
            (quote == UInt8(ascii: "\"") && i < ends.lastDoubleQuote)
            || (quote == UInt8(ascii: "'") && i < ends.lastSingleQuote)
        let valueStart = isQuoted ? i + 1 : i
        i = valueStart
        if isQuoted {
            while i < page.count, page[i] != quote { i += 1 }
        } else {
            while i < page.count, !ASCII.isSpace(page[i]), page[i] != UInt8(ascii: ">") { i += 1 }
        }
        if key != nil {
            var value: [UInt8] = []
            // No class, role or style that matters is longer.
            for at in valueStart..<min(i, valueStart + 2_000) { value.append(page[at]) }
            note(key, value)
        }
        return isQuoted ? min(i + 1, page.count) : i
    }

    private static func key(_ page: Span<UInt8>, _ start: Int, _ end: Int) -> Key? {
        guard end - start >= 2, end - start <= 6 else { return nil }
        switch ASCII.lower(page[start]) {
        case UInt8(ascii: "i"), UInt8(ascii: "c"), UInt8(ascii: "r"), UInt8(ascii: "h"), UInt8(ascii: "s"),
            UInt8(ascii: "v"),
            UInt8(ascii: "o"):
            var letters: [UInt8] = []
            for i in start..<end { letters.append(ASCII.lower(page[i])) }
            return Key(rawValue: String(decoding: letters, as: UTF8.self))
        default: return nil
        }
    }

    private mutating func note(_ key: Key?, _ value: [UInt8]) {
        switch key {
        case nil: return
        case .hidden: marks.insert(.hidden)
        case .open: isOpen = true
        case .start, .value: number = Int(String(decoding: value.filter { !ASCII.isSpace($0) }, as: UTF8.self))
        case .role:
            marks.formUnion(
                HTMLMarks(role: String(decoding: value.filter { !ASCII.isSpace($0) }.map(ASCII.lower), as: UTF8.self)))
        case .style:
            let style = value.filter { !ASCII.isSpace($0) }.map(ASCII.lower)
            if Self.declares("display:none", style) || Self.declares("visibility:hidden", style) {
                marks.insert(.hidden)
            }
        case .id, .class:
            for name in value.split(whereSeparator: ASCII.isSpace) { marks.formUnion(HTMLMarks(className: name)) }
        }
    }

    /// Whether a style, without its spaces, has a declaration.
    private static func declares(_ declaration: String, _ style: [UInt8]) -> Bool {
        style.split(separator: UInt8(ascii: ";")).contains { $0.starts(with: declaration.utf8) }
    }
}
