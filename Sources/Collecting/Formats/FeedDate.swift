import Facts

/// Dates as feeds and news pages write them.
enum FeedDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    /// RFC 822 and what is in use: minutes east of UTC.
    private static let zones: [String: Int] = [
        "gmt": 0, "ut": 0, "utc": 0, "z": 0, "jst": 540, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
        "mst": -420,
        "mdt": -360, "pst": -480, "pdt": -420,
    ]
    /// Where no zone is given: notices are of Japan.
    private static let usualZone = 540

    /// Seconds since 1970 of a date by RFC 3339 or RFC 822, of either with the liberties that feeds take, or of a Japanese one.
    static func seconds(_ text: String) -> Int? { named(text) ?? numbered(text) }

    /// `Mon, 05 Jan 2026 09:00:00 +0900`, with or without the day's name, seconds or zone, with years of two digits.
    private static func named(_ text: String) -> Int? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\n" || $0 == "\r" })
        guard
            let place = words.firstIndex(where: { months.contains($0.prefix(3).lowercased()) && !$0.first!.isNumber }),
            place > 0, place + 1 < words.count, let month = months.firstIndex(of: words[place].prefix(3).lowercased()),
            let day = Int(words[place - 1]), var year = Int(words[place + 1])
        else { return nil }
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        let time = place + 2 < words.count ? words[place + 2].split(separator: ":").map { Int($0) } : []
        let zone = place + 3 < words.count ? zone(words[place + 3]) : nil
        return seconds(year, month + 1, day, time.compactMap { $0 }, zone)
    }

    /// `2026-01-05T09:00:00+09:00`, `2026/1/5 9:00`, `2026.01.05`, `2026年1月5日`, `令和8年1月5日`.
    private static func numbered(_ text: String) -> Int? {
        var scan = Scan(text)
        guard let (year, month, day) = scan.date() else { return nil }
        var time: [Int] = []
        scan.skip { $0 == "T" || $0 == "t" || $0 == " " || $0 == "日" }
        while time.count < 3, let part = scan.number() {
            time.append(part)
            guard scan.take({ $0 == ":" || $0 == "時" || $0 == "分" }) else { break }
        }
        if time.count < 2 { time = [] }
        if scan.take({ $0 == "." }) { _ = scan.number() }
        scan.skip { $0 == " " || $0 == "秒" }
        return seconds(year, month, day, time, time.isEmpty ? nil : zone(scan.rest))
    }

    /// The first date in a text of a page, as a day of Japan.
    static func first(in text: String) -> Int? {
        var scan = Scan(text)
        while !scan.isAtEnd {
            let start = scan
            if let (year, month, day) = scan.date(), let found = seconds(year, month, day, [], nil) { return found }
            scan = start
            scan.skipOne()
        }
        return nil
    }

    private static func zone(_ text: some StringProtocol) -> Int? {
        let text = text.lowercased()
        if let known = zones[text] { return known }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4 || digits.count == 2, let number = Int(digits) else { return nil }
        let minutes = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
        return minutes <= 1_080 ? (sign == "-" ? -minutes : minutes) : nil
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ time: [Int], _ zone: Int?) -> Int? {
        guard (1990...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        func part(_ index: Int, _ most: Int) -> Int { index < time.count && time[index] <= most ? time[index] : 0 }
        return DateValue.dayNumber(year: year, month: month, day: day) * 86_400 + part(0, 24) * 3600 + part(1, 59) * 60
            + part(2, 60) - (zone ?? usualZone) * 60
    }

    /// Walks through a text.
    private struct Scan {
        private var left: Substring.UnicodeScalarView

        init(_ text: String) { left = Substring(text).unicodeScalars }

        var isAtEnd: Bool { left.isEmpty }
        var rest: String { String(left.prefix { !$0.properties.isWhitespace }) }

        mutating func skipOne() {
            // A number is not begun in its middle.
            if let first = left.popFirst(), Self.digit(first) != nil {
                while let next = left.first, Self.digit(next) != nil { left.removeFirst() }
            }
        }

        mutating func skip(_ fits: (Unicode.Scalar) -> Bool) {
            while let next = left.first, fits(next) { left.removeFirst() }
        }

        mutating func take(_ fits: (Unicode.Scalar) -> Bool) -> Bool {
            guard let next = left.first, fits(next) else { return false }
            left.removeFirst()
            return true
        }

        /// Digits of either width.
        private static func digit(_ scalar: Unicode.Scalar) -> Int? {
            switch scalar.value {
            case 0x30...0x39: Int(scalar.value - 0x30)
            case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
            default: nil
            }
        }

        mutating func number() -> Int? {
            var value: Int?
            var count = 0
            while count < 9, let next = left.first, let digit = Self.digit(next) {
                value = (value ?? 0) * 10 + digit
                count += 1
                left.removeFirst()
            }
            return value
        }

        mutating func date() -> (Int, Int, Int)? {
            let isReiwa = left.starts(with: "令和".unicodeScalars)
            if isReiwa { left.removeFirst(2) }
            skip { $0 == " " }
            guard var year = number() ?? (isReiwa && take { $0 == "元" } ? 1 : nil) else { return nil }
            if isReiwa { year += 2018 }
            guard (1990...2100).contains(year), between("年"), let month = number(), between("月"), let day = number(),
                (1...12).contains(month), (1...31).contains(day)
            else { return nil }
            return (year, month, day)
        }

        private mutating func between(_ mark: Unicode.Scalar) -> Bool {
            skip { $0 == " " }
            let fits = take { $0 == mark || $0 == "-" || $0 == "/" || $0 == "." || $0 == "．" || $0 == "／" }
            skip { $0 == " " }
            return fits
        }
    }
}
