import Facts
import Language

/// Which events the words around a date tell.
extension TimelineRules {
    /// The events that the words of a range tell: for each clause the last one, for that is its predicate.
    func triggers(_ range: Range<Int>, _ place: DatedPlace) -> EventList {
        guard !range.isEmpty else { return EventList() }
        var strong = EventList()
        var weak = EventList()
        // What a noun is described by, or stands in brackets, tells the event only where nothing else does.
        var aside = EventList()
        var bracketed = EventList()
        let brackets = range.lowerBound < range.upperBound && notice.units[range.lowerBound] == Unit.open
        var sentence = notice.sentence(at: range.lowerBound)
        while sentence < notice.sentences.count, notice.sentences[sentence].start < range.upperBound {
            var clauseEnd = -1
            var last: Finding?
            func close() {
                if let finding = last {
                    let event = self.event(of: finding, sentence)
                    if finding.weak {
                        weak.append(event)
                    } else if describes(Int(finding.end), range.upperBound) {
                        aside.append(event)
                    } else if !(Self.isMatter(event) && strong.contains(where: Self.isNews)) {
                        strong.append(event)
                    }
                }
                last = nil
            }
            for finding in notice.findings(.events, in: sentence) {
                let (start, end) = (Int(finding.start), Int(finding.end))
                guard end > range.lowerBound, end <= range.upperBound,
                    start >= min(range.lowerBound, place.before.lowerBound)
                else { continue }
                if finding.weak, let old = last, !old.weak, start < clauseEnd { continue }
                if isQuoted(start, end) || isTopic(end) || isNegated(finding, sentence)
                    || start == place.end && isSource(start)
                {
                    continue
                }
                if !brackets, isBracketed(start, range.lowerBound) {
                    if !finding.weak { bracketed.append(self.event(of: finding, sentence)) }
                    continue
                }
                // 1月23日に公表した「お知らせ」, 1月23日に公表しました、…: the date governs no more than the word that it stands before.
                if start > place.end, start - place.end <= 2, !finding.weak,
                    isAttribute(end) || Values.events[Int(finding.term)] == .disclosed && isTitled(end),
                    notice.units[place.end] != Unit.ideographicComma
                {
                    return EventList(event(of: finding, sentence))
                }
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
                // …から電話があり、判明: told by others, not found.
                if let old = last, !old.weak, Values.events[Int(old.term)] == .reportedToOrg,
                    Values.events[Int(finding.term)] == .detected, start - Int(old.end) <= 8,
                    self.event(of: old, sentence) == .reportedToOrg, !isAnothers(finding, sentence)
                {
                    continue
                }
                // A stretch of time is of what lasted, whatever came of it.
                if place.isRange, let old = last, !old.weak, Self.isMatter(Values.events[Int(old.term)]),
                    case let new = Values.events[Int(finding.term)], Self.isNews(new) || new == .intrusion
                {
                    continue
                }
                // …に第三者がログインしていたことが判明: the date is of what came to light.
                if let old = last, !old.weak, isInner(old, finding, place) { continue }
                last = finding
            }
            close()
            sentence += 1
        }
        if !strong.isEmpty { return strong }
        let first = aside.first ?? weak.first ?? bracketed.first
        return first.map { EventList($0) } ?? EventList()
    }

    /// Whether words stand in brackets that open behind `from`: 攻撃者が侵入(調査により判明).
    private func isBracketed(_ start: Int, _ from: Int) -> Bool {
        var i = start - 1
        while i >= from, start - i <= Self.widestBrackets {
            switch notice.units[i] {
            case Unit.open: return true
            case Unit.close, Unit.newline: return false
            default: i -= 1
            }
        }
        return false
    }

    /// Whether an event tells that something came to light, and whether it may be what came to light: 報告書が届き、…を突かれて….
    private static func isNews(_ event: TimelineEvent) -> Bool {
        event == .detected || event == .investigationCompleted || event == .reportedToOrg
    }

    private static func isMatter(_ event: TimelineEvent) -> Bool {
        event == .intrusion || event == .occurred || event == .exposure
    }

    private static let widestBrackets = 40

    private static let ends: Words = ["た", "いた", "れた", "した", "ていた", "された", "していた", "されていた"]
    private static let thoughts: Words = ["と想定", "とみられる", "と見られる", "と考えられる", "と思われる", "と推定", "とされる"]
    private static let times: Words = ["後", "際", "時", "結果", "直後", "上", "旨", "ところ", "ため", "日", "場合", "件"]

    /// Whether a predicate that ends at a unit only describes the noun behind it: 感染した端末の初期化.
    private func describes(_ end: Int, _ limit: Int) -> Bool {
        guard end < limit else { return false }
        var at = end
        if let word = notice.first(Self.ends, at: end, where: { _ in true }) {
            at = end + word.count
        } else if notice.units[end - 1] != "た" {
            return false
        }
        guard at < limit else { return false }
        switch UnitClass.of(notice.units[at]) {
        case .kanji, .katakana, .latin: return !notice.has(Self.times, at: at)
        // 不正アクセスを受けたと想定される期間: what is thought, not what was done.
        default: return notice.has(Self.thoughts, at: at)
        }
    }

    private static let asTold: Words = ["とおり", "通り"]
    private static let did: Words = ["した", "された", "いたしました", "しました"]

