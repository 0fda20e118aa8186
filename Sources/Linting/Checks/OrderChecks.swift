import Facts
import Language

/// Whether the course of events can be as it is told.
extension LintCheck {
    static let order = [
        LintCheck("NL201") { $0.disorder() },
        LintCheck("NL202") { $0.exposedBehindStop() },
        LintCheck("NL206") { $0.silentOnKnowing() },
        LintCheck("NL212") { $0.openPeriod() },
    ]
}

extension Examination {
    /// Events in an order that cannot be.
    fileprivate func disorder() -> [Hit] {
        var hits: [Hit] = []
        for event in record.timeline {
            if let start = event.start, let end = event.end, lastDay(end) < start.dayNumber {
                hits.append(Hit(event.evidence.at, message: 3, [iso(start), iso(end)]))
            }
        }
        // Found, told or happened after it was published.
        if let publishedDay {
            for event in events(.intrusion, .occurred, .detected, .reportedToOrg)
            where (event.start?.dayNumber ?? 0) > publishedDay {
                hits.append(
                    Hit(
                        event.evidence.at, related: [record.published?.evidence.at].compactMap { $0 }, message: 0,
                        [label(event), iso(event.start), iso(record.published?.value)]))
            }
        }
        let knowing = events(.detected, .reportedToOrg)
        guard let first = known, let firstDay = first.start?.dayNumber else { return hits }
        // All of it began after all of the knowing.
        let begun = events(.intrusion, .occurred, .exposure)
        if let start = begun.min(by: { day($0) < day($1) }), let last = knowing.max(by: { day($0) < day($1) }),
            day(start) > day(last), record.timeline.allSatisfy({ $0.event != .exposure || $0.start != nil })
        {
            hits.append(
                Hit(
                    start.evidence.at, related: [last.evidence.at], message: 1,
                    [label(start), iso(start.start), label(last), iso(last.start)]))
        }
        // Told to others before it was known.
        let others = record.authorities.filter { $0.authority == .ppc && ($0.date?.grain ?? .year) >= .day }
        for fact in others where (fact.date?.dayNumber ?? .max) < firstDay {
            hits.append(
                Hit(
                    fact.evidence.at, related: [first.evidence.at], message: 1,
                    [label(fact.authority), iso(fact.date), label(first), iso(first.start)]))
        }
        for event in events(.individualsNotified) where day(event) < firstDay {
            hits.append(
                Hit(
                    event.evidence.at, related: [first.evidence.at], message: 1,
                    [label(event), iso(event.start), label(first), iso(first.start)]))
        }
        return hits
    }

    private func day(_ event: EventFact) -> Int { event.start?.dayNumber ?? .max }

    private func lastDay(_ date: DateValue) -> Int {
        switch date.grain {
        case .year: DateValue.dayNumber(year: date.year, month: 12, day: 31)
        case .month: date.dayNumber + DateValue.daysIn(month: date.month, year: date.year) - 1
        default: date.dayNumber
        }
    }

    /// A window of exposure that goes on after the last stop.
    fileprivate func exposedBehindStop() -> [Hit] {
        let stops = events(.suspended, .contained)
        guard let stop = stops.max(by: { day($0) < day($1) }), !stop.event.isVague(stop.start) else { return [] }
        let windows = record.timeline.filter {
            $0.event == .exposure && $0.start != nil && ($0.end?.grain ?? .year) >= .day && $0.end?.approximate == false
        }
        guard let window = windows.max(by: { ($0.end?.dayNumber ?? 0) < ($1.end?.dayNumber ?? 0) }), let end = window.end,
            end.dayNumber > day(stop), !text.says(.justInCase, in: text.sentence(of: window.evidence.at))
        else { return [] }
        return [
            Hit(
                window.evidence.at, related: [stop.evidence.at],
                [.same(text.quote(window.evidence.at)), label(stop), iso(stop.start)])
        ]
    }

    /// No day on which the organisation came to know of it.
    fileprivate func silentOnKnowing() -> [Hit] {
        guard known == nil else { return [] }
        let isDated = text.dates.contains { date in
            guard date.month != nil || date.day != nil || date.anchor != .none else { return false }
            // A date on a line of its own heads the lines below it.
            let line = text.line(at: date.start)
            let last = text.lines[min(line + 2, text.lines.count - 1)].end
            let isAlone = text.lines[line].end - date.end < 8
            let from = text.sentences[text.sentence(at: date.start)].start
            return text.says(.knowing, in: from..<(isAlone ? last : text.lines[line].end))
        }
        return isDated ? [] : [Hit(nil)]
    }

    /// Data that could be seen, without a word on from when or until when.
    fileprivate func openPeriod() -> [Hit] {
        guard concernsPersonalData, let type = record.incidentTypes.first(where: {
            $0.value == .misconfiguration || $0.value == .publishingError
        }) else { return [] }
        let windows = record.timeline.filter { $0.event == .exposure || $0.event == .occurred || $0.event == .intrusion }
        let ends = !events(.contained, .suspended, .detected).isEmpty
        if windows.contains(where: { $0.start != nil && ($0.end != nil || ends) }) { return [] }
        let isSaid = text.all(.couldBeSeenPeriod).contains { cue in
            let sentence = text.sentences[text.sentence(at: cue.lowerBound)]
            return text.dates.contains { $0.start >= sentence.start && $0.end <= sentence.end + 40 }
        }
        return isSaid ? [] : [Hit(type.evidence.at)]
    }
}

extension TimelineEvent {
    /// Whether a date is too vague to be compared by days.
    fileprivate func isVague(_ date: DateValue?) -> Bool { date.map { $0.approximate && $0.grain < .hour } ?? true }
}
