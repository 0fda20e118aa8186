import Exchange
import Facts

/// A case of an invented shop with two notices, made by hand, and one whose every text is hostile.
enum SampleCase {
    private static func field(
        _ name: RecordField, _ key: String, _ value: StatedValue, _ quote: String, notice: String = "a1b2c3d4e5f60718"
    ) -> CaseField {
        let statement = Statement(
            value: value, notice: notice, published: SampleNotice.day(2023, 2, 14), report: 1, publisher: "株式会社見本商店",
            quote: quote)
        return CaseField(
            name: name, key: key, current: statement, history: [.init(statement: statement, change: .stated)],
            others: [], status: .stated)
    }

    private static let fields: [CaseField] = [
        field(.organisation, "", .text("株式会社見本商店"), "株式会社見本商店"),
        field(.sector, "", .sector(.retailEcommerce), "商店"),
        field(.parties, "見本ペイメント", .party(name: "見本ペイメント株式会社", role: .serviceProvider), "見本ペイメント株式会社"),
        field(.incidentTypes, "payment-skimming", .incidentType(.paymentSkimming), "ペイメントアプリケーションの改ざん"),
        field(.incidentTypes, "unauthorized-access", .incidentType(.unauthorizedAccess), "第三者による不正アクセス"),
        field(.causes, "software-vulnerability", .cause(.softwareVulnerability), "システムの一部の脆弱性をついた"),
        field(.data, "card-number", .data(.cardNumber, .exposed), "カード番号"),
        field(.data, "password", .data(.password, .notExposed), "パスワードの漏えいはございません"),
        field(
            .counts, "main", .count(value: 862, bound: .atMost, unit: "名", of: "お客様", main: true), "最大862名",
            notice: "0011223344556677"),
        field(
            .timeline, "exposure",
            .event(.exposure, start: SampleNotice.day(2022, 11, 15), end: SampleNotice.day(2023, 1, 12)),
            "2022年11月15日～2023年1月12日"),
        field(
            .timeline, "reported-to-org", .event(.reportedToOrg, start: SampleNotice.day(2023, 1, 12), end: nil),
            "2023年1月12日に発覚"),
        field(.authorities, "ppc", .authority(.ppc, date: SampleNotice.day(2023, 1, 14)), "個人情報保護委員会に報告"),
        field(.leakStatus, "", .leak(.possible), "漏えいした可能性"),
        field(.responses, "stopped-payments", .response(.stoppedPayments), "カード決済を停止"),
        field(.measures, "vulnerability-assessment", .measure(.vulnerabilityAssessment), "脆弱性診断を定期的に"),
    ]

    static let filed: FiledCase = {
        let untied = CaseView.Tie(score: 0, reasons: [])
        let view = CaseView(
            number: "2023-060",
            notices: [
                .init(
                    id: "a1b2c3d4e5f60718", organisation: "株式会社見本商店", title: "不正アクセスによる個人情報漏えい、100%のお詫び",
                    published: SampleNotice.day(2023, 2, 14), report: 1, tie: untied,
                    sources: ["https://shop.example.jp/news/1?a=1&b=2", "https://mirror.example/1"]),
                .init(
                    id: "0011223344556677", organisation: "株式会社見本商店", title: "第2報",
                    published: SampleNotice.day(2023, 3, 20), report: 2, tie: untied, sources: ["notices/2.html"]),
            ], values: CaseValues(fields: fields), related: [])
        var filed = FiledCase(view: view, records: [SampleNotice.record], opened: 1_676_340_000, changed: 1_679_270_400)
        filed.digests = [
            "a1b2c3d4e5f60718": [
                "https://shop.example.jp/news/1?a=1&b=2": String(repeating: "0123456789abcdef", count: 4)
            ]
        ]
        return filed
    }()

    /// What a notice may try: a formula, markup, TeX, quotation marks, line breaks, characters that steer.
    static let hostileText = "=cmd|'/c calc'!A1,\"<b>\\input{x}}\r\n\u{202E}\u{1B}[31m%$#_&~^"

    static let hostile: FiledCase = {
        var filed = SampleCase.filed
        filed.view.number = "2023-061"
        for place in filed.view.notices.indices {
            filed.view.notices[place].title = hostileText
            filed.view.notices[place].organisation = hostileText
            filed.view.notices[place].sources = ["https://a.example/}{\\\" \u{202E}"]
        }
        let texts = [
            field(.organisation, "", .text(hostileText), hostileText),
            field(.actor, "", .text(hostileText), hostileText),
        ]
        filed.view.values = CaseValues(fields: texts)
        filed.records = []
        return filed
    }()

    /// A case of which nothing is known.
    static let bare = FiledCase(
        view: CaseView(
            number: "2024-001",
            notices: [
                .init(
                    id: "ffffffffffffffff", organisation: nil, title: nil, published: nil, report: nil,
                    tie: .init(score: 0, reasons: []))
            ], values: CaseValues(fields: []), related: []), records: [], opened: 1_704_067_200, changed: 1_704_067_200)

    static let all = [filed, hostile, bare]

    static func written(_ format: any CaseFormat, _ cases: [FiledCase] = all) -> String {
        String(decoding: bytes(format, cases), as: UTF8.self)
    }

    static func bytes(_ format: any CaseFormat, _ cases: [FiledCase] = all) -> [UInt8] {
        var format = format
        var out: [UInt8] = []
        format.begin(&out)
        for filed in cases { format.add(filed, to: &out) }
        format.end(&out)
        return out
    }
}

/// Mappings as a lexicon has them, of a few slugs.
struct SampleMappings: TermMappings {
    private static let paths = [
        "payment-skimming": [
            "action.malware.variety.Capture app data", "action.malware.vector.Web application",
            "attribute.integrity.variety.Software installation",
        ],
        "unauthorized-access": ["action.hacking.variety.Unknown", "action.hacking.vector.Unknown"],
        "software-vulnerability": ["action.hacking.variety.Exploit vuln"],
        "lost-media": ["action.error.variety.Loss", "action.physical.variety.Theft"],
        "supply-chain": ["action.hacking.vector.Partner", "action.malware.vector.Partner"],
        "insider-misuse": ["action.misuse.variety.Privilege abuse", "actor.internal.variety.Unknown"],
        "retail-ecommerce": ["victim.industry.44"],
        "card-number": ["attribute.confidentiality.data.variety.Payment"],
        "password": ["attribute.confidentiality.data.variety.Credentials"],
    ]

    func veris<V: Vocabulary>(_ term: V) -> [String] { Self.paths[term.slug] ?? [] }
    func attack<V: Vocabulary>(_ term: V) -> [String] { term.slug == "software-vulnerability" ? ["T1190"] : [] }
}
