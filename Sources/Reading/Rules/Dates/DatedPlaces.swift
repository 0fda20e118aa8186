import Facts
import Language

/// A date or range of dates in the body, resolved, with the words that it governs. Places are units.
struct DatedPlace {
    var start: Int
    var end: Int
    var from: DateValue?
    var to: DateValue?
    var isRange = false
    /// から, より, 以降 follow: an open end.
    var openEnd = false
    /// まで follows: an open start.
    var openStart = false
    var today = false
    /// 同日, 即日, 同時に.
    var same = false
    /// 付 follows: the date of a document.
    var dated = false
    /// 時点 follows: a state, not an event.
    var timePoint = false
    /// ~現在 follows: not yet over.
    var ongoing = false
    /// に開く, 開催 follow: the day of a meeting or the like, no step of the incident.
    var held = false
    var sentence: Int
    var line: Int
    /// The words after the date up to the next one.
    var region: Range<Int>
    /// The words before the date in its sentence, from the date before it.
    var before: Range<Int>
    /// Whether the date heads its line or stands on it alone.
    var leads = false
}

/// Finds the dates of a notice's body and what each governs.
enum DatedPlaces {
    /// No notice names more dates; what is behind them is left out, so that hostile texts cost no more than long ones.
    private static let mostDates = 1000

    static func find(_ notice: NoticeText, _ header: Header) -> [DatedPlace] {
        var tokens = DateScanner.dates(in: notice.normal, from: header.body)
        if tokens.count > mostDates { tokens.removeLast(tokens.count - mostDates) }
        if let own = header.date?.start { tokens.removeAll { $0.start == own } }
        var resolver = DateResolver(anchor: header.date.flatMap { full($0) })
        var places: [DatedPlace] = []
        places.reserveCapacity(tokens.count)
        var i = 0
        var lastSentence = -1
        while i < tokens.count {
            let token = tokens[i]
            let sentence = notice.sentence(at: token.start)
            let line = notice.sentences[sentence].line
            let future = isPlan(notice, sentence) || isAlone(notice, token, line) && isPlan(notice, sentence + 1)
            let near = lastSentence >= 0 && line - notice.sentences[lastSentence].line <= 1
            let before = resolver.last
            let value = resolver.resolve(token, future: future, near: near, same: sentence == lastSentence)
            var place = DatedPlace(
                start: token.start, end: token.end, from: value, sentence: sentence, line: line,
                region: token.end..<token.end,
                before: token.start..<token.start)
            place.today = token.anchor == .today
            place.same = token.anchor == .sameDay
            place.dated = token.dated
            var used = 1
            // 本日(2023/2/10): one date, said twice.
            if i + 1 < tokens.count, tokens[i + 1].start == token.end + 1, notice.units[token.end] == Unit.open,
                tokens[i + 1].end < notice.units.count, notice.units[tokens[i + 1].end] == Unit.close
            {
                place.end = tokens[i + 1].end + 1
                used = 2
            }
            if used == 1, i + 1 < tokens.count, let joint = joint(notice, token.end, tokens[i + 1].start) {
                let next = tokens[i + 1]
                if joint != .closed || closes(notice, next.end) {
                    // A range that begins after publication does not end before it.
                    let ahead = value.map { $0.dayNumber > resolver.anchor?.dayNumber ?? .max } ?? false
                    place.to = resolver.resolve(next, future: future || ahead, near: true, same: true)
                    place.isRange = place.to != nil
                    if place.isRange {
                        place.end = next.end
                        used = 2
                        resolver.endRange(before: before)
                    }
                }
            }
            if !place.isRange {
                place.openEnd = follows(notice, place.end, Self.openings)
                place.openStart = follows(notice, place.end, Self.closings)
                place.ongoing = follows(notice, place.end, Self.ongoings)
                place.timePoint = follows(notice, place.end, Self.timePoints)
                place.held = follows(notice, place.end, Self.helds)
            }
            lastSentence = sentence
            if value != nil || place.isRange { places.append(place) }
            i += used
        }
        govern(notice, &places)
        return places
    }

