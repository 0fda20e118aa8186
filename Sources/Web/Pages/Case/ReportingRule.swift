import Casebook
import Duties
import Exchange
import Facts

/// How soon the law asks to report a leak of personal data, in days from knowing of it, as the table of duties has it for a day.
struct ReportingRule: Equatable {
    var preliminaryDays: ClosedRange<Int>
    var finalDays: Int
    var finalDaysWhereUnlawful: Int

    /// `nil` where nothing was asked yet on that day.
    static func inForce(on day: Int) -> ReportingRule? {
        func duty(_ kind: Duty.Kind) -> Duty? { DutyTable.builtIn.inForce(kind, .private, on: day) }
        guard let preliminary = duty(.preliminaryReport), let final = duty(.finalReport),
            let unlawful = duty(.finalReportUnlawful)
        else { return nil }
        return ReportingRule(
            preliminaryDays: (preliminary.least ?? preliminary.value)...preliminary.value, finalDays: final.value,
            finalDaysWhereUnlawful: unlawful.value)
    }

    static let lawAddress = "https://laws.e-gov.go.jp/law/415AC0000000057"
    static let rulesAddress = "https://laws.e-gov.go.jp/law/428M60020000003"
}

/// Who was told and when, beside what the law asks for. It says what the notices say, and judges nothing.
struct ToldTable {
    let facts: FactWriter
    let known: (day: Int, fact: Int)?

    var model: Model {
        let words = facts.writer.words
        let authorities = facts.table.all(.authorities)
        let commission = authorities.filter { $0.isAuthority(.ppc) }
        var rows = commission.map { row($0, asked: asked(of: $0, among: commission)) }
        if commission.isEmpty {
            rows.append(silent(facts.words.labels.label(Authority.ppc), asked: asked(on: known?.day)))
        }
        rows += authorities.filter { !$0.isAuthority(.ppc) }.map { row($0, asked: "") }
        let told = facts.table.all(.timeline).filter { $0.isEvent(.individualsNotified) && $0.field.current != nil }
        rows += told.map { row($0, asked: words["askedIndividuals"], isListedElsewhere: true) }
        if told.isEmpty {
            let response = facts.table.all(.responses).first {
                $0.field.current?.value == .response(.notifiedIndividuals)
            }
            rows.append(
                response.map { row($0, asked: words["askedIndividuals"], isListedElsewhere: true) }
                    ?? silent(
                        facts.words.labels.label(TimelineEvent.individualsNotified), asked: words["askedIndividuals"]))
        }
        var model: Model = [
            "tellings": rows, "clocks": clocks, "lawHref": ReportingRule.lawAddress,
            "rulesHref": ReportingRule.rulesAddress,
        ]
        if let known {
            model["knowing"] = ["knownDay": DateValue.day(number: known.day).iso, "knownFact": known.fact] as Model
        }
        return model
    }

    /// The clocks of the law, a sentence each, with what gives the days.
    private var clocks: [Model] {
        let say = ClockWords(language: facts.writer.language)
        let published = facts.table.texts.compactMap { $0.notice.record.published?.value }
        let clocks = LegalClocks(facts.table.entries.map(\.field), published: published)
        guard clocks.known != nil else { return [] }
        return clocks.clocks.map {
            [
                "name": say.name($0.kind), "elapsed": say.elapsed($0), "limit": say.asked($0), "state": say.state($0),
                "basis": orNone(say.source($0)),
            ]
        }
    }

    private func silent(_ name: String, asked: String) -> Model {
        ["telling": false, "silentName": name, "after": false, "asked": orNone(asked), "isElsewhere": false]
    }

    private func row(_ entry: FactTable.Entry, asked: String, isListedElsewhere: Bool = false) -> Model {
        [
            "telling": facts.model(entry), "silentName": "", "after": orNone(after(entry)), "asked": orNone(asked),
            "isElsewhere": isListedElsewhere,
        ]
    }

    /// How long after knowing.
    private func after(_ entry: FactTable.Entry) -> String {
        guard let known, let day = entry.day, day >= known.day else { return "" }
        return facts.writer.words("daysAfter", facts.words.words.days(day - known.day))
    }

    private func preliminary(_ rule: ReportingRule) -> String {
        let days = rule.preliminaryDays
        return facts.writer.words("askedPreliminary", "\(days.lowerBound)", "\(days.upperBound)")
    }

    private func final(_ rule: ReportingRule) -> String {
        facts.writer.words("askedFinal", "\(rule.finalDays)", "\(rule.finalDaysWhereUnlawful)")
    }

    /// What the rules of a day ask for in all.
    private func asked(on day: Int?) -> String {
        day.flatMap(ReportingRule.inForce).map { facts.writer.listed([preliminary($0), final($0)]) } ?? ""
    }

    /// Of several dated reports the first is the preliminary one, and the last the final one.
    private func asked(of entry: FactTable.Entry, among reports: [FactTable.Entry]) -> String {
        let days = reports.compactMap(\.day)
        guard let day = entry.day, let first = days.min(), let last = days.max(), first < last else {
            return asked(on: known?.day ?? entry.day)
        }
        guard let rule = ReportingRule.inForce(on: known?.day ?? day) else { return "" }
        return day == first ? preliminary(rule) : day == last ? final(rule) : ""
    }
}

extension FactTable.Entry {
    func isAuthority(_ wanted: Authority) -> Bool {
        field.history.contains {
            guard case .authority(let authority, _) = $0.statement.value else { return false }
            return authority == wanted
        }
    }

    func isEvent(_ wanted: TimelineEvent) -> Bool {
        field.history.contains {
            guard case .event(let event, _, _) = $0.statement.value else { return false }
            return event == wanted
        }
    }

    /// The day of a dated value in force.
    var day: Int? {
        switch field.current?.value {
        case .event(_, let start?, _) where start.grain >= .day: start.dayNumber
        case .authority(_, let date?) where date.grain >= .day: date.dayNumber
        default: nil
        }
    }
}
