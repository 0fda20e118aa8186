/// Dates that refer to others, weekdays and times.
extension DateScanner {
    func relative(_ i: Int, _ behind: Int) -> DateToken? {
        var token = DateToken(start: i, end: i)
        switch at(i) {
        case "午": return timeAlone(i, i > 0 ? units[i - 1] : 0, behind)
        case "同":
            if at(i + 1) == "じ", at(i + 2) == Unit.day, at(i + 3) == "に" || at(i + 3) == "の" {
                token.anchor = .sameDay
                token.end = i + 3
                return token
            }
            if at(i + 1) == Unit.year {
                token.anchor = .sameYear
                return monthAndMore(&token, i + 2)
            }
            if at(i + 1) == Unit.month {
                token.anchor = .sameMonth
                return dayAndMore(&token, i + 2)
            }
            if at(i + 1) == Unit.day {
                token.anchor = .sameDay
                return time(&token, i + 2)
            }
            // ほぼ同時に操作した: no day.
            if at(i + 1) == Unit.hour, at(i + 2) == "に", i == 0 || UnitClass.of(units[i - 1]) != .hiragana {
                token.anchor = .sameDay
                token.end = i + 2
                return token
            }
            if let (d, e) = day(i + 1) {
                token.anchor = .sameMonth
                token.day = d
                return time(&token, e)
            }
            // 同10時: a time of the same day.
            if NumberScanner.isDigit(at(i + 1)), let (hour, minute, e) = time(i + 1), hour != nil {
                token.anchor = .sameDay
                token.hour = hour
                token.minute = minute
                token.end = vague(&token, e)
                return token
            }
            return nil
        case "翌":
            token.anchor = .next
            if at(i + 1) == Unit.day { return time(&token, i + 2) }
            if at(i + 1) == "朝" || at(i + 1) == "未" { return time(&token, i + 1) }
            if let (m, e) = month(i + 1) {
                token.month = m
                return dayAndMore(&token, e)
            }
            if let (d, e) = day(i + 1) {
                token.day = d
                return time(&token, e)
            }
            if at(i + 1) == Unit.month {
                token.anchor = .nextMonth
                return dayAndMore(&token, i + 2)
            }
            if at(i + 1) == Unit.year {
                token.anchor = .nextYear
                return monthAndMore(&token, i + 2)
            }
            return nil
        case "本":
            if at(i + 1) == Unit.day, i == 0 || units[i - 1] != Unit.day {
                token.anchor = .today
                return time(&token, i + 2)
            }
            return at(i + 1) == Unit.year && at(i + 2) != "度" ? anchored(.thisYear, &token, i + 2) : nil
        case "今":
            if at(i + 1) == Unit.year { return at(i + 2) == "度" ? nil : anchored(.thisYear, &token, i + 2) }
            guard at(i + 1) == Unit.month else { return nil }
            token.anchor = .thisMonth
            return dayAndMore(&token, i + 2)
        case "昨":
            if at(i + 1) == Unit.day {
                token.anchor = .yesterday
                return time(&token, i + 2)
            }
            return at(i + 1) == Unit.year && at(i + 2) != "度" ? anchored(.lastYear, &token, i + 2) : nil
        case "前":
            // 前日5日の23時頃: the day is named anyway.
            if at(i + 1) == Unit.day {
                guard let (d, e) = day(at(i + 2) == "の" ? i + 3 : i + 2) else { return nil }
                token.day = d
                return time(&token, e)
            }
            guard at(i + 1) == Unit.year, at(i + 2) != "度", let made = anchored(.lastYear, &token, i + 2),
                made.month != nil
            else { return nil }
            return made
        case "一":
            return at(i + 1) == "昨" && at(i + 2) == Unit.year ? anchored(.yearBeforeLast, &token, i + 3) : nil
        case "先":
            guard at(i + 1) == Unit.month else { return nil }
            token.anchor = .lastMonth
            return dayAndMore(&token, i + 2)
        case "〃":
            // The row of a table: the day above.
            token.anchor = .sameDay
            return i == 0 || units[i - 1] == Unit.newline ? time(&token, i + 1) : nil
        case "即":
            guard at(i + 1) == Unit.day else { return nil }
            token.anchor = .sameDay
            token.end = i + 2
            return token
        case "当":
            guard at(i + 1) == Unit.day, i == 0 || UnitClass.of(units[i - 1]) != .kanji else { return nil }
            token.anchor = .sameDay
            return time(&token, i + 2)
        case "そ":
            guard at(i + 1) == "の", at(i + 2) == Unit.day, at(i + 3) == "の" || at(i + 3) == "に" else { return nil }
            token.anchor = .sameDay
            token.end = i + 3
            return token
        default: return nil
        }
    }

