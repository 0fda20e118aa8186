import Facts
import Testing

@Suite("What is an incident, which one it is, and what led to it")
struct KindTests {
    @Test(
        "An apology makes an incident with an authority that was told, or with a title about personal data",
        arguments: [
            ("会員情報の取扱いについて", "関係する皆さまにお詫び申し上げます。2月13日、個人情報保護委員会に報告しました。"),
            ("個人情報の取扱いに関するお知らせ", "弊社の事務において不手際がありました。深くお詫び申し上げます。"),
        ])
    func apology(title: String, body: String) { #expect(Case(body, title: title).record.kind == .incident) }

    @Test("Advice is none", arguments: ["フィッシングメールとは、実在の企業を装うメールのことです。不審なメールは開かずに削除してください。"])
    func advice(body: String) { #expect(Case(whole: "迷惑メールの見分け方\n\n\(body)").record.kind == .other) }

    @Test("A login that the title names is the takeover that the text tells")
    func takeover() {
        let notice = Case("当社の公式チャンネルが何者かに乗っ取られました。", title: "動画チャンネルへの不正ログインについて")
        #expect(notice.record.incidentTypes.first?.value == .accountTakeover)
        #expect(!notice.record.incidentTypes.contains { $0.value == .credentialStuffing })
    }

    @Test("After credential stuffing, advice against using a password twice says what it came from")
    func reuse() {
        let advice = "他のサービスと同じパスワードの使い回しはお控えください。"
        let stuffed = Case("リスト型攻撃による不正ログインが発生しました。\n\(advice)")
        #expect(stuffed.record.causes.contains { $0.value == .passwordReuse })
        #expect(!Case("当社のサーバーがウイルスに感染しました。\n\(advice)").record.causes.contains { $0.value == .passwordReuse })
    }

    @Test("What was lacking is a cause under measures too; what is planned is none")
    func lacks() {
        let lack = Case("再発防止策\n多要素認証を導入していなかったことを重く受け止めております。")
        #expect(!lack.record.causes.isEmpty)
        Case("再発防止策\n多要素認証を導入します。").expect(.causes, [])
    }
}
