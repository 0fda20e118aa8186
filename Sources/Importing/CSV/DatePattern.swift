import Facts
import Language

/// How a sheet writes its dates: `yyyy/M/d`, `yyyy年M月d日`, `d.M.yyyy`, `yyyy-MM-dd HH:mm`, or `ja` for whatever a Japanese notice
/// may write (令和5年2月14日).
struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case year, month, day, hour, minute
        case literal(Character)
    }

    private let parts: [Part]
    private let isJapanese: Bool

    /// What is tried where a mapping names no format.
    static let usual = [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyy-M-dTHH:mm", "yyyy-M-d HH:mm", "yyyy/M/d HH:mm", "yyyy-M",
        "yyyy/M", "yyyy年M月", "yyyy", "yyyy年",
    ].compactMap { DatePattern($0) }

    /// `nil` where the pattern has no year.
    init?(_ pattern: String) {
        isJapanese = pattern == "ja"
        var parts: [Part] = []
        var rest = Substring(pattern)
        while let first = rest.first, !isJapanese {
            let run = rest.prefix { $0 == first }
            switch first {
            case "y" where run.count == 4: parts.append(.year)
            case "M" where run.count <= 2: parts.append(.month)
            case "d" where run.count <= 2: parts.append(.day)
            case "H" where run.count <= 2: parts.append(.hour)
            case "m" where run.count == 2: parts.append(.minute)
            case "y", "M", "d", "H", "m": return nil
            default: parts += run.map { .literal($0) }
            }
            rest = rest.dropFirst(run.count)
        }
        let grains: [Part] = [.year, .month, .day, .hour, .minute]
        let used = grains.map { grain in parts.count { $0 == grain } }
        // Each part once, and none without the one above it.
        guard isJapanese || used[0] == 1 && zip(used, used.dropFirst()).allSatisfy({ $1 <= $0 }) else { return nil }
        self.parts = parts
    }

    /// The date that a cell states, and nothing besides; `nil` where it is none.
    func date(in cell: String) -> DateValue? {
        let words = String(cell.map { Self.folded($0) })
        return isJapanese ? Self.japanese(words) : date(of: words)
    }

    private func date(of words: String) -> DateValue? {
        var rest = Substring(words)
        var numbers: [Part: Int] = [:]
        for part in parts {
            if case .literal(let character) = part {
                guard rest.first == character else { return nil }
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix(part == .year ? 4 : 2).prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), part != .year || digits.count == 4 else { return nil }
            numbers[part] = number
            rest = rest.dropFirst(digits.count)
        }
        guard rest.isEmpty, let year = numbers[.year] else { return nil }
        return Self.checked(year, numbers[.month], numbers[.day], numbers[.hour], numbers[.minute])
    }

    private static func japanese(_ words: String) -> DateValue? {
        let text = NormalText(words)
        let tokens = DateScanner.dates(in: text)
        guard tokens.count == 1, let year = tokens[0].year, tokens[0].start == 0, tokens[0].end == text.count else {
            return nil
        }
        let token = tokens[0]
        guard var date = checked(year, token.month, token.day, token.hour, token.minute) else { return nil }
        date.approximate = token.approximate
        return date
    }

    private static func checked(_ year: Int, _ month: Int?, _ day: Int?, _ hour: Int?, _ minute: Int?) -> DateValue? {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
        guard (1000...9999).contains(year) else { return nil }
        var iso = "\(year)"
        if let month {
            iso += "-" + two(month)
            if let day {
                iso += "-" + two(day)
                if let hour {
                    iso += "T" + two(hour)
                    if let minute { iso += ":" + two(minute) }
                }
            }
        }
        return DateValue(iso: iso)
    }

    /// Full-width digits, slashes, hyphens and colons as ASCII has them.
    static func folded(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
        else { return character }
        return Character(narrow)
    }
}
