import Testing

@testable import Language

@Suite("Phrases are written as docs/lexicon.md says")
struct PhraseSyntaxTests {
    /// The parts of a phrase, each with its alternatives, and the gaps between.
    private func parse(_ written: String) throws(PhraseSyntax.Failure) -> (parts: [[String]], gaps: [Int]) {
        let phrase = try PhraseSyntax.parse(written)
        return (phrase.parts.map { $0.map { String(decoding: $0, as: UTF16.self) } }, phrase.gaps)
    }

    @Test(
        "Alternatives stand in brackets, may be empty and may be nested",
        arguments: [
            ("不正アクセス", ["不正アクセス"]), ("(漏えい|流出)した", ["漏えいした", "流出した"]), ("個人(の|)情報", ["個人の情報", "個人情報"]),
            ("(a|b)(1|2)", ["a1", "a2", "b1", "b2"]), ("(不正(な|)|第三者の)侵入", ["不正な侵入", "不正侵入", "第三者の侵入"]),
            ("甲|乙", ["甲", "乙"]), ("(甲)", ["甲"]),
            ("((甲|乙)|丙)丁", ["甲丁", "乙丁", "丙丁"]),
        ])
    func alternatives(written: String, texts: [String]) throws {
        let phrase = try parse(written)
        #expect(phrase.parts == [texts])
        #expect(phrase.gaps == [])
    }

    @Test("Up to three parts stand in order with a greatest gap, 24 unless told")
    func gaps() throws {
        #expect(try parse("ネットワーク…遮断") == (parts: [["ネットワーク"], ["遮断"]], gaps: [24]))
        #expect(try parse("甲…{8}乙…丙") == (parts: [["甲"], ["乙"], ["丙"]], gaps: [8, 24]))
        #expect(try parse("甲…{1}(乙|丙)…{80}丁") == (parts: [["甲"], ["乙", "丙"], ["丁"]], gaps: [1, 80]))
    }

    @Test("A backslash takes a mark for itself")
    func escapes() throws {
        #expect(try parse("\\(株\\)").parts == [["(株)"]])
        #expect(try parse("甲\\…乙").parts == [["甲…乙"]])
        #expect(try parse("甲\\|乙").parts == [["甲|乙"]])
        #expect(try parse("甲\\\\乙").parts == [["甲\\乙"]])
        #expect(try parse("甲{8}").parts == [["甲{8}"]], "braces mean something only behind …")
    }

    @Test("Phrases are normalised as texts are")
    func normal() throws {
        #expect(try parse("ＶＰＮ 装置").parts == [["vpn装置"]])
        #expect(try parse("漏洩").parts == [["漏えい"]])
        #expect(try parse("サーバー").parts == [["サーバ"]])
    }

    @Test(
        "Each mistake is told in one sentence",
        arguments: [
            ("(甲|)", "a part of '(甲|)' may be empty; write at least one character outside ( | )"),
            ("甲…", "a part of '甲…' may be empty; write at least one character outside ( | )"),
            ("…甲", "a part of '…甲' may be empty; write at least one character outside ( | )"),
            ("\u{3000}", "a part of '\u{3000}' may be empty; write at least one character outside ( | )"),
            ("甲|", "a part of '甲|' may be empty; write at least one character outside ( | )"),
            ("甲)乙", "')' in '甲)乙' has no opening '('"),
            ("(甲|乙", "a '(' is not closed, or holds a '…'"),
            ("(甲…乙)", "a '(' is not closed, or holds a '…'"),
            ("甲…乙…丙…丁", "'甲…乙…丙…丁' has more than 3 parts"),
            ("甲…{0}乙", "after '…' a number from 1 to 80 stands in { }"),
            ("甲…{81}乙", "after '…' a number from 1 to 80 stands in { }"),
            ("甲…{八}乙", "after '…' a number from 1 to 80 stands in { }"),
            ("甲…{8乙", "after '…' a number from 1 to 80 stands in { }"),
            ("甲…{", "after '…' a number from 1 to 80 stands in { }"),
            (String(repeating: "(あ|い)", count: 11), "more than 2000 alternatives; split the phrase"),
        ])
    func mistakes(written: String, message: String) {
        #expect { try PhraseSyntax.parse(written) } throws: { ($0 as? PhraseSyntax.Failure)?.message == message }
    }

    @Test("2,000 alternatives are not too many")
    func many() throws {
        #expect(try parse(String(repeating: "(あ|い)", count: 10)).parts[0].count == 1024)
    }
}
