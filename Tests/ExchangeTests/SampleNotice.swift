import Exchange
import Facts
import Foundation

/// A notice of an invented shop with a record made by hand: the reader has no part in it, so it does not move with the reader.
enum SampleNotice {
    static let text = """
        【セキュリティ事件簿#2023-060】株式会社見本商店 不正アクセスによる個人情報漏えいに関するお詫びとお知らせ(第2報) 2023年2月14日

        弊社が運営する「見本オンライン」が第三者による不正アクセスを受け、お客様のクレジットカード情報(862名)が漏えいした可能性がございます。
        決済代行会社である見本ペイメント株式会社の指摘により、2023年1月12日に発覚いたしました。
        2022年11月15日～2023年1月12日に購入されたお客様862名で、カード番号、有効期限が対象です。パスワードの漏えいはございません。
        原因はシステムの一部の脆弱性をついた第三者の不正アクセスによる、ペイメントアプリケーションの改ざんです。
        1月14日頃、個人情報保護委員会に報告し、所轄警察署にも相談しております。
        カード決済を停止し、第三者調査機関による調査を行いました。今後は脆弱性診断を定期的に行います。

        """

    static func evidence(_ quote: String, _ rule: String, _ confidence: Double = 0.9, after: String = "") -> Evidence {
        let skipped = text.range(of: after)?.upperBound ?? text.startIndex
        let range = text[skipped...].range(of: quote)!
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return Evidence(quote: quote, at: TextSpan(start, start + quote.utf8.count), confidence: confidence, rule: rule)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int, approximate: Bool = false) -> DateValue {
        DateValue(grain: .day, year: year, month: month, day: day, approximate: approximate)
    }

    static let record: NoticeRecord = {
        var record = NoticeRecord(id: "0123456789abcdef", kind: .incident)
        record.source = .init(page: "notices/見本.html", at: TextSpan(120, 120 + text.utf8.count))
        record.casebookNumber = Fact("2023-060", evidence("#2023-060", "heading/number", 1))
        record.title = Fact(
            "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ(第2報)",
            evidence("不正アクセスによる個人情報漏えいに関するお詫びとお知らせ(第2報)", "heading/title", 0.95))
        record.organisation = Fact("株式会社見本商店", evidence("株式会社見本商店", "heading/organisation", 0.9))
        record.published = Fact(day(2023, 2, 14), evidence("2023年2月14日", "heading/date"))
        record.reportNumber = Fact(2, evidence("第2報", "heading/report"))
        record.sector = Fact(.retailEcommerce, evidence("商店", "sectors/retail-ecommerce", 0.4))
        record.service = Fact("見本オンライン", evidence("見本オンライン", "service/quoted", 0.8))
        record.parties = [
            PartyFact(
                name: "見本ペイメント株式会社", role: .serviceProvider,
                evidence: evidence("見本ペイメント株式会社", "parties/apposition", 0.85))
        ]
        record.incidentTypes = [
            Fact(.paymentSkimming, evidence("ペイメントアプリケーションの改ざん", "incident-types/payment-skimming")),
            Fact(.unauthorizedAccess, evidence("第三者による不正アクセス", "incident-types/unauthorized-access")),
        ]
        record.causes = [Fact(.softwareVulnerability, evidence("システムの一部の脆弱性をついた", "causes/software-vulnerability"))]
        record.data = [
            DataFact(kind: .cardNumber, status: .exposed, evidence: evidence("カード番号", "data/card-number")),
            DataFact(kind: .cardExpiry, status: .exposed, evidence: evidence("有効期限", "data/card-expiry")),
            DataFact(kind: .password, status: .notExposed, evidence: evidence("パスワードの漏えいはございません", "data/password")),
        ]
        record.counts = [
            CountFact(
                value: 862, unit: "名", of: "クレジットカード情報", main: false, evidence: evidence("862名", "counts/people")),
            CountFact(
                value: 862, unit: "名", of: "お客様", main: true,
                evidence: evidence("862名", "counts/people", 0.97, after: "購入された")),
        ]
        record.timeline = [
            EventFact(
                event: .exposure, start: day(2022, 11, 15), end: day(2023, 1, 12),
                evidence: evidence("2022年11月15日～2023年1月12日", "timeline/range")),
            EventFact(
                event: .reportedToOrg, start: day(2023, 1, 12), end: nil,
                evidence: evidence("2023年1月12日", "timeline/day")),
            EventFact(
                event: .authorityNotified, start: day(2023, 1, 14, approximate: true), end: nil,
                evidence: evidence("1月14日頃", "timeline/day", 0.7)),
        ]
        record.authorities = [
            AuthorityFact(
                authority: .ppc, date: day(2023, 1, 14, approximate: true),
                evidence: evidence("個人情報保護委員会に報告", "authorities/ppc")),
            AuthorityFact(authority: .police, date: nil, evidence: evidence("所轄警察署にも相談", "authorities/police")),
        ]
        record.leakStatus = Fact(.possible, evidence("漏えいした可能性", "leak/possible"))
        record.responses = [
            Fact(.stoppedPayments, evidence("カード決済を停止", "responses/stopped-payments")),
            Fact(.externalInvestigation, evidence("第三者調査機関による調査", "responses/external-investigation")),
        ]
        record.measures = [Fact(.vulnerabilityAssessment, evidence("脆弱性診断", "measures/vulnerability-assessment"))]
        record.derived.daysToDetect = .init(days: 58, from: ["timeline[0]", "timeline[1]"])
        record.derived.daysToDisclose = .init(days: 33, from: ["timeline[1]", "published"])
        record.derived.exposureDays = .init(days: 59, from: ["timeline[0]"])
        return record
    }()

    static let notice = ReadNotice(record: record, text: text)

    /// A notice whose text tries to act on the screen it is shown on.
    static let hostile: ReadNotice = {
        let text =
            "お知らせ\u{1B}]0;pwned\u{07}\u{202E}hsals\u{2066}\n\u{1B}[2Jtab\there\u{9B}31m\r\nend\u{E0041}\u{2028}x\"\\"
        var record = NoticeRecord(id: "fedcba9876543210", kind: .other)
        record.source = .init(page: "evil\u{1B}[31m\n.html", at: TextSpan(0, text.utf8.count))
        let evidence = Evidence(
            quote: text, at: TextSpan(0, text.utf8.count), confidence: 0.5, rule: "title/first-line")
        record.title = Fact(text, evidence)
        record.organisation = Fact("\u{202E}社会式株\t本見", evidence)
        return ReadNotice(record: record, text: text)
    }()
}
