import Facts
import Language

/// Gives dates with missing or relative parts their year, month and day, in reading order.
///
/// Rules (see docs/reading.md): a missing year is the one that makes the date the latest not after the day of publication,
/// unless the sentence names a year before it; 同日, 同月, 翌日 follow the date last named, not the day of publication; 同日
/// not a stretch of time that is told in passing.
struct DateResolver {
    /// The day of publication.
    let anchor: DateValue?
    private(set) var last: DateValue?
    /// The date named before it, on another day.
    private var beforeLast: DateValue?
    /// The day that 同日 means where a stretch of time was named last.
    private var dayBeforeRange: DateValue?

    init(anchor: DateValue?) { self.anchor = anchor }

    /// - Parameters:
    ///   - future: the sentence is about plans, so that a date may lie after the day of publication.
    ///   - near: another date stands shortly before it, whose year and month it may share.
    ///   - same: that date stands in the same sentence.
    mutating func resolve(_ token: DateToken, future: Bool, near: Bool, same: Bool) -> DateValue? {
        // A year long gone (2019年4月以降に登録した方) is of its own sentence only.
        let close = near && (same || anchor.map { a in last.map { a.year - $0.year <= 1 } ?? true } ?? true)
        guard var value = day(of: token, future: future, near: close) else { return nil }
        if value.grain == .day, let hour = token.hour {
            value.hour = hour
            value.grain = .hour
            if let minute = token.minute {
                value.minute = minute
                value.grain = .minute
            }
        }
        value.approximate = token.approximate
        guard valid(value) else { return nil }
        if token.anchor != .today, value.grain >= .month {
            if let last, last.grain >= .day, last.dayNumber != value.dayNumber { beforeLast = last }
            last = value
            dayBeforeRange = nil
        }
        return value
    }

    /// The dates that were resolved last are a stretch of time.
    ///
    /// - Parameter before: the date named before it. Where it lies behind the stretch, that was told in passing, and 同日 means the date
    ///   before it: 8月24日に突き止めました。攻撃は7月30日から8月2日まで続いています。同日、….
    mutating func endRange(before: DateValue?) {
        guard let before, before.grain >= .day, let last, last.dayNumber < before.dayNumber else { return }
        dayBeforeRange = before
    }

    private func valid(_ v: DateValue) -> Bool {
        v.year >= 1900 && v.year <= 2100 && (v.grain < .day || v.day <= DateValue.daysIn(month: v.month, year: v.year))
    }

    private func day(of token: DateToken, future: Bool, near: Bool) -> DateValue? {
        switch token.anchor {
        case .today: return anchor.map { day($0) }
        case .yesterday: return anchor.map { DateValue.day(number: $0.dayNumber - 1) }
        case .sameDay: return (dayBeforeRange ?? last ?? anchor).map { $0.grain > .day ? day($0) : $0 }
        case .sameMonth: return last.flatMap { made(token, $0.year, token.month ?? $0.month) }
        case .sameYear: return last.flatMap { made(token, $0.year, token.month) }
        case .lastYear: return anchor.flatMap { made(token, $0.year - 1, token.month) }
        case .yearBeforeLast: return anchor.flatMap { made(token, $0.year - 2, token.month) }
        case .thisYear: return anchor.flatMap { made(token, $0.year, token.month) }
        case .thisMonth: return anchor.flatMap { made(token, $0.year, $0.month) }
        case .lastMonth:
            return anchor.flatMap {
                made(token, $0.month == 1 ? $0.year - 1 : $0.year, $0.month == 1 ? 12 : $0.month - 1)
            }
        case .nextMonth:
            return last.flatMap {
                made(token, $0.month == 12 ? $0.year + 1 : $0.year, $0.month == 12 ? 1 : $0.month + 1)
            }
        case .nextYear: return last.flatMap { made(token, $0.year + 1, token.month) }
        case .next: return next(token)
        case .none: break
        }
        if let year = token.year { return made(token, year, token.month) }
        if let month = token.month { return monthAlone(token, month, future: future, near: near) }
        guard let d = token.day else { return nil }
        // A day alone: in the month last named where that is near, else in the month of publication.
        if near, let last { return made(token, last.year, last.month) }
        guard let anchor else { return last.flatMap { made(token, $0.year, $0.month) } }
        if d <= anchor.day || future { return made(token, anchor.year, anchor.month) }
        return made(token, anchor.month == 1 ? anchor.year - 1 : anchor.year, anchor.month == 1 ? 12 : anchor.month - 1)
    }

    /// A month without a year. A weekday decides where it can.
    private func monthAlone(_ token: DateToken, _ month: Int, future: Bool, near: Bool) -> DateValue? {
        if let anchor, let weekday = token.weekday, token.day != nil {
            // The last such day before the anchor, and the first behind it.
            var (past, coming): (DateValue?, DateValue?)
            for year in anchor.year - 2...anchor.year + 1 {
                guard let day = made(token, year, month), valid(day), weekdayOf(day) == weekday else { continue }
                let ahead = day.dayNumber - anchor.dayNumber
                if ahead <= 0 { past = day } else if ahead < 200, coming == nil { coming = day }
            }
            if let past, let coming {
                return anchor.dayNumber - past.dayNumber <= 400 && !future ? past : coming
            }
            if let only = past ?? coming, abs(only.dayNumber - anchor.dayNumber) < 760 { return only }
        }
        if near, let last, last.grain >= .month {
            let year = month < last.month ? last.year + 1 : last.year
            if let anchor, let made = made(token, year, month),
                made.dayNumber <= anchor.dayNumber || future && made.dayNumber - anchor.dayNumber < 200
            {
                return made
            }
        }
        guard let anchor else { return last.flatMap { made(token, $0.year, month) } }
        guard let same = made(token, anchor.year, month) else { return nil }
        if same.dayNumber <= anchor.dayNumber || (future && same.dayNumber - anchor.dayNumber < 200) { return same }
        if future, let next = made(token, anchor.year + 1, month), next.dayNumber - anchor.dayNumber < 200 {
            return next
        }
        return made(token, anchor.year - 1, month)
    }

    /// 0 Sunday to 6 Saturday: 1970-01-01 was a Thursday.
    private func weekdayOf(_ v: DateValue) -> Int { ((v.dayNumber + 4) % 7 + 7) % 7 }

    private func day(_ v: DateValue) -> DateValue { DateValue(grain: .day, year: v.year, month: v.month, day: v.day) }

    private func made(_ token: DateToken, _ year: Int, _ month: Int?) -> DateValue? {
        guard let month else { return DateValue(grain: .year, year: year) }
        guard let day = token.day else { return DateValue(grain: .month, year: year, month: month) }
        return DateValue(grain: .day, year: year, month: month, day: day)
    }

    /// 翌日, 翌3日, 翌11月25日.
    private func next(_ token: DateToken) -> DateValue? {
        guard let last, last.grain >= .day else { return nil }
        if let month = token.month {
            return made(token, month < last.month ? last.year + 1 : last.year, month)
        }
        guard let d = token.day else { return DateValue.day(number: last.dayNumber + 1) }
        if d > last.day { return made(token, last.year, last.month) }
        // 14日に、24日の催しの名簿を送り、翌15日に: the day in between is no step.
        if let beforeLast, case let day = DateValue.day(number: beforeLast.dayNumber + 1), day.day == d { return day }
        return made(token, last.month == 12 ? last.year + 1 : last.year, last.month == 12 ? 1 : last.month + 1)
    }
}
