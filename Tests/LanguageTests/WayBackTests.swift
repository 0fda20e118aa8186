import Facts
import Language
import Testing

/// Every unit of a normal text knows the bytes that it stands for.
@Suite("The way back from the normal form quotes the original to the letter")
struct WayBackTests {
    /// Finds the normal form of each marked run by counting, and asks for its place.
    @Test(
        "The units of marked words stand for the marked words",
        arguments: [
            ("2024 ⟦年⟧ 1月", "年"), ("⟦２０２４　年⟧", "2024年"), ("個人情報が⟦漏洩⟧した", "漏えい"), ("⟦㈱⟧みなと", "(株)"),
            ("社内⟦サーバー⟧が", "サーバ"), ("⟦ｻｰﾊﾞｰ⟧室", "サーバ"), ("⟦行な⟧い", "行"), ("⟦ﾊﾟ⟧ｽ", "パ"), ("⟦恐⟧れ", "おそ"),
            ("a\u{200B}⟦b\u{200B}c⟧\u{200B}", "bc"),
            ("⟦⼈⽇⟧", "人日"), ("⟦🍣⟧握", "\u{FFFD}"), ("甲\r\n⟦乙⟧\r\n", "乙"), ("甲⟦\n⟧乙", "\n"), ("甲\r⟦\n⟧乙", "\n"),
        ])
    func marked(marked: String, normal: String) throws {
        let marked = Marked(marked)
        let want = try #require(marked.spans.first)
        let text = NormalText(marked.text)
        let first = try #require(text.starts.firstIndex { Int($0) == want.start })
        let last = try #require(text.ends.lastIndex { Int($0) == want.end })
        #expect(text.span(first, last + 1) == want)
        #expect(String(decoding: text.units[first...last], as: UTF16.self) == normal)
    }

    @Test("A soft line break belongs to the words around it")
    func soft() throws {
        let marked = Marked("当社のサーバーに対して第三者による不正なアクセスがあったことが⟦判\r\n明⟧しました。")
        let text = NormalText(marked.text)
        let first = try #require(text.units.firstIndex(of: "判".utf16.first ?? 0))
        #expect(text.span(first, first + 2) == marked.spans[0])
    }

    /// What folds, joins, vanishes or expands, in one to four bytes.
    static let alphabet = [
        "a", "Z", "1", "，", ",", ".", "年", "月", "日", "の", "な", "行", "い", "サ", "ー", "ｰ", "ｶ", "ﾊ", "ﾞ", "ﾟ", "ァ", "ｧ",
        "㈱", "恐", "漏洩", "虞", "№", "⼈",
        "⺟", "神", " ", "\u{3000}", "\t", "\n", "\r\n", "\r", "\u{B}", "\u{C}", "\0", "\u{7F}", "\u{85}", "\u{A0}",
        "\u{AD}", "\u{200B}", "\u{202E}", "\u{2066}",
        "\u{FE0F}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "🍣", "𠮷", "e\u{301}", "か\u{3099}", "。", "、", "「", "）", "〜", "—",
        "ß", "İ", "\u{D7FF}", "\u{E000}",
        "当社のサーバーに対して第三者による不正なアクセスがあったことが",
    ]

    @Test("Whatever the text, places are sound and nothing but space is left out")
    func chance() {
        var dice = Dice(seed: 1)
        for round in 0..<3000 {
            let text = dice.text(of: Self.alphabet, count: dice.roll(0..<40))
            let fault = Self.fault(in: NormalText(text), of: text)
            #expect(fault == nil, "round \(round): \(text.debugDescription)")
            if fault != nil { break }
        }
    }

    /// What is wrong with a normal text; `nil` where all is well.
    static func fault(in normal: NormalText, of text: String) -> String? {
        let count = normal.count
        guard normal.starts.count == count, normal.ends.count == count, normal.spaced.count == count else {
            return "counts differ"
        }
        var end = 0
        for i in 0..<count {
            let (start, next) = (Int(normal.starts[i]), Int(normal.ends[i]))
            guard start >= (i > 0 ? Int(normal.starts[i - 1]) : 0), next > start else { return "unit \(i) goes back" }
            guard text.words(at: normal.span(i, i + 1)) != nil else { return "unit \(i) cuts a character" }
            // Units of one character share its place; else they follow each other.
            let isShared = i > 0 && start == Int(normal.starts[i - 1])
            guard isShared ? next >= end : start >= end else { return "unit \(i) overlaps" }
            if !isShared, !isBlank(text, end, start) { return "something is left out before unit \(i)" }
            end = next
        }
        guard isBlank(text, end, text.utf8.count) else { return "something is left out at the end" }
        let whole = normal.span(0, count)
        return count == 0 || text.words(at: whole) != nil ? nil : "the whole cuts a character"
    }

    /// Whether a stretch of the text holds only what the normal form leaves out, or a soft line break.
    private static func isBlank(_ text: String, _ start: Int, _ end: Int) -> Bool {
        guard let words = text.words(at: TextSpan(start, end)) else { return false }
        return NormalText(words).units.allSatisfy { $0 == Unit.newline }
    }

    @Test("The check of places finds what is wrong")
    func check() {
        #expect(Self.fault(in: NormalText("甲乙"), of: "甲乙") == nil)
        #expect(Self.fault(in: NormalText("甲"), of: "甲乙") == "something is left out at the end")
        #expect(Self.fault(in: NormalText("乙"), of: "é乙") == "unit 0 cuts a character")
        #expect(Self.fault(in: NormalText(" 乙"), of: "a乙") == "something is left out before unit 0")
    }
}
