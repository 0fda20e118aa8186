import Facts
import Language
import LanguageTests
import Testing

@testable import Casebook

/// The query language: what may be written, and what it means.
@Suite struct QueryTests {
    @Test(
        arguments: [
            // Words side by side must all be found; OR and | join alternatives; - excludes.
            ("漏えい", .words("漏えい")),
            ("漏えい サーバー", .and([.words("漏えい"), .words("サーバー")])),
            ("漏えい AND サーバー", .and([.words("漏えい"), .words("サーバー")])),
            ("漏えい OR 流出", .or([.words("漏えい"), .words("流出")])),
            ("漏えい|流出", .or([.words("漏えい"), .words("流出")])),
            ("-漏えい", .not(.words("漏えい"))),
            ("病院 -漏えい", .and([.words("病院"), .not(.words("漏えい"))])),
            ("--漏えい", .words("漏えい")),
            ("a b OR c", .or([.and([.words("a"), .words("b")]), .words("c")])),
            ("a (b OR c)", .and([.words("a"), .or([.words("b"), .words("c")])])),
            ("(a b) c", .and([.words("a"), .words("b"), .words("c")])),
            ("-(a OR b)", .not(.or([.words("a"), .words("b")]))),
            // or and and are words.
            ("or", .words("or")),
            // Quotes make a phrase, whichever they are.
            ("\"個人 情報\"", .phrase("個人 情報")),
            ("「個人情報」", .phrase("個人情報")),
            ("“個人情報”", .phrase("個人情報")),
            ("『いわゆる「漏えい」』", .phrase("いわゆる「漏えい」")),
            ("\"OR\"", .phrase("OR")),
            // Nothing asks for everything.
            ("", .everything), ("  ", .everything),
        ] as [(String, SearchQuery)])
    func means(text: String, query: SearchQuery) throws {
        #expect(try SearchQuery.parse(text) == query)
    }

    @Test(arguments: [
        ("漏えい　サーバー", "漏えい サーバー"), ("（ａ　ＯＲ　ｂ）", "(ａ OR ｂ)"), ("－漏えい", "-漏えい"), ("ー漏えい", "-漏えい"),
        ("＂個人情報＂", "\"個人情報\""), ("ｔｙｐｅ：ransomware", "type:ransomware"), ("ｐｅｏｐｌｅ：＞１００００", "people:>10000"),
        ("公表日：２０２３－０１〜２０２３－０６", "published:2023-01..2023-06"), ("a｜b", "(a OR b)"),
        ("type:ransomware、malware", "type:ransomware,malware"),
    ])
    func marksOfFullWidthAreMarks(text: String, plain: String) throws {
        #expect(try SearchQuery.parse(text).text == plain)
    }

    @Test(
        arguments: [
            ("type:ransomware", .terms(.type, ["ransomware"])),
            ("TYPE:Ransomware", .terms(.type, ["ransomware"])),
            ("種別:ransomware", .terms(.type, ["ransomware"])),
            ("type: ransomware", .terms(.type, ["ransomware"])),
            // By the labels of the lexicon, in both languages and in any spelling.
            ("type:ランサムウェア", .terms(.type, ["ransomware"])),
            ("type:ランサムウエア", .terms(.type, ["ransomware"])),
            ("type:不正アクセス", .terms(.type, ["unauthorized-access"])),
            ("type:\"Unauthorised access\"", .terms(.type, ["unauthorized-access"])),
            ("type:ransomware,malware", .terms(.type, ["ransomware", "malware"])),
            ("type:ransomware,ランサムウェア", .terms(.type, ["ransomware"])),
            ("cause:human-error", .terms(.cause, ["human-error"])),
            ("data:card-number", .terms(.data, ["card-number"])),
            ("sector:healthcare", .terms(.sector, ["healthcare"])),
            ("authority:ppc", .terms(.authority, ["ppc"])),
            ("response:stopped-service", .terms(.response, ["stopped-service"])),
            ("measure:mfa", .terms(.measure, ["mfa"])),
            ("leak:confirmed", .terms(.leak, ["confirmed"])),
            ("漏えい:なし", .terms(.leak, ["none"])),
            ("misuse:not-found", .terms(.misuse, ["not-found"])),
            ("kind:incident", .terms(.kind, ["incident"])),
            ("has:actor", .terms(.has, ["actor"])),
            ("number:2023-060", .terms(.number, ["2023-060"])),
            ("org:みなと屋", .text(.org, ["みなと屋"])),
            ("org:（株）みなと屋食品", .text(.org, ["（株）みなと屋食品"])),
            ("org:\"Minato Foods\",港屋", .text(.org, ["Minato Foods", "港屋"])),
            ("party:システム", .text(.party, ["システム"])),
            ("actor:LockBit", .text(.actor, ["LockBit"])),
            ("-type:malware", .not(.terms(.type, ["malware"]))),
        ] as [(String, SearchQuery)])
    func fieldTerms(text: String, query: SearchQuery) throws {
        #expect(try SearchQuery.parse(text) == query)
    }