    /// Whether a sentence tells what is to come.
    private static func isPlan(_ notice: NoticeText, _ sentence: Int) -> Bool {
        guard sentence < notice.sentences.count else { return false }
        let found = notice.sentences[sentence]
        return found.contexts.contains(.plan) || notice.promises(sentence)
            || found.section == .measures && !found.contexts.contains(.past)
    }

    /// Whether a date is all that stands on its line: what it dates is on the next.
    private static func isAlone(_ notice: NoticeText, _ token: DateToken, _ line: Int) -> Bool {
        token.start - notice.lines[line].content <= 1 && notice.lines[line].end - token.end <= alone
    }

    static func full(_ token: DateToken) -> DateValue? {
        guard let year = token.year, let month = token.month else { return nil }
        guard let day = token.day else { return DateValue(grain: .month, year: year, month: month) }
        return DateValue(grain: .day, year: year, month: month, day: day)
    }

    private enum Joint { case mark, closed }

    /// Words that join two dates to a range: `~` by itself, から and より where まで or にかけて closes it.
    private static func joint(_ notice: NoticeText, _ end: Int, _ next: Int) -> Joint? {
        var end = end
        // 4月21日12時(受付開始)~4月29日: what the date is, in brackets.
        if end < next, notice.units[end] == Unit.open,
            let close = notice.units[end..<min(next, end + 14)].firstIndex(of: Unit.close)
        {
            end = close + 1
        }
        guard next > end else { return nil }
        // 7月22日正午の受付開始時から7月24日まで.
        if next - end <= 14, notice.units[end] == "の", notice.ends(Self.sources, at: next) { return .closed }
        guard next - end <= 5 else { return nil }
        let words = notice.units[end..<next]
        if words.allSatisfy({ $0 == Unit.tilde || $0 == Unit.hyphen || $0 == "→" }) { return .mark }
        let closed = words.count == 2 || words.count > 2 && words.last == Unit.ideographicComma
        return closed && notice.has(Self.sources, at: end) ? .closed : nil
    }

    private static func closes(_ notice: NoticeText, _ end: Int) -> Bool {
        // 期間:5月20日から6月3日: nothing is left on the line.
        follows(notice, end, Self.rangeClosings) || end >= notice.units.count || notice.units[end] == Unit.newline
    }

    private static let sources: Words = ["から", "より", "に始まり", "から始まり"]
    private static let openings: Words = ["から", "より", "以降", "~"]
    private static let closings: Words = ["まで"]
    private static let ongoings: Words = ["~現在", "から現在", "より現在"]
    private static let helds: Words = ["開催", "に開催", "実施の", "開講", "締切", "締め切", "必着", "消印", "に開く", "に開か", "に行う", "に行われる"]
    private static let timePoints: Words = ["時点", "現在"]
    private static let rangeClosings: Words = ["まで", "にかけ", "の間", "の期間", "迄", "の3", "の1", "の2", "にわた", "の"]
    private static let copulas: Words = ["であり", "です", "でした", "である"]

    private static func follows(_ notice: NoticeText, _ at: Int, _ words: Words) -> Bool { notice.has(words, at: at) }

    /// Where a date's reign ends: at once behind a copula (…日であり、), else at a turn of the sentence (…が、).
    private static func stop(_ notice: NoticeText, _ start: Int, _ end: Int) -> Int {
        if follows(notice, start, Self.copulas) { return start }
        var i = start + 1
        while i < end {
            // 「…があったが、…」とのお尋ね: another's words turn nothing.
            if notice.units[i] == Unit.quoteOpen,
                let close = notice.units[i..<min(end, i + Self.widestQuote)].firstIndex(of: Unit.quoteClose)
            {
                i = close + 1
                continue
            }
            if notice.units[i] == Unit.ideographicComma, notice.units[i - 1] == "が", i > 2,
                UnitClass.of(notice.units[i - 2]) == .hiragana
            {
                return i
            }
            i += 1
        }
        return end
    }

