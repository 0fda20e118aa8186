import Testing

@Suite("Dates become events of the timeline")
struct TimelineTests {
    @Test(
        "Dates are resolved from what stands before them",
        arguments: [
            (
                "⟦2024年2月10日⟧、当社サーバーへの不正アクセスを検知しました。⟦同日⟧、当該サーバーをネットワークから遮断しました。⟦翌11日⟧、警察に相談しました。",
                ["detected 2024-02-10", "contained 2024-02-10", "police-reported 2024-02-11"]
            ),
            ("⟦2月9日の深夜⟧に不審な通信があり、⟦翌日⟧、不正アクセスが判明しました。", ["other 2024-02-09", "detected 2024-02-10"]),
            (
                "⟦2024年1月30日⟧に不正アクセスを検知し、⟦翌31日⟧にサーバーを停止しました。⟦翌月2日⟧に個人情報保護委員会へ報告しました。",
                ["detected 2024-01-30", "suspended 2024-01-31", "authority-notified 2024-02-02"]
            ),
            ("⟦2023年12月31日⟧に不正アクセスを検知し、⟦翌日⟧、警察に通報しました。", ["detected 2023-12-31", "police-reported 2024-01-01"]),
            ("⟦昨年12月25日⟧に不正アクセスを検知しました。", ["detected 2023-12-25"]),
            ("⟦本年2月1日⟧に不正アクセスを検知しました。", ["detected 2024-02-01"]),
            ("⟦2023年11月3日⟧に不正アクセスを検知しました。⟦同月16日⟧に警察へ相談しました。", ["detected 2023-11-03", "police-reported 2023-11-16"]),
            ("⟦令和6年2月10日午後3時30分⟧、不正アクセスを検知しました。", ["detected 2024-02-10T15:30"]),
            ("⟦2月10日（土）⟧に不正アクセスを検知しました。", ["detected 2024-02-10"]),
            ("⟦2024年2月⟧に不正アクセスが判明しました。", ["detected 2024-02"]),
            ("⟦本日⟧、個人情報保護委員会に報告しました。", ["authority-notified 2024-03-01"]),
        ])
    func resolved(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "What a contractor finds is not the publisher's own finding, what follows at once has the same day",
        arguments: [
            ("⟦2024年2月10日⟧、委託先の担当者がサーバーの異常を検知しました。", ["other 2024-02-10"]),
            ("2024年2月10日、委託先が異常を検知し、当社が不正アクセスを発見しました。", ["other 2024-02-10", "detected 2024-02-10"]),
            ("2024年2月10日、不正アクセスを検知しました。直ちにネットワークから遮断しました。", ["detected 2024-02-10", "contained 2024-02-10"]),
            ("⟦2024年2月10日⟧、⟦13日⟧に誤って名簿を送信しました。", ["occurred 2024-02-10", "occurred 2024-02-13"]),
        ])
    func whose(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "What is planned lies ahead",
        arguments: [
            ("復旧を進めており、⟦4月上旬⟧の再開を目指しています。", ["resumed 2024-04"]),
            ("経緯\n⟦4月中旬⟧\n個人情報保護委員会へ確報を提出する予定です。", ["authority-notified 2024-04"]),
            ("4.再発防止策\n新しい仕組みへ移します。決済は⟦6月上旬⟧に再開する予定です。", ["resumed 2024-06"]),
        ])
    func ahead(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test("A day named beside 前日, and a stretch that 始まり opens")
    func named() {
        Case("⟦2024年2月6日⟧、改ざんを検知しました。⟦前日5日の23時頃⟧、管理画面に不正にログインされていました。").expect(
            .timeline, ["intrusion 2024-02-05T23", "detected 2024-02-06"])
        Case("侵入は⟦2024年1月6日に始まり、21日⟧まで続いていました。").expect(.timeline, ["intrusion 2024-01-06..2024-01-21"])
    }

    @Test("A year long gone is of its own sentence only")
    func longGone() {
        Case("⟦2019年4月⟧以降に登録された方の情報が流出しました。対象の方には⟦2月15日⟧に書面で通知しました。", published: "2024年3月1日").expect(
            .timeline, ["exposure 2019-04", "individuals-notified 2024-02-15"])
    }

    @Test(
        "A missing year is the one that makes the date the latest before publication",
        arguments: [
            (
                "2024年1月15日", "⟦12月28日⟧に不正アクセスを検知し、⟦1月5日⟧に警察へ相談しました。",
                ["detected 2023-12-28", "police-reported 2024-01-05"]
            ),
            ("2023年12月20日", "⟦12月10日⟧に不正アクセスを検知しました。", ["detected 2023-12-10"]),
            ("2024年1月4日", "⟦1月4日⟧にサーバーを遮断しました。", ["contained 2024-01-04"]),
            ("2024年1月10日", "⟦11月2日⟧に不正アクセスを検知しました。", ["detected 2023-11-02"]),
            ("令和6年1月10日", "⟦12月2日⟧に不正アクセスを検知しました。", ["detected 2023-12-02"]),
        ])
    func years(published: String, body: String, events: [String]) {
        Case(body, published: published).expect(.timeline, events)
    }

    @Test(
        "Two dates make a range",
        arguments: [
            ("⟦2023年4月1日から2023年6月30日⟧まで、第三者が社内システムに不正にアクセスしていました。", ["intrusion 2023-04-01..2023-06-30"]),
            ("⟦2023年12月20日から2024年1月10日⟧にかけて、当社サーバーへの不正アクセスが行われました。", ["intrusion 2023-12-20..2024-01-10"]),
            ("⟦2023年4月1日～6月30日⟧の期間に当サイトで購入されたお客様が対象です。", ["exposure 2023-04-01..2023-06-30"]),
            ("⟦2024年1月20日から同月25日⟧にかけて、不正アクセスが発生しました。", ["intrusion 2024-01-20..2024-01-25"]),
            ("⟦2023年4月1日から6月30日⟧までの間、名簿が誰でも閲覧できる状態でした。", ["exposure 2023-04-01..2023-06-30"]),
            ("⟦2023年4月～2023年6月⟧に購入されたお客様が対象です。", ["exposure 2023-04..2023-06"]),
            ("⟦2024年2月5日⟧までに会員登録されたお客様が対象です。", ["exposure ..2024-02-05"]),
        ])
    func ranges(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "The words that a date governs tell the event",
        arguments: [
            ("⟦2024年2月10日⟧、取引先から不審なメールが届いたとの連絡を受けました。", ["reported-to-org 2024-02-10"]),
            ("⟦2024年2月10日⟧、当該アカウントのパスワードを変更し、アクセスを遮断しました。", ["contained 2024-02-10"]),
            ("⟦2024年2月10日⟧、オンラインショップを停止しました。", ["suspended 2024-02-10"]),
            ("⟦2024年2月12日⟧、外部専門機関による調査を開始しました。", ["investigation-started 2024-02-12"]),
            ("⟦2024年2月28日⟧、外部専門機関による調査が完了しました。", ["investigation-completed 2024-02-28"]),
            ("⟦2024年2月20日⟧、対象のお客様に電子メールでご連絡しました。", ["individuals-notified 2024-02-20"]),
            ("⟦2024年2月20日⟧に第一報を公表しました。", ["disclosed 2024-02-20"]),
            ("⟦2024年2月20日⟧、サービスを再開しました。", ["resumed 2024-02-20"]),
            ("⟦2024年2月10日⟧、担当者が名簿を誤って別のお客様に送付しました。", ["occurred 2024-02-10"]),
            ("⟦2024年2月13日⟧、警察に被害届を提出しました。", ["police-reported 2024-02-13"]),
            ("⟦2024年2月13日⟧、個人情報保護委員会に速報を提出しました。", ["authority-notified 2024-02-13"]),
        ])
    func events(body: String, events: [String]) { Case(body).expect(.timeline, events) }

    @Test(
        "Dates of other things are no events",
        arguments: [
            "お問い合わせ\n受付は2024年3月4日から3月29日まで、平日の午前9時から午後5時までです。", "当サイトは2019年4月1日から2023年3月31日まで運営していました。",
        ])
    func none(body: String) { Case(body).expect(.timeline, []) }

    @Test(
        "Authorities are told on the date that belongs to them",
        arguments: [
            ("⟦個人情報保護委員会⟧には2月13日に、⟦警察⟧には2月14日に報告しました。", ["ppc 2024-02-13", "police 2024-02-14"]),
            ("2月13日、⟦個人情報保護委員会⟧および⟦警察⟧に報告しました。", ["ppc 2024-02-13", "police 2024-02-13"]),
            ("⟦個人情報保護委員会⟧へ報告しております。", ["ppc"]),
            ("⟦総務省⟧に報告するとともに、⟦警察⟧に相談いたします。", ["mic", "police"]),
        ])
    func authorities(body: String, values: [String]) { Case(body).expect(.authorities, values) }
}
