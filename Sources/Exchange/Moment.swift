import Facts

/// Moments in words.
package enum Moment {
    /// `2026-11-26T23:10:42Z` for seconds since 1970-01-01 UTC.
    package static func iso(_ seconds: Int) -> String {
        let (day, clock) = parts(seconds)
        return "\(DateValue.day(number: day).iso)T\(clock)Z"
    }

    /// As mails have it: `Thu, 26 Nov 2026 23:10:42 +0000` (RFC 5322, 3.3).
    package static func mail(_ seconds: Int) -> String {
        let (day, clock) = parts(seconds)
        let date = DateValue.day(number: day)
        // 1970-01-01 was a Thursday.
        let weekday = weekdays[((day % 7) + 7) % 7]
        return "\(weekday), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
    }

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func parts(_ seconds: Int) -> (day: Int, clock: String) {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - day * 86_400
        return (day, "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))")
    }
}
