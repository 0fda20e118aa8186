extension DateValue {
    /// Reads what `iso` writes: `2022`, `2022-12`, `2022-12-14`, `2022-12-14T17` or `2023-06-05T06:00`. `nil` for anything
    /// else, and for days and times that do not exist.
    public init?(iso: String) {
        let bytes = Array(iso.utf8)
        let grain: Grain
        switch bytes.count {
        case 4: grain = .year
        case 7: grain = .month
        case 10: grain = .day
        case 13: grain = .hour
        case 16: grain = .minute
        default: return nil
        }
        for (place, byte) in bytes.enumerated() {
            switch place {
            case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
            case 10: guard byte == UInt8(ascii: "T") else { return nil }
            case 13: guard byte == UInt8(ascii: ":") else { return nil }
            default: guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            }
        }
        func number(_ from: Int, _ count: Int, else missing: Int) -> Int {
            guard from + count <= bytes.count else { return missing }
            return bytes[from..<from + count].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        self.init(
            grain: grain, year: number(0, 4, else: 1), month: number(5, 2, else: 1), day: number(8, 2, else: 1),
            hour: number(11, 2, else: 0), minute: number(14, 2, else: 0))
        guard (1...12).contains(month), day >= 1, day <= Self.daysIn(month: month, year: year) else { return nil }
        guard hour <= 23, minute <= 59 else { return nil }
    }
}
