import Facts
import Testing

@Suite("What is an incident, and what led to it")
struct KindTests {
    @Test("Advice is none", arguments: ["フィッシングメールとは、実在の企業を装うメールのことです。不審なメールは開かずに削除してください。"])
    func advice(body: String) { #expect(Case(whole: "迷惑メールの見分け方\n\n\(body)").record.kind == .other) }

    @Test("After credential stuffing, advice against using a password twice says what it came from")
    func reuse() {
        let advice = "他のサービスと同じパスワードの使い回しはお控えください。"
        let stuffed = Case("リスト型攻撃による不正ログインが発生しました。\n\(advice)")
        #expect(stuffed.record.causes.contains { $0.value == .passwordReuse })
        #expect(!Case("当社のサーバーがウイルスに感染しました。\n\(advice)").record.causes.contains { $0.value == .passwordReuse })
    }
}
