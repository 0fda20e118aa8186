import Facts
import Language

/// Reads the values of field terms.
struct QueryValues {
    let lexicon: () -> Lexicon

    // MARK: Closed lists

    struct Unknown: Error { var reason: QueryFault.Reason }

    /// The slug, case number or field name that a value means.
    func value(_ text: String, _ field: QueryField) -> Result<String, Unknown> {
        switch field.values {
        case .caseNumber:
            return Self.caseNumber(text).map { .success($0) } ?? .failure(Unknown(reason: .notACaseNumber(text)))
        case .field:
            if let named = QueryField.named(text), named != .has { return .success(named.rawValue) }
            let others = QueryField.allCases.filter { $0 != .has }.map {
                (slug: $0.rawValue, names: [$0.rawValue] + $0.otherNames)
            }
            return .failure(Unknown(reason: .unknownValue(field, text, nearest: Nearest.to(text, among: others))))
        case .terms(_, let slugs):
            let wanted = Self.name(text)
            if let slug = slugs.first(where: { Self.name($0) == wanted }) { return .success(slug) }
            let names = names(field, slugs)
            if let known = names.first(where: { $0.names.contains { Self.name($0) == wanted } }) {
                return .success(known.slug)
            }
            // ランサムウェア for ランサムウェア感染, where no other value's name begins so.
            let begun = names.filter { $0.names.contains { wanted.count >= 2 && Self.name($0).hasPrefix(wanted) } }
            if begun.count == 1 { return .success(begun[0].slug) }
            return .failure(Unknown(reason: .unknownValue(field, text, nearest: Nearest.to(text, among: names))))
        case .text, .number, .date: return .success(text)
        }
    }

    private func names(_ field: QueryField, _ slugs: [String]) -> [(slug: String, names: [String])] {
        guard case .terms(let vocabulary?, _) = field.values else {
            return slugs.map { slug in
                let labels = QueryField.plainLabels[slug]
                return (slug, [slug] + (labels?.ja ?? []) + (labels?.en ?? []))
            }
        }
        return lexicon().terms(ofVocabulary: vocabulary).map { ($0.slug, [$0.slug, $0.ja, $0.en]) }
    }

    /// Folded, and without what parts the words of a slug or a label.
    static func name(_ text: String) -> String {
        SearchWords.folded(text).filter { $0 != "-" && $0 != "_" && $0 != "・" }
    }

    // MARK: Numbers

    static func numbers(_ text: String) -> SearchQuery.NumberRange? {
        guard let bounds = Bounds(text) else { return nil }
        switch bounds {
        case .range(let low, let high):
            let (from, to) = (low.map(number), high.map(number))
            if case .some(.none) = from { return nil }
            if case .some(.none) = to { return nil }
            return SearchQuery.NumberRange(low: from ?? nil, high: to ?? nil)
        case .compared(let sign, let value):
            guard let value = number(value) else { return nil }
            return switch sign {
            case .less: SearchQuery.NumberRange(low: nil, high: value - 1)
            case .lessOrEqual: SearchQuery.NumberRange(low: nil, high: value)
            case .more: SearchQuery.NumberRange(low: value + 1, high: nil)
            case .moreOrEqual: SearchQuery.NumberRange(low: value, high: nil)
            case .equal: SearchQuery.NumberRange(low: value, high: value)
            }
        }
    }

    /// `12000`, `12,000`, `1万2000`, `3億`.
    private static func number(_ text: String) -> Int? {
        var total = 0
        var part: Int?
        for scalar in text.unicodeScalars where scalar != "," {
            if let digit = digit(scalar) {
                let grown = (part ?? 0) * 10 + digit
                guard grown <= most else { return nil }
                part = grown
            } else if let unit = units[scalar], let count = part {
                total += count * unit
                part = nil
            } else {
                return nil
            }
            if total > most { return nil }
        }
        if part == nil, total == 0 { return nil }
        return total + (part ?? 0)
    }

