import Testing

@Suite("Kinds of data, exposed or not")
struct DataTests {
    @Test(
        "Named in a sentence that speaks of a leak",
        arguments: [
            ("漏えいした可能性のある情報は、⟦氏名⟧、⟦住所⟧、⟦電話番号⟧です。", ["name", "address", "phone"]),
            ("お客様の情報(⟦氏名⟧、⟦メールアドレス⟧)が流出しました。", ["name", "email"]),
            (
                "お客様の⟦クレジットカード番号⟧、⟦有効期限⟧、⟦セキュリティコード⟧が漏えいした可能性があります。",
                ["card-number", "card-expiry", "card-security-code"]
            ),
            ("従業員の⟦生年月日⟧・⟦性別⟧・⟦口座番号⟧が外部に流出しました。", ["birth-date", "gender", "bank-account"]),
        ])
    func sentence(body: String, data: [String]) { Case(body).expect(.data, data) }

    @Test("Listed under a heading, item by item")
    func list() {
        Case("漏えいした可能性のある情報\n・⟦氏名⟧\n・⟦住所⟧\n・⟦メールアドレス⟧\n").expect(.data, ["name", "address", "email"])
        Case("【対象となる情報】\n(1)⟦氏名⟧\n(2)⟦電話番号⟧\n").expect(.data, ["name", "phone"])
        Case("流出した情報は次のとおりです。\n・⟦氏名⟧、⟦生年月日⟧\n・⟦健康診断の結果⟧\n").expect(.data, ["name", "birth-date", "health"])
    }

    @Test(
        "Denied in the same sentence, the next, in brackets or a note",
        arguments: [
            ("⟦氏名⟧と⟦住所⟧が流出しましたが、⟦パスワード⟧は含まれておりません。", ["name", "address", "not password"]),
            ("会員の⟦氏名⟧が流出しました。⟦クレジットカード番号⟧は含まれておりません。", ["name", "not card-number"]),
            ("会員の⟦氏名⟧、⟦住所⟧が流出しました(⟦電話番号⟧は含まれておりません)。", ["name", "address", "not phone"]),
            ("漏えいした情報\n・⟦氏名⟧\n・⟦住所⟧\n※⟦クレジットカード情報⟧は含まれておりません。", ["name", "address", "not card-number"]),
            ("お客様の⟦メールアドレス⟧が流出しました。なお、⟦パスワード⟧の漏えいはありません。", ["email", "not password"]),
            ("会員の⟦氏名⟧が流出しました。⟦マイナンバー⟧は保有しておりません。", ["name", "not my-number"]),
        ])
    func denied(body: String, data: [String]) { Case(body).expect(.data, data) }

    @Test("A denial on a list's next line denies the next line alone")
    func row() {
        Case("【閲覧されたおそれのある情報】\n⟦氏名⟧、⟦住所⟧、⟦電話番号⟧、⟦生年月日⟧、⟦性別⟧、⟦メールアドレス⟧、⟦購入履歴⟧\n⟦クレジットカード番号⟧は、この画面では表示されておりません。\n")
            .expect(
                .data,
                [
                    "name", "address", "phone", "birth-date", "gender", "email", "purchase-history", "not card-number",
                ])
    }

    @Test("A line that begins with なお is a sentence of its own")
    func besides() {
        Case("【名簿に記載されていた情報】\n申込者1,204名の⟦氏名⟧、⟦フリガナ⟧、⟦電話番号⟧、⟦生年月日⟧、⟦性別⟧\nなお、⟦住所⟧は記載されておりません。\n").expect(
            .data, ["name", "name-kana", "phone", "birth-date", "gender", "not address"])
    }

    @Test("名簿に入っていません denies, as 連絡は入っていません does not")
    func notIn() {
        Case("会員の⟦氏名⟧が流出しました。⟦住所⟧は名簿に入っていません。").expect(.data, ["name", "not address"])
    }

    @Test(
        "Advice and contacts name no exposed data",
        arguments: [
            "念のため、パスワードの変更をお願いいたします。", "お問い合わせ先\n電話番号 0120-000-000\nメールアドレス info@example.jp",
        ])
    func none(body: String) { Case(body).expect(.data, []) }
}
