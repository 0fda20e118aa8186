import Exchange
import Facts
import Testing

/// A few labels, as a lexicon would give them.
private struct SampleLabels: TermLabels {
    private let labels = [
        "retail-ecommerce": "小売・EC", "service-provider": "サービス提供者", "payment-skimming": "決済画面の改ざん",
        "unauthorized-access": "不正アクセス", "software-vulnerability": "ソフトウェアの脆弱性", "card-number": "カード番号",
        "card-expiry": "カード有効期限", "password": "パスワード", "exposure": "漏えい期間", "reported-to-org": "外部からの連絡",
        "authority-notified": "当局へ報告", "ppc": "個人情報保護委員会", "police": "警察", "stopped-payments": "決済停止",
        "external-investigation": "外部調査", "vulnerability-assessment": "脆弱性診断",
    ]
    func label<V: Vocabulary>(_ term: V) -> String { labels[term.slug] ?? term.slug }
}

struct FormatTests {
    private let plain = TerminalStyle(colour: false)

    @Test func cardInJapanese() throws {
        let card = CaseCard(words: .japanese, labels: SampleLabels(), style: plain, width: 100)
        try expectSnapshot("card-ja.txt", card.text(of: SampleNotice.notice))
    }

    @Test func cardInEnglishOnANarrowTerminalInColour() throws {
        let card = CaseCard(words: .english, labels: SlugLabels(), style: TerminalStyle(colour: true), width: 56)
        try expectSnapshot("card-en-narrow-colour.txt", card.text(of: SampleNotice.notice))
    }

    @Test(arguments: [40, 56, 80, 100, 120])
    func noLineOfACardIsWiderThanTheTerminal(width: Int) {
        for words in [Words.japanese, .english] {
            let card = CaseCard(words: words, labels: SampleLabels(), style: plain, width: width)
            for line in card.text(of: SampleNotice.notice).split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= width, "\(line)")
                #expect(line.last != " ", "\(line)")
            }
        }
    }

    @Test func tableOnATerminal() throws {
        let table = CaseTable(words: .japanese, labels: SampleLabels(), style: plain, width: 100)
        let text = table.head + table.text(of: SampleNotice.notice) + table.text(of: SampleNotice.hostile)
        try expectSnapshot("table-ja.txt", text)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 100) }
    }

    @Test func tableAsTabSeparatedValues() throws {
        let table = CaseTable(words: .english, labels: SlugLabels(), style: plain, width: nil)
        let text = table.head + table.text(of: SampleNotice.notice) + table.text(of: SampleNotice.hostile)
        try expectSnapshot("table-en.tsv", text)
        for line in text.split(separator: "\n") { #expect(line.count { $0 == "\t" } == 6) }
    }

    @Test func explanation() throws {
        try expectSnapshot("explain.txt", Explanation(style: plain).text(of: SampleNotice.notice))
    }

    @Test func explanationInColour() throws {
        try expectSnapshot(
            "explain-colour.txt", Explanation(style: TerminalStyle(colour: true)).text(of: SampleNotice.notice))
    }

    @Test func everyFormatDisarmsHostileText() throws {
        let formats: [any NoticeFormat] = [
            CaseCard(words: .english, labels: SlugLabels(), style: plain, width: 80),
            CaseTable(words: .english, labels: SlugLabels(), style: plain, width: 80),
            CaseTable(words: .english, labels: SlugLabels(), style: plain, width: nil),
            Explanation(style: plain), JSONLines(),
        ]
        for format in formats {
            let text = format.text(of: SampleNotice.hostile)
            #expect(
                !text.unicodeScalars.contains { HostileText.steers($0) && $0 != "\n" && $0 != "\t" },
                "\(type(of: format))")
        }
        try expectSnapshot("explain-hostile.txt", Explanation(style: plain).text(of: SampleNotice.hostile))
    }

    @Test func theLabelsOfUnsureValuesAreQuestioned() {
        let card = CaseCard(words: .english, labels: SlugLabels(), style: plain, width: 80)
        #expect(card.text(of: SampleNotice.notice).contains("retail-ecommerce ?  「商店」"))
    }
}

