import Casebook
import Facts
import Language
import Reading
import Testing

struct NameTests {
    private func folded(_ name: String) -> String? { OrganisationName(name)?.folded }

    @Test(arguments: [
        ["株式会社みなと屋食品", "みなと屋食品株式会社", "(株)みなと屋食品", "㈱みなと屋食品", "みなと屋食品（株）", "みなと屋食品", "株式会社 みなと屋食品 御中"],
        ["株式会社髙濵製作所", "高浜製作所", "高濱製作所(株)", "株式会社高濵製作所"],
        ["學校法人廣島櫻女子大學", "学校法人広島桜女子大学", "広島桜女子大学"],
        ["渡邊齋藤商店", "渡辺斎藤商店", "渡邉齋藤商店"],
        ["𠮷田電機", "吉田電機"],
        ["ＡＢＣシステムズ株式会社", "ABCシステムズ", "abc システムズ"],
        ["ｶｴﾃﾞﾌｰｽﾞ株式会社", "カエデフーズ", "カエデ・フーズ", "カエデ フーズ"],
        ["サーバーワークショップ", "サーバワークショップ", "サーバー・ワークショップ"],
        ["市ヶ谷商会", "市ケ谷商会"], ["キヤノンボール社", "キャノンボール社"],
        [
            "Kaede Foods Co., Ltd.", "KAEDE FOODS", "Kaede Foods Inc.", "The Kaede Foods Company, Limited",
            "Kaede Foods K.K.",
        ],
        ["国立大学法人青海大学", "青海大学"], ["特定非営利活動法人ひなた", "NPO法人ひなた", "ひなた"],
        ["有限責任監査法人つむぎ", "監査法人つむぎ", "つむぎ"], ["みなと屋食品(東証プライム)", "みなと屋食品"],
    ])
    func oneNameInAllItsForms(forms: [String]) {
        for form in forms { #expect(folded(form) == folded(forms[0]), "\(form)") }
    }

    @Test(arguments: [
        ("みなと屋食品", "みなと屋食堂"), ("東西電力", "東西電力ネットワーク"), ("青海大学", "青海大学病院"), ("斉藤商店", "斎藤商店"),
        ("Kaede Foods", "Kaede Food Service"),
        ("北野市", "北野町"),
    ])
    func namesThatDiffer(a: String, b: String) { #expect(folded(a) != folded(b)) }

    @Test func aFormWithoutANameIsNone() {
        #expect(OrganisationName("株式会社") == nil)
        #expect(OrganisationName("・・") == nil)
        #expect(OrganisationName("") == nil)
    }

    @Test(arguments: [
        ("茨木県つくも市", ["つくも市"]), ("北海道みどり町", ["みどり町"]), ("京都府ことの市", ["ことの市"]), ("東京都あかつき区", ["あかつき区"]), ("つくも市", []),
        ("京都市", []), ("医療法人社団青葉会 さくら病院", ["さくら病院"]), ("学校法人ほしぞら学園 星空野大学", ["星空野大学"]), ("株式会社みなと屋 本店", []),
    ])
    func shortNames(name: String, short: [String]) { #expect(OrganisationName(name)?.short == short) }

    @Test func theTableFoldsNoFormTwice() {
        for (variant, meant) in KanjiForms.table {
            #expect(KanjiForms.table[meant] == nil, "\(variant) is folded to \(meant), which is folded itself")
            #expect(variant != meant)
        }
        #expect(KanjiForms.table.count > 300)
    }

    /// What a notice calls its publisher besides: as keys, because the names themselves are not kept.
    @Test(arguments: [
        ("株式会社青嶺ソフト(以下「青嶺」といいます。)は、不正アクセスを受けました。", "青嶺"),
        ("株式会社青嶺ソフト(以下、青嶺S&Sという)は、不正アクセスを受けました。", "青嶺SS"),
        ("株式会社青嶺ソフト(英文名:Aomine Soft Co., Ltd.)は、不正アクセスを受けました。", "Aomine Soft"),
        ("株式会社青嶺ソフト(Aomine Soft)は、不正アクセスを受けました。", "Aomine Soft"),
        ("株式会社青嶺ソフト(旧社名:株式会社谷川電算)は、不正アクセスを受けました。", "谷川電算"),
        ("株式会社青嶺ソフト(旧 谷川電算株式会社、以下「当社」)は、不正アクセスを受けました。", "谷川電算"),
        ("株式会社青嶺ソフトは、不正アクセスを受けました。\n当社は本年4月1日付で社名を「谷川電算株式会社」から「株式会社青嶺ソフト」に変更しました。", "谷川電算"),
    ])
    func otherNames(text: String, name: String) throws {
        let notice = "不正アクセスについて\n2025年5月1日\n\n" + text
        let traits = NoticeTraits(Reader().read(notice), text: NormalText(notice))
        var named = NoticeTraits()
        let other = "不正アクセスについて\n2025年4月1日\n\n\(name)株式会社は、不正アクセスを受けました。"
        named = NoticeTraits(Reader().read(other), text: NormalText(other))
        #expect(named.organisation != nil)
        #expect(traits.otherNames == [try #require(named.organisation)])
    }

    @Test(arguments: ["(以下「当社」といいます。)", "(以下、弊社)", "(本社:東京都、代表取締役:山野)", "(東証スタンダード)", "(証券コード1234)", ""])
    func wordsThatAreNoNames(bracket: String) {
        let notice = "不正アクセスについて\n2025年5月1日\n\n株式会社青嶺ソフト\(bracket)は、不正アクセスを受けました。"
        let traits = NoticeTraits(Reader().read(notice), text: NormalText(notice))
        #expect(traits.organisation != nil)
        #expect(traits.otherNames.isEmpty)
    }
}
