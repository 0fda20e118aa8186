package import Facts

/// The words of the interface that are no terms of the lexicon: names of fields, and what few values they share.
package struct Words: Sendable {
    package let organisation, published, reportNumber, sector, service, parties, incidentTypes, causes, actor: String
    package let counts, exposed, notExposed, leakStatus, misuseStatus, timeline, authorities, responses,
        measures: String
    package let derived, daysToDetect, daysToDisclose, daysToReport, exposureDays: String
    package let number, mainType, mainCount, title: String
    package let noIncident, noTitle: String
    package let isJapanese: Bool
    private let leak: [LeakStatus: String]
    private let misuse: [MisuseStatus: String]
    private let oneDay, dayUnit, aroundBefore, aroundAfter, roleOpen, roleClose: String

    package static let japanese = Words(
        organisation: "公表者", published: "公表日", reportNumber: "報告回", sector: "業種", service: "サービス", parties: "関係先",
        incidentTypes: "種別", causes: "原因", actor: "攻撃者", counts: "件数", exposed: "漏えい項目", notExposed: "対象外の項目",
        leakStatus: "漏えい", misuseStatus: "二次被害", timeline: "経過", authorities: "届出・相談先", responses: "対応",
        measures: "再発防止策", derived: "所要日数", daysToDetect: "検知まで", daysToDisclose: "公表まで", daysToReport: "委員会報告まで",
        exposureDays: "漏えい期間", number: "番号", mainType: "主な種別", mainCount: "件数", title: "表題",
        noIncident: "個別の事件ではない", noTitle: "(表題なし)", isJapanese: true,
        leak: [.confirmed: "確認", .possible: "おそれ", .notFound: "未確認", .none: "なし"],
        misuse: [.confirmed: "確認", .possible: "おそれ", .notFound: "未確認"],
        oneDay: "日", dayUnit: "日", aroundBefore: "", aroundAfter: "頃", roleOpen: "（", roleClose: "）")

    package static let english = Words(
        organisation: "Organisation", published: "Published", reportNumber: "Report no.", sector: "Sector",
        service: "Service",
        parties: "Others", incidentTypes: "Type", causes: "Cause", actor: "Actor", counts: "Counts",
        exposed: "Data exposed",
        notExposed: "Not exposed", leakStatus: "Leak", misuseStatus: "Misuse", timeline: "Timeline",
        authorities: "Told",
        responses: "Response", measures: "Prevention", derived: "Lags", daysToDetect: "to detect",
        daysToDisclose: "to disclose",
        daysToReport: "to report to the PPC", exposureDays: "exposed for", number: "Number", mainType: "Main type",
        mainCount: "Count", title: "Title", noIncident: "not about one incident", noTitle: "(no title)",
        isJapanese: false,
        leak: [.confirmed: "confirmed", .possible: "possible", .notFound: "not found", .none: "none"],
        misuse: [.confirmed: "confirmed", .possible: "possible", .notFound: "not found"],
        oneDay: " day", dayUnit: " days", aroundBefore: "c. ", aroundAfter: "", roleOpen: " (", roleClose: ")")

    package func callAsFunction(_ status: LeakStatus) -> String { leak[status] ?? status.rawValue }
    package func callAsFunction(_ status: MisuseStatus) -> String { misuse[status] ?? status.rawValue }
    package func days(_ count: Int) -> String { Self.grouped(count) + (count == 1 ? oneDay : dayUnit) }
    package func withRole(_ name: String, _ role: String) -> String { name + roleOpen + role + roleClose }

    /// The date as precise as it is, with 頃 where the notice weakens it.
    package func date(_ date: DateValue) -> String {
        date.approximate ? aroundBefore + date.iso + aroundAfter : date.iso
    }

    /// A day or a range of days; a missing start is open.
    package func range(_ start: DateValue?, _ end: DateValue?) -> String {
        guard let end else { return start.map { date($0) } ?? "" }
        return (start.map { date($0) + " " } ?? "") + "~ " + date(end)
    }

    /// `120982` as `120,982`.
    package static func grouped(_ number: Int) -> String {
        var digits = Array("\(number.magnitude)")
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// The width of the widest name of a field on a card.
    var widestField: Int {
        [
            organisation, published, reportNumber, sector, service, parties, incidentTypes, causes, actor, counts,
            exposed,
            notExposed, leakStatus, misuseStatus, timeline, authorities, responses, measures, derived,
        ].map { DisplayWidth.of($0) }.max() ?? 0
    }
}