    private static let most = 1_000_000_000_000
    private static let units: [Unicode.Scalar: Int] = ["千": 1_000, "万": 10_000, "億": 100_000_000]

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil
    }

    // MARK: Dates

    static func days(_ text: String) -> SearchQuery.DayRange? {
        guard let bounds = Bounds(text) else { return nil }
        switch bounds {
        case .range(let low, let high):
            let (from, to) = (low.map(day), high.map(day))
            if case .some(.none) = from { return nil }
            if case .some(.none) = to { return nil }
            return SearchQuery.DayRange(first: (from ?? nil)?.first, last: (to ?? nil)?.last)
        case .compared(let sign, let value):
            guard let day = day(value) else { return nil }
            return switch sign {
            case .less: SearchQuery.DayRange(first: nil, last: day.first - 1)
            case .lessOrEqual: SearchQuery.DayRange(first: nil, last: day.last)
            case .more: SearchQuery.DayRange(first: day.last + 1, last: nil)
            case .moreOrEqual: SearchQuery.DayRange(first: day.first, last: nil)
            case .equal: SearchQuery.DayRange(first: day.first, last: day.last)
            }
        }
    }

    /// The days of a year, a month or a day: `2023`, `2023-01`, `2023/1/5`, `2023年1月5日`.
    private static func day(_ text: String) -> (first: Int, last: Int)? {
        var parts: [Int] = []
        var digits = ""
        for scalar in (text + "-").unicodeScalars {
            if digit(scalar) != nil {
                digits.unicodeScalars.append(scalar)
            } else if "-/.年月日".unicodeScalars.contains(scalar) {
                if digits.isEmpty { continue }
                guard digits.utf8.count <= 4, let part = Int(digits) else { return nil }
                parts.append(part)
                digits = ""
            } else {
                return nil
            }
        }
        guard let year = parts.first, (1...9999).contains(year), parts.count <= 3 else { return nil }
        let month = parts.count > 1 ? parts[1] : nil
        let day = parts.count > 2 ? parts[2] : nil
        if let month, !(1...12).contains(month) { return nil }
        if let month, let day, !(1...DateValue.daysIn(month: month, year: year)).contains(day) { return nil }
        let lastMonth = month ?? 12
        return (
            DateValue.dayNumber(year: year, month: month ?? 1, day: day ?? 1),
            DateValue.dayNumber(
                year: year, month: lastMonth, day: day ?? DateValue.daysIn(month: lastMonth, year: year))
        )
    }

    // MARK: Case numbers

    /// `2023-060`, or a year alone.
    static func caseNumber(_ text: String) -> String? {
        let plain = plain(text)
        let parts = plain.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return plain
    }

    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(QueryScanner.plain)))
    }

    /// A value with a sign of comparison, or a range; the parts are still text.
    private enum Bounds {
        enum Sign { case less, lessOrEqual, more, moreOrEqual, equal }
        case compared(Sign, String)
        case range(String?, String?)

        init?(_ text: String) {
            let plain = QueryValues.plain(text)
            for (mark, sign) in Self.signs where plain.hasPrefix(mark) {
                self = .compared(sign, String(plain.dropFirst(mark.count)))
                return
            }
            for mark in ["..", "…", "‥", "~"] {
                guard let range = plain.firstRange(of: mark) else { continue }
                let (low, high) = (String(plain[..<range.lowerBound]), String(plain[range.upperBound...]))
                if low.isEmpty, high.isEmpty { return nil }
                self = .range(low.isEmpty ? nil : low, high.isEmpty ? nil : high)
                return
            }
            self = .compared(.equal, plain)
        }

        private static let signs: [(String, Sign)] = [
            (">=", .moreOrEqual), ("=>", .moreOrEqual), ("≧", .moreOrEqual), ("≥", .moreOrEqual),
            ("<=", .lessOrEqual), ("=<", .lessOrEqual), ("≦", .lessOrEqual), ("≤", .lessOrEqual),
            (">", .more), ("<", .less), ("=", .equal),
        ]
    }
}
