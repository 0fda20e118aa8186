import Facts
import Language

/// Reads which event each date is, and when authorities were told.
struct TimelineRules {
    let notice: NoticeText
    let header: Header
    let places: [DatedPlace]

    private static let aside = SectionSet(.request, .contact, .business, .delay, .notes)

    /// No notice names authorities more often.
    static let mostAuthorities = 500

    private func published() -> DateValue? { header.date.flatMap { DatedPlaces.full($0) } }

    func read(_ authorities: [(fact: AuthorityFact, place: Int?, asked: Bool)]) -> [EventFact] {
        var facts: [EventFact] = []
        facts.reserveCapacity(places.count)
        func add(
            _ event: TimelineEvent, _ start: DateValue?, _ end: DateValue?, _ evidence: @autoclosure () -> Evidence
        ) {
            // By index: to hand a fact to a closure copies it, strings and all.
            for i in facts.indices
            where facts[i].event == event && sameDay(facts[i].start, start) && sameDay(facts[i].end, end) { return }
            facts.append(EventFact(event: event, start: start, end: end, evidence: evidence()))
        }
        var told = [Bool](repeating: false, count: places.count)
        var asked = told
        for entry in authorities {
            guard let p = entry.place, let date = entry.fact.date else { continue }
            if entry.asked {
                asked[p] = true
                continue
            }
            switch entry.fact.authority {
            case .cardBrands, .stockExchange: continue
            case .police: add(.policeReported, date, nil, evidence(places[p], "timeline/police-reported"))
            default: add(.authorityNotified, date, nil, evidence(places[p], "timeline/authority-notified"))
            }
            told[p] = true
        }
        for (i, place) in places.enumerated() {
            for event in events(i, told[i], asked[i]) {
                let rule = Self.rules[event.index]
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
        let orders = facts.map(order)
        return facts.indices.sorted { orders[$0] < orders[$1] }.map { facts[$0] }
    }

    private func order(_ fact: EventFact) -> (Int, Int) {
        let date = fact.start ?? fact.end
        return ((date?.dayNumber ?? 0) * 1440 + (date.map { $0.hour * 60 + $0.minute } ?? 0), fact.evidence.at.start)
    }

    private func sameDay(_ a: DateValue?, _ b: DateValue?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a.year == b.year && a.month == b.month && a.day == b.day && min(a.grain, .day) == min(b.grain, .day)
    }

    func evidence(_ place: DatedPlace, _ rule: String) -> Evidence {
        notice.evidence(place.start, place.end, 0.8, rule)
    }

    func events(_ index: Int, _ told: Bool, _ asked: Bool) -> EventList {
        let place = places[index]
        let sentence = notice.sentences[place.sentence]
        if let s = sentence.section, Self.aside.contains(s) {
            // お客様へ: 該当する皆様には8月29日より書面をお送りします.
            guard s == .request, !sentence.contexts.contains(.request) else { return EventList() }
            return triggers(place.region, place).first == .individualsNotified
                ? EventList(.individualsNotified) : EventList()
        }
        if sentence.contexts.contains(.definition) { return EventList() }
        if sentence.contexts.contains(.request), !place.today { return EventList() }
        if sentence.section == .measures,
            !sentence.contexts.contains(.past) || place.from.map({ $0.grain < .day }) ?? true
        {
            // Under 対応と再発防止策 stands also when the persons are told, and when a service is to be there again.
            let first = triggers(place.region, place).first
            if let first, first == .individualsNotified || first == .resumed { return EventList(first) }
            return isDatedMeasure(place) && !told ? EventList(.other) : EventList()
        }
        if place.held { return EventList() }
        if startsWith(place.end, Self.amended) { return EventList() }
        if isAside(place) {
            return place.from.map { $0.grain >= .day } ?? false && !told ? EventList(.other) : EventList()
        }
        let label = before(place)
        var found = label ? triggers(place.before, place) : EventList()
        if found.isEmpty { found = triggers(place.region, place) }
        if let news = newsOf(index) { found = EventList(news) }
        if let subject = subjectEvent(place) { found.prepend(subject) }
        if found.isEmpty, !label, !told, !place.timePoint { found = triggers(place.before, place) }
        if found.isEmpty, let heading = headingBefore(place) { found = triggers(heading, place) }
        // 8月23日、30日に送信: days in one breath share what is told of the last.
        if found.isEmpty, !told, !place.isRange, isListed(index) {
            var last = index + 1
            while last - index < Self.mostListed, isListed(last) { last += 1 }
            if !isListed(last) { return events(last, told, asked) }
        }
        if place.isRange {
            if startsWith(place.end, Self.operating) { return EventList() }
            if found.first == .investigationStarted || found.first == .investigationCompleted {
                return EventList(.investigationStarted, .investigationCompleted)
            }
            if let first = found.first(where: Self.isWide) {
                // 発生期間, under 不正ログインの状況: the attacker's time.
                let attack =
                    label && first == .exposure && notice.holds(Self.whens, in: place.before) && underAttack(place)
                return EventList(attack ? .intrusion : first)
            }
            if found.contains(.individualsNotified) { return EventList(.individualsNotified) }
            if let first = found.first(where: Self.takesDays) { return EventList(first) }
            guard holdsPeriod(place) || place.leads else { return EventList() }
            return underAttack(place) ? EventList(.intrusion) : holdsPeriod(place) ? EventList(.exposure) : EventList()
        }
        var events = EventList()
        let own = isOwnDay(place)
        for event in found {
            switch event {
            case .disclosed where own: continue
            case .authorityNotified, .policeReported: continue
            case .exposure where !(place.openEnd || place.openStart): continue
            case .detected where place.openStart || own: continue
            case let other where place.timePoint && ![.other, .suspended, .individualsNotified].contains(other):
                // 24日現在で398通を回収: how far it has come.
                if other == .contained, !place.today { events.append(.other) }
            case .occurred where place.openStart || own, .intrusion where place.openStart || own: continue
            case let other where place.dated && ![.disclosed, .individualsNotified, .other].contains(other): continue
            case .contained where place.ongoing, .resumed where place.ongoing: continue
            default: events.append(event)
            }
        }
        if events.contains(.reportedToOrg) { events.removeAll { $0 == .detected } }
        if place.openStart, !place.today, events.contains(.exposure) { return EventList(.exposure) }
        if place.from.map({ $0.grain == .year }) ?? false { return EventList() }
        if sentence.section == .measures { events.removeAll { Self.isBefore($0) && $0 != .disclosed } }
        if place.today {
            // 本日 is the notice's own day: only what is done on it counts.
            events.removeAll { Self.isBefore($0) || $0 == .other && (place.openStart || place.timePoint) }
            if events.contains(.individualsNotified) { events.removeAll { $0 == .other } }
            return events.isEmpty && asked ? EventList(.other) : events
        }
        if told { events.removeAll { $0 == .other } }
        if sentence.section == .measures, place.same { events.removeAll { $0 == .other } }
        if isParted(index) { events.removeAll { $0 == .other } }
        if events.isEmpty, !told, !place.timePoint, !place.same || place.leads, !own, !isParted(index),
            isStep(place, sentence)
        {
            events = EventList(.other)
        }
        return events
    }

    /// What a whole sentence says came to light, where a date opens it and the dates behind it are of what came to light:
    /// 8月23日、6月末に退職した元従業員が、…持ち出していたことが判明しました.
    private func newsOf(_ index: Int) -> TimelineEvent? {
        let place = places[index]
        guard !place.isRange, index + 1 < places.count, notice.units[place.end] == Unit.ideographicComma,
            case let next = places[index + 1], next.sentence == place.sentence, next.start == place.end + 1,
            let from = place.from, let then = next.from, then.dayNumber < from.dayNumber
        else { return nil }
        let sentence = notice.sentences[place.sentence]
        let last = notice.findings(.events, in: place.sentence).last { !$0.weak && Int($0.start) >= next.end }
        guard let last, Values.events[Int(last.term)] == .detected,
            notice.holds(Self.that, in: max(sentence.start, Int(last.start) - 5)..<Int(last.start))
        else { return nil }
        return event(of: last, place.sentence)
    }

    /// Whether the times of a day stand below a date that stands alone: 8月28日(水) / 午前11時頃、….
    private func isParted(_ index: Int) -> Bool {
        let place = places[index]
        guard place.leads, index + 1 < places.count, notice.lines[place.line].end - place.end <= 2 else { return false }
        let next = places[index + 1]
        return next.same && next.leads && next.line == place.line + 1
    }

    /// Whether a measure has a day of its own: 7月28日に研修会を開く, …を加えました(2月26日), 5月から使い始めます.
    private func isDatedMeasure(_ place: DatedPlace) -> Bool {
        guard let from = place.from, from.grain >= .month, !place.isRange, !place.openStart, !place.held else {
            return false
        }
        if isAside(place) { return from.grain >= .day }
        return startsWith(place.end, Self.onDays) && (from.grain >= .day || startsWith(place.end, Self.froms))
    }

    private static let onDays: Words = ["に", "から", "より", "付", "、"]
    private static let froms: Words = ["から", "より", "には"]
    private static let amended: Words = ["追記", "更新", "改訂", "訂正"]

    /// So many days may be told in one breath.
    private static let mostListed = 8

    /// Whether nothing but a comma or 及び parts a date from the next one in its sentence.
    private func isListed(_ index: Int) -> Bool {
        guard index + 1 < places.count else { return false }
        let (this, next) = (places[index], places[index + 1])
        guard next.sentence == this.sentence, !next.isRange, next.start > this.end, next.start - this.end <= 5
        else { return false }
        if next.start - this.end <= 2 {
            switch notice.units[this.end] {
            case Unit.ideographicComma, Unit.middleDot, "及", "と": return true
            default: return false
            }
        }
        return startsWith(this.end, Self.ands)
    }

    private static let ands: Words = ["および", "及び", "ならびに", "並びに", "と、"]

    /// The names of the events' rules, made once.
    private static let rules = Values.events.map { "timeline/\($0.slug)" }

    /// Whether an event may last.
    private static func isWide(_ event: TimelineEvent) -> Bool {
        switch event {
        case .exposure, .intrusion, .suspended, .occurred: true
        default: false
        }
    }

    /// Whether an event is work that may take days.
    private static func takesDays(_ event: TimelineEvent) -> Bool {
        switch event {
        case .individualsNotified, .contained, .other: true
        default: false
        }
    }

    /// Whether an event lies before the day of the notice.
    private static func isBefore(_ event: TimelineEvent) -> Bool {
        switch event {
        case .detected, .disclosed, .occurred, .intrusion, .reportedToOrg, .exposure: true
        default: false
        }
    }

    private func isOwnDay(_ place: DatedPlace) -> Bool {
        guard let published = published(), let from = place.from else { return false }
        return from.dayNumber == published.dayNumber && from.grain >= .day
    }

    /// Whether a date without a known event still is a step of the incident.
    private func isStep(_ place: DatedPlace, _ sentence: NoticeText.Sentence) -> Bool {
        guard let from = place.from, from.grain >= .month, !place.openStart else { return false }
        if place.leads {
            return sentence.section == .background || sentence.section == .response || sentence.section == .outline
                || sentence.section == nil
        }
        return from.grain >= .day && (sentence.section == .background || place.dated)
    }

    /// Whether a date stands in brackets by itself behind the words it dates: …を終えました(3月26日).
    func isAside(_ place: DatedPlace) -> Bool {
        guard place.start > 0, place.end < notice.units.count else { return false }
        guard notice.units[place.start - 1] == Unit.open else { return false }
        return notice.units[place.end..<min(place.end + 3, notice.units.count)].contains(Unit.close)
    }

    private static let operating: Words = ["まで運営", "まで営業", "に運営", "の間運営", "運営", "営業", "開催", "まで開催", "に開催"]

    func startsWith(_ at: Int, _ words: Words) -> Bool { notice.has(words, at: at) }

    private static let attacks: Words = ["不正アクセス", "攻撃", "侵入", "不正ログイン", "不正なアクセス", "サイバ攻撃"]
    private static let happens: Words = ["発生", "行われ", "開始", "始ま", "繰り返", "続い"]

    /// 攻撃は7月25日から…行われて: the event is the subject before the date, with a verb behind it that says only that it happened.
    private func subjectEvent(_ place: DatedPlace) -> TimelineEvent? {
        let units = notice.units
        var i = place.start - 1
        if i > 0, units[i] == Unit.ideographicComma { i -= 1 }
        guard i > 1, units[i] == "は" || units[i] == "が",
            notice.ends(Self.attacks, at: i)
        else { return nil }
        let reach = place.end..<min(place.end + 22, place.region.upperBound)
        return notice.holds(Self.happens, in: reach) ? .intrusion : nil
    }

    private static let attacked: Words = ["不正ログイン", "不正アクセス", "攻撃", "ハッキング", "改ざん", "侵入"]

    /// Whether the heading above a stretch of time speaks of an attack: 不正ログインが確認された期間.
    private func underAttack(_ place: DatedPlace) -> Bool {
        for line in stride(from: place.line, through: max(0, place.line - 4), by: -1)
        where line == place.line || notice.lines[line].count <= 30 {
            let words = notice.lines[line]
            if notice.holds(Self.attacked, in: words.start..<words.end) { return true }
        }
        return false
    }

    private static let whens: Words = ["期間", "日時", "時期"]
    private static let periods: Words = ["期間", "の間"]

    private func holdsPeriod(_ place: DatedPlace) -> Bool {
        notice.holds(Self.periods, in: place.before)
            || notice.holds(Self.periods, in: place.end..<min(place.end + 8, notice.units.count))
            || headingBefore(place).map { notice.holds(Self.periods, in: $0) } ?? false
    }

    /// Whether the words before a date name the event: 発生日時:, 最後に確認したのは.
    func before(_ place: DatedPlace) -> Bool {
        guard place.start > 0 else { return false }
        let units = notice.units
        let u = units[place.start - 1]
        if u == Unit.colon { return true }
        // 発生日時  3月24日: the name of a row.
        if notice.normal.spaced[place.start], place.before.count >= 2, place.before.count <= 10,
            UnitClass.of(u) != .hiragana,
            place.before.lowerBound == notice.lines[place.line].content
        {
            return true
        }
        return u == "は" && place.start > 1
            && (units[place.start - 2] == "の" || units[place.start - 2] == "日" || units[place.start - 2] == "時")
    }

    /// The heading above rows that end in their dates: 2.復旧日時 / インターネットバンキング 同日13時05分 / ATM 同日15時30分.
    private func headingOfRow(_ place: DatedPlace) -> Range<Int>? {
        guard notice.normal.spaced[place.start] else { return nil }
        for line in stride(from: place.line - 1, through: max(0, place.line - Self.mostRows), by: -1)
        where notice.lines[line].count <= 30 {
            let words = notice.lines[line].start..<notice.lines[line].end
            if notice.lines[line].heading || notice.holds(Self.rowTimes, in: words) {
                return notice.holds(Self.rowTimes, in: words) ? words : nil
            }
        }
        return nil
    }

    private static let mostRows = 5
    private static let rowTimes: Words = ["日時"]

    /// The heading right above a date that stands alone: 判明した日時.
    private func headingBefore(_ place: DatedPlace) -> Range<Int>? {
        guard place.line > 0, notice.lines[place.line].end - place.end <= 8 else { return nil }
        guard place.leads else { return headingOfRow(place) }
        let above = notice.lines[place.line - 1]
        guard above.count <= 30, notice.units[above.end - 1] != Unit.ideographicStop else { return nil }
        return above.start..<above.end
    }
}
