/// A date as precise as the text states it, in the Gregorian calendar and Japanese local time.
public struct DateValue: Hashable, Sendable {
    /// The finest unit that the text states. A value never pretends to more.
    public enum Grain: Int, Sendable, Comparable, Codable {
        case year, month, day, hour, minute
        public static func < (a: Grain, b: Grain) -> Bool { a.rawValue < b.rawValue }
    }

    public var grain: Grain
    public var year: Int
    /// 1 to 12; 1 where the grain is coarser.
    public var month: Int
    /// 1 to 31; 1 where the grain is coarser.
    public var day: Int
    /// 0 to 23; 0 where the grain is coarser.
    public var hour: Int
    /// 0 to 59; 0 where the grain is coarser.
    public var minute: Int
    /// True where the text weakens the date: 頃, ごろ, 上旬, 中旬, 下旬, 末.
    public var approximate: Bool

    public init(
        grain: Grain, year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, approximate: Bool = false
    ) {
        self.grain = grain
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.approximate = approximate
    }

    /// `2022`, `2022-12`, `2022-12-14`, `2022-12-14T17` or `2023-06-05T06:00`: ISO 8601, cut at the grain.
    public var iso: String {
        // Written digit by digit: exports write one for every value, and most are so short that no memory is asked for.
        guard (0...9999).contains(year) else {
            var date = self
            date.year = 2000
            return "\(year)" + date.iso.dropFirst(4)
        }
        let count = 4 + 3 * grain.rawValue
        return String(unsafeUninitializedCapacity: count) { out in
            func put(_ number: Int, at place: Int) {
                out[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10)
                out[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
            }
            func add(_ sign: Unicode.Scalar, _ number: Int, at place: Int) {
                guard place < count else { return }
                out[place] = UInt8(ascii: sign)
                put(number, at: place + 1)
            }
            put(year / 100, at: 0)
            put(year, at: 2)
            add("-", month, at: 4)
            add("-", day, at: 7)
            add("T", hour, at: 10)
            add(":", minute, at: 13)
            return count
        }
    }

    /// Days since 1970-01-01 of the first day that the value covers (proleptic Gregorian calendar).
    public var dayNumber: Int { Self.dayNumber(year: year, month: month, day: day) }

    /// Days since 1970-01-01, by the shifted-year method: years begin in March, so that the leap day is the last.
    public static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day that `number` days after 1970-01-01 is, with the grain of a day.
    public static func day(number: Int) -> DateValue {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return DateValue(
            grain: .day, year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// How many days the month has.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }
}