    /// `午前5時10分に`, `9時20分頃より` at the head of a clause: a time on the day last named.
    func timeAlone(_ i: Int, _ previous: UInt16, _ behind: Int) -> DateToken? {
        guard i > 0 else { return nil }
        // The end of a range that a date begins: 5月27日6時16分から13時00分まで.
        let joined =
            behind > 0 && i - behind <= 3
            && (previous == Unit.tilde || i > 1 && (has("か", "ら", i - 2) || has("よ", "り", i - 2)))
        guard
            joined || previous == Unit.ideographicStop || previous == Unit.ideographicComma || previous == Unit.newline
        else { return nil }
        guard let (hour, minute, end) = time(i), let hour, end > i else { return nil }
        var token = DateToken(start: i, end: end)
        token.anchor = .sameDay
        token.hour = hour
        token.minute = minute
        token.end = vague(&token, end)
        // 13:00 サイトを停止: the row of a table.
        if previous == Unit.newline, token.end < limit, text.spaced[token.end] { return token }
        switch at(token.end) {
        case "に", "、", "よ", "か", "ま": return token
        default: return nil
        }
    }

    private func anchored(_ anchor: DateToken.Anchor, _ token: inout DateToken, _ i: Int) -> DateToken? {
        token.anchor = anchor
        return monthAndMore(&token, i)
    }

    // MARK: Weekday and time

    /// How long a word may be that says why a weekday is free.
    private static let longestHoliday = 5

    /// `(火)`, `(水曜日)`, `(木・祝)`, `(月・振替休日)`: the weekday and the unit after it.
    func weekday(_ i: Int) -> (Int, Int)? {
        var e = i
        let bracketed = at(i) == Unit.open
        if bracketed { e += 1 }
        guard let index = Self.weekdays.firstIndex(of: at(e)) else { return nil }
        if !bracketed { return has("曜", "日", e + 1) ? (index, e + 3) : nil }
        e += 1
        if at(e) == "曜" { e += at(e + 1) == Unit.day ? 2 : 1 }
        if at(e) == Unit.middleDot || at(e) == Unit.ideographicComma {
            let most = e + Self.longestHoliday
            repeat { e += 1 } while e <= most && UnitClass.of(at(e)) == .kanji
        }
        return at(e) == Unit.close ? (index, e + 1) : nil
    }

    private static let weekdays = Array("日月火水木金土".utf16)

    /// After a day: weekday, time, 頃, 付.
    func time(_ token: inout DateToken, _ i: Int) -> DateToken? {
        var e = i
        if let (weekday, f) = weekday(e) {
            token.weekday = weekday
            e = f
        }
        token.end = e
        if let (hour, minute, f) = time(at(e) == "の" ? e + 1 : e) {
            token.hour = hour
            token.minute = minute
            token.end = f
        }
        token.end = vague(&token, token.end)
        if at(token.end) == "付", at(token.end + 1) != "き" {
            token.dated = true
            token.end += at(token.end + 1) == "け" ? 2 : 1
        }
        return token
    }

    /// A time of day: 午後3時30分, 16:30, 9時頃, 0 時; hour `nil` for 午前, 未明 and the like alone.
    func time(_ i: Int) -> (hour: Int?, minute: Int?, end: Int)? {
        var e = i
        var afternoon = false
        if has("午", "前", e) || has("午", "後", e) {
            afternoon = at(e + 1) == "後"
            e += 2
        } else if has("未", "明", e) || has("早", "朝", e) || has("深", "夜", e) || has("夕", "方", e) || has("昼", "頃", e) {
            e += 2
        } else if at(e) == "夜" || at(e) == "朝" {
            e += 1
        }
        if has("正", "午", e) { return (12, nil, e + 2) }
        let part = e
        guard let (h, f) = digits(e, most: 2), h <= 24 else { return part > i ? (nil, nil, part) : nil }
        let hour = afternoon && h < 12 ? h + 12 : h
        if at(f) == Unit.colon, let (m, g) = digits(f + 1, most: 2), m < 60 { return (hour, m, g) }
        guard at(f) == Unit.hour, at(f + 1) != "間" else { return part > i ? (nil, nil, part) : nil }
        if let (m, g) = digits(f + 1, most: 2), at(g) == Unit.minute, m < 60 { return (hour, m, g + 1) }
        if at(f + 1) == "半" { return (hour, 30, f + 2) }
        // 23時台, 15時過ぎ, 15時すぎ.
        if at(f + 1) == "台" { return (hour, nil, f + 2) }
        if has("過", "ぎ", f + 1) || has("す", "ぎ", f + 1) { return (hour, nil, f + 3) }
        return (hour, nil, f + 1)
    }
}
