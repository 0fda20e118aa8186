/// `Retry-After`: RFC 9110, 10.2.3.
package enum RetryAfter {
    /// No server keeps us away for longer than a day.
    static let longest = 86_400

    /// The seconds to wait, from a number of them or a date.
    package static func seconds(_ text: String, now: Int) -> Int? {
        if let seconds = Int(text) { return min(max(seconds, 0), longest) }
        return FeedDate.seconds(text).map { min(max($0 - now, 0), longest) }
    }
}