    private static let widestQuote = 80

    /// Whether a date heads a row of a table: a space parts it from the words it governs.
    private static func isRow(_ notice: NoticeText, _ place: DatedPlace) -> Bool {
        place.end < notice.units.count && notice.normal.spaced[place.end]
    }

    /// Whether a time heads a line below a date that stands alone: its line is an item of that day.
    private static func isUnderDate(_ notice: NoticeText, _ places: [DatedPlace], _ i: Int) -> Bool {
        guard places[i].same, i > 0, places[i].line - places[i - 1].line <= 3 else { return false }
        let above = notice.lines[places[i - 1].line]
        return places[i - 1].leads && (places[i - 1].same || above.end - places[i - 1].end <= 8)
    }

    private static let atOnce: Words = [
        "直ちに", "ただちに", "すぐに", "即座に", "速やかに", "すみやかに", "その後直ちに", "その後速やかに", "その後すぐに", "これを受け", "その場で", "併せて", "あわせて",
    ]

    /// The end of the sentence behind a dated one where it goes on in the same breath: 直ちに…, これを受け….
    private static func followUp(_ notice: NoticeText, _ sentence: Int, _ next: Int) -> Int {
        let end = notice.sentences[sentence].end
        guard sentence + 1 < notice.sentences.count else { return end }
        let after = notice.sentences[sentence + 1]
        guard after.line == notice.sentences[sentence].line, after.end <= next, follows(notice, after.start, atOnce)
        else { return end }
        return after.end
    }

    /// The end of the lines below a row that stand further in, in the column beside the date, and have none of their own.
    private static func hanging(_ notice: NoticeText, _ row: Int, _ next: Int) -> Int {
        var end = min(notice.lines[row].end, next)
        let indent = notice.indent(row)
        var l = row + 1
        while l < notice.lines.count, l - row <= 4, notice.lines[l].start < next, !notice.lines[l].bullet,
            notice.indent(l) >= indent + Self.column
        {
            end = min(notice.lines[l].end, next)
            l += 1
        }
        return end
    }

    /// So many units may follow a date that stands alone: から, まで, 頃.
    private static let alone = 4

    /// A column beside dates begins so many bytes further in than they do.
    private static let column = 4

    /// Sets what each date governs.
    private static func govern(_ notice: NoticeText, _ places: inout [DatedPlace]) {
        for i in places.indices {
            let sentence = notice.sentences[places[i].sentence]
            let line = notice.lines[places[i].line]
            let next = places[(i + 1)...].first { !$0.held }
            let nextStart = next?.start ?? notice.units.count
            let lead = places[i].start - line.content <= 6 && (i == 0 || places[i - 1].line != places[i].line)
            places[i].leads = lead
            var end = min(sentence.end, nextStart)
            if lead {
                // In a list the date governs its item, in running text its sentence.
                if line.content > line.start || line.count <= 60 || isRow(notice, places[i])
                    || isUnderDate(notice, places, i)
                {
                    end = min(line.end, nextStart)
                }
                if line.end - places[i].end <= Self.alone, line.count <= 40 {
                    // The date stands alone: it governs the lines up to the next such date or heading.
                    var l = places[i].line + 1
                    while l < notice.lines.count, l - places[i].line <= 4, notice.lines[l].start < nextStart,
                        !notice.lines[l].heading
                    {
                        end = min(notice.lines[l].end, nextStart)
                        l += 1
                    }
                }
            }
            if lead, end == line.end { end = hanging(notice, places[i].line, nextStart) }
            if end == sentence.end { end = followUp(notice, places[i].sentence, nextStart) }
            end = stop(notice, places[i].end, end)
            places[i].region = places[i].end..<max(end, places[i].end)
            let from = i > 0 ? max(sentence.start, places[i - 1].end) : sentence.start
            places[i].before = min(from, places[i].start)..<places[i].start
        }
    }
}
