import Facts
import Testing

@Suite("Counts of what is affected")
struct CountTests {
    @Test(
        "The main count is of people, and the net one",
        arguments: [
            ("漏えいした会員情報は⟦1,200件⟧、⟦1,200名⟧です。", ["1200件", "main 1200名"]),
            ("延べ⟦3,000名⟧（実人数⟦2,400名⟧）の個人情報が流出しました。", ["3000名", "main 2400名"]),
            ("従業員⟦1,860名⟧（うち退職者⟦240名⟧）の個人情報が流出しました。", ["main 1860名", "240名"]),
            ("約⟦1万2千件⟧の会員情報が流出した可能性があります。", ["main 12000件"]),
            ("最大⟦３５，０００人⟧の個人情報が漏えいした可能性があります。", ["main 35000人"]),
            ("⟦3.5万件⟧の顧客情報が流出しました。", ["main 35000件"]),
            ("対象は⟦412名⟧（カードの数では⟦435件⟧）の個人情報で、流出しました。", ["main 412名", "435件"]),
            ("名簿に記載された⟦34戸⟧、所有者⟦31名⟧の個人情報が流出しました。", ["34戸", "main 31名"]),
            ("アカウントから⟦12万4千余通⟧の迷惑メールが送信されました。", ["main 124000通"]),
            ("名簿に載る学生は延べ⟦486名⟧(実数では⟦431名⟧)で、このうち⟦9名⟧は連絡先も流出しました。", ["486名", "main 431名", "9名"]),
            ("流出した件数 (誤)28,450件 → (正)⟦31,906件⟧", ["main 31906件"]),
            ("個人情報の流出が新たに⟦2,500件⟧も確認されました。", ["main 2500件"]),
            ("⟦三万件⟧の顧客情報が流出しました。", ["main 30000件"]),
            ("会員⟦2,300名⟧と取引先⟦150名⟧の個人情報が流出しました。", ["main 2300名", "150名"]),
        ])
    func main(body: String, counts: [String]) { Case(body).expect(.counts, counts) }

    @Test("A slash parts the columns of a row; names of data before a number are not calls")
    func rows() {
        Case("流出した情報\n会員/⟦1,127人⟧/氏名\n合計/⟦1,431人⟧").expect(.counts, ["1127人", "main 1431人"])
        Case("お届け先の情報（電話番号、品名）が⟦8万6千件⟧流出しました。").expect(.counts, ["main 86000件"])
    }

    @Test(
        "What is counted is named by what stands before the figure, not by a word that sums up or the end of a verb",
        arguments: [
            ("流出した情報\n従業員 1,844人 氏名\n合計 5,821人", ["従業員", ""]), ("流出した情報\n総計5,821人", [""]),
            ("持ち出した38万件の顧客情報が流出しました。", [""]), ("お客様1,200名の個人情報が流出しました。", ["お客様"]),
            ("会員は最大300名で、個人情報が流出しました。", ["会員"]), ("最大300名の個人情報が流出しました。", [""]),
        ])
    func counted(body: String, of: [String]) { #expect(Case(body).record.counts.map(\.of) == of) }

    @Test("The whole out of which is none")
    func outOf() {
        Case("送信した6,300通のうち⟦412通⟧に別のお客様の個人情報が記載されていました。").expect(.counts, ["main 412通"])
    }

    @Test("A figure that is told twice is one count")
    func twice() {
        Case("会員⟦1,200名⟧の個人情報が流出しました。対象の1,200名には個別にお知らせしました。").expect(.counts, ["main 1200名"])
    }

    @Test(
        "Other figures are none",
        arguments: [
            "本件は第2報です。個人情報が流出しました。", "個人情報が流出しました。2名で確認する体制とします。", "個人情報が流出しました。お問い合わせは03-1234-5678まで。",
            "個人情報が流出しました。5日間にわたり停止しました。",
            "個人情報が流出しました。カード番号の下4桁は表示されていました。", "流出した件数は0件です。",
            "個人情報が流出しました。悪用されたとの連絡は1件もありません。", "個人情報が流出しました。不審なメールの報告は2件も確認されておりません。",
        ])
    func none(body: String) { Case(body).expect(.counts, []) }
}
