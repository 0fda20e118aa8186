import Facts

/// Finds dates in every form that Japanese notices write: see docs/reading.md.
package struct DateScanner {
    let text: NormalText
    let units: [UInt16]
    let limit: Int

    init(_ text: NormalText, limit: Int) {
        self.text = text
        units = text.units
        self.limit = limit
    }

    /// Room for so many dates is made at once.
    private static let fewest = 8

    /// The dates from unit `from` up to unit `to` (all of the text where not given), in order and without overlap.
    package static func dates(in text: NormalText, from: Int = 0, to: Int? = nil) -> [DateToken] {
        let scanner = DateScanner(text, limit: min(to ?? text.count, text.count))
        let starters = starters
        var found: [DateToken] = []
        var i = from
        while i < scanner.limit {
            if holds(starters, scanner.units[i]), scanner.mayBegin(i),
                let token = scanner.date(at: i, behind: found.last?.end ?? -1)
            {
                if found.isEmpty { found.reserveCapacity(fewest) }
                found.append(token)
                i = max(token.end, i + 1)
            } else {
                i += 1
            }
        }
        return found
    }

    /// The first date from unit `from` up to unit `to`.
    package static func first(in text: NormalText, from: Int, to: Int) -> DateToken? {
        let scanner = DateScanner(text, limit: min(to, text.count))
        let starters = starters
        for i in from..<max(from, scanner.limit) where holds(starters, scanner.units[i]) && scanner.mayBegin(i) {
            if let token = scanner.date(at: i, behind: -1) { return token }
        }
        return nil
    }

    /// Units that a date may begin with: a bit for each.
    private static let starters: [UInt64] = {
        var t = [UInt64](repeating: 0, count: 65536 / 64)
        for u in "0123456789令平昭同翌本昨今即当前先一二三四五六七八九十西午そ〃r".utf16 { t[Int(u) / 64] |= 1 << UInt64(u % 64) }
        return t
    }()

    @inline(__always)
    private static func holds(_ set: [UInt64], _ u: UInt16) -> Bool { set[Int(u) / 64] &>> UInt64(u % 64) & 1 == 1 }

    /// Whether the unit behind a starter lets a date begin with it: most 本, 前, 一 and そ begin other words.
    private func mayBegin(_ i: Int) -> Bool {
        let next = at(i + 1)
        switch units[i] {
        case "本", "昨": return next == Unit.day || next == Unit.year
        case "今": return next == Unit.month || next == Unit.year
        case "前": return next == Unit.year || next == Unit.day
        case "先": return next == Unit.month
        case "即", "当": return next == Unit.day
        case "そ": return next == "の"
        case "令", "昭": return next == "和"
        case "平": return next == "成"
        case "西": return next == "暦"
        case "午": return next == "前" || next == "後"
        case "r": return NumberScanner.isDigit(next)
        case let u where Self.isKanjiDigit(u):
            switch next {
            case Unit.year, Unit.month, Unit.hour, Unit.colon, "昨", "〇", "百", "千", "万", "億": return true
            default: return Self.isKanjiDigit(next)
            }
        default: return true
        }
    }

    // MARK: Pieces

    func at(_ i: Int) -> UInt16 { i < limit ? units[i] : 0 }

    func isOneOf(_ u: UInt16, _ a: Char, _ b: Char, _ c: Char, _ d: Char) -> Bool {
        u == a || u == b || u == c || u == d
    }

    func has(_ first: Char, _ second: Char, _ i: Int) -> Bool { at(i) == first && at(i + 1) == second }

    /// One to four digits: their value and the unit after them. Spaces may stand around them but not inside.
    func digits(_ i: Int, most: Int) -> (Int, Int)? {
        var at = i
        var value = 0
        while at < limit, NumberScanner.isDigit(units[at]), at == i || !text.spaced[at] {
            if at - i == most { return nil }
            value = value * 10 + Int(units[at] - Unit.zero)
            at += 1
        }
        if at > i { return (value, at) }
        // 三月二十日, 令和五年, 二〇二三年.
        guard i < limit, Self.isKanjiDigit(units[i]), let number = NumberScanner.number(in: text, at: i),
            number.end <= limit, number.value < (most >= 4 ? 10_000 : 100)
        else { return nil }
        return (number.value, number.end)
    }

    private static func isKanjiDigit(_ u: UInt16) -> Bool {
        switch u {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }

    func month(_ i: Int) -> (Int, Int)? {
        guard let (m, e) = digits(i, most: 2), at(e) == Unit.month, (1...12).contains(m) else { return nil }
        // 3月間, 2か月: a span of time. 6月分の請求書, 4月号: no time at which something happens.
        switch at(e + 1) {
        case "間", "分", "号", "期": return nil
        default: return (m, e + 1)
        }
    }

    func day(_ i: Int) -> (Int, Int)? {
        guard let (d, e) = digits(i, most: 2), at(e) == Unit.day, (1...31).contains(d) else { return nil }
        return (d, e + 1)
    }

    /// 2024年, 令和6年(2024年), 令和元年, r6年, '24年.
    func year(_ i: Int) -> (Int, Int)? {
        var base = 0
        var at = i
        switch self.at(i) {
        case "令" where self.at(i + 1) == "和": (base, at) = (2018, i + 2)
        case "平" where self.at(i + 1) == "成": (base, at) = (1988, i + 2)
        case "昭" where self.at(i + 1) == "和": (base, at) = (1925, i + 2)
        case 0x72 where NumberScanner.isDigit(self.at(i + 1)) && (i == 0 || UnitClass.of(units[i - 1]) != .latin):
            (base, at) = (2018, i + 1)
        case "西" where self.at(i + 1) == "暦": at = i + 2
        default: break
        }
        if base > 0, self.at(at) == "元", self.at(at + 1) == Unit.year {
            return (base + 1, afterGregorian(at + 2))
        }
        guard let (n, e) = digits(at, most: 4), self.at(e) == Unit.year else { return nil }
        if base > 0 { return n <= 70 ? (base + n, afterGregorian(e + 1)) : nil }
        // 3年間, 5年生, 10年以上: no years of a calendar.
        if e - at == 2, n >= 15, n <= 40, self.month(e + 1) != nil { return (2000 + n, e + 1) }
        return e - at == 4 && (1900...2100).contains(n) ? (n, afterEra(e + 1)) : nil
    }

    /// The unit after `(2024年)` or `(2024)` behind a year of an era.
    func afterGregorian(_ i: Int) -> Int {
        guard at(i) == Unit.open, let (_, e) = digits(i + 1, most: 4) else { return i }
        let close = at(e) == Unit.year ? e + 1 : e
        return at(close) == Unit.close ? close + 1 : i
    }

    /// The unit after `(令和6年)` behind a Gregorian year.
    func afterEra(_ i: Int) -> Int {
        guard at(i) == Unit.open, has("令", "和", i + 1) || has("平", "成", i + 1) else { return i }
        var e = i + 3
        while NumberScanner.isDigit(at(e)) || at(e) == "元" { e += 1 }
        if at(e) == Unit.year { e += 1 }
        return at(e) == Unit.close ? e + 1 : i
    }

    // MARK: Forms

    /// - Parameter behind: where the date before it ends.
    func date(at i: Int, behind: Int) -> DateToken? {
        var token = DateToken(start: i, end: i)
        let previous = i > 0 ? units[i - 1] : 0
        if NumberScanner.isDigit(units[i]) {
            if NumberScanner.isDigit(previous), !text.spaced[i] { return nil }
            if let made = slashed(i) { return made }
        }
        if let (y, e) = year(i) {
            token.year = y
            return monthAndMore(&token, e)
        }
        if let relative = relative(i, behind) { return relative }
        if let made = timeAlone(i, previous, behind) { return made }
        guard NumberScanner.isDigit(units[i]) || Self.isKanjiDigit(units[i]) && !Self.isKanjiDigit(previous),
            previous != Unit.period, previous != Unit.comma || !partsThousands(i)
        else { return nil }
        if let (m, e) = month(i) {
            // 停職3月: a span.
            guard previous != Unit.slash, previous != "職", previous != "給" else { return nil }
            token.month = m
            return dayAndMore(&token, e)
        }
        if NumberScanner.isDigit(units[i]), let (d, e) = day(i), dayAlone(e, previous) {
            token.day = d
            return time(&token, e)
        }
        return nil
    }

    /// After a year: nothing, a month, or month and day.
    func monthAndMore(_ token: inout DateToken, _ i: Int) -> DateToken? {
        // 2024年度, 2024年版, 2024年間: no dates.
        if at(i) == "度" || at(i) == "版" || at(i) == "間" { return nil }
        if let (m, e) = month(i) {
            token.month = m
            return dayAndMore(&token, e)
        }
        token.end = vague(&token, i)
        return token
    }

    /// The last day of a token's month; `nil` for a February of a year that is not told: then it is but its end.
    private func lastDay(_ token: DateToken) -> Int? {
        guard let month = token.month else { return nil }
        if month == 2, token.year == nil { return nil }
        return DateValue.daysIn(month: month, year: token.year ?? 2001)
    }

    /// After a month: nothing, 上旬, 末, or a day.
    func dayAndMore(_ token: inout DateToken, _ i: Int) -> DateToken? {
        if let (d, e) = day(i) {
            token.day = d
            return time(&token, e)
        }
        // 9月末日: the month's last.
        if at(i) == "末", at(i + 1) == Unit.day, let last = lastDay(token) {
            token.day = last
            return time(&token, i + 2)
        }
        // 8月26・27日: the first day stands for both.
        if let (d, e) = digits(i, most: 2), at(e) == Unit.middleDot || at(e) == Unit.ideographicComma,
            let (_, f) = day(e + 1), (1...31).contains(d)
        {
            token.day = d
            token.end = f
            return token
        }
        token.end = vague(&token, i)
        return token
    }

    /// Words that weaken a date: 上旬, 中旬, 下旬, 末, 頃, ごろ, 半ば.
    func vague(_ token: inout DateToken, _ i: Int) -> Int {
        var e = i
        if isOneOf(at(e), "上", "中", "下", "初"), at(e + 1) == "旬" {
            e += 2
        } else if at(e) == "末" {
            e += 1
        } else if has("半", "ば", e) || has("初", "め", e) {
            e += 2
        }
        if at(e) == "頃" {
            e += 1
        } else if has("ご", "ろ", e) || has("こ", "ろ", e) {
            e += 2
        }
        if e > i { token.approximate = true }
        return e
    }

    /// 2023/6/5, 2023.6.5, 2023-06-05, 2023/6月中旬, 6/5(月).
    func slashed(_ i: Int) -> DateToken? {
        var token = DateToken(start: i, end: i)
        guard let (a, e) = digits(i, most: 4) else { return nil }
        let separator = at(e)
        guard separator == Unit.slash || separator == Unit.period || separator == Unit.hyphen else { return nil }
        let before = i > 0 ? units[i - 1] : 0
        if before == separator || UnitClass.of(before) == .latin { return nil }
        guard let (b, f) = digits(e + 1, most: 2), (1...12).contains(b) || a <= 12 else { return nil }
        if e - i == 4, (1900...2100).contains(a), (1...12).contains(b) {
            token.year = a
            token.month = b
            if at(f) == separator, let (c, g) = digits(f + 1, most: 2), (1...31).contains(c),
                !NumberScanner.isDigit(at(g)) || text.spaced[g]
            {
                token.day = c
                return time(&token, at(g) == Unit.day ? g + 1 : g)
            }
            if at(f) == Unit.month {
                token.end = vague(&token, f + 1)
                return token
            }
            guard separator == Unit.slash, at(f) != Unit.slash else { return nil }
            token.end = f
            return token
        }
        // 6/5 alone is a date only with a weekday behind it, or at the head of a row.
        guard separator == Unit.slash, e - i <= 2, (1...12).contains(a), (1...31).contains(b), at(f) != Unit.slash,
            !NumberScanner.isDigit(at(f)) || text.spaced[f], weekday(f) != nil || rowStart(i, f) || goesOn(f)
        else { return nil }
        token.month = a
        token.day = b
        return time(&token, f)
    }

    /// Whether `3/6` goes on as dates do: より, から, まで, 頃, 付, 時点.
    private func goesOn(_ i: Int) -> Bool {
        has("よ", "り", i) || has("か", "ら", i) || has("ま", "で", i) || has("時", "点", i) || has("ご", "ろ", i)
            || at(i) == "頃" || at(i) == "付"
    }

    /// Whether `9/24` begins a row of a table or list: first on its line, with a space behind it.
    func rowStart(_ i: Int, _ end: Int) -> Bool {
        guard end < limit, text.spaced[end] else { return false }
        if i == 0 || units[i - 1] == Unit.newline { return true }
        return UnitClass.of(units[i - 1]) == .bullet && (i == 1 || units[i - 2] == Unit.newline)
    }

    /// Whether the comma before a number parts its thousands: 1,234.
    private func partsThousands(_ i: Int) -> Bool { i > 1 && NumberScanner.isDigit(units[i - 2]) }

    /// Whether `4日` stands for a day of the month: news style 「4日午前9時ごろ」, 「10日、」, and 「7日は」 at the head of a sentence.
    func dayAlone(_ e: Int, _ previous: UInt16) -> Bool {
        if weekday(e) != nil { return true }
        switch at(e) {
        case "、", "に", "付", "未", "早", "深", "夜", "朝": return true
        case "午": return true
        case "ま": return at(e + 1) == "で"
        case "か": return at(e + 1) == "ら"
        case "夕", "正", "昼": return true
        // 6日の始業時より, 8日の夜, 12日のうちに: a part of the day.
        case "の":
            return switch at(e + 1) {
            case "始", "終", "朝", "夜", "午", "正", "未", "夕", "昼", "早", "深": true
            case "う": at(e + 2) == "ち" && at(e + 3) == "に"
            default: false
            }
        case "は":
            return at(e + 1) == Unit.ideographicComma || previous == Unit.ideographicStop || previous == Unit.newline
                || previous == 0
        default: return NumberScanner.isDigit(at(e)) && time(e) != nil
        }
    }
}
