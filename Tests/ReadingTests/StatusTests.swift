import Testing

@Suite("Whether data left, and whether it was misused")
struct StatusTests {
    @Test(
        "Leak: the text states it",
        arguments: [
            "お客様の個人情報が漏えいしたことが判明しました。", "会員の氏名とメールアドレスが外部に流出しました。", "顧客名簿が窃取されたことを確認しました。", "名簿が第三者に閲覧されていました。",
            "個人情報の漏えいが確認されました。", "社員名簿が外部へ持ち出されました。",
        ])
    func confirmed(body: String) { Case(body).expect(.leak, ["confirmed"]) }

    @Test(
        "Leak: it cannot be ruled out",
        arguments: [
            "お客様の個人情報が漏えいした可能性があります。", "個人情報の漏えいのおそれがあります。", "個人情報が流出した恐れを否定できません。", "情報漏えいの可能性は否定できません。",
            "名簿が外部へ持ち出された疑いがあります。",
            "登録情報が第三者に閲覧された可能性がございます。", "個人情報が流出した虞があります。", "お客様の情報が窃取された可能性を排除できません。",
        ])
    func possible(body: String) { Case(body).expect(.leak, ["possible"]) }

    @Test(
        "Leak: none was found",
        arguments: [
            "現時点で個人情報の漏えいは確認されておりません。", "個人情報が流出した事実は確認されていません。", "外部への流出の痕跡は認められませんでした。", "情報の漏洩は、現在のところ確認できておりません。",
            "データが窃取された形跡は見つかっておりません。",
        ])
    func notFound(body: String) { Case(body).expect(.leak, ["not-found"]) }

    @Test("Leak: what is denied of the data is not denied of the leak")
    func content() { Case("流出したデータにパスワードは含まれておりません。").expect(.leak, ["confirmed"]) }

    @Test("Leak: what could be seen was seen, unless the text says that it was not")
    func exposed() {
        Case("会員の氏名がインターネット上で誰でも閲覧できる状態になっていました。").expect(.leak, ["confirmed"])
        Case("会員の氏名が誰でも閲覧できる状態になっていました。個人情報の漏えいは確認されておりません。").expect(.leak, ["possible"])
    }

    @Test("Leak and misuse: what others say of it is no statement")
    func claimed() {
        let notice = Case("会員の個人情報が海外の掲示板で販売されている旨の報道がありました。調べた結果、個人情報が漏えいした事実はないと判断しております。")
        notice.expect(.leak, ["none"])
        notice.expect(.misuse, [])
    }

    @Test(
        "Leak: what stands behind a claim is the publisher's own word",
        arguments: [
            ("攻撃者は情報を窃取したと主張しておりますが、現時点で個人情報の漏えいは確認されておりません。", "not-found"),
            ("第三者が情報を入手したと主張しており、調査の結果、会員の個人情報が漏えいしたことを確認しました。", "confirmed"),
        ])
    func behindClaim(body: String, value: String) { Case(body).expect(.leak, [value]) }

    @Test("Leak: denied outright", arguments: ["お客様の個人情報の漏えいはございません。", "個人情報が流出した事実はありません。", "これによる個人情報の流出はありません。"])
    func denied(body: String) { Case(body).expect(.leak, ["none"]) }

    @Test(
        "Leak: conditions, promises and explanations say nothing",
        arguments: [
            "当社サーバーへの不正アクセスを確認しました。", "個人情報の漏えいが判明した場合は、速やかにお知らせします。", "今後も情報漏えいの防止に努めてまいります。", "情報漏えい対策を強化します。",
            "万一情報が流出した際には、個別にご連絡します。",
        ])
    func silent(body: String) { Case(body).expect(.leak, []) }

    @Test(
        "Leak: the strongest statement wins, and its words are the evidence",
        arguments: [
            ("現時点で個人情報の漏えいは確認されておりません。しかしながら、会員情報が⟦流出した可能性⟧があります。", "possible"),
            ("会員情報が流出した可能性があるとお伝えしましたが、その後の調査の結果、会員情報が外部に⟦流出⟧していました。", "confirmed"),
            ("社員名簿が外部に⟦流出⟧しました。お客様の情報の流出は確認されておりません。", "confirmed"),
        ])
    func strongest(body: String, value: String) { Case(body).expect(.leak, [value]) }

    @Test(
        "Misuse: none was found",
        arguments: [
            "現時点で、⟦不正利用された事実は確認されておりません⟧。", "現在のところ⟦二次被害の報告は受けておりません⟧。", "情報が⟦悪用されたとの連絡は寄せられておりません⟧。",
            "流出した情報の⟦悪用は確認されていません⟧。", "本件による二次被害は発生しておりません。",
            "個人情報が不正に使用された形跡はありません。",
        ])
    func misuseNotFound(body: String) { Case(body).expect(.misuse, ["not-found"]) }

    @Test(
        "Misuse: possible",
        arguments: [
            "一部のお客様のカードが不正利用された可能性があります。", "流出した情報が悪用されるおそれがあります。", "カード情報が不正に利用された可能性があることを確認しました。",
        ])
    func misusePossible(body: String) { Case(body).expect(.misuse, ["possible"]) }

    @Test(
        "Misuse: the text states it",
        arguments: [
            "流出したカード情報が不正利用されたことを確認しました。", "流出したポイントが第三者に不正に利用されました。",
        ])
    func misuseConfirmed(body: String) { Case(body).expect(.misuse, ["confirmed"]) }

    @Test(
        "Misuse: conditions, promises and advice say nothing",
        arguments: [
            "不正利用の防止に努めます。", "カードが不正利用された場合は、カード会社にご連絡ください。", "二次被害の防止のため、パスワードの変更をお願いいたします。", "当社サーバーへの不正アクセスを確認しました。",
        ])
    func misuseSilent(body: String) { Case(body).expect(.misuse, []) }
}
