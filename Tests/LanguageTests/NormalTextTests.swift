import Facts
import Language
import Testing

@Suite("A text is compared in its normal form")
struct NormalTextTests {
    @Test(
        "Widths, cases and marks are one",
        arguments: [
            ("ＡＢＣ　１２３（）：／，．～", "abc123():/,.~"), ("VPN", "vpn"), ("ｘｙｚ！？", "xyz!?"),
            ("｡｢｣､･", "。「」、・"), ("［＃］", "[#]"), ("～〜∼˜", "~~~~"),
            ("‐‑‒–—―−﹣－─━", "-----------"),
        ])
    func widths(written: String, normal: String) { #expect(NormalText(written).string == normal) }

    @Test(
        "Half-width kana take their voicing marks in",
        arguments: [
            ("ﾃﾞｰﾀ", "データ"), ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"), ("ｳﾞｨ", "ヴイ"), ("ｶﾞｷﾞｸﾞｹﾞｺﾞ", "ガギグゲゴ"), ("ﾂﾞﾃﾞﾄﾞ", "ヅデド"),
            ("ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "パピプペポ"), ("ﾊﾞﾋﾞﾌﾞﾍﾞﾎﾞ", "バビブベボ"), ("ｻﾞｼﾞｽﾞｾﾞｿﾞ", "ザジズゼゾ"), ("ｳｨﾙｽ", "ウイルス"),
            ("ｼｽﾃﾑﾝｦ", "システムンヲ"),
            ("か\u{3099}は\u{309A}テ\u{3099}ータ", "がぱデータ"), ("う\u{3099}", "ゔ"),
            // No kana that could be voiced stands before these marks.
            ("ﾝﾞ", "ンﾞ"), ("ｱﾟ", "アﾟ"), ("ﾞ", "ﾞ"), ("ｶ ﾞ", "カﾞ"),
        ])
    func halfWidth(written: String, normal: String) { #expect(NormalText(written).string == normal) }

    @Test(
        "Radicals and compatibility ideographs, as PDFs have them, are the kanji they look like",
        arguments: [
            ("⼈⽇⽉⾏⾯⾼⿓", "人日月行面高龍"), ("⺟⻑⻄⻘⺠⻩⻁⻤⻨⻫", "母長西青民黄虎鬼麦斉"), ("⻅⻋⻓⻔⻚⻛⻜⻢⻥⻦", "見車長門頁風飛馬魚鳥"),
            ("\u{FA19}\u{FA1A}\u{FA4C}", "神祥社"), ("\u{F9D1}", "六"),
        ])
    func radicals(written: String, normal: String) { #expect(NormalText(written).string == normal) }

    @Test(
        "Spellings of one word are one",
        arguments: [
            ("漏洩", "漏えい"), ("漏泄", "漏えい"), ("改竄", "改ざん"), ("恐れ", "おそれ"), ("虞", "おそれ"), ("毀損", "き損"), ("致します", "いたします"),
            ("頂きました", "いただきました"), ("戴く", "いただく"), ("又は", "または"), ("㈱みなと", "(株)みなと"), ("㈲", "(有)"), ("㈳", "(社)"),
            ("㈶", "(財)"), ("℡", "tel"), ("㍻30年", "平成30年"), ("㍼", "昭和"), ("㋿元年", "令和元年"), ("№3", "no3"),
            ("ウィルス", "ウイルス"), ("ソフトウェア", "ソフトウエア"), ("ファイル", "フアイル"), ("行ないました", "行いました"), ("行なわれ", "行われ"),
            // 行など and 行なら are other words.
            ("銀行など", "銀行など"), ("行なら", "行なら"),
        ])
    func spellings(written: String, normal: String) { #expect(NormalText(written).string == normal) }

    @Test("Spellings that docs/lexicon.md does not unify stay apart", arguments: ["及び", "問い合わせ", "行う", "出来", "下さい"])
    func apart(written: String) { #expect(NormalText(written).string == written) }

    @Test(
        "A long vowel counts but at the end of a katakana word",
        arguments: [
            ("サーバー", "サーバ"), ("サーバーが", "サーバが"), ("サーバー室", "サーバ室"), ("ｻｰﾊﾞｰ", "サーバ"), ("コンピューター・", "コンピュータ・"),
            ("データ", "データ"), ("ﾃﾞｰﾀ", "データ"), ("サーバーメール", "サーバーメール"), ("えー", "えー"), ("ー", "ー"), ("サーバ ー", "サーバー"),
        ])
    func longVowel(written: String, normal: String) { #expect(NormalText(written).string == normal) }

    @Test("Spaces and invisible characters do not count, but it is known where spaces stood")
    func spaces() {
        let text = NormalText("\u{FEFF}2024 年\u{3000}１\t月\u{A0}4\u{200B}日\u{AD}\u{202E}。\u{2003}終")
        #expect(text.string == "2024年1月4日。終")
        #expect(text.spaced == [false, false, false, false, true, true, true, true, false, false, true])
    }

    @Test("A character outside the basic plane is one unit that no phrase holds")
    func astral() {
        #expect(NormalText("𠮷野家🍣").units == [0xD800] + Array("野家".utf16) + [0xD800])
    }

    @Test("An empty text has no units and no place")
    func empty() {
        #expect(NormalText("").count == 0)
        #expect(NormalText(" \u{3000}\r").count == 0)
        #expect(NormalText("").span(0, 0) == TextSpan(0, 0))
    }

    // MARK: Lines

    /// 30 characters: long enough for a page to have wrapped it.
    private static let long = "当社のサーバーに対して第三者による不正なアクセスがあったことが判"

    @Test(
        "A line that a page wrapped inside a sentence goes on",
        arguments: [
            "明しました。", "ーー", "などが", "に2名", "VPN装置", "サーバー",
        ])
    func soft(next: String) {
        let text = NormalText(Self.long + "\n" + next)
        #expect(!text.units.contains(Unit.newline))
        #expect(text.spaced.filter { $0 }.count == 1)
        #expect(NormalText(Self.long + "\r\n" + next).units == text.units)
    }

    @Test("A line broken off behind a comma or kana goes on with a number, unless it is a list number")
    func numbers() {
        let open = "当社のサーバーに対する第三者による不正なアクセスにより、会員様の"
        #expect(NormalText("\(open)\n12,300件が流出").string.contains("の12,300件"))
        for item in ["1.経緯", "2)経緯", "3 経緯", "１．経緯"] {
            #expect(NormalText("\(open)\n\(item)").units.contains(Unit.newline), "\(item)")
        }
        #expect(NormalText("\(Self.long)\n12件").units.contains(Unit.newline), "a row may begin with a number")
    }

    /// Half as long again: it shows that nothing was wrapped at the width of `long`.
    private static let longer = "次の段落は上の行より長く、そこで折り返されてはいないので、上の行も折り返された行ではなく、箇条書きの一つである。"

    @Test(
        "A line that its author ended is kept",
        arguments: [
            ("短い行", "次の行"), (long + "。", "次の文"), (long, ""), (long, "\n次の段落"), (long, "・箇条書き"), (long, "【見出し】"),
            (long, "\u{3000}字下げ"),
            ("\(long)明のお知らせ", "平素より"), ("\(long)明について", "平素より"), ("\(long)明 2024年1月4日", "平素より"), (long + "します", "次の行"),
            (long + "各位", "平素より"), (long, longer), (long, "(1)経緯"), (long, "①経緯"),
        ])
    func hard(line: String, next: String) {
        #expect(NormalText(line + "\n" + next).units.contains(Unit.newline))
        #expect(
            NormalText(line + "\r\n" + next.replacing("\n", with: "\r\n")).units == NormalText(line + "\n" + next).units
        )
    }
}
