import Facts
import Language

/// When authorities were told.
extension TimelineRules {
    /// Every mention of an authority with the date that belongs to it; one entry for each authority and date.
    func authorities() -> [(fact: AuthorityFact, place: Int?, asked: Bool)] {
        var found: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        found.reserveCapacity(min(notice.findings[.authorities].count, Self.mostAuthorities))
        for sentence in notice.sentences.indices {
            let at = notice.sentences[sentence]
            if let s = at.section, s == .request || s == .contact || s == .business { continue }
            if at.contexts.contains(.definition) { continue }
            if found.count > Self.mostAuthorities { break }
            let list = notice.findings(.authorities, in: sentence).rebased
            if list.isEmpty { continue }
            let collecting = collects(at)
            var behind = [Int?](repeating: nil, count: list.count)
            for i in list.indices.reversed() {
                // 個人情報保護委員会への速報(2月13日): a word for the report names no other.
                let next = list[(i + 1)...].first { !$0.weak }.map { Int($0.start) } ?? at.end
                behind[i] = placeBehind(list[i], sentence, next)
                if behind[i] == nil, i + 1 < list.count, joined(list[i], list[i + 1]) { behind[i] = behind[i + 1] }
            }
            for (i, finding) in list.enumerated() where !finding.weak {
                if at.contexts.contains(.request), Values.authorities[Int(finding.term)] == .cardBrands { continue }
                if at.start < header.body, notice.lines.count > 1 { continue }
                let authority = Values.authorities[Int(finding.term)]
                let next = i + 1 < list.count ? Int(list[i + 1].start) : at.end
                var place = behind[i] ?? self.place(for: finding, sentence, next)
                if let p = place,
                    places[p].isRange || (isBeyond(places[p].end, Int(finding.start)) && isPlanned(Int(finding.end)))
                {
                    place = nil
                }
                let end = Int(finding.end)
                // 経済産業省が運営するサイト: named, but not told. カード会社と連携し: at no time of its own.
                if startsWith(end, Self.owning) { place = nil }
                if authority == .cardBrands,
                    startsWith(end, Self.together) || notice.ends(Self.together, at: end)
                        || notice.holds(Self.naming, in: end..<min(end + 24, at.end))
                {
                    place = nil
                }
                // 県警は18日に文書を削除した: the authority's own doing.
                if startsWith(end, Self.doing) { place = nil }
                let date = place.flatMap { places[$0].from }
                let asked =
                    collecting
                    || end + 1 < notice.units.count
                        && (notice.units[end] == "か" && notice.units[end + 1] == "ら"
                            || notice.units[end] == "よ" && notice.units[end + 1] == "り")
                found.append(
                    (
                        AuthorityFact(
                            authority: authority, date: date.map(day), evidence: notice.evidence(finding, .authorities)),
                        place, asked
                    ))
            }
        }
        found += reportsAgain(found)
        var kept: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        kept.reserveCapacity(found.count)
        for entry in found where entry.fact.date != nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority && $0.fact.date == entry.fact.date }) {
                kept.append(entry)
            }
        }
        for entry in found where entry.fact.date == nil {
            if !kept.contains(where: { $0.fact.authority == entry.fact.authority }) { kept.append(entry) }
        }
        kept.sort { $0.fact.evidence.at.start < $1.fact.evidence.at.start }
        return kept
    }

    /// 委員会には11月25日に速報、1月19日に確報を行いました: the second date is of the authority named before the first.
    private func reportsAgain(_ found: [(fact: AuthorityFact, place: Int?, asked: Bool)]) -> [(
        fact: AuthorityFact, place: Int?, asked: Bool
    )] {
        var more: [(fact: AuthorityFact, place: Int?, asked: Bool)] = []
        for (i, place) in places.enumerated() where i > 0 && !place.isRange && places[i - 1].sentence == place.sentence
        {
            guard !found.contains(where: { $0.place == i }),
                let before = found.last(where: { $0.place == i - 1 && !$0.asked })
            else { continue }
            guard let words = report(place) else { continue }
            let evidence = notice.evidence(words.lowerBound, words.upperBound, 0.7, before.fact.evidence.rule)
            more.append(
                (
                    AuthorityFact(authority: before.fact.authority, date: place.from.map(day), evidence: evidence), i,
                    false
                ))
        }
        return more
    }

    /// A date with the word for what was told on it: 1月19日に確報, (確報は11月22日), 確報(7月12日).
    private func report(_ place: DatedPlace) -> Range<Int>? {
        if place.start > 3, notice.units[place.start - 1] == "は" || notice.units[place.start - 1] == Unit.open,
            notice.has(Self.reports, at: place.start - 3)
        {
            return place.start - 3..<place.end
        }
        let behind = (place.end..<min(place.end + 6, place.region.upperBound)).first {
            notice.has(Self.reports, at: $0)
        }
        return behind.map { place.start..<$0 + 2 }
    }

    private static let reports: Words = ["速報", "確報", "続報"]

    private static let plans: Words = ["準備", "予定", "検討", "速やかに"]

    /// Whether a clause ends between a date and the words behind it.
    private func isBeyond(_ date: Int, _ words: Int) -> Bool {
        words > date + 1 && (date + 1..<words).contains { notice.units[$0] == Unit.ideographicComma }
    }

    /// 個人情報保護委員会への報告も準備しております: not yet told.
    private func isPlanned(_ end: Int) -> Bool {
        notice.holds(Self.plans, in: end..<min(end + 14, notice.units.count))
    }

    private static let owning: Words = ["が管理", "が運営", "が所管", "が公表", "が定め", "が策定", "の定め", "のガイドライン"]
    private static let doing: Words = ["は", "が", "の協力"]
    /// カード会社の認定を受けた調査会社: named to tell of another.
    private static let naming: Words = ["認定", "指定調査", "指定の調査"]
    private static let together: Words = ["と", "と連携", "の協力", "のご協力", "各社と", "様と", "に協力"]
    private static let collecting: Words = ["報告徴収", "報告の徴収", "行政指導", "勧告", "立入検査"]

    /// Whether a sentence says that an authority asks, rather than is told.
    private func collects(_ place: NoticeText.Sentence) -> Bool {
        notice.holds(Self.collecting, in: place.start..<place.end)
    }

    func day(_ v: DateValue) -> DateValue {
        v.grain > .day ? DateValue(grain: .day, year: v.year, month: v.month, day: v.day) : v
    }

    /// The date of an authority: right behind it (委員会には1月6日に), else the one that governs the words.
    func place(for finding: Finding, _ sentence: Int, _ next: Int) -> Int? {
        if let after = placeBehind(finding, sentence, next) { return after }
        let start = Int(finding.start)
        guard let before = places.lastIndex(where: { $0.end <= start }) else { return nil }
        return places[before].region.contains(start) ? before : nil
    }

    private func placeBehind(_ finding: Finding, _ sentence: Int, _ next: Int) -> Int? {
        let end = Int(finding.end)
        // 文部科学省には14日、委員会には15日に: what は makes the topic is dated behind it.
        if let topic = places.firstIndex(where: { $0.start >= end && $0.sentence == sentence }),
            places[topic].start - end <= 3, places[topic].start > end, notice.units[places[topic].start - 1] == "は"
        {
            return topic
        }
        // 16日に財務局へ、17日に委員会へ: the date right before it is its own.
        if places.contains(where: {
            $0.end <= Int(finding.start) && Int(finding.start) - $0.end <= 1 && $0.sentence == sentence
        }) {
            return nil
        }
        guard let after = places.firstIndex(where: { $0.start >= end && $0.sentence == sentence }),
            places[after].start < next,
            places[after].start - end <= (isAside(places[after]) ? 24 : 8)
        else { return nil }
        // A comma parts them, but for 委員会に、5月18日付で報告.
        let comma = (end..<places[after].start).first { notice.units[$0] == Unit.ideographicComma }
        guard let comma else { return after }
        return comma == places[after].start - 1 && comma - end <= 2 && comma > end
            && isParticle(notice.units[comma - 1]) ? after : nil
    }

    private func isParticle(_ u: UInt16) -> Bool { u == "に" || u == "へ" || u == "は" || u == "も" }

    /// Whether two authorities are named in one breath: 文部科学省及び潮見市に.
    private func joined(_ a: Finding, _ b: Finding) -> Bool {
        let (from, to) = (Int(a.end), Int(b.start))
        guard from <= to, to - from <= 14 else { return false }
        return (from..<to).allSatisfy { notice.units[$0] != Unit.ideographicStop }
            && (from == to
                || (from..<to).contains { i in
                    let u = notice.units[i]
                    return u == "及" || u == Unit.middleDot || u == Unit.ideographicComma || u == "と" || u == "や"
                        || u == "び"
                })
    }
}
