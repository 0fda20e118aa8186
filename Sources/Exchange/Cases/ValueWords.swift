package import Facts

/// The values of a case, and what became of them, in words.
package struct ValueWords: Sendable {
    package let words: Words
    package let labels: any TermLabels

    package init(words: Words, labels: any TermLabels) {
        self.words = words
        self.labels = labels
    }

    package func name(of field: RecordField) -> String {
        switch field {
        case .casebookNumber: words.number
        case .title: words.title
        case .published: words.published
        case .reportNumber: words.reportNumber
        case .organisation: words.organisation
        case .sector: words.sector
        case .service: words.service
        case .parties: words.parties
        case .incidentTypes: words.incidentTypes
        case .causes: words.causes
        case .actor: words.actor
        case .data: words.data
        case .counts: words.counts
        case .timeline: words.timeline
        case .authorities: words.authorities
        case .leakStatus: words.leakStatus
        case .misuseStatus: words.misuseStatus
        case .responses: words.responses
        case .measures: words.measures
        }
    }

    package func text(of value: StatedValue) -> String {
        switch value {
        case .text(let text): text
        case .sector(let sector): labels.label(sector)
        case .party(let name, let role): words.withRole(name, labels.label(role))
        case .incidentType(let type): labels.label(type)
        case .cause(let cause): labels.label(cause)
        case .data(let kind, let status): words.data(labels.label(kind), status)
        case .count(let value, let bound, let unit, let of, _):
            words.figure(Words.grouped(value) + unit, bound) + (of.isEmpty ? "" : " " + of)
        case .event(let event, let start, let end): words.range(start, end) + " " + labels.label(event)
        case .authority(let authority, let date):
            labels.label(authority) + (date.map { " " + words.date($0) } ?? "")
        case .leak(let status): words(status)
        case .misuse(let status): words(status)
        case .response(let response): labels.label(response)
        case .measure(let measure): labels.label(measure)
        }
    }

    /// A value before the one in force: a figure or date without what it is of, which stands behind the last.
    package func short(_ value: StatedValue) -> String {
        switch value {
        case .count(let value, let bound, let unit, _, _): words.figure(Words.grouped(value) + unit, bound)
        case .event(_, let start?, let end): words.range(start, end)
        case .authority(_, let date?): words.date(date)
        default: text(of: value)
        }
    }

    /// Where and how a value came to be another: `第2報で訂正`, `corrected in report 2`.
    package func because(_ entry: CaseField.Entry) -> String {
        if let person = entry.statement.person { return words.changed(by: person.who, entry.change) }
        let report =
            entry.statement.report.map { words.report($0) }
            ?? entry.statement.published.map { words.notice(of: words.date($0)) } ?? ""
        return words.changed(in: report, entry.change)
    }
}

extension CaseField {
    /// The entries that made its value what it is: neither what was merely said again, nor what another publisher says. Where
    /// the value in force is another publisher's than those spoke of, it alone.
    package var steps: [Entry] {
        let steps = history.filter { $0.change != .repeated && $0.change != .otherSource }
        guard let current, let last = steps.last, last.statement.value != current.value,
            let own = history.last(where: { $0.statement == current && $0.change == .otherSource })
        else { return steps }
        return [own]
    }
}
