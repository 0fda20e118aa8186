import Testing

@Suite("Who publishes, and who else has a part")
struct NameTests {
    @Test(
        "Parties stand with their roles",
        arguments: [
            ("当社の委託先である⟦株式会社乙川システム⟧が不正アクセスを受け、個人情報が流出しました。", ["contractor 株式会社乙川システム"]),
            ("子会社である⟦株式会社丙野デリカ⟧の従業員の個人情報も流出しました。", ["subsidiary 株式会社丙野デリカ"]),
            ("調査は⟦丁田セキュリティ株式会社⟧に依頼しました。", ["investigator 丁田セキュリティ株式会社"]),
            ("業務を委託している⟦乙川印刷株式会社⟧から、名簿が流出したとの報告を受けました。", ["contractor 乙川印刷株式会社"]),
            ("当社の情報システム部が、⟦株式会社丁田電脳調査⟧の協力を得て調査しました。", ["investigator 株式会社丁田電脳調査"]),
            ("予約サイトの運営をお任せしている⟦株式会社乙川クラウド⟧と点検しました。", ["contractor 株式会社乙川クラウド"]),
            ("当社の親会社である⟦株式会社戊村ホールディングス⟧に報告しました。", ["parent 株式会社戊村ホールディングス"]),
            (
                "子会社である⟦Kouyama Foods (Thailand) Co., Ltd.⟧の従業員の個人情報が流出しました。",
                ["subsidiary Kouyama Foods (Thailand) Co., Ltd."]
            ),
        ])
    func parties(body: String, parties: [String]) { Case(body).expect(.parties, parties) }

    @Test("A party with a short name is one party")
    func short() {
        Case("委託先の⟦株式会社乙川システム⟧(以下「乙川社」といいます)のサーバーから個人情報が流出しました。株式会社乙川システムは調査を続けています。")
            .expect(.parties, ["contractor 株式会社乙川システム"])
    }

    @Test(
        "The organisation that calls itself 当社 is the publisher",
        arguments: [
            ("不正アクセスに関するお知らせ\n\n⟦株式会社甲山商会⟧(以下「当社」といいます)のサーバーが不正アクセスを受けました。", "株式会社甲山商会"),
            ("不正アクセスに関するお知らせ\n\n⟦甲山大学⟧（以下、本学）のサーバーが不正アクセスを受けました。", "甲山大学"),
            ("不正アクセスに関するお知らせ\n\n委託先の株式会社乙川システムのサーバーが攻撃され、⟦株式会社甲山商会⟧(以下「弊社」)のお客様の情報が流出しました。", "株式会社甲山商会"),
        ])
    func alias(text: String, name: String) { Case(whole: text).expect(.organisation, [name]) }

    @Test("The publisher is no party")
    func publisher() { Case("株式会社甲山商会は、当社サーバーへの不正アクセスを確認しました。").expect(.parties, []) }

    @Test(
        "An attacker that no list knows is known by what is said of it",
        arguments: [
            ("サーバーがランサムウェアに感染し、「⟦TeiFox9⟧」を名乗る集団から脅迫を受けました。", "TeiFox9"),
            ("盗まれたデータの一部が「⟦Otsu Heron⟧」のリークサイトに掲載されました。", "Otsu Heron"),
            ("攻撃グループ「⟦HeiKestrel⟧」による不正アクセスと判明しました。", "HeiKestrel"),
        ])
    func actor(body: String, name: String) { Case(body).expect(.actor, [name]) }

    @Test(
        "A quoted technique or product is no attacker",
        arguments: ["「DDoS」と呼ばれる攻撃を受けました。", "「KouCloud」のサーバーが攻撃を受けました。"])
    func noActor(body: String) { Case(body).expect(.actor, []) }
}
