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
            where (event.start?.dayNumber ?? 0) > publishedDay && isPast(event) {
                hits.append(
                    Hit(
                        event.evidence.at, related: [record.published?.evidence.at].compactMap { $0 }, message: 0,
                        [label(event), iso(event.start), iso(record.published?.value)]))
            }
        }
        let knowing = events(.detected, .reportedToOrg)
        guard let first = firstKnown, let firstDay = first.start?.dayNumber else { return hits }
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
        // Told to the commission before anything of it was known. Of a later report, which need not repeat how it began, this is not asked.
        let earliest =
            record.timeline.filter { $0.event != .authorityNotified && $0.event != .policeReported }
            .compactMap { $0.start?.dayNumber ?? $0.end?.dayNumber }.min() ?? firstDay
        for fact in record.authorities
        where fact.authority == .ppc && (fact.date?.grain ?? .year) >= .day && !isLaterReport {
            guard let told = fact.date?.dayNumber, told < firstDay, told < earliest else { continue }
            hits.append(
                Hit(
                    fact.evidence.at, related: [first.evidence.at], message: 1,
                    [label(fact.authority), iso(fact.date), label(first), iso(first.start)]))
        }
        return hits
    }

    /// Whether the sentence of an event tells of the past: 5月18日から利用を休止します comes after publication rightly.
    private func isPast(_ event: EventFact) -> Bool {
        let sentence = text.sentence(of: event.evidence.at)
        let end =
            text.units[sentence.upperBound - 1] == Unit.ideographicStop ? sentence.upperBound - 1 : sentence.upperBound
        if text.holds(Self.planned, in: sentence) { return false }
        return end == sentence.upperBound || text.units[end - 1] == "た"
    }

    private static let planned = LintText.words("予定", "します", "いたします", "まいります")

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
        guard isType(.paymentSkimming, .webTampering, .misconfiguration, .publishingError) else { return [] }
        let stops = events(.suspended, .contained).filter {
            text.holds(Self.stopWords, in: text.sentence(of: $0.evidence.at))
        }
        guard let stop = stops.max(by: { day($0) < day($1) }), !stop.event.isVague(stop.start) else { return [] }
        let windows = record.timeline.filter {
            // A window that reaches into the future says whose data it was, such as bookings.
            $0.event == .exposure && $0.start != nil && ($0.end?.grain ?? .year) >= .day && $0.end?.approximate == false
                && ($0.end?.dayNumber ?? 0) <= publishedDay ?? .max
        }
        guard let window = windows.max(by: { ($0.end?.dayNumber ?? 0) < ($1.end?.dayNumber ?? 0) }),
            let end = window.end,
            end.dayNumber > day(stop), !text.says(.justInCase, in: text.sentence(of: window.evidence.at))
        else { return [] }
        return [
            Hit(
                window.evidence.at, related: [stop.evidence.at],
                [.same(text.quote(window.evidence.at)), label(stop), iso(stop.start)])
        ]
    }

    /// What is stopped on the day that the sentence names; a stop that follows 速やかに has no day of its own.
    private static let stopWords = LintText.words("停止", "遮断", "閉鎖", "中止", "切断", "切り離", "休止", "止め")

    /// No day on which the organisation came to know of it.
    fileprivate func silentOnKnowing() -> [Hit] {
        guard firstKnown == nil, record.leakStatus?.value != LeakStatus.none else { return [] }
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
        guard concernsPersonalData, text.holds(Self.online, in: whole),
            let type = record.incidentTypes.first(where: {
                $0.value == .misconfiguration || $0.value == .publishingError
            })
        else { return [] }
        let windows = record.timeline.filter {
            $0.event == .exposure || $0.event == .occurred || $0.event == .intrusion
        }
        let ends = !events(.contained, .suspended, .detected).isEmpty
        if windows.contains(where: { $0.start != nil && ($0.end != nil || ends) }) { return [] }
        let isSaid = text.all(.couldBeSeenPeriod).contains { cue in
            let sentence = text.sentences[text.sentence(at: cue.lowerBound)]
            return !text.dates(in: sentence.start..<sentence.end + 40).isEmpty
        }
        return isSaid || isDatedPublication ? [] : [Hit(type.evidence.at)]
    }

    /// A dated row that tells when it was put up.
    private var isDatedPublication: Bool {
        text.dates.contains { date in
            let line = text.line(at: date.start)
            let isAlone = text.lines[line].end - date.end < 8
            let last = text.lines[min(line + (isAlone ? 1 : 0), text.lines.count - 1)].end
            return text.holds(Self.putUp, in: date.end..<max(date.end, min(last, date.end + 40)))
        }
    }

    private static let putUp = LintText.words("掲載", "公開", "アップロード", "設定を変更", "運用を開始")

    /// What could be seen by opening it; of papers that were handed out no period is asked.
    private static let online = LintText.words("閲覧", "掲載", "公開され", "ホームページ", "ウェブサイト", "アクセスでき", "フォーム")
}

extension TimelineEvent {
    /// Whether a date is too vague to be compared by days.
    fileprivate func isVague(_ date: DateValue?) -> Bool { date.map { $0.approximate && $0.grain < .hour } ?? true }
}
