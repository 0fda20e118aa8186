import Casebook
import Facts
import Language
import Reading
import Testing

/// What speaks for and against two notices being about one incident, one ground at a time.
struct ComparisonTests {
    private func compare(_ first: String, _ second: String) -> Comparison {
        func traits(_ text: String) -> NoticeTraits { NoticeTraits(Reader().read(text), text: NormalText(text)) }
        let forward = traits(first).compared(with: traits(second))
        let back = traits(second).compared(with: traits(first))
        #expect(forward == back, "the order of two notices must not matter")
        return forward
    }

    private func notice(
        of organisation: String = "株式会社みなと屋食品", _ date: String, title: String = "不正アクセスに関するお知らせ", _ body: String
    ) -> String { "\(organisation)\n\n\(title)\n\n\(date)\n\n\(body)" }

    private let incident = "2025年2月1日、当社のサーバーが不正アクセスを受けたことを確認しました。"

    @Test func oneOrganisationAloneIsNeverEnough() {
        let comparison = compare(
            notice("2025年2月3日", "当社のサーバーが不正アクセスを受けました。"), notice("2025年9月8日", "当社のサーバーが不正アクセスを受けました。"))
        #expect(comparison.verdict < .sure)
        #expect(comparison.reasons.map(\.kind).contains(.sameOrganisation))
    }

    @Test func twoIncidentsOfAFirmAreTwo() {
        let comparison = compare(
            notice("2025年2月3日", incident),
            notice("2025年9月8日", title: "個人情報の誤送信について", "2025年9月2日、メールの宛先を誤り、26名のメールアドレスが漏えいしたことが判明しました。"))
        #expect(comparison.verdict == .unlikely)
        #expect(Set(comparison.reasons.map(\.kind)).isSuperset(of: [.differentTypes, .noCommonDate]))
    }

    @Test func aDateReferredToTiesTheReports() throws {
        let comparison = compare(
            notice("2025年2月3日", incident), notice("2025年3月10日", "2025年2月3日付でお知らせしました件について、原因は脆弱性と分かりました。"))
        #expect(comparison.verdict == .sure)
        let reason = try #require(comparison.reasons.first { $0.kind == .refersToDate })
        #expect(reason.day == DateValue.dayNumber(year: 2025, month: 2, day: 3))
    }

    @Test func theDayOfTheFindingTiesThem() {
        let comparison = compare(
            notice("2025年2月3日", incident), notice("2025年2月28日", incident + "原因は脆弱性と分かりました。"))
        #expect(comparison.verdict == .sure)
        #expect(comparison.reasons.contains { $0.kind == .sameEvent })
    }

    @Test func anotherFirmsNoticeIsNotLinkedHoweverAlikeItIs() {
        let comparison = compare(
            notice("2025年2月3日", incident + "会員26,114名の氏名が流出しました。"),
            notice(of: "株式会社みなと屋食堂", "2025年2月3日", incident + "会員26,114名の氏名が流出しました。"))
        #expect(comparison.verdict < .sure)
        #expect(comparison.reasons.contains { $0.kind == .differentOrganisation })
    }

    @Test func aRoundFigureSaysLittle() {
        func figure(_ count: String) -> Double {
            compare(
                notice("2025年2月3日", "会員\(count)の氏名が流出しました。"), notice("2025年3月3日", "会員\(count)の氏名が流出しました。")
            ).reasons.first { $0.kind == .commonCount }?.points ?? 0
        }
        #expect(figure("1,000名") < figure("1,200名"))
        #expect(figure("1,200名") < figure("26,114名"))
        #expect(figure("2名") == 0)
    }

    @Test func aFollowUpWithoutDatesIsPutToPeople() {
        let comparison = compare(
            notice("2025年2月3日", incident),
            notice("2025年2月20日", title: "復旧のお知らせ", "当社のサーバーが不正アクセスを受けた件は、先般お知らせしたとおりです。ご迷惑をお詫びいたします。サーバーは復旧しました。"))
        #expect(comparison.verdict == .likely)
    }

    @Test func reasonsStandByTheirWeight() {
        let reasons = compare(notice("2025年2月3日", incident), notice("2027年2月28日", incident)).reasons
        #expect(reasons.map(\.points) == reasons.map(\.points).sorted(by: >))
        #expect(reasons.last?.kind == .farApart)
    }
}

/// docs/cases.md names every ground, with the points that it gives, and the scores from which on links are made.
struct CasesDocumentTests {
    private let page = (try? Places.document("cases")) ?? ""

    @Test func everyGroundIsThere() {
        for kind in LinkReason.Kind.allCases { #expect(page.contains("`\(kind.rawValue)`"), "\(kind)") }
        for change in CaseField.Change.allCases { #expect(page.contains("| `\(change.rawValue)` |"), "\(change)") }
        for status in CaseField.Status.allCases { #expect(page.contains("`\(status.rawValue)`"), "\(status)") }
    }

    @Test func thePointsAreThoseOfTheProgram() throws {
        func row(_ kind: LinkReason.Kind) throws -> Substring {
            try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(kind.rawValue)` |") })
        }
        for (kind, points) in LinkWeights.documented {
            let cells = try row(kind).split(separator: "|", omittingEmptySubsequences: false)
            let written = cells[2].replacing("−", with: "-").split { !"-0123456789.".contains($0) }.compactMap {
                Double($0)
            }
            #expect(written == points, "\(kind)")
        }
        for threshold in ["**7** or more", "**4.5** or more", "**3** or more"] { #expect(page.contains(threshold)) }
        #expect([LinkWeights.sure, LinkWeights.likely, LinkWeights.likelyForFollower] == [7, 4.5, 3])
        #expect(page.contains("From **6** on") && page.contains("from **4** on"))
        #expect([LinkWeights.sureRelated, LinkWeights.likelyRelated] == [6, 4])
    }
}

extension LinkWeights {
    /// The points of grounds as the document gives them.
    fileprivate static let documented: [(LinkReason.Kind, [Double])] = [
        (.sameOrganisation, [sameOrganisation]), (.otherName, [otherName]), (.sameNumber, [sameNumber]),
        (.refersToDate, [refersToDate]), (.referToSame, [referToSame]),
        (.reportFollows, [reportFollowsNext, reportFollows]), (.saysFollows, [saysFollows]),
        (.sameEvent, [sameDetected, sameIncidentDay, incidentDay]), (.commonDate, [commonDate]),
        (.sameService, [sameService]), (.sameTitle, [sameTitle]), (.sameType, [sameMainType, sameType]),
        (.sameActor, [sameActor]), (.similarText, [similarText(0.4), similarText(0.95)]),
        (.differentOrganisation, [differentOrganisation]), (.differentTypes, [differentTypes, differentNature]),
        (.noCommonDate, [noCommonDate, otherDetection]), (.differentNumber, [differentNumber]),
        (.sameReport, [sameReport]), (.farApart, [farApart, veryFarApart]), (.namesOther, [namesOther]),
        (.sameProvider, [sameProvider]), (.supplyChain, [supplyChain]),
    ]
}
