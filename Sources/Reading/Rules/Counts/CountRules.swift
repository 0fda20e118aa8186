import Facts
import Language

/// Reads the counts of people, records, accounts, contracts, mails, sites and organisations affected.
struct CountRules {
    let notice: NoticeText
    let header: Header

    private static let aside = SectionSet(.request, .delay, .contact, .business, .measures, .other)

    /// No notice holds more counts.
    private static let mostCounts = 1000

    /// Room for so many is made at once.
    private static let usualCounts = 8

    private struct Count {
        var number: NumberToken
        var counter: Finding
        var kind: CounterKind
        var sentence: Int
        /// 実人数, 合計: the figure that sums up.
        var total = false
        /// 延べ.
        var gross = false
        /// うち, 内訳.
        var part = false
    }

    func read() -> [CountFact] {
        var counts: [Count] = []
        counts.reserveCapacity(Self.usualCounts)
        for counter in notice.findings[.counters] where Int(counter.start) > 0 {
            if counts.count == Self.mostCounts { break }
            guard let number = number(endingAt: Int(counter.start)), let count = judge(number, counter) else {
                continue
            }
            if let last = counts.last, last.number.start == count.number.start {
                if counter.end - counter.start > last.counter.end - last.counter.start {
                    counts[counts.count - 1] = count
                }
                continue
            }
            counts.append(count)
        }
        if counts.isEmpty { return [] }
        var facts: [CountFact] = []
        var kept: [Count] = []
        facts.reserveCapacity(counts.count)
        kept.reserveCapacity(counts.count)
        for count in counts {
            let unit = unit(count.counter)
            if let i = facts.firstIndex(where: { $0.value == count.number.value && $0.unit == unit }) {
                if count.total { kept[i].total = true }
                continue
            }
            let evidence = notice.evidence(
                count.number.start, Int(count.counter.end), 0.85, notice.lexicon.rule(.counters, count.counter.term))
            facts.append(
                CountFact(value: count.number.value, unit: unit, of: counted(count), main: false, evidence: evidence))
            kept.append(count)
        }
        if let main = main(kept) { facts[main].main = true }
        return facts
    }

    /// The number that ends just before `end`.
    private func number(endingAt end: Int) -> NumberToken? {
        let units = notice.units
        // 12万4千余通: somewhat more than the number.
        let end = units[end - 1] == "余" ? end - 1 : end
        var i = end - 1
        guard end > 0, isNumeral(units[i]) else { return nil }
        while i > 0, end - i < 20, isNumeral(units[i - 1]), !breaks(i) { i -= 1 }
        while i < end, !NumberScanner.isDigit(units[i]), !isKanjiNumeral(units[i]) { i += 1 }
        guard i < end, let number = NumberScanner.number(in: notice.normal, at: i), number.end == end else {
            return nil
        }
        return number
    }

    private func breaks(_ i: Int) -> Bool { notice.normal.spaced[i] && NumberScanner.isDigit(notice.units[i]) }

    private func isNumeral(_ u: UInt16) -> Bool {
        NumberScanner.isDigit(u) || u == Unit.comma || u == Unit.period || u == "万" || u == "千" || u == "億"
            || isKanjiNumeral(u)
    }

    private func isKanjiNumeral(_ u: UInt16) -> Bool {
        switch u {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
        default: false
        }
    }

