import Facts

/// Walks over a query's characters. Marks of the syntax may be of full width, as Japanese input methods write them.
struct QueryScanner {
    private let scalars: [Unicode.Scalar]
    /// For each character, and for the end, its UTF-8 byte offset.
    private let offsets: [Int]
    private(set) var place = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var offset = 0
        offsets =
            scalars.map { scalar in
                defer { offset += UTF8.width(scalar) }
                return offset
            } + [text.utf8.count]
    }

    var isAtEnd: Bool { place >= scalars.count }
    /// The character ahead as a mark of the syntax; `nil` at the end.
    var mark: Unicode.Scalar? { mark(at: place) }

    func mark(at index: Int) -> Unicode.Scalar? { index < scalars.count ? Self.plain(scalars[index]) : nil }

    mutating func advance(_ count: Int = 1) { place = min(place + count, scalars.count) }
    mutating func move(to place: Int) { self.place = place }
    mutating func skipSpaces() { while let mark, Self.isSpace(mark) { place += 1 } }

    func span(_ from: Int, _ to: Int) -> TextSpan { TextSpan(offsets[from], offsets[to]) }
    func text(_ from: Int, _ to: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[from..<to])
        return String(text)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// The half-width form of a mark of full width.
    static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        case 0x2212, 0x2010...0x2015, 0xFE63: "-"
        case 0x301C, 0x223C: "~"
        default: scalar
        }
    }

    /// What closes a quotation that this character opens; `nil` where it opens none.
    static func closing(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch plain(scalar) {
        case "\"", "“", "”", "„", "‟", "〝", "〞", "〟": "\""
        case "「", "｢": "」"
        case "『": "』"
        default: nil
        }
    }

    /// Whether the character closes a quotation that `closing` named.
    private static func closes(_ scalar: Unicode.Scalar, _ closing: Unicode.Scalar) -> Bool {
        switch closing {
        case "\"": Self.closing(scalar) == "\""
        case "」": scalar == "」" || scalar == "｣"
        default: scalar == closing
        }
    }

    /// Takes a quotation whose opening mark is ahead; the words in it, or `nil` where it has no end.
    mutating func quotation() -> String? {
        guard let mark, let closing = Self.closing(mark) else { return nil }
        var end = place + 1
        while end < scalars.count, !Self.closes(scalars[end], closing) { end += 1 }
        guard end < scalars.count else { return nil }
        defer { place = end + 1 }
        return text(place + 1, end)
    }

    /// Whether a word ends before the character.
    private static func endsWord(_ mark: Unicode.Scalar) -> Bool {
        isSpace(mark) || mark == "(" || mark == ")" || closing(mark) != nil
    }

    /// How many characters stand from `index` on for the like of (株), which is part of a name and no parenthesis.
    private func companyForm(at index: Int) -> Int {
        guard mark(at: index) == "(" else { return 0 }
        for length in 1...2 where mark(at: index + 1 + length) == ")" {
            if Self.companyForms.contains(text(index + 1, index + 1 + length)) { return length + 2 }
        }
        return 0
    }

    private static let companyForms: Set = [
        "株", "有", "資", "名", "同", "社", "財", "学", "医", "福", "宗", "独", "一社", "一財", "公社", "公財", "特非", "国研",
    ]

    /// The place where the word ahead ends; `stops` end it as well.
    func endOfWord(stops: (Unicode.Scalar) -> Bool = { _ in false }) -> Int {
        var end = place
        while let mark = mark(at: end) {
            let form = companyForm(at: end)
            if form > 0 {
                end += form
            } else if Self.endsWord(mark) || stops(mark) {
                break
            } else {
                end += 1
            }
        }
        return end
    }
}