/// What `--explain` makes of evidence that lies beside, inside, on and across other evidence. The text is 0123456789.
struct MarkTests {
    private func marked(_ spans: [(Int, Int)]) -> String {
        let text = "0123456789"
        var record = NoticeRecord(id: "x", kind: .incident)
        let quotes = spans.map { start, end in
            let from = text.index(text.startIndex, offsetBy: start)
            return String(text[from..<text.index(from, offsetBy: end - start)])
        }
        func evidence(_ i: Int) -> Evidence {
            Evidence(quote: quotes[i], at: TextSpan(spans[i].0, spans[i].1), confidence: 1, rule: "r")
        }
        if spans.count > 0 { record.title = Fact("t", evidence(0)) }
        if spans.count > 1 { record.service = Fact("s", evidence(1)) }
        if spans.count > 2 { record.actor = Fact("a", evidence(2)) }
        let lines = Explanation(style: TerminalStyle(colour: false)).text(of: ReadNotice(record: record, text: text))
            .split(separator: "\n")
        return String(lines[1])
    }

    @Test func nothing() { #expect(marked([]) == "0123456789") }
    @Test func one() { #expect(marked([(2, 4)]) == "01⟦23 title⟧456789") }
    @Test func whole() { #expect(marked([(0, 10)]) == "⟦0123456789 title⟧") }
    @Test func beside() { #expect(marked([(0, 2), (2, 4)]) == "⟦01 title⟧⟦23 service⟧456789") }
    @Test func inside() { #expect(marked([(2, 4), (0, 6)]) == "⟦01⟦23 title⟧45 service⟧6789") }
    @Test func sameStart() { #expect(marked([(0, 2), (0, 6)]) == "⟦⟦01 title⟧2345 service⟧6789") }
    @Test func sameEnd() { #expect(marked([(4, 6), (0, 6)]) == "⟦0123⟦45 title⟧ service⟧6789") }
    @Test func same() { #expect(marked([(0, 2), (0, 2)]) == "⟦01 title, service⟧23456789") }
    @Test func across() { #expect(marked([(0, 4), (2, 6)]) == "⟦01⟦23 service…⟧ title⟧⟦45 …service⟧6789") }
    @Test func acrossTwo() {
        #expect(marked([(0, 4), (2, 8), (3, 6)]) == "⟦01⟦2⟦3 actor…⟧ service…⟧ title⟧⟦⟦45 …actor⟧67 …service⟧89")
    }

    @Test func wordsThatAreNotThereAreSaidSo() {
        var record = NoticeRecord(id: "x", kind: .incident)
        record.actor = Fact("a", Evidence(quote: "away", at: TextSpan(8, 99), confidence: 0.3, rule: "r"))
        let text = Explanation(style: TerminalStyle(colour: false)).text(
            of: ReadNotice(record: record, text: "0123456789"))
        #expect(text == "x incident\n0123456789\n\nactor  a  ← r 「away」 8-99 0.30  (these words are not there)\n\n")
    }
}

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("事件簿", 6), ("ｱｲｳ", 3), ("Ａ", 2), ("が", 2), ("か\u{3099}", 2), ("e\u{301}", 1), ("👨‍👩‍👧", 2),
        ("「」、", 6),
    ])
    func countsColumns(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test func cutsBetweenCharacters() {
        #expect(DisplayWidth.cut("事件簿です", to: 6) == "事件…")
        #expect(DisplayWidth.cut("事件簿", to: 6) == "事件簿")
        #expect(DisplayWidth.fit("事件簿です", to: 7) == "事件簿…")
        #expect(DisplayWidth.fit("事", to: 4) == "事  ")
        #expect(DisplayWidth.fit("1", to: 3, right: true) == "  1")
    }
}
