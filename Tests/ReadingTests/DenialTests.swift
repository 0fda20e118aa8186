import Facts
import Testing

@Suite("Notices of what did not happen, and of what is no incident")
struct DenialTests {
    @Test("A denied incident has no types, data or figures")
    func denied() {
        let notice = Case(
            "会員30万件の情報が流出したとする投稿が広まっています。調べた結果、弊社から会員の氏名などの個人情報が漏えいした事実はございません。",
            title: "会員情報が流出したとする投稿について")
        #expect(notice.record.kind == .incident)
        notice.expect(.types, [])
        notice.expect(.data, [])
        notice.expect(.counts, [])
        notice.expect(.leak, ["none"])
    }

    @Test("A leak that a report found first is none the less a leak")
    func reported() {
        let notice = Case(
            "弊社で調べた結果、会員30万件の氏名が漏えいしたことを確認しました。深くお詫び申し上げます。", title: "会員情報が流出したとする投稿について")
        notice.expect(.leak, ["confirmed"])
        notice.expect(.counts, ["main 300000件"])
    }

    @Test("That no leak was found confirms no incident: advice to update a product")
    func advice() {
        let notice = Case(
            "弊社の製品に脆弱性があります。更新をお願いいたします。お客様の情報の漏えいは確認しておりません。", title: "製品の更新のお願い")
        #expect(notice.record.kind == .other)
    }

    @Test("Under a heading on cause and prevention, the past is the cause")
    func mixed() {
        let notice = Case("原因と再発防止策\n担当者の認識が不足していました。\n今後は全職員に研修を実施します。", title: "書類の誤送付について")
        notice.expect(.causes, ["awareness-gap"])
        notice.expect(.measures, ["training"])
    }

    @Test(
        "What is told only to be ruled out is no cause",
        arguments: [
            "封入機の製造元が点検した結果、装置の故障やプログラムの不具合は認められませんでした。",
            "委託先を経由した侵入を示すものはありませんでした。",
            "システムの不具合によるものではございません。",
            "当初はVPN装置の脆弱性も疑われましたが、本件との関係はありませんでした。",
        ])
    func ruledOut(sentence: String) {
        Case("原因\n\(sentence)", title: "情報漏えいについて").expect(.causes, [])
    }

    @Test("What was not done is a cause, also where others were ruled out")
    func notDone() {
        Case("原因\nプログラムの不具合は認められませんでした。管理画面に多要素認証を設定しておりませんでした。", title: "不正アクセスについて")
            .expect(.causes, ["no-mfa"])
    }

    @Test("A board of education's office is of its municipality")
    func board() {
        Case(whole: "2024年3月1日\n丙野市教育委員会事務局\n名簿の紛失について\n\n名簿を紛失したことが判明しました。").expect(
            .sector, ["local-government"])
    }
}
