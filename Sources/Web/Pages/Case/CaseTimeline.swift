import Casebook
import Exchange
import Facts
import Language

/// What of a case stands on its timeline: events, reports to authorities, publications, and the lags between them.
struct CaseTimeline {
    let facts: FactWriter
    /// The case's dated values in force as those of one record, from which lags are computed.
    private let record: NoticeRecord
    private let events: [FactTable.Entry]
    private let authorities: [FactTable.Entry]

    /// More events than these are listed but not drawn.
    static let mostDrawn = 60

    init(_ facts: FactWriter) {
        self.facts = facts
        let evidence = Evidence(quote: "", at: TextSpan(0, 0), confidence: 1, rule: "")
        var record = NoticeRecord(id: "", kind: .incident)
        events = facts.table.all(.timeline).filter { $0.field.current != nil }
        authorities = facts.table.all(.authorities).filter { $0.field.current != nil }
        record.timeline = events.compactMap {
            guard case .event(let event, let start, let end)? = $0.field.current?.value else { return nil }
            return EventFact(event: event, start: start, end: end, evidence: evidence)
        }
        record.authorities = authorities.compactMap {
            guard case .authority(let authority, let date)? = $0.field.current?.value else { return nil }
            return AuthorityFact(authority: authority, date: date, evidence: evidence)
        }
        record.published = Self.published(facts).first.map { Fact($0.date, evidence) }
        record.derived = Derived.computed(from: record)
        self.record = record
    }

    /// The dates of the notices that say something.
    private static func published(_ facts: FactWriter) -> [(date: DateValue, notice: CasebookNotice)] {
        facts.table.texts.map(\.notice).filter { $0.state == .current }.compactMap { notice in
            notice.record.published.map { ($0.value, notice) }
        }
    }

    /// The first day on which the organisation is said to have known; with the number of the fact.
    var known: (day: Int, fact: Int)? {
        for (event, entry) in zip(record.timeline, events)
        where event.event == .detected || event.event == .reportedToOrg {
            if let start = event.start, start.grain >= .day { return (start.dayNumber, entry.id) }
        }
        return nil
    }

    // MARK: Items

    var items: [TimelineItem] {
        var items: [TimelineItem] = []
        let published = Self.published(facts)
        for (fact, entry) in zip(record.authorities, authorities) {
            guard let date = fact.date else { continue }
            add(&items, date, nil, .report, facts.words.labels.label(fact.authority), entry)
        }
        let reported = Set(items.map(\.first))
        for (fact, entry) in zip(record.timeline, events) {
            guard let start = fact.start ?? fact.end else { continue }
            let isToldAnyway =
                (fact.event == .authorityNotified || fact.event == .policeReported)
                && reported.contains(start.dayNumber)
                || fact.event == .disclosed && published.contains { $0.date.dayNumber == start.dayNumber }
            if isToldAnyway { continue }
            add(
                &items, start, fact.start == nil ? nil : fact.end, fact.end == nil ? .event : .range,
                facts.words.labels.label(fact.event), entry)
        }
        let title = facts.table.all(.published).first
        for (date, notice) in published {
            let report = notice.record.reportNumber.map { " " + facts.words.words.report($0.value) } ?? ""
            add(&items, date, nil, .publication, facts.writer.words["publication"] + report, title)
            if let fact = notice.record.published {
                let statement = Statement(value: .text(""), notice: notice.record.id, at: fact.evidence.at)
                items[items.count - 1].href = facts.href(statement)
            }
        }
        return Array(items.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.prefix(Self.mostDrawn))
    }

    private func add(
        _ items: inout [TimelineItem], _ start: DateValue, _ end: DateValue?, _ shape: TimelineItem.Shape,
        _ name: String, _ entry: FactTable.Entry?
    ) {
        let last = end ?? start
        items.append(
            TimelineItem(
                first: start.dayNumber, last: max(start.dayNumber, last.lastDay), shape: shape,
                isVague: start.grain < .day || last.grain < .day || start.approximate || last.approximate,
                label: facts.words.words.range(start, end) + " " + name,
                href: entry.flatMap { $0.field.current }.flatMap(facts.href), fact: entry?.id))
    }

    // MARK: Lags

    /// What the lag is, its days, and from which day to which.
    var lags: [TimelineLag] {
        let words = facts.words.words
        let derived = record.derived
        return [
            (facts.writer.words["lagDetect"], derived.daysToDetect),
            (facts.writer.words["lagReport"], derived.daysToReport),
            (facts.writer.words["lagDisclose"], derived.daysToDisclose),
            (facts.writer.words["lagExposure"], derived.exposureDays),
        ].compactMap { name, lag in
            guard let lag, let first = lag.from.first.flatMap({ day($0) }),
                let last = lag.from.last.flatMap({ day($0, isEnd: lag.from.count == 1) })
            else { return nil }
            return TimelineLag(first: first, last: last, label: name + " " + words.days(lag.days))
        }
    }

    /// The day of the fact that a lag was computed from, such as `timeline[0]`.
    private func day(_ name: String, isEnd: Bool = false) -> Int? {
        let place = name.split { $0 == "[" || $0 == "]" }
        let index = place.count == 2 ? Int(place[1]) : nil
        switch (place.first.map(String.init) ?? "", index) {
        case ("timeline", let index?):
            let event = record.timeline[index]
            return (isEnd ? event.end : event.start)?.dayNumber
        case ("authorities", let index?): return record.authorities[index].date?.dayNumber
        default: return record.published?.value.dayNumber
        }
    }

    /// The picture; `nil` where no more than one day is known.
    var chart: TimelineChart? {
        let items = items
        guard Set(items.flatMap { [$0.first, $0.last] }).count > 1 else { return nil }
        return TimelineChart(items: items, lags: lags)
    }
}

extension DateValue {
    /// The last day that the value covers, as days since 1970-01-01.
    var lastDay: Int {
        switch grain {
        case .year: Self.dayNumber(year: year + 1, month: 1, day: 1) - 1
        case .month: dayNumber + Self.daysIn(month: month, year: year) - 1
        default: dayNumber
        }
    }
}
