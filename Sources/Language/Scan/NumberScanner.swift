/// A number in a text, with its place in units of the `NormalText`.
package struct NumberToken: Sendable {
    package var start: Int
    package var end: Int
    package var value: Int

    package init(start: Int, end: Int, value: Int) {
        self.start = start
        self.end = end
        self.value = value
    }
}

/// Reads numbers: digits with or without thousands separators, 万 and 千 (1万2千, 3.5万, 10万), kanji digits (十二, 二〇).
package enum NumberScanner {
    /// The number that begins at `at`, which must be a digit or kanji digit and the first of its run; `nil` where there is none.
    ///
    /// A number too great for 15 digits gives `nil`. Never reads past the line.
    package static func number(in text: NormalText, at: Int) -> NumberToken? {
        let units = text.units
        guard at < units.count else { return nil }
        if isDigit(units[at]) { return arabic(units, text.spaced, at) }
        return kanji(units, at)
    }

    @inline(__always)
    package static func isDigit(_ u: UInt16) -> Bool { u >= Unit.zero && u <= Unit.nine }

    /// The longest run of digits that is still a number.
    private static let mostDigits = 15
    /// Numbers are less than this, whatever 万 and 億 make of their digits.
    private static let limit = 1_000_000_000_000_000

    private static func arabic(_ units: [UInt16], _ spaced: [Bool], _ at: Int) -> NumberToken? {
        var i = at
        var total = 0
        while true {
            guard let part = digits(units, spaced, i) else { return nil }
            var value = part.value
            i = part.end
            var hundredths = 0
            // 3.5万: the fraction counts only before 万 or 千.
            if i + 1 < units.count, units[i] == Unit.period, isDigit(units[i + 1]),
                let fraction = digits(units, spaced, i + 1), fraction.end - i - 1 <= 2, fraction.end < units.count,
                scale(units[fraction.end]) != nil
            {
                hundredths = fraction.end - i - 1 == 1 ? fraction.value * 10 : fraction.value
                i = fraction.end
            }
            if i < units.count, let factor = scale(units[i]) {
                guard value < Self.limit / factor else { return nil }
                value = value * factor + hundredths * factor / 100
                total += value
                guard total < Self.limit else { return nil }
                i += 1
                if factor > 1000, i < units.count, isDigit(units[i]), !spaced[i] { continue }
                return NumberToken(start: at, end: i, value: total)
            }
            return NumberToken(start: at, end: i, value: total + value)
        }
    }

    private static func scale(_ u: UInt16) -> Int? {
        switch u {
        case 0x4E07: 10_000
        case 0x5343: 1000
        case 0x5104: 100_000_000
        default: nil
        }
    }

    /// A run of digits; commas count where three digits follow them.
    private static func digits(_ units: [UInt16], _ spaced: [Bool], _ at: Int) -> (value: Int, end: Int)? {
        var i = at
        var value = 0
        var count = 0
        while i < units.count {
            if isDigit(units[i]) {
                if i > at, spaced[i] { break }
                count += 1
                if count > mostDigits { return nil }
                value = value * 10 + Int(units[i] - Unit.zero)
                i += 1
            } else if units[i] == Unit.comma, i > at, i + 3 < units.count, isDigit(units[i + 1]), isDigit(units[i + 2]),
                isDigit(units[i + 3]), i + 4 >= units.count || !isDigit(units[i + 4])
            {
                i += 1
            } else {
                break
            }
        }
        return count > 0 ? (value, i) : nil
    }

    private static func kanjiDigit(_ u: UInt16) -> Int? {
        switch u {
        case 0x3007: 0
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    /// 十二, 百五, 二〇二三, 三千, 三万二千. Runs of up to twelve characters.
    private static func kanji(_ units: [UInt16], _ at: Int) -> NumberToken? {
        var i = at
        var total = 0
        var current = 0
        var positional = 0
        var great = 0
        while i < units.count, i - at < 12 {
            if let d = kanjiDigit(units[i]) {
                current = positional > 0 ? current * 10 + d : d
                positional += 1
            } else {
                let factor: Int
                switch units[i] {
                case 0x5341: factor = 10
                case 0x767E: factor = 100
                case 0x5343: factor = 1000
                default: factor = 0
                }
                if factor == 0 {
                    // 三万, 二十五万: the scale multiplies all before it.
                    guard let scale = scale(units[i]), i > at, great == 0, total + current < Self.limit / scale else {
                        break
                    }
                    great = (total + current) * scale
                    (total, current, positional) = (0, 0, 0)
                    i += 1
                    continue
                }
                total += max(current, positional > 0 ? 0 : 1) * factor
                current = 0
                positional = 0
            }
            i += 1
        }
        return i > at ? NumberToken(start: at, end: i, value: great + total + current) : nil
    }
}