    @Test(
        arguments: [
            ("people:>10000", 10_001, nil), ("people:>=10000", 10_000, nil), ("people:<100", nil, 99),
            ("people:<=100", nil, 100), ("people:=5", 5, 5), ("people:5", 5, 5), ("people:100..200", 100, 200),
            ("people:..200", nil, 200), ("people:100..", 100, nil), ("people:>10,000", 10_001, nil),
            ("people:>1万", 10_001, nil), ("people:1万2000", 12_000, 12_000), ("people:≧3億", 300_000_000, nil),
            ("人数:>5", 6, nil), ("people:0", 0, 0),
        ] as [(String, Int?, Int?)])
    func numbers(text: String, low: Int?, high: Int?) throws {
        #expect(try SearchQuery.parse(text) == .number(.people, .init(low: low, high: high)))
    }

    @Test(arguments: [
        ("2023", "2023"), ("2023-01", "2023-01"), ("2023-01-05", "2023-01-05"), ("2023/1/5", "2023-01-05"),
        ("2023年1月5日", "2023-01-05"), ("2023-01..2023-06", "2023-01..2023-06"),
        ("2023-01-01..2023-06-30", "2023-01..2023-06"),
        (">=2023-05-01", ">=2023-05"), (">2022", ">=2023"), ("<2023", "<=2022"), ("2022..2023", "2022..2023"),
        ("2023..", ">=2023"), ("..2023-02-28", "<=2023-02"), ("2024-02-29", "2024-02-29"),
    ])
    func dates(value: String, canonical: String) throws {
        #expect(try SearchQuery.parse("published:" + value).text == "published:" + canonical)
    }

    @Test func daysOfARangeAreThoseOfItsEnds() throws {
        let query = try SearchQuery.parse("published:2023-01..2023-06")
        let first = DateValue.dayNumber(year: 2023, month: 1, day: 1)
        let last = DateValue.dayNumber(year: 2023, month: 6, day: 30)
        #expect(query == .published(.init(first: first, last: last)))
    }

    @Test(arguments: ["午前10:30", "https://example.jp/news/1", "15:00", "みなと屋:支店", "EC-CUBE", "３：００"])
    func aColonAloneMakesNoField(text: String) throws {
        #expect(try SearchQuery.parse(text) == .words(text))
    }
}

/// What a query says when it cannot be understood: the place (⟦…⟧), what is wrong, what to do.
@Suite struct QueryFaultTests {
    @Test(arguments: [
        ("⟦\"⟧個人情報", "the quotation has no end; close it with \""),
        ("a ⟦「⟧個人情報", "the quotation has no end; close it with 」"),
        ("⟦(⟧a b", "the parenthesis has no end; close it with )"),
        ("a b⟦)⟧ c", "nothing was opened that ) could close; take it away, or quote it"),
        ("a ⟦( )⟧", "nothing stands between the parentheses; put a word there or take them away"),
        ("a ⟦-⟧ b", "- excludes what stands right behind it, and nothing does; write -word"),
        ("a ⟦OR⟧", "OR needs something on both sides; to search for the word, write \"OR\""),
        ("⟦AND⟧ a", "AND needs something on both sides; to search for the word, write \"AND\""),
        (
            "漏えい ⟦typ:⟧ransomware",
            "there is no field typ:; did you mean type:? to search for the words, quote them"
        ),
        ("⟦xyzzy:⟧1", "there is no field xyzzy:; to search for the words, quote them"),
        ("⟦type:⟧", "type: has no value; write type:ransomware"),
        ("type:⟦ransomwear⟧", "type: does not know ransomwear; did you mean ransomware?"),
        ("type:malware,⟦ランサムウエブ⟧", "type: does not know ランサムウエブ; did you mean ransomware?"),
        ("type:⟦xyzzy⟧", "type: does not know xyzzy; see jikenbo lexicon list incident-types"),
        ("leak:⟦maybe⟧", "leak: does not know maybe; see confirmed, possible, not-found, none"),
        ("people:⟦many⟧", "many is no number; write people:1000, people:>1000 or people:100..1000"),
        ("people:⟦200..100⟧", "people:200..100 ends before it begins; swap its ends"),
        (
            "published:⟦2023-13⟧",
            "2023-13 is no date; write published:2023, published:2023-01..2023-06 or published:>=2023-05-01"
        ),
        (
            "published:⟦2023-02-29⟧",
            "2023-02-29 is no date; write published:2023, published:2023-01..2023-06 or published:>=2023-05-01"
        ),
        ("number:⟦六十⟧", "六十 is no case's number; write number:2023-060"),
        ("漏えい ⟦!!⟧", "!! holds nothing to search for; use letters, kana, kanji or digits"),
        ("has:⟦actr⟧", "has: does not know actr; did you mean actor?"),
    ])
    func pointsAtThePlace(marked: String, message: String) throws {
        let text = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let start = try #require(marked.bytes(before: "⟦"))
        let end = try #require(marked.bytes(before: "⟧")) - "⟦".utf8.count
        let fault = try #require(throws: QueryFault.self) { try SearchQuery.parse(text) }
        #expect(fault.message(in: .en) == message)
        #expect(fault.at == TextSpan(start, end))
    }

