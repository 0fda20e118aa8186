import Facts

/// `Retry-After`: RFC 9110, 10.2.3.
enum RetryAfter {
    /// No server keeps us away for longer than a day.
    static let longest = 86_400

    /// The seconds to wait, from a number of them or a date.
    static func seconds(_ text: String, now: Int) -> Int? {
        if let seconds = Int(text) { return min(max(seconds, 0), longest) }
        return HTTPDate.seconds(text).map { min(max($0 - now, 0), longest) }
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`: RFC 9110, 5.6.7.
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Seconds since 1970.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" })
        guard parts.count >= 5, let day = Int(parts[1]), let month = months.firstIndex(of: parts[2].lowercased()),
            var year = Int(parts[3])
        else { return nil }
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard (1...31).contains(day), (1900...9999).contains(year), time.count == 3 else { return nil }
        return DateValue.dayNumber(year: year, month: month + 1, day: day) * 86_400 + time[0] * 3600 + time[1] * 60
            + time[2]
    }
}
