import Facts
import Language

/// Reads which event each date is, and when authorities were told.
struct TimelineRules {
    let notice: NoticeText
    let header: Header
    let places: [DatedPlace]

    private static let aside = SectionSet(.request, .contact, .business, .delay, .notes)

    private func published() -> DateValue? { header.date.flatMap { DatedPlaces.full($0) } }

    // MARK: Authorities

    /// Every mention of an authority with the date that belongs to it; one entry for each authority and date.
    func authorities() -> [(fact: AuthorityFact, place: Int?, asked: Bool)] {
        var found: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for sentence in notice.sentences.indices {
            let at = notice.sentences[sentence]
            if let s = at.section, s == .request || s == .contact || s == .business { continue }
            if at.contexts.contains(.definition) { continue }
            let list = Array(notice.findings(.authorities, in: sentence))
            var behind = [Int?](repeating: nil, count: list.count)
            for i in list.indices.reversed() {
                let next = i + 1 < list.count ? Int(list[i + 1].start) : at.end
                behind[i] = placeBehind(list[i], sentence, next)
                if behind[i] == nil, i + 1 < list.count, joined(list[i], list[i + 1]) { behind[i] = behind[i + 1] }
            }
            for (i, finding) in list.enumerated() where !finding.weak {
                if at.contexts.contains(.request), Values.authorities[Int(finding.term)] == .cardBrands { continue }
                if at.start < header.body, notice.lines.count > 1 { continue }
                let authority = Values.authorities[Int(finding.term)]
                let next = i + 1 < list.count ? Int(list[i + 1].start) : at.end
                var place = authority == .cardBrands ? nil : behind[i] ?? self.place(for: finding, sentence, next)
                if let p = place, places[p].isRange || (places[p].end <= Int(finding.start) && isPlanned(Int(finding.end))) { place = nil }
                let end = Int(finding.end)
                // 経済産業省が運営するサイト: named, but not told.
                if startsWith(end, Self.owning) { place = nil }
                let date = place.flatMap { places[$0].from }
                let asked = collects(at) || end + 1 < notice.units.count
                    && (notice.units[end] == "か" && notice.units[end + 1] == "ら" || notice.units[end] == "よ" && notice.units[end + 1] == "り")
                found.append((AuthorityFact(authority: authority, date: date.map(day), evidence: notice.evidence(finding, .authorities)), place, asked))
            }
        }
        found += reportsAgain(found)
        var kept: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for entry in found where entry.fact.date != nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority && $0.fact.date == entry.fact.date }) { kept.append(entry) }
        }
        for entry in found where entry.fact.date == nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority }) { kept.append(entry) }
        }
        return kept.sorted { $0.fact.evidence.at.start < $1.fact.evidence.at.start }
    }

    /// 委員会には11月25日に速報、1月19日に確報を行いました: the second date is of the authority named before the first.
    private func reportsAgain(_ found: [(fact: AuthorityFact, place: Int?, asked: Bool)]) -> [(fact: AuthorityFact, place: Int?, asked: Bool)] {
        var more: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for (i, place) in places.enumerated() where i > 0 && !place.isRange && places[i - 1].sentence == place.sentence {
            guard !found.contains(where: { $0.place == i }), let before = found.last(where: { $0.place == i - 1 && !$0.asked }) else { continue }
            guard let word = (place.end..<min(place.end + 6, place.region.upperBound)).first(where: { at in Self.reports.contains { notice.has($0, at: at) } })
            else { continue }
            let evidence = notice.evidence(place.start, word + 2, 0.7, before.fact.evidence.rule)
            more.append((AuthorityFact(authority: before.fact.authority, date: place.from.map(day), evidence: evidence), i, false))
        }
        return more
    }

    private static let reports = ["速報", "確報", "続報"].map { NormalText($0).units }

    private static let plans = ["準備", "予定", "検討", "速やかに"].map { NormalText($0).units }

    /// 個人情報保護委員会への報告も準備しております: not yet told.
    private func isPlanned(_ end: Int) -> Bool {
        (end..<min(end + 14, notice.units.count)).contains { i in
            notice.units[i] != Unit.ideographicStop && Self.plans.contains { notice.has($0, at: i) }
        }
    }

    private static let owning = ["が管理", "が運営", "が所管", "が公表", "が定め", "が策定", "の定め", "のガイドライン"].map { NormalText($0).units }
    private static let collecting = ["報告徴収", "報告の徴収", "行政指導", "勧告", "立入検査"].map { NormalText($0).units }

    /// Whether a sentence says that an authority asks, rather than is told.
    private func collects(_ place: NoticeText.Sentence) -> Bool {
        (place.start..<place.end).contains { startsWith($0, Self.collecting) }
    }

    private func day(_ v: DateValue) -> DateValue {
        v.grain > .day ? DateValue(grain: .day, year: v.year, month: v.month, day: v.day) : v
    }

    /// The date of an authority: right behind it (委員会には1月6日に), else the one that governs the words.
    private func place(for finding: Finding, _ sentence: Int, _ next: Int) -> Int? {
        if let after = placeBehind(finding, sentence, next) { return after }
        let start = Int(finding.start)
        guard let before = places.lastIndex(where: { $0.end <= start }) else { return nil }
        return places[before].region.contains(start) ? before : nil
    }

    private func placeBehind(_ finding: Finding, _ sentence: Int, _ next: Int) -> Int? {
        let end = Int(finding.end)
        guard let after = places.firstIndex(where: { $0.start >= end && $0.sentence == sentence }), places[after].start < next,
            places[after].start - end <= (isAside(places[after]) ? 24 : 8)
        else { return nil }
        // A comma parts them, but for 委員会に、5月18日付で報告.
        let comma = (end..<places[after].start).first { notice.units[$0] == Unit.ideographicComma }
        guard let comma else { return after }
        return comma == places[after].start - 1 && comma - end <= 2 && comma > end && isParticle(notice.units[comma - 1]) ? after : nil
    }

    private func isParticle(_ u: UInt16) -> Bool { u == "に" || u == "へ" || u == "は" || u == "も" }

    /// Whether two authorities are named in one breath: 文部科学省及び潮見市に.
    private func joined(_ a: Finding, _ b: Finding) -> Bool {
        let (from, to) = (Int(a.end), Int(b.start))
        guard from <= to, to - from <= 14 else { return false }
        return (from..<to).allSatisfy { notice.units[$0] != Unit.ideographicStop }
            && (from == to || (from..<to).contains { i in
                let u = notice.units[i]
                return u == "及" || u == Unit.middleDot || u == Unit.ideographicComma || u == "と" || u == "や" || u == "び"
            })
    }

    // MARK: Timeline

    func read(_ authorities: [(fact: AuthorityFact, place: Int?, asked: Bool)]) -> [EventFact] {
        var facts: [EventFact] = []
        func add(_ event: TimelineEvent, _ start: DateValue?, _ end: DateValue?, _ evidence: Evidence) {
            if facts.contains(where: { $0.event == event && sameDay($0.start, start) && sameDay($0.end, end) }) { return }
            facts.append(EventFact(event: event, start: start, end: end, evidence: evidence))
        }
        var told = Set<Int>()
        var asked = Set<Int>()
        for entry in authorities {
            guard let p = entry.place, let date = entry.fact.date else { continue }
            if entry.asked {
                asked.insert(p)
                continue
            }
            switch entry.fact.authority {
            case .cardBrands, .stockExchange: continue
            case .police: add(.policeReported, date, nil, evidence(places[p], "timeline/police-reported"))
            default: add(.authorityNotified, date, nil, evidence(places[p], "timeline/authority-notified"))
            }
            told.insert(p)
        }
        for (i, place) in places.enumerated() {
            for (event, rule) in events(i, told.contains(i), asked.contains(i)) {
                let range = place.isRange || event == .exposure || event == .intrusion
                if place.isRange, event == .investigationStarted || event == .investigationCompleted {
                    // A stretch of investigation is its start and its end.
                    add(event, event == .investigationStarted ? place.from : place.to, nil, evidence(place, rule))
                } else if place.openStart, event == .exposure, !place.isRange {
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

    private func events(_ index: Int, _ told: Bool, _ asked: Bool) -> [(TimelineEvent, String)] {
        let place = places[index]
        let sentence = notice.sentences[place.sentence]
        if let s = sentence.section, Self.aside.contains(s) { return [] }
        if sentence.contexts.contains(.definition) { return [] }
        if sentence.contexts.contains(.request), !place.today { return [] }
        if sentence.section == .measures, !sentence.contexts.contains(.past) || place.from.map({ $0.grain < .day }) ?? true { return [] }
        if isAside(place) { return place.from.map { $0.grain >= .day } ?? false ? [(.other, "timeline/other")] : [] }
        let label = before(place)
        var found = label ? triggers(place.before, place) : []
        if found.isEmpty { found = triggers(place.region, place) }
        if let subject = subjectEvent(place), !found.contains(subject) { found.insert(subject, at: 0) }
        if found.isEmpty, !label, !told { found = triggers(place.before, place) }
        if found.isEmpty, let heading = headingBefore(place) { found = triggers(heading, place) }
        func named(_ event: TimelineEvent) -> (TimelineEvent, String) { (event, "timeline/\(event.slug)") }
        if place.isRange {
            if startsWith(place.end, Self.operating) { return [] }
            if found.first == .investigationStarted || found.first == .investigationCompleted { return [named(.investigationStarted), named(.investigationCompleted)] }
            let wide: Set<TimelineEvent> = [.exposure, .intrusion, .suspended, .occurred]
            if let first = found.first(where: { wide.contains($0) }) { return [named(first)] }
            guard holdsPeriod(place) || place.leads else { return [] }
            return underAttack(place) ? [named(.intrusion)] : holdsPeriod(place) ? [named(.exposure)] : []
        }
        var events: [(TimelineEvent, String)] = []
        let own = isOwnDay(place)
        for event in found {
            switch event {
            case .disclosed where own: continue
            case .authorityNotified, .policeReported: continue
            case .exposure where !(place.openEnd || place.openStart): continue
            case .detected where place.openStart || own: continue
            case let other where place.timePoint && other != .other && other != .suspended: continue
            case .occurred where place.openStart || own, .intrusion where place.openStart || own: continue
            case let other where place.dated && other != .disclosed && other != .other: continue
            case .contained where place.ongoing, .resumed where place.ongoing: continue
            default: if !events.contains(where: { $0.0 == event }) { events.append(named(event)) }
            }
        }
        if events.contains(where: { $0.0 == .reportedToOrg }) { events.removeAll { $0.0 == .detected } }
        if place.openStart, !place.today, events.contains(where: { $0.0 == .exposure }) { return [named(.exposure)] }
        if place.from.map({ $0.grain == .year }) ?? false { return [] }
        if place.today {
            // 本日 is the notice's own day: only what is done on it counts.
            events.removeAll { [.detected, .disclosed, .occurred, .intrusion, .reportedToOrg, .exposure].contains($0.0) || $0.0 == .other && place.openStart }
            return events.isEmpty && asked ? [named(.other)] : events
        }
        if told { events.removeAll { $0.0 == .other } }
        if events.isEmpty, !told, !place.same || place.leads, !own, isStep(place, sentence) { events = [named(.other)] }
        return events
    }

    private func isOwnDay(_ place: DatedPlace) -> Bool {
        guard let published = published(), let from = place.from else { return false }
        return from.dayNumber == published.dayNumber && from.grain >= .day
    }

    /// Whether a date without a known event still is a step of the incident.
    private func isStep(_ place: DatedPlace, _ sentence: NoticeText.Sentence) -> Bool {
        guard let from = place.from, from.grain >= .month, !place.openStart else { return false }
        if place.leads { return sentence.section == .background || sentence.section == .response || sentence.section == .outline || sentence.section == nil }
        return from.grain >= .day && (sentence.section == .background || place.dated)
    }

    /// Whether a date stands in brackets by itself behind the words it dates: …を終えました(3月26日).
    private func isAside(_ place: DatedPlace) -> Bool {
        guard place.start > 0, place.end < notice.units.count else { return false }
        guard notice.units[place.start - 1] == Unit.open else { return false }
        return notice.units[place.end..<min(place.end + 3, notice.units.count)].contains(Unit.close)
    }

    private static let operating = ["まで運営", "まで営業", "に運営", "の間運営", "運営", "営業", "開催", "まで開催", "に開催"].map { NormalText($0).units }

    private func startsWith(_ at: Int, _ words: [[UInt16]]) -> Bool { words.contains { notice.has($0, at: at) } }

    private static let attacks = ["不正アクセス", "攻撃", "侵入", "不正ログイン", "不正なアクセス", "サイバ攻撃"].map { NormalText($0).units }
    private static let happens = ["発生", "行われ", "開始", "始ま", "繰り返", "続い"].map { NormalText($0).units }

    /// 攻撃は7月25日から…行われて: the event is the subject before the date, with a verb behind it that says only that it happened.
    private func subjectEvent(_ place: DatedPlace) -> TimelineEvent? {
        let units = notice.units
        var i = place.start - 1
        if i > 0, units[i] == Unit.ideographicComma { i -= 1 }
        guard i > 1, units[i] == "は" || units[i] == "が", Self.attacks.contains(where: { notice.has($0, at: i - $0.count) }) else { return nil }
        let reach = place.end..<min(place.end + 22, place.region.upperBound)
        return reach.contains { at in Self.happens.contains { notice.has($0, at: at) } } ? .intrusion : nil
    }

    private static let attacked = ["不正ログイン", "不正アクセス", "攻撃", "ハッキング", "改ざん", "侵入"].map { NormalText($0).units }

    /// Whether the heading above a stretch of time speaks of an attack: 不正ログインが確認された期間.
    private func underAttack(_ place: DatedPlace) -> Bool {
        for line in stride(from: place.line, through: max(0, place.line - 4), by: -1) where line == place.line || notice.lines[line].count <= 30 {
            let words = notice.lines[line]
            if (words.start..<words.end).contains(where: { at in Self.attacked.contains { notice.has($0, at: at) } }) { return true }
        }
        return false
    }

    private static let periods = ["期間", "の間"].map { NormalText($0).units }

    private func holdsPeriod(_ place: DatedPlace) -> Bool {
        if place.before.contains(where: { i in Self.periods.contains { notice.has($0, at: i) } }) { return true }
        return (place.end..<min(place.end + 8, notice.units.count)).contains { i in Self.periods.contains { notice.has($0, at: i) } }
    }

    /// Whether the words before a date name the event: 発生日時:, 最後に確認したのは.
    private func before(_ place: DatedPlace) -> Bool {
        guard place.start > 0 else { return false }
        let units = notice.units
        let u = units[place.start - 1]
        if u == Unit.colon { return true }
        return u == "は" && place.start > 1 && (units[place.start - 2] == "の" || units[place.start - 2] == "日" || units[place.start - 2] == "時")
    }

    /// The heading right above a date that stands alone: 判明した日時.
    private func headingBefore(_ place: DatedPlace) -> Range<Int>? {
        guard place.leads, place.line > 0, notice.lines[place.line].end - place.end <= 8 else { return nil }
        let above = notice.lines[place.line - 1]
        return above.count <= 30 ? above.start..<above.end : nil
    }

    /// The events that the words of a range tell: for each clause the last one, for that is its predicate.
    private func triggers(_ range: Range<Int>, _ place: DatedPlace) -> [TimelineEvent] {
        guard !range.isEmpty else { return [] }
        var strong: [TimelineEvent] = []
        var weak: [TimelineEvent] = []
        var sentence = notice.sentence(at: range.lowerBound)
        while sentence < notice.sentences.count, notice.sentences[sentence].start < range.upperBound {
            var clauseEnd = -1
            var last: Finding?
            func close() {
                if let finding = last {
                    let event = self.event(of: finding, sentence)
                    if finding.weak {
                        if !weak.contains(event) { weak.append(event) }
                    } else if !strong.contains(event) {
                        strong.append(event)
                    }
                }
                last = nil
            }
            for finding in notice.findings(.events, in: sentence) {
                let (start, end) = (Int(finding.start), Int(finding.end))
                guard end > range.lowerBound, end <= range.upperBound, start >= min(range.lowerBound, place.before.lowerBound) else { continue }
                if finding.weak, let old = last, !old.weak, start < clauseEnd { continue }
                if isQuoted(start, end) || isTopic(end) || isNegated(finding, sentence) || start == place.end && isSource(start) { continue }
                if start >= clauseEnd {
                    close()
                    clauseEnd = self.clauseEnd(after: end, range.upperBound)
                }
                // 個別にお知らせしました tells the persons, not the public.
                if let old = last, start < Int(old.end), Values.events[Int(old.term)] == .individualsNotified,
                    Values.events[Int(finding.term)] == .disclosed
                {
                    continue
                }
                last = finding
            }
            close()
            sentence += 1
        }
        return strong.isEmpty ? Array(weak.prefix(1)) : strong
    }

    /// The event of a finding: what one's own staff report is one's own finding.
    private func event(of finding: Finding, _ sentence: Int) -> TimelineEvent {
        let event = Values.events[Int(finding.term)]
        guard event == .reportedToOrg else { return event }
        let insider = notice.findings(.contexts, in: sentence).contains {
            notice.isContext($0, .insider) && $0.end > finding.start - 1 && $0.start < finding.end && $0.end <= finding.start + 4 && !isForeign(Int($0.start))
        }
        return insider ? .detected : event
    }

    /// 他大学の教員から, 取引先の担当者より: another's staff.
    private func isForeign(_ at: Int) -> Bool {
        (max(0, at - 7)..<at).contains { notice.units[$0] == "他" || (notice.units[$0] == "先" && notice.units[$0 + 1] == "の") }
    }

    /// Whether words begin with から or より, which behind a date is the date's own.
    private func isSource(_ i: Int) -> Bool { notice.units[i] == "か" || notice.units[i] == "よ" }

    /// Whether words stand in 「 」: the title of another text.
    private func isQuoted(_ start: Int, _ end: Int) -> Bool {
        var i = end
        let limit = min(notice.units.count, end + 60)
        while i < limit {
            switch notice.units[i] {
            case Unit.quoteClose, Unit.doubleQuoteClose: return true
            case Unit.quoteOpen, Unit.doubleQuoteOpen, Unit.newline, Unit.ideographicStop: return false
            default: i += 1
            }
        }
        return false
    }

    private static let topics = ["に関する", "についてのお", "に係る", "についての"].map { NormalText($0).units }

    /// Whether words are only the topic of others: 不正アクセスに関する.
    private func isTopic(_ end: Int) -> Bool { Self.topics.contains { notice.has($0, at: end) } }

    /// The end of the clause that holds the unit at `from`: a comma behind a verb's joining form.
    private func clauseEnd(after from: Int, _ limit: Int) -> Int {
        var i = from
        // 社内ネットワークを遮断、対策本部を設置: a noun that is the predicate.
        if i < limit, notice.units[i] == Unit.ideographicComma { return i + 1 }
        while i < limit {
            if notice.units[i] == Unit.ideographicComma, i > 2,
                joins(notice.units[i - 1]) || (notice.units[i - 1] == "に" && notice.units[i - 2] == "も"), !(notice.units[i - 1] == "り" && notice.units[i - 2] == "よ") {
                return i + 1
            }
            i += 1
        }
        return limit
    }

    private func joins(_ u: UInt16) -> Bool {
        switch u {
        case "し", "て", "り", "め", "い", "き", "み", "ら", "ろ", "え", "け", "せ", "ち", "げ", "れ": true
        default: false
        }
    }

    private func isNegated(_ finding: Finding, _ sentence: Int) -> Bool {
        notice.findings(.contexts, in: sentence).contains {
            (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.end > finding.start && $0.start - finding.end <= 8
        }
    }
}
