import Facts
import Language
import Testing

@Suite("Phrases are found where they stand")
struct PhraseMatchingTests {
    /// The text with what is found of each actor's phrases marked.
    private func found(_ lexicon: Lexicon, in text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String
    {
        let normal = NormalText(text)
        let places = lexicon.findings(in: normal)[.actors].map { normal.span(Int($0.start), Int($0.end)) }
        return Marked(text).marking(places)
    }

    /// Compares what the phrases of one term find in a text with what is marked in it.
    private func check(_ lists: String, _ marked: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        let made = Lexicon.compile([actors(term("a", lists))])
        #expect(made.faults == [], sourceLocation: sourceLocation)
        for marked in marked {
            #expect(found(made.lexicon, in: Marked(marked).text) == marked, sourceLocation: sourceLocation)
        }
    }

    @Test("A phrase is found wherever it stands, in any spelling")
    func spelling() {
        check("phrases: [個人情報が漏えい]", "⟦個人情報が漏洩⟧した。また⟦個人 情報が\u{3000}漏えい⟧", "⟦個人情報が漏えい⟧", "個人情報の漏えい")
        check("phrases: [サーバ]", "⟦サーバー⟧と⟦ｻｰﾊﾞ⟧と⟦サーバー⟧室")
    }

    @Test("Words of Latin letters are whole words")
    func latin() {
        check("phrases: [cc, VPN]", "⟦CC⟧欄", "⟦ＶＰＮ⟧装置、OpenVPN、⟦VPN⟧2", "access", "⟦cc⟧:⟦cc⟧")
        check("phrases: [甲a]", "⟦甲A⟧BC")
    }

    @Test("A gap is at most as wide as it says")
    func gap() {
        check("phrases: [\"甲…{3}乙\"]", "⟦甲乙⟧", "⟦甲一二三乙⟧", "甲一二三四乙", "乙甲", "⟦甲 一 二 三 乙⟧")
        check("phrases: [甲…乙]", "⟦甲\(String(repeating: "あ", count: 24))乙⟧", "甲\(String(repeating: "あ", count: 25))乙")
        check("phrases: [\"甲…{2}乙…{1}丙\"]", "⟦甲一二乙三丙⟧", "甲一二乙三四丙", "甲一二三乙丙")
    }

    @Test("A gap ends with the sentence and the line")
    func sentence() {
        check("phrases: [甲…乙]", "甲です。乙です", "甲\n乙", "甲\r\n乙", "⟦甲、「乙⟧」", "。⟦甲乙⟧。")
    }

    @Test("Parts that begin again begin nearer")
    func nearest() {
        check("phrases: [\"甲…{9}乙\"]", "甲一⟦甲二乙⟧")
    }

    @Test("The longest finding at a place wins within a vocabulary")
    func longest() {
        let both = Lexicon.compile([actors(term("mail", "phrases: [メール]"), term("address", "phrases: [メールアドレス]"))])
            .lexicon
        #expect(found(both, in: "メールとメールアドレス") == "⟦メール⟧と⟦メールアドレス⟧")
        let card = Lexicon.compile([actors(term("a", "phrases: [カード番号]"), term("b", "phrases: [クレジットカード番号]"))]).lexicon
        #expect(found(card, in: "クレジットカード番号とカード番号") == "⟦クレジットカード番号⟧と⟦カード番号⟧")
        check("phrases: [情報, 個人情報, 個人情報保護]", "⟦個人情報保護⟧と⟦個人情報⟧と⟦情報⟧")
    }

    @Test("Findings that overlap without hiding each other are both found")
    func overlap() {
        let lexicon = Lexicon.compile([actors(term("a", "phrases: [甲乙]"), term("b", "phrases: [乙丙]"))]).lexicon
        #expect(lexicon.findings(in: NormalText("甲乙丙"))[.actors].map { [$0.start, $0.end] } == [[0, 2], [1, 3]])
    }

    @Test("A finding is dropped where a cancelling phrase of its term overlaps it")
    func cancel() {
        check("phrases: [流出], cancel: [流出防止, \"未…{4}流出\"]", "⟦流出⟧と流出防止と⟦流出⟧", "未だ流出せず", "流出防止", "⟦流出⟧の防止")
        let other = Lexicon.compile([actors(term("a", "phrases: [流出]"), term("b", "phrases: [甲], cancel: [流出防止]"))])
            .lexicon
        #expect(found(other, in: "流出防止") == "⟦流出⟧防止", "of its own term only")
    }

    @Test("Alternatives that are one in normal form find a place once", arguments: ["(漏洩|漏えい)", "(漏洩|漏えい)…(停止|停止)"])
    func alternatives(phrase: String) {
        let lexicon = Lexicon.compile([actors(term("a", "phrases: ['\(phrase)']"))]).lexicon
        #expect(lexicon.findings(in: NormalText("漏えいにより停止"))[.actors].count == 1)
    }

    @Test("Weak phrases say that they are weak")
    func weak() {
        let lexicon = Lexicon.compile([actors(term("a", "phrases: [甲], weak: [乙]"))]).lexicon
        #expect(lexicon.findings(in: NormalText("甲乙"))[.actors].map(\.weak) == [false, true])
    }

    @Test("A finding names its term and rule")
    func terms() throws {
        let lexicon = Lexicon.compile([actors(term("first", "phrases: [甲]"), term("second", "phrases: [乙]"))]).lexicon
        let finding = try #require(lexicon.findings(in: NormalText("乙"))[.actors].first)
        #expect(lexicon.term(.actors, finding.term)?.slug == "second")
        #expect(lexicon.rule(.actors, finding.term) == "actors/second")
        #expect(lexicon.term(.actors, 9) == nil)
        #expect(lexicon.rule(.actors, -1) == "actors")
        #expect(lexicon.term(.causes, 0) == nil)
    }

    @Test("Findings agree with a search by hand, whatever the text")
    func chance() {
        let words = ["甲", "甲乙", "乙丙", "丙", "甲乙丙丁"]
        let lexicon = Lexicon.compile([actors(term("a", "phrases: [\(words.joined(separator: ", "))]"))]).lexicon
        var dice = Dice(seed: 3)
        for _ in 0..<1000 {
            let text = dice.text(of: ["甲", "乙", "丙", "丁", "。"], count: dice.roll(0..<12))
            let letters = Array(text)
            var all: [Range<Int>] = []
            for word in words {
                for start in letters.indices where letters[start...].starts(with: word) {
                    all.append(start..<start + word.count)
                }
            }
            // A finding counts unless a longer one holds it.
            let kept = all.filter { one in
                !all.contains { $0 != one && $0.lowerBound <= one.lowerBound && $0.upperBound >= one.upperBound }
            }
            let found = lexicon.findings(in: NormalText(text))[.actors].map { Int($0.start)..<Int($0.end) }
            #expect(
                found.sorted { $0.lowerBound < $1.lowerBound } == kept.sorted { $0.lowerBound < $1.lowerBound },
                "\(text)")
        }
    }
}