    /// Whether a predicate that ends at a unit, or goes on there with した, stands before a noun or title.
    private func isAttribute(_ end: Int) -> Bool {
        if notice.ends(Self.asTold, at: end) || notice.has(Self.asTold, at: end) { return true }
        var at = end
        if let word = Self.did.first(where: { notice.has($0, at: end) || notice.has($0, at: end - 1) }) {
            at = notice.has(word, at: end) ? end + word.count : end - 1 + word.count
        } else if notice.units[end - 1] != "た" {
            return false
        }
        guard at < notice.units.count else { return false }
        let next = notice.units[at]
        return next == Unit.quoteOpen || UnitClass.of(next) == .kanji || UnitClass.of(next) == .katakana
    }

    private static let telling: Words = ["しました、", "いたしました、", "しております、", "いたしております、", "しておりました、"]

    /// Whether a publication that ends at a unit goes on as the name of what was published: 公表いたしました、当社サーバーに対する….
    private func isTitled(_ end: Int) -> Bool {
        notice.has(Self.telling, at: end) || notice.has(Self.telling, at: end - 1)
    }

    static let that: Words = ["ことが", "ことを", "旨が", "旨を"]

    /// Whether a clause tells that another event came to light, with a date that belongs to that event: に, から or は follows it.
    private func isInner(_ old: Finding, _ new: Finding, _ place: DatedPlace) -> Bool {
        guard Values.events[Int(new.term)] == .detected, place.end < notice.units.count,
            notice.units[place.end] != Unit.ideographicComma, Int(old.start) >= place.end
        else { return false }
        switch Values.events[Int(old.term)] {
        case .intrusion, .occurred, .exposure: break
        default: return false
        }
        let before = max(Int(old.end), Int(new.start) - 5)..<max(Int(old.end), Int(new.start))
        return notice.holds(Self.that, in: before)
    }

    /// The event of a finding: what one's own staff report is one's own finding.
    func event(of finding: Finding, _ sentence: Int) -> TimelineEvent {
        let event = Values.events[Int(finding.term)]
        if event == .detected { return isAnothers(finding, sentence) ? .other : event }
        guard event == .reportedToOrg else { return event }
        let insider = notice.findings(.contexts, in: sentence).contains {
            notice.isContext($0, .insider) && $0.end > finding.start - 1 && $0.start < finding.end
                && $0.end <= finding.start + 4 && !isForeign(Int($0.start))
        }
        return insider ? .detected : event
    }

    /// 委託先が異常を検知: found by another, unless 当社 stands between.
    private func isAnothers(_ finding: Finding, _ sentence: Int) -> Bool {
        var another = false
        for context in notice.findings(.contexts, in: sentence) where context.end <= finding.start {
            if notice.isContext(context, .another) {
                another = finding.start - context.end <= 60
            } else if notice.isContext(context, .publisher) {
                another = false
            }
        }
        return another
    }

    /// 他大学の教員から, 取引先の担当者より, B社の担当者から: another's staff.
    private func isForeign(_ at: Int) -> Bool {
        (max(1, at - 7)..<max(1, at)).contains { i in
            notice.units[i] == "他" || (notice.units[i] == "先" && notice.units[i + 1] == "の")
                || (notice.units[i] == "社" && notice.units[i + 1] == "の" && !isOwn(notice.units[i - 1]))
        }
    }

    private func isOwn(_ u: UInt16) -> Bool { u == "当" || u == "弊" || u == "本" || u == "自" || u == "小" }

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

    private static let topics: Words = ["に関する", "についてのお", "に係る", "についての"]

    /// Whether words are only the topic of others: 不正アクセスに関する.
    private func isTopic(_ end: Int) -> Bool { notice.has(Self.topics, at: end) }

    /// The end of the clause that holds the unit at `from`: a comma behind a verb's joining form.
    private func clauseEnd(after from: Int, _ limit: Int) -> Int {
        var i = from
        // 見つけ、: the comma is the finding's last.
        if i > 0, notice.units[i - 1] == Unit.ideographicComma { return i }
        // 社内ネットワークを遮断、対策本部を設置: a noun that is the predicate.
        if i < limit, notice.units[i] == Unit.ideographicComma { return i + 1 }
        while i < limit {
            if notice.units[i] == Unit.ideographicComma, i > 2,
                joins(notice.units[i - 1])
                    || notice.units[i - 1] == "に" && (notice.units[i - 2] == "も" || notice.units[i - 2] == "時"),
                !(notice.units[i - 1] == "り" && notice.units[i - 2] == "よ")
            {
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

    private static let nots: Words = [
        "ておらず", "ていない", "ていなか", "ていません", "ておりません", "れておらず", "れていない", "れていなか", "れていません", "れておりません", "せず", "しておらず",
    ]

    /// 完了を確認するための返信フォーム: not done, but wanted.
    private static let aims: Words = ["するための", "するよう", "できるよう", "するため、", "するまで"]
    private static let planned: Words = ["する予定"]

    private func isNegated(_ finding: Finding, _ sentence: Int) -> Bool {
        let end = Int(finding.end)
        if notice.holds(Self.nots, in: end..<min(end + 2, notice.units.count)) { return true }
        if notice.has(Self.aims, at: end) { return true }
        // When a service will be there again is told ahead.
        if notice.has(Self.planned, at: end), Values.events[Int(finding.term)] != .resumed { return true }
        return notice.findings(.contexts, in: sentence).contains {
            (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.end > finding.start
                && $0.start - finding.end <= 8 && !isApart(finding, $0)
        }
    }

    /// Whether a denial is of another clause, or is itself what was done: 設定を直し、閲覧できない状態にしました.
    private func isApart(_ finding: Finding, _ denial: Finding) -> Bool {
        if Values.events[Int(finding.term)] == .contained, denial.start < finding.end { return true }
        guard denial.start > finding.end else { return false }
        return (Int(finding.end)..<Int(denial.start)).contains { notice.units[$0] == Unit.ideographicComma }
    }
}