    private func judge(_ number: NumberToken, _ counter: Finding) -> Count? {
        let units = notice.units
        let sentence = notice.sentence(at: number.start)
        let place = notice.sentences[sentence]
        if let s = place.section, Self.aside.contains(s) { return nil }
        if place.contexts.contains(.definition) || place.contexts.contains(.prevention) { return nil }
        let kind = Values.counters[Int(counter.term)]
        let before = number.start > 0 ? units[number.start - 1] : 0
        // 第2報, 下4桁, No.3, 1-2件.
        if before == "下", number.start > 1, units[number.start - 2] != "以" { return nil }
        if before == "第" || before == Unit.hyphen || before == "." { return nil }
        // 3/5件: a part of a fraction or a date; in 会員/1,127人/合計/1,431人 the slash parts the columns of a row.
        if before == Unit.slash, number.start < 2 || NumberScanner.isDigit(units[number.start - 2]) { return nil }
        // (誤)86名 (正)88名: what the notice withdraws. 1件もありません: none.
        if before == Unit.close, number.start > 2, units[number.start - 2] == "誤" { return nil }
        if starts(Int(counter.end), with: Self.none) { return nil }
        // 8:30 サイトを停止: a time of day.
        if before == Unit.colon, number.start > 1, NumberScanner.isDigit(units[number.start - 2]) { return nil }
        if UnitClass.of(before) == .latin, !notice.normal.spaced[number.start] { return nil }
        let after = Int(counter.end) < units.count ? units[Int(counter.end)] : 0
        // 2名以上で, 2名で確認, 1人ひとり, 2件目.
        if after == "以" && kind == .person || after == "目" || after == "ひ" || after == "体" { return nil }
        if kind == .person, number.value <= 20, after == "で",
            number.value <= 3 || holds(max(place.start, number.start - 5)..<number.start, Self.staff)
        {
            return nil
        }
        // 6,300通のうち412通: the whole out of which.
        if starts(Int(counter.end), with: Self.outOf) { return nil }
        // お取引先3社から連絡: who told, not who is affected.
        if kind == .organisation || kind == .place || kind == .person && number.value < 10,
            starts(Int(counter.end), with: Self.sources)
        {
            return nil
        }
        if number.value == 0 { return nil }
        if number.value == 1, !(place.section == .data || place.section == .affected) { return nil }
        if isKanjiNumeral(units[number.start]), number.end - number.start == 1, units[number.start] != "十" {
            return nil
        }
        if kind == .thing, !isLostThing(counter, place) || number.value < 2 { return nil }
        if kind == .account && isListNumber(number, place) { return nil }
        if kind == .place, !nearIncident(place) { return nil }
        let context = max(place.start, number.start - 12)..<number.start
        if kind == .record || kind == .mail, holds(context, Self.contacts) { return nil }
        if holds(max(place.start, number.start - 4)..<number.start, Self.recent) || isErratum(place) { return nil }
        var count = Count(number: number, counter: counter, kind: kind, sentence: sentence)
        let left = max(place.start, number.start - 12)..<number.start
        count.total = holds(left, Self.totals)
        count.gross = holds(left, Self.gross) && !holds(max(place.start, number.start - 4)..<number.start, Self.real)
        count.part = holds(max(place.start, number.start - 6)..<number.start, Self.parts)
        return count
    }

    private static let staff: Words = ["職員", "社員", "スタッフ", "担当", "教員", "係員"]
    private static let outOf: Words = ["のうち", "の内、"]
    private static let sources: Words = ["から", "より"]
    private static let none: Words = [
        "もありません", "もございません", "もなく", "もない", "もなかった", "も確認されておりません", "も確認されていません", "も確認されず", "も確認されなかった", "もおりません",
        "もいません",
    ]
    private static let contacts: Words = [
        "連絡を", "連絡が", "電話が", "電話を", "電話で", "電話は", "電話に", "電話:", "問い合わせ", "申し出", "のご連絡", "注文",
    ]
    private static let recent: Words = ["直近", "過去", "毎月", "毎日"]

    private func starts(_ at: Int, with words: Words) -> Bool { notice.has(words, at: at) }

    /// `3 メールアドレスから…`: the number of a heading.
    private func isListNumber(_ number: NumberToken, _ place: NoticeText.Sentence) -> Bool {
        number.start == notice.lines[place.line].start && notice.normal.spaced[number.end]
    }

    /// Devices and papers that were lost or left their owner: 26台, 3,200枚.
    private func isLostThing(_ counter: Finding, _ place: NoticeText.Sentence) -> Bool {
        switch notice.units[Int(counter.start)] {
        case "台", "枚", "冊": break
        default: return false
        }
        return counter.end - counter.start == 1
            && (place.section == .data || place.section == .affected || place.contexts.contains(.leak))
    }

    /// A line that the notice itself withdraws: (誤)….
    private func isErratum(_ place: NoticeText.Sentence) -> Bool {
        let start = notice.lines[place.line].start
        return notice.units[start] == "誤"
            || notice.units[start] == Unit.open && notice.units[min(start + 1, notice.units.count - 1)] == "誤"
    }

    private func nearIncident(_ place: NoticeText.Sentence) -> Bool {
        place.contexts.contains(.leak) || place.section == .data || place.section == .affected
            || place.section == .outline
            || place.contexts.contains(.confirmed)
    }

    private static let totals: Words = ["実人数", "実数", "合計", "総数", "総計", "計"]
    private static let gross: Words = ["延べ", "のべ", "延"]
    private static let parts: Words = ["うち", "内訳", "このうち"]

