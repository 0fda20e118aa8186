import Facts
import Language

/// Reads which event each date is, and when authorities were told.
struct TimelineRules {
    let notice: NoticeText
    let header: Header
    let places: [DatedPlace]

    private static let aside: Set<SectionKind> = [.request, .contact, .business, .delay, .other, .notes]

    private func published() -> DateValue? { header.date.flatMap { DatedPlaces.full($0) } }

    // MARK: Authorities

    /// Every mention of an authority with the date that belongs to it; one entry for each authority and date.
    func authorities() -> [(fact: AuthorityFact, place: Int?, asked: Bool)] {
        var found: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for sentence in notice.sentences.indices {
            let at = notice.sentences[sentence]
            if let s = at.section, s == .request || s == .contact || s == .business || s == .other { continue }
            if at.contexts.contains(.definition) { continue }
            let list = Array(notice.findings(.authorities, in: sentence))
            for (i, finding) in list.enumerated() where !finding.weak {
                if at.contexts.contains(.request), Authority.allCases[Int(finding.term)] == .cardBrands { continue }
                if at.start < header.body, notice.lines.count > 1 { continue }
                let authority = Authority.allCases[Int(finding.term)]
                let next = i + 1 < list.count ? Int(list[i + 1].start) : at.end
                var place = authority == .cardBrands ? nil : self.place(for: finding, sentence, next)
                if let p = place, places[p].isRange { place = nil }
                let date = place.flatMap { places[$0].from }
                let end = Int(finding.end)
                let asked = end + 1 < notice.units.count
                    && (notice.units[end] == "か" && notice.units[end + 1] == "ら" || notice.units[end] == "よ" && notice.units[end + 1] == "り")
                found.append((AuthorityFact(authority: authority, date: date.map(day), evidence: notice.evidence(finding, .authorities)), place, asked))
            }
        }
        var kept: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for entry in found where entry.fact.date != nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority && $0.fact.date == entry.fact.date }) { kept.append(entry) }
        }
        for entry in found where entry.fact.date == nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority }) { kept.append(entry) }
        }
        return kept.sorted { $0.fact.evidence.at.start < $1.fact.evidence.at.start }
    }

    private func day(_ v: DateValue) -> DateValue {
        v.grain > .day ? DateValue(grain: .day, year: v.year, month: v.month, day: v.day) : v
    }

    /// The date of an authority: close behind it (委員会には1月6日に), else the one that governs the words.
    private func place(for finding: Finding, _ sentence: Int, _ next: Int) -> Int? {
        let (start, end) = (Int(finding.start), Int(finding.end))
        if let after = places.firstIndex(where: { $0.start >= end && $0.sentence == sentence }), places[after].start - end <= 10,
            places[after].start < next
        {
            return after
        }
        guard let before = places.lastIndex(where: { $0.end <= start }) else { return nil }
        return places[before].region.contains(start) ? before : nil
    }

    // MARK: Timeline

    func read(_ authorities: [(fact: AuthorityFact, place: Int?, asked: Bool)]) -> [EventFact] {
        var facts: [EventFact] = []
        func add(_ event: TimelineEvent, _ start: DateValue?, _ end: DateValue?, _ evidence: Evidence) {
            if facts.contains(where: { $0.event == event && sameDay($0.start, start) && sameDay($0.end, end) }) { return }
            facts.append(EventFact(event: event, start: start, end: end, evidence: evidence))
        }
        var told = Set<Int>()
        for entry in authorities {
            guard let p = entry.place, let date = entry.fact.date, !entry.asked else { continue }
            switch entry.fact.authority {
            case .cardBrands, .stockExchange: continue
            case .police: add(.policeReported, date, nil, evidence(places[p], "timeline/police-reported"))
            default: add(.authorityNotified, date, nil, evidence(places[p], "timeline/authority-notified"))
            }
            told.insert(p)
        }
        for (i, place) in places.enumerated() {
            for (event, rule) in events(i, told.contains(i)) {
                let range = place.isRange || event == .exposure || event == .intrusion
                if place.openStart, event == .exposure, !place.isRange {
                    add(event, nil, place.from, evidence(place, rule))
                } else {
                    add(event, place.from, range && place.isRange ? place.to : nil, evidence(place, rule))
                }
            }
        }
        return facts.sorted { order($0) < order($1) }
    }

    private func order(_ fact: EventFact) -> (Int, Int) {
        let date = fact.start ?? fact.end
        return ((date?.dayNumber ?? 0) * 1440 + (date.map { $0.hour * 60 + $0.minute } ?? 0), fact.evidence.at.start)
    }

    private func sameDay(_ a: DateValue?, _ b: DateValue?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a.year == b.year && a.month == b.month && a.day == b.day && min(a.grain, .day) == min(b.grain, .day)
    }

    private func evidence(_ place: DatedPlace, _ rule: String) -> Evidence { notice.evidence(place.start, place.end, 0.8, rule) }

    private func events(_ index: Int, _ told: Bool) -> [(TimelineEvent, String)] {
        let place = places[index]
        let sentence = notice.sentences[place.sentence]
        if let s = sentence.section, Self.aside.contains(s) { return [] }
        if sentence.contexts.contains(.definition) { return [] }
        if sentence.contexts.contains(.request), !place.today { return [] }
        let label = before(place)
        var found = label ? triggers(place.before, place) : []
        if found.isEmpty { found = triggers(place.region, place) }
        if found.isEmpty, !label { found = triggers(place.before, place) }
        if place.isRange {
            let wide: Set<TimelineEvent> = [.exposure, .intrusion, .suspended, .occurred, .investigationStarted]
            if let first = found.first(where: { wide.contains($0.event) }) {
                return [(first.event, "timeline/\(first.event.slug)")]
            }
            return place.to.map { $0.grain >= .month } ?? false ? [(.exposure, "timeline/range")] : []
        }
        var events: [(TimelineEvent, String)] = []
        let ownDay = published().map { p in place.from.map { $0.dayNumber == p.dayNumber && $0.grain >= .day } ?? false } ?? false
        for (event, _) in found {
            switch event {
            case .disclosed where ownDay: continue
            case .authorityNotified, .policeReported: continue
            case .exposure where !(place.openEnd || place.openStart): continue
            case .other: continue
            default:
                if !events.contains(where: { $0.0 == event }) { events.append((event, "timeline/\(event.slug)")) }
            }
        }
        if events.contains(where: { $0.0 == .reportedToOrg }) { events.removeAll { $0.0 == .detected } }
        if place.today || place.openStart && events.isEmpty {
            // 本日 is the notice's own day: only what is done on it counts.
            return events.filter { $0.0 != .detected && $0.0 != .disclosed && $0.0 != .occurred }
        }
        if events.isEmpty, !told, isStep(place, sentence) { events = [(.other, "timeline/other")] }
        return events
    }

    /// Whether a date without a known event still is a step of the incident.
    private func isStep(_ place: DatedPlace, _ sentence: NoticeText.Sentence) -> Bool {
        guard let from = place.from, from.grain >= .month else { return false }
        if place.leads { return sentence.section == .background || sentence.section == .response || sentence.section == nil }
        return from.grain >= .day && (sentence.section == .background)
    }

    /// Whether the words before a date name the event: 発生日時:, 最後に確認したのは.
    private func before(_ place: DatedPlace) -> Bool {
        guard place.start > 0 else { return false }
        let units = notice.units
        let u = units[place.start - 1]
        if u == Unit.colon { return true }
        return u == "は" && place.start > 1 && (units[place.start - 2] == "の" || units[place.start - 2] == "日" || units[place.start - 2] == "時")
    }

    private func triggers(_ range: Range<Int>, _ place: DatedPlace) -> [(event: TimelineEvent, weak: Bool)] {
        guard !range.isEmpty else { return [] }
        var strong: [(event: TimelineEvent, weak: Bool)] = []
        var weak: [(event: TimelineEvent, weak: Bool)] = []
        var sentence = notice.sentence(at: range.lowerBound)
        while sentence < notice.sentences.count, notice.sentences[sentence].start < range.upperBound {
            for finding in notice.findings(.events, in: sentence)
            where Int(finding.start) >= range.lowerBound && Int(finding.end) <= range.upperBound {
                if isNegated(finding, sentence) { continue }
                let event = TimelineEvent.allCases[Int(finding.term)]
                if finding.weak {
                    if weak.isEmpty { weak.append((event, true)) }
                } else if !strong.contains(where: { $0.event == event }) {
                    strong.append((event, false))
                }
            }
            sentence += 1
        }
        return strong.isEmpty ? weak : strong
    }

    private func isNegated(_ finding: Finding, _ sentence: Int) -> Bool {
        notice.findings(.contexts, in: sentence).contains {
            (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.end > finding.start && $0.start - finding.end <= 8
        }
    }
}
