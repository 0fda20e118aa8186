import Testing

/// How clauses, rows and headings share a date.
@Suite("A course of events is read row by row and clause by clause")
struct CourseOfEventsTests {
    @Test(
        "A row goes on in the lines that hang beside its date",
        arguments: [
            (
                "経過\n 2月13日 対象の方に書面を郵送\n      ⟦個人情報保護委員会⟧に報告\n 2月15日 ⟦警察⟧に相談",
                ["ppc 2024-02-13", "police 2024-02-15"]
            ),
            (
                "⟦文部科学省⟧には2月14日、⟦個人情報保護委員会⟧には15日に、それぞれ報告しました。",
                ["mext 2024-02-14", "ppc 2024-02-15"]
            ),
            (
                "経過\n 2月13日 ⟦個人情報保護委員会⟧へ速報(⟦確報は2月28日⟧)",
                ["ppc 2024-02-13", "ppc 2024-02-28"]
            ),
            (
                "対応\n・⟦個人情報保護委員会⟧への速報(2月13日)および⟦確報(2月28日⟧)",
                ["ppc 2024-02-13", "ppc 2024-02-28"]
            ),
        ])
    func hanging(body: String, values: [String]) { Case(body).expect(.authorities, values) }

    @Test(
        "A day above its times, and a mark for the day above",
        arguments: [
            (
                "経過\n⟦2月10日(土)⟧ 職員が異常を検知\n⟦〃　14:10⟧ 対象のアカウントを停止\n",
                ["detected 2024-02-10", "contained 2024-02-10T14:10"]
            ),
            (
                "経過\n2月10日(土)\n ⟦午前11時頃⟧、取引先から名簿が届いたとの連絡があった。\n ⟦午後3時⟧、サイトを停止した。\n",
                ["reported-to-org 2024-02-10T11", "suspended 2024-02-10T15"]
            ),
        ])
    func times(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "What brackets add, a noun is described by, or is not done, tells no event beside another",
        arguments: [
            ("経過\n⟦2月10日⟧ 攻撃者が社内に侵入(後の調査により判明)", ["intrusion 2024-02-10"]),
            ("経過\n⟦2月20日⟧ 感染した端末の検査を終え、受注を再開", ["resumed 2024-02-20"]),
            ("⟦2月20日⟧に最終の報告書が届き、決済画面に不正なスクリプトが埋め込まれていたことが分かりました。", ["investigation-completed 2024-02-20"]),
            ("⟦2月10日⟧、取引先から「名簿が見える」と電話があり、判明しました。", ["reported-to-org 2024-02-10"]),
        ])
    func clauses(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "Ranges may be named in between",
        arguments: [
            (
                "名簿は⟦2月1日(木)正午の受付開始時から2月4日(日)9時⟧まで、誰でも閲覧できる状態でした。",
                ["exposure 2024-02-01T12..2024-02-04T09"]
            ),
            ("見える状態だった期間\n⟦2月1日12時(受付開始)～2月4日9時⟧", ["exposure 2024-02-01T12..2024-02-04T09"]),
            ("不正アクセスがあった期間:⟦2024年2月10日から2月14日⟧", ["intrusion 2024-02-10..2024-02-14"]),
            ("⟦2月16日から20日⟧にかけて、対象の方に電話でお詫びしました。", ["individuals-notified 2024-02-16..2024-02-20"]),
        ])
    func ranges(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test("同日 is not of a stretch of time that is told in passing, and the last day of a month is a day")
    func passing() {
        Case("⟦2月10日⟧、攻撃を受けていたことを突き止めました。攻撃は⟦1月20日から1月24日⟧にかけて行われました。⟦同日⟧、サイトを閉鎖しました。")
            .expect(
                .timeline, ["intrusion 2024-01-20..2024-01-24", "detected 2024-02-10", "suspended 2024-02-10"])
        Case("⟦2023年11月30日⟧に侵入されました。⟦12月末日⟧にサイトを閉鎖しました。").expect(
            .timeline, ["intrusion 2023-11-30", "suspended 2023-12-31"])
        // Of a February whose year is not told it is but the end.
        Case("⟦2月末⟧日にサイトを閉鎖しました。", published: "2024年4月20日").expect(.timeline, ["suspended 2024-02"])
    }

    @Test("What came to light is of the date that opens its sentence, rows that end in a time are of the heading above")
    func overarching() {
        Case("⟦2月16日⟧、昨年12月末に退職した元従業員が、在職中の⟦12月10日⟧に名簿を持ち出していたことが判明しました。").expect(
            .timeline, ["occurred 2023-12-10", "detected 2024-02-16"])
        Case("⟦2024年2月10日⟧に障害が発生しました。\n2.復旧日時\n インターネットバンキング ⟦同日13時05分⟧\n ATM(全28店舗) 同日15時30分").expect(
            .timeline, ["occurred 2024-02-10", "resumed 2024-02-10T13:05"])
    }

    @Test("A heading ends the section of the one beside it, whether or not it says what stands below")
    func headings() {
        Case("★ご注意いただきたいこと\n偽のサイトには何も入力しないでください。\n★当社が行っていること\n⟦2月10日⟧、警視庁に相談しました。").expect(
            .timeline, ["police-reported 2024-02-10"])
        Case("●再発防止策\n●監視体制の見直し\n●全社員への教育を4月10日に行う").expect(.measures, ["monitoring-soc", "training"])
        Case("1.お客様へのお願い\n(1)偽のサイトには何も入力しないでください。\n2.その間の私たち\n⟦2月10日⟧、警視庁に相談しました。").expect(
            .timeline, ["police-reported 2024-02-10"])
    }

    @Test("A day of a meeting is no step, and 翌15日 passes over it")
    func held() {
        Case("⟦2月14日⟧、職員が、2月24日に開く講座の名簿を誤って別の方に送信しました。⟦翌15日⟧に判明しました。").expect(
            .timeline, ["occurred 2024-02-14", "detected 2024-02-15"])
    }

    @Test(
        "Measures are dated where they have a day of their own",
        arguments: [
            ("再発防止策\n・⟦3月28日⟧に、全職員の研修会を開く。", ["other 2024-03-28"]),
            ("再発防止策\n・9月末までに、全員の多要素認証を必須とします。", []),
        ])
    func measures(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "An authority that acts is not told, a card company that warns has a date, one that helps has none",
        arguments: [
            ("2月10日、⟦決済代行会社⟧からカード情報の漏えいの懸念について連絡を受けました。", ["card-brands 2024-02-10"]),
            ("2月10日、⟦カード会社と連携⟧して対応を始めました。", ["card-brands"]),
            ("⟦県警⟧は2月10日に捜査を始めました。", ["police"]),
        ])
    func authorities(body: String, values: [String]) { Case(body).expect(.authorities, values) }
}
