import Facts

/// Moments in words.
package enum Moment {
    /// `2026-11-26T23:10:42Z` for seconds since 1970-01-01 UTC.
    package static func iso(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - day * 86_400
        return "\(DateValue.day(number: day).iso)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
