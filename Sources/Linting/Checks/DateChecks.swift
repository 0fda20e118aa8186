import Facts
import Language

/// Whether dates are what they say: weekdays, eras, days that exist.
extension LintCheck {
    static let dates = [
        LintCheck("NL203") { $0.wrongWeekdays() },
        LintCheck("NL204") { $0.wrongEras() },
        LintCheck("NL213") { $0.impossibleDays() },
    ]
}

extension Examination {
    /// Weekdays that no year in question gives the date.
    fileprivate func wrongWeekdays() -> [Hit] {
        var named = Set(text.dates.compactMap(\.year))
        if let published = record.published?.value.year { named.formUnion(published - 2...published + 1) }
        return text.dates.compactMap { date in
            guard let weekday = date.weekday, let month = date.month, let day = date.day else { return nil }
            // 同年, 翌年: one of the years in question.
            let years = date.year.map { [$0] } ?? Array(named)
            let possible = years.filter { day <= DateValue.daysIn(month: month, year: $0) }
            guard !possible.isEmpty, date.year != nil || record.published != nil else { return nil }
            let weekdays = possible.map { Self.weekday(year: $0, month: month, day: day) }
            if weekdays.contains(weekday) { return nil }
            let right = date.year == nil ? TwoLanguages.same("") : Self.name(weekdays[0])
            return Hit(
                text.span(date.start..<date.end), message: date.year == nil ? 1 : 0,
                [quoted(date.start..<date.end), right])
        }
    }

    private static func weekday(year: Int, month: Int, day: Int) -> Int {
        // 1970-01-01 was a Thursday.
        ((DateValue.dayNumber(year: year, month: month, day: day) + 4) % 7 + 7) % 7
    }

    private static func name(_ weekday: Int) -> TwoLanguages {
        let ja = ["日", "月", "火", "水", "木", "金", "土"]
        let en = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        return TwoLanguages(ja: ja[weekday] + "曜日", en: en[weekday])
    }

    /// Years of an era beside another year of the common era: 令和5年(2024年), 2024年(令和5年).
    fileprivate func wrongEras() -> [Hit] {
        text.eraPairs().filter { $0.era != $0.common }.map { pair in
            Hit(text.span(pair.range), [quoted(pair.range), .same(pair.era)])
        }
    }

    /// 2月30日, 4月31日.
    fileprivate func impossibleDays() -> [Hit] {
        text.dates.compactMap { date in
            guard let month = date.month, let day = date.day else { return nil }
            // Without a year the longest February counts.
            guard day > DateValue.daysIn(month: month, year: date.year ?? 2024) else { return nil }
            return Hit(text.span(date.start..<date.end), [quoted(date.start..<date.end)])
        }
    }
}

extension LintText {
    struct EraPair {
        var range: Range<Int>
        /// What the year of the era is in the common era.
        var era: Int
        var common: Int
    }

    private static let eras = [(words("令和")[0], 2018), (words("平成")[0], 1988), (words("昭和")[0], 1925)]

    /// Years that stand in both forms, one of them in brackets.
    func eraPairs() -> [EraPair] {
        var pairs: [EraPair] = []
        for place in 0..<normal.count {
            guard let (era, end) = eraYear(place) else { continue }
            if let next = at(end), next == Unit.open, let (common, close) = commonYear(end + 1) {
                pairs.append(EraPair(range: place..<close, era: era, common: common))
            } else if at(end - 1) == Unit.year, at(end) ?? Unit.close == Unit.close, place > 5,
                units[place - 1] == Unit.open, units[place - 2] == Unit.year, let common = fourDigits(place - 6)
            {
                pairs.append(EraPair(range: place - 6..<min(end + 1, normal.count), era: era, common: common))
            } else if at(end) == Unit.close, place > 4, units[place - 1] == Unit.open,
                let common = fourDigits(place - 5),
                at(end + 1) == Unit.year
            {
                pairs.append(EraPair(range: place - 5..<end + 2, era: era, common: common))
            }
        }
        return pairs
    }

    private func at(_ i: Int) -> UInt16? { i >= 0 && i < normal.count ? units[i] : nil }

    /// 令和5年, 令和元年, 令和5: the year and the unit behind it.
    private func eraYear(_ place: Int) -> (year: Int, end: Int)? {
        guard let (word, base) = Self.eras.first(where: { has($0.0, at: place) }) else { return nil }
        let start = place + word.count
        var (value, end) = (0, start)
        if at(start) ?? 0 == "元" {
            (value, end) = (1, start + 1)
        } else {
            guard let number = NumberScanner.number(in: normal, at: start), number.value < 100 else { return nil }
            (value, end) = (number.value, number.end)
        }
        if at(end) == Unit.year { end += 1 }
        return (base + value, end)
    }

    /// 2024年), 西暦2024): the year and the unit behind the bracket.
    private func commonYear(_ place: Int) -> (year: Int, end: Int)? {
        let start = has(Self.commonEra, at: place) ? place + Self.commonEra.count : place
        guard let year = fourDigits(start) else { return nil }
        var end = start + 4
        if at(end) == Unit.year { end += 1 }
        return at(end) == Unit.close ? (year, end + 1) : nil
    }

    private static let commonEra = words("西暦")[0]

    private func fourDigits(_ place: Int) -> Int? {
        guard place >= 0, place + 4 <= normal.count, at(place + 4).map({ !NumberScanner.isDigit($0) }) ?? true,
            at(place - 1).map({ !NumberScanner.isDigit($0) }) ?? true
        else { return nil }
        var year = 0
        for i in place..<place + 4 {
            guard NumberScanner.isDigit(units[i]) else { return nil }
            year = year * 10 + Int(units[i] - Unit.zero)
        }
        return (1900...2100).contains(year) ? year : nil
    }
}
