import Facts
import Language
import LanguageTests
import Testing

@testable import Casebook

/// Which words find which texts.
@Suite struct WordTests {
    @Test(arguments: [
        // From one character up, anywhere in a text.
        ("漏", "個人情報の漏えい"), ("報", "個人情報"), ("個", "個人情報"), ("人情", "個人情報の漏えい"), ("個人情報", "個人情報の漏えい"), ("V", "V字"),
        // Spelling is folded on both sides.
        ("サーバ", "サーバー"), ("サーバー", "サーバ"), ("サーバー攻撃", "サーバ攻撃"), ("漏洩", "漏えい"), ("漏えい", "情報漏洩"), ("漏泄", "漏えい"),
        ("ランサムウエア", "ランサムウェア"), ("ﾗﾝｻﾑｳｪｱ", "ランサムウェア"), ("ランサムウェア", "ﾗﾝｻﾑｳｴｱ"), ("ＶＰＮ", "VPN機器"), ("vpn", "ＶＰＮ機器"),
        ("LockBit", "攻撃者はLOCKBITを名乗る"), ("改竄", "改ざん"), ("㈱みなと", "(株)みなと"),
        // Words of letters are found whole, also where kana or kanji stand beside them.
        ("機器", "VPN機器"), ("VPN機", "VPN機器"), ("器VPN", "機器VPN"), ("機", "VPN機器"), ("機VPN", "古い機VPN"),
        ("Google Drive", "Google Driveの設定"),
        // Letters and digits part; signs between them do not.
        ("LockBit", "LockBit3.0"), ("\"LockBit 3.0\"", "LockBit3.0"), ("EC-CUBE", "ECサイト構築のEC-CUBE"),
        ("2023-060", "#2023-060"),
        // Numbers are the same with and without commas.
        ("120982", "120,982件"), ("120,982件", "120982件"), ("1,234,567", "1234567"),
        // Brackets and spaces are as if they were not there.
        ("株式会社みなと屋", "株式会社「みなと屋」"), ("株式会社みなと屋", "株式会社 みなと屋"), ("みなと屋について", "「みなと屋」について"),
        // Words that many notices have.
        ("不正アクセス", "社内への不正アクセスの件"), ("不正アクセス", "「不正」アクセス"), ("再発防止", "再発、再発防止に努め"),
        ("\"個人情報保護委員会\"", "国の個人情報保護委員会"), ("ランサムウエア", "不正アクセス(ランサムウェア)"), ("株式会社", "B株式会社"),
        // Characters outside the basic plane, and other scripts.
        ("𠮷野", "𠮷野家具"), ("한국", "한국어"),
        // A phrase with a stop in it is found by what stands on both sides.
        ("\"お詫びします。今後は\"", "お詫びします。今後は注意します"),
        // Synonyms.
        ("流出", "漏えい"), ("漏洩", "流出"), ("PPC", "個人情報保護委員会"), ("二段階認証", "多要素認証"),
    ])
    func find(query: String, text: String) throws {
        var book = try SearchBook()
        try book.add("お知らせ\n" + text + "\n以上")
        #expect(try book.found(query) == ["お知らせ"])
    }

    @Test(arguments: [
        ("京", "東都"), ("情個", "個人情報"), ("漏えい防止", "漏えいを防止"),
        // Not across the end of a clause, sentence or line.
        ("東京都", "東京、都内"), ("東京都", "東京。都内"), ("東京都", "東京\n都内"),
        ("不正アクセス", "不正、アクセス"), ("不正アクセス", "不正\nアクセス"), ("不正アクセス", "不正Aアクセス"), ("再発防止", "再発防水、防止"),
        ("再発防止", "再発防"),
        // Parts of words of letters and of numbers are not found.
        ("Lock", "LockBit"), ("100", "1000件"), ("100", "1,000件"), ("982", "120,982"),
        // Data keeps its long vowel.
        ("デタ", "データ"),
        // Quotes switch synonyms off.
        ("\"流出\"", "漏えい"), ("\"PPC\"", "個人情報保護委員会"),
        // No synonyms for a part of a word.
        ("流出元", "漏えい元"),
        // The marks of the index are no words.
        ("all", "お知らせ"), ("incident", "お知らせ"),
    ])
    func doNotFind(query: String, text: String) throws {
        var book = try SearchBook()
        try book.add("題\n" + text + "\n以上")
        #expect(try book.found(query) == [])
    }

    @Test func aTextCannotPretendToHaveAValue() throws {
        var book = try SearchBook()
        try book.add("\u{01}all \u{01}type:ransomware\nお知らせ")
        #expect(try book.found("type:ransomware") == [])
        #expect(try book.found("お知らせ").count == 1)
    }

