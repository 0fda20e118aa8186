import Casebook
import Duties
import Exchange
import Facts

/// Who was told and when, beside what the law asks for. It says what the notices say, and judges nothing.
struct ToldTable {
    let facts: FactWriter
    let known: (day: Int, fact: Int)?
    let clocks: LegalClocks

    private static let lawAddress = "https://laws.e-gov.go.jp/law/415AC0000000057"
    private static let rulesAddress = "https://laws.e-gov.go.jp/law/428M60020000003"

    private var say: ClockWords { ClockWords(language: facts.writer.language) }

    var model: Model {
        let individuals = clocks.clock(.individuals).map(say.asked) ?? ""
        let authorities = facts.table.all(.authorities)
        let commission = authorities.filter { $0.isAuthority(.ppc) }
        var rows = commission.map { row($0, asked: asked(on: $0.day)) }
        if commission.isEmpty {
            rows.append(silent(facts.words.labels.label(Authority.ppc), asked: asked(on: nil)))
        }
        rows += authorities.filter { !$0.isAuthority(.ppc) }.map { row($0, asked: "") }
        let told = facts.table.all(.timeline).filter { $0.isEvent(.individualsNotified) && $0.field.current != nil }
        rows += told.map { row($0, asked: individuals, isListedElsewhere: true) }
        if told.isEmpty {
            let response = facts.table.all(.responses).first {
                $0.field.current?.value == .response(.notifiedIndividuals)
            }
            rows.append(
                response.map { row($0, asked: individuals, isListedElsewhere: true) }
                    ?? silent(
                        facts.words.labels.label(TimelineEvent.individualsNotified), asked: individuals))
        }
        var model: Model = [
            "tellings": rows, "clocks": sentences, "lawHref": Self.lawAddress, "rulesHref": Self.rulesAddress,
        ]
        if let known {
            model["knowing"] = ["knownDay": DateValue.day(number: known.day).iso, "knownFact": known.fact] as Model
        }
        return model
    }

    /// The clocks of the law, a sentence each, with what gives the days.
    private var sentences: [Model] {
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

    /// What is asked of a report to the commission: of several dated ones each has its own clock, or none.
    private func asked(on day: Int?) -> String {
        let reports = clocks.clocks.filter { $0.duty != nil }
        let own = reports.filter { day != nil && $0.stated?.date.dayNumber == day }
        let isTold = day != nil && reports.allSatisfy { $0.stated != nil }
        return facts.writer.listed((isTold ? own : reports).map { say.shortName($0.kind) + ": " + say.asked($0) })
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
