import Facts
import Testing

@Suite("The head of a notice")
struct HeaderTests {
    static let casebook = "【セキュリティ事件簿#2023-060】株式会社甲山商会 不正アクセスによる情報漏えいに関するお詫び 2023年2月14日\n\n当社のサーバーが不正アクセスを受けました。"

    @Test("A casebook's heading holds number, organisation, title and date")
    func casebook() {
        let notice = Case(whole: Self.casebook)
        notice.expect(.number, ["2023-060"])
        notice.expect(.organisation, ["株式会社甲山商会"])
        notice.expect(.title, ["不正アクセスによる情報漏えいに関するお詫び"])
        notice.expect(.published, ["2023-02-14"])
        #expect(notice.record.kind == .incident)
    }

    @Test("Spaces within a name belong to it")
    func spaces() {
        let notice = Case(whole: "【セキュリティ事件簿#2023-061】株式会社 甲山商会 個人情報の漏えいについて 2023年2月15日\n\n当社の名簿が流出しました。")
        notice.expect(.organisation, ["株式会社 甲山商会"])
        notice.expect(.title, ["個人情報の漏えいについて"])
    }

    @Test("A casebook's number may lack the running part")
    func yearOnly() {
        Case(whole: "【セキュリティ事件簿#2022】甲山大学 個人情報の漏えいについて 2022年5月6日\n\n本学の名簿が流出しました。").expect(.number, ["2022"])
    }

    @Test("A heading without number is one by its date")
    func dated() {
        let notice = Case(whole: "甲山大学 個人情報の漏えいについて 令和4年5月6日\n\n本学の名簿が流出しました。")
        notice.expect(.number, [])
        notice.expect(.organisation, ["甲山大学"])
        notice.expect(.published, ["2022-05-06"])
    }

    @Test("A press release has date, addressee, organisation and title on lines of their own")
    func press() {
        let notice = Case(whole: "2024年3月1日\nお客様各位\n株式会社甲山商会\n代表取締役社長 甲山 太郎\n\n個人情報の漏えいに関するお詫びとお知らせ\n\n当社の名簿が流出しました。")
        notice.expect(.organisation, ["株式会社甲山商会"])
        notice.expect(.title, ["個人情報の漏えいに関するお詫びとお知らせ"])
        notice.expect(.published, ["2024-03-01"])
        notice.expect(.number, [])
    }

    @Test(
        "An organisation's line may hold Latin words, a label, an office or the head of a body",
        arguments: [
            ("KOUYAMA SEA LINE株式会社", "KOUYAMA SEA LINE株式会社"), ("会社名　株式会社甲山商会", "株式会社甲山商会"), ("甲山町上下水道課", "甲山町"),
            ("甲山病院長", "甲山病院"),
        ])
    func lines(line: String, name: String) {
        Case(whole: "2024年3月1日\n\(line)\n\n個人情報の漏えいに関するお詫びとお知らせ\n\n名簿が流出しました。深くお詫び申し上げます。").expect(
            .organisation, [name])
    }

    @Test("The title opens no section of advice")
    func advice() {
        Case(whole: "2024年3月1日\n不審なメールについて（お詫びと注意のお願い）\n\n当社のパソコンが⟦マルウェアに感染⟧しました。").expect(.types, ["malware"])
    }

    @Test("The evidence of each part is its words")
    func evidence() {
        Case(whole: "⟦2024年3月1日⟧\n株式会社甲山商会\n個人情報の漏えいに関するお詫び\n\n当社の名簿が流出しました。").expect(.published, ["2024-03-01"])
        Case(whole: "2024年3月1日\n⟦株式会社甲山商会⟧\n個人情報の漏えいに関するお詫び\n\n当社の名簿が流出しました。").expect(.organisation, ["株式会社甲山商会"])
        Case(whole: "2024年3月1日\n株式会社甲山商会\n⟦個人情報の漏えいに関するお詫び⟧\n\n当社の名簿が流出しました。").expect(.title, ["個人情報の漏えいに関するお詫び"])
    }

    @Test("A date at the end counts where the head has none")
    func closing() {
        Case(whole: "個人情報の漏えいに関するお詫び\n\nこのたび当社の名簿が流出したことが判明しました。深くお詫び申し上げます。\n\n株式会社甲山商会\n以上\n⟦2024年3月1日⟧").expect(
            .published, ["2024-03-01"])
    }

    @Test(
        "第2報 is the report's number",
        arguments: [("(⟦第2報⟧)", ["2"]), ("【⟦第二報⟧】", ["2"]), ("（⟦第１報⟧）", ["1"]), ("(⟦第10報⟧)", ["10"]), ("", [])])
    func report(suffix: String, numbers: [String]) {
        Case("個人情報が流出しました。", title: "不正アクセスに関するお詫びとお知らせ\(suffix)").expect(.report, numbers)
    }

    @Test("The title keeps its report number")
    func title() { Case("個人情報が流出しました。", title: "⟦不正アクセスに関するお知らせ(第2報)⟧").expect(.title, ["不正アクセスに関するお知らせ(第2報)"]) }

    @Test(
        "A date's line may name the page's rubric behind a mark",
        arguments: ["2024.03.01 | Security", "2024年3月1日／重要なご案内とサポート情報", "2024年3月1日(金) 甲山市発表"])
    func rubric(line: String) {
        let notice = Case(whole: "\(line)\n個人情報の漏えいに関するお詫びとお知らせ\n\n株式会社甲山商会\n\n当社の名簿が流出しました。")
        notice.expect(.published, ["2024-03-01"])
        notice.expect(.title, ["個人情報の漏えいに関するお詫びとお知らせ"])
    }

    @Test(
        "The name beside a closing date signs the notice; a firm's may be kana",
        arguments: ["株式会社くるみや屋", "ひなたの森株式会社", "甲山市立図書館"])
    func signed(name: String) {
        let notice = Case(whole: "公式アカウントの乗っ取りについて\n\n公式アカウントが乗っ取られました。申し訳ございません。\n\n2024年3月1日\n\(name)")
        notice.expect(.published, ["2024-03-01"])
        notice.expect(.organisation, [name])
    }

    @Test("What a page is, or which issue, is no title", arguments: ["ニュースリリース", "甲山だより 第37号"])
    func masthead(line: String) {
        Case(whole: "2024年3月1日\n\(line)\n\n名簿を入れたかばんの置き忘れ\n\n名簿を紛失しました。").expect(
            .title, ["名簿を入れたかばんの置き忘れ"])
    }
}