    /// What the index finds is what is marked in the text, for any text and any part of one.
    @Test func theIndexAndTheMarksAgree() throws {
        var dice = Dice(seed: 11)
        let pieces = [
            "漏えい", "情報", "個人", "サーバー", "VPN", "機", "3", "0", "lock", "Bit", "、", "。", "\n", " ", "「", "」", "・", ",",
            "123", "ー", "ア",
            "の", "を", "株式会社", "不正アクセス", "再発", "防止", "不正", "アクセス", "(", ")", "-", "①", "𠮷",
        ]
        var book = try SearchBook()
        let texts = (0..<40).map { number in "\(number)番\n" + dice.text(of: pieces, count: 30) }
        for text in texts { try book.add(text) }
        var hits = 0
        for _ in 0..<400 {
            let words = dice.text(of: pieces, count: dice.roll(1..<4)).replacing("\n", with: "。")
            let wanted = SearchText(words).pieces
            guard !wanted.isEmpty, let query = try? SearchQuery.parse("『\(words)』") else { continue }
            let expected = texts.filter { text in
                let text = SearchText(text)
                return wanted.allSatisfy { !text.occurrences(of: $0).isEmpty }
            }.map { String($0.prefix { $0 != "\n" }) }
            try book.store.refreshSearch()
            let result = try book.store.search(query, limit: 100)
            #expect(result.hits.count == expected.count, "\(words.debugDescription)")
            #expect(result.hits.allSatisfy { $0.snippet?.marks.isEmpty == false }, "\(words.debugDescription)")
            hits += expected.count
        }
        #expect(hits > 300)
    }
}

/// Words that have lists of notices of their own.
@Suite struct CommonWordTests {
    @Test func everyLineIsAWordOfThreeKanaOrKanjiAndStandsOnce() {
        let lines = CommonWords.listed
        #expect(lines.count > 50)
        #expect(CommonWords(lines).words.count == lines.count)
    }

    @Test func theyAreAskedForByTheirMarks() {
        func match(_ query: SearchQuery, isWeighed: Bool = false) -> String {
            SearchPlan(query, synonyms: Synonyms(), days: 0...0, isWeighed: isWeighed).match
        }
        #expect(match(.words("再発防止")).contains("\"\u{01}w:再発防止\""))
        #expect(match(.phrase("ﾊﾟｽﾜｰﾄﾞ")).contains("\"\u{01}w:パスワード\""))
        #expect(match(.words("再発防止を")).contains("\"再発 発防 防止 止を\""))
        // How often a word stands in a notice is told by its pairs alone.
        #expect(match(.words("再発防止"), isWeighed: true).contains("\"再発 発防 防止\""))
    }

    @Test func synonymsAreAmongThem() {
        #expect(CommonWords.builtIn.mark(of: Array(NormalText("不正ログイン").units)) != nil)
        #expect(CommonWords.builtIn.mark(of: Array(NormalText("流出").units)) == nil)
    }
}

/// The words that mean the same.
@Suite struct SynonymTests {
    @Test func theBuiltInFileIsSound() throws {
        #expect(Synonyms.builtIn.count > 20)
    }

    @Test func groupsAreFoundByEveryWordInAnySpelling() throws {
        let synonyms = try Synonyms(yaml: "groups:\n  - [漏えい, 流出]\n  - [サーバー, server]\n")
        #expect(synonyms.of("漏洩") == ["漏洩", "流出"])
        #expect(synonyms.of("流出") == ["流出", "漏えい"])
        #expect(synonyms.of("ＳＥＲＶＥＲ") == ["ＳＥＲＶＥＲ", "サーバー"])
        #expect(synonyms.of("漏えい元") == ["漏えい元"])
    }

    @Test(arguments: [
        ("groups: 1", "synonyms.yaml: no list of groups; write groups: and a line - [word, word] for each"),
        ("groups:\n  - [漏えい]", "synonyms.yaml: '漏えい' stands alone; a group has two words or more"),
        ("groups:\n  - [a, b]\n  - [c, a]", "synonyms.yaml: 'a' stands in two groups; put their words into one"),
        ("groups:\n  - [a, '!']", "synonyms.yaml: '!' holds nothing to search for"),
    ])
    func faultsAreNamed(yaml: String, message: String) {
        let fault = #expect(throws: Synonyms.Fault.self) { try Synonyms(yaml: yaml) }
        #expect(fault?.description == message)
    }
}
