import Facts

/// A day, as notices write it.
struct Day {
    var number: Int

    init(number: Int) { self.number = number }
    init(year: Int, month: Int, day: Int) { number = DateValue.dayNumber(year: year, month: month, day: day) }

    func before(_ days: Int) -> Day { Day(number: number - days) }

    var japanese: String {
        let date = DateValue.day(number: number)
        return "\(date.year)年\(date.month)月\(date.day)日"
    }
}