    private func holds(_ range: Range<Int>, _ words: Words) -> Bool { notice.holds(words, in: range) }

    /// The counter as written; 名分 and 名様 are 名.
    private func unit(_ counter: Finding) -> String {
        let quote = notice.quote(Int(counter.start), Int(counter.end))
        return notice.units[Int(counter.end) - 1] == "様" ? String(quote.dropLast()) : quote
    }

    /// The one figure to quote: a total of people or records, the greatest, people before records, never a gross figure
    /// where a net one stands.
    private func main(_ counts: [Count]) -> Int? {
        func rank(_ kind: CounterKind) -> Int {
            switch kind {
            case .person: 3
            case .record, .account, .contract: 2
            case .organisation, .site: 1
            case .mail, .place, .thing: 0
            }
        }
        // By conditions and not by lists of indices, which would be four for every notice.
        let best = counts.reduce(0) { max($0, rank($1.kind)) }
        func isOfBest(_ count: Count) -> Bool {
            best >= 2 ? rank(count.kind) >= 2 : best == 1 ? rank(count.kind) == 1 : count.kind == .mail
        }
        let hasNet = counts.contains { isOfBest($0) && !$0.gross }
        func isCandidate(_ count: Count) -> Bool { isOfBest(count) && !(hasNet && count.gross) }
        if let real = counts.firstIndex(where: {
            isCandidate($0) && $0.total && $0.kind == .person && holdsReal($0)
        }) {
            return real
        }
        // 412名(カードの数では435件): of totals of different things the people's is quoted.
        let most = counts.reduce(0) { isCandidate($1) ? max($0, $1.number.value) : $0 }
        func isOfPeople(_ count: Count) -> Bool { count.number.value >= most - most / 10 && isHeads(count) }
        let hasPeople = counts.contains { isCandidate($0) && isOfPeople($0) }
        var main: Int?
        for (i, count) in counts.enumerated() where isCandidate(count) && (!hasPeople || isOfPeople(count)) {
            guard let old = main.map({ counts[$0] }) else {
                main = i
                continue
            }
            let (value, oldValue) = (count.number.value, old.number.value)
            if oldValue < value || oldValue == value && rank(old.kind) < rank(count.kind) { main = i }
        }
        return main
    }

    /// 名 and 人, not 世帯 or 戸.
    private func isHeads(_ count: Count) -> Bool {
        guard count.kind == .person else { return false }
        let unit = notice.units[Int(count.counter.start)]
        return unit == "名" || unit == "人"
    }

    private static let real: Words = ["実人数", "実数"]

    private func holdsReal(_ count: Count) -> Bool {
        holds(max(0, count.number.start - 12)..<count.number.start, Self.real)
    }

    /// What is counted: the words before the number, back to the last mark or particle.
    private func counted(_ count: Count) -> String {
        let units = notice.units
        let least = notice.sentences[count.sentence].start
        var end = count.number.start
        while end > least,
            units[end - 1] == Unit.open || units[end - 1] == "約" || units[end - 1] == "計"
                || units[end - 1] == Unit.colon || isBound(end)
        {
            if isBound(end) { end -= 1 }
            end -= 1
            // 合計 and 総計 say that it sums up, not what.
            if units[end] == "計", end > least, units[end - 1] == "合" || units[end - 1] == "総" { end -= 1 }
        }
        if end > least, units[end - 1] == "は" || units[end - 1] == "の" || units[end - 1] == "が" { end -= 1 }
        var start = end
        while start > least, end - start < 20 {
            switch UnitClass.of(units[start - 1]) {
            case .kanji, .katakana, .latin: start -= 1
            case .hiragana where units[start - 1] == "の" || units[start - 1] == "お" || units[start - 1] == "た":
                start -= 1
            default: return named(start, end)
            }
        }
        return named(start, end)
    }

    /// Whether 最大 or 最低 ends there: how the number is meant, not what is counted.
    private func isBound(_ end: Int) -> Bool {
        let units = notice.units
        return end > 1 && units[end - 2] == "最" && (units[end - 1] == "大" || units[end - 1] == "低")
    }

    /// The words; none where they are but the end of a verb, as in 持ち出した38万件.
    private func named(_ start: Int, _ end: Int) -> String {
        let isVerb = end - start == 1 && UnitClass.of(notice.units[start]) == .hiragana
        return start < end && !isVerb ? notice.quote(start, end) : ""
    }
}
