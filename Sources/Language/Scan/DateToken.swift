/// A date as a text writes it: parts may be missing or relative. Offsets are units of the `NormalText`.
package struct DateToken: Sendable {
    /// What a missing part refers to.
    package enum Anchor: UInt8, Sendable {
        /// Nothing missing, or left to the context: the latest such date before publication.
        case none
        /// 本日: the day of publication.
        case today
        /// 昨日: the day before publication.
        case yesterday
        /// 同日, 即日, 当日: the day last named.
        case sameDay
        /// 同月: the month last named; the token has its own day or none.
        case sameMonth
        /// 同年: the year last named.
        case sameYear
        /// 翌日, 翌3日, 翌11月25日: the first such day after the day last named.
        case next
        /// 翌月, 翌年.
        case nextMonth, nextYear
        /// 昨年, 前年.
        case lastYear
        /// 一昨年.
        case yearBeforeLast
        /// 本年, 今年.
        case thisYear
        /// 先月, 今月.
        case lastMonth, thisMonth
    }

    package var start: Int
    package var end: Int
    package var year: Int?
    package var month: Int?
    package var day: Int?
    package var hour: Int?
    package var minute: Int?
    package var anchor = Anchor.none
    package var approximate = false
    /// Weekday as written, 0 Sunday to 6 Saturday.
    package var weekday: Int?
    /// The word 付 follows: the date of a document.
    package var dated = false

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// Whether the token names year, month and day itself.
    package var isFull: Bool { year != nil && month != nil && day != nil }
}