    @Test func saysTheSameInJapanese() throws {
        let fault = try #require(throws: QueryFault.self) { try SearchQuery.parse("typ:ransomware") }
        #expect(fault.message(in: .ja) == "typ: という項目はありません。候補: type:? 語として探すには引用符で囲んでください")
    }

    @Test func hasLimits() throws {
        let long = String(repeating: "あ", count: SearchQuery.mostCharacters + 1)
        #expect(try #require(throws: QueryFault.self) { try SearchQuery.parse(long) }.reason == .tooLong(most: 2_000))
        let many = (0...SearchQuery.mostTerms).map { "語\($0)" }.joined(separator: " ")
        #expect(try #require(throws: QueryFault.self) { try SearchQuery.parse(many) }.reason == .tooManyTerms(most: 64))
        let deep = String(repeating: "(", count: 30) + "a" + String(repeating: ")", count: 30)
        #expect(try #require(throws: QueryFault.self) { try SearchQuery.parse(deep) }.reason == .tooDeep(most: 20))
    }
}

/// Whatever is typed gives a query or a fault, and a query that is printed reads back as the same.
@Suite struct AnyQueryTests {
    static let pieces = [
        "漏えい", "サーバー", "a", "OR", "AND", "-", "ー", "(", ")", "（", "）", "\"", "「", "」", "『", "』", "“", "”", " ", "　",
        "|", ":", "：",
        "type:", "type:ransomware", "published:", "2023", "..", "2023-06", "people:", ">", ">=", "10,000", "万", "org:",
        "(株)",
        ",", "、", "has:actor", "number:2023-060", "*", "^", "+", "NEAR(", "NOT", "{", "}", "\\", "'", ";", "--",
        "\u{0}",
        "\u{1}", "\u{1F}", "\u{202E}", "é", "𠮷", "👩‍👩‍👧", "\u{3099}", "\n", "~", "body:", "marks:", "\u{1}all",
    ]

    @Test func anyTextIsUnderstoodOrRefused() throws {
        var dice = Dice(seed: 3)
        var understood = 0
        for _ in 0..<5_000 {
            let text = dice.text(of: Self.pieces, count: dice.roll(0..<12))
            do throws(QueryFault) {
                let query = try SearchQuery.parse(text, lexicon: { Lexicon.builtIn })
                understood += 1
                let printed = query.text
                let again = Result { try SearchQuery.parse(printed) }
                #expect(throws: Never.self, "\(text.debugDescription) → \(printed.debugDescription)") {
                    try again.get()
                }
                #expect((try? again.get()) == query, "\(text.debugDescription) → \(printed.debugDescription)")
            } catch {
                #expect(error.at.start >= 0 && error.at.start <= error.at.end && error.at.end <= text.utf8.count)
                #expect(!error.message(in: .en).isEmpty && !error.message(in: .ja).isEmpty)
            }
        }
        #expect(understood > 500)
    }
}

extension String {
    func bytes(before mark: String) -> Int? {
        firstRange(of: mark).map { self[..<$0.lowerBound].utf8.count }
    }
}
