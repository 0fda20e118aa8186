import Facts

/// Ranges of numbers and days as few marks of the index: exact, so that a range is a condition like any other, also under
/// OR and -.
enum SearchRanges {
    // MARK: Numbers

    /// Larger numbers count as this one.
    static let mostDigits = 12
    private static let most = 999_999_999_999

    /// The marks of a number: how many digits it has, and its first digits, for each length.
    static func marks(of number: Int, _ field: QueryField) -> [String] {
        let number = min(max(number, 0), most)
        guard number > 0 else { return [SearchMark.number(field, head: 0, places: 0)] }
        var marks: [String] = []
        var head = number, places = 0
        while head > 0 {
            marks.append(SearchMark.number(field, head: head, places: places))
            head /= 10
            places += 1
        }
        marks.append(SearchMark.magnitude(field, places - 1))
        return marks
    }

    /// The marks of which the numbers in the range have one, and others have none.
    static func marks(from low: Int?, to high: Int?, _ field: QueryField) -> [String] {
        var low = max(low ?? 0, 0)
        let high = min(high ?? most, most)
        var marks: [String] = []
        if low == 0, high >= 0 {
            marks.append(SearchMark.number(field, head: 0, places: 0))
            low = 1
        }
        while low <= high {
            // The largest block of numbers with common first digits that begins here and does not go too far.
            var places = 0, size = 1
            while low % (size * 10) == 0, low + size * 10 - 1 <= high {
                size *= 10
                places += 1
            }
            if low == size, low * 10 - 1 <= high {
                marks.append(SearchMark.magnitude(field, places))
                low *= 10
            } else {
                marks.append(SearchMark.number(field, head: low / size, places: places))
                low += size
            }
        }
        return marks
    }

    // MARK: Days

    static func marks(ofDay day: Int) -> [String] {
        let date = DateValue.day(number: day)
        return [SearchMark.year(date.year), SearchMark.month(date.year, date.month), SearchMark.day(day)]
    }

    /// The marks of the years, months and days that make up the range.
    static func marks(fromDay first: Int, to last: Int) -> [String] {
        var marks: [String] = []
        var day = first
        while day <= last {
            let date = DateValue.day(number: day)
            let endOfYear = DateValue.dayNumber(year: date.year, month: 12, day: 31)
            let endOfMonth = day - date.day + DateValue.daysIn(month: date.month, year: date.year)
            if date.day == 1, date.month == 1, endOfYear <= last {
                marks.append(SearchMark.year(date.year))
                day = endOfYear + 1
            } else if date.day == 1, endOfMonth <= last {
                marks.append(SearchMark.month(date.year, date.month))
                day = endOfMonth + 1
            } else {
                marks.append(SearchMark.day(day))
                day += 1
            }
        }
        return marks
    }
}
