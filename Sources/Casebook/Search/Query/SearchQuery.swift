import Facts

/// A query as it was understood. What it finds does not depend on how it was typed, and `text` prints it back.
package indirect enum SearchQuery: Hashable, Sendable {
    /// No condition at all.
    case everything
    /// Words as they stand, with their synonyms.
    case words(String)
    /// Quoted words: no synonyms.
    case phrase(String)
    /// One of the slugs of a closed list (or of the case numbers, or field names behind `has:`).
    case terms(QueryField, [String])
    /// A part of a name: any of those given.
    case text(QueryField, [String])
    case number(QueryField, NumberRange)
    case published(DayRange)
    case not(SearchQuery)
    case and([SearchQuery])
    case or([SearchQuery])

    /// From a number to a number, both counted; `nil` is open.
    package struct NumberRange: Hashable, Sendable {
        package var low: Int?
        package var high: Int?

        package init(low: Int?, high: Int?) {
            self.low = low
            self.high = high
        }
    }

    /// From a day to a day, both counted, as days since 1970-01-01; `nil` is open.
    package struct DayRange: Hashable, Sendable {
        package var first: Int?
        package var last: Int?

        package init(first: Int?, last: Int?) {
            self.first = first
            self.last = last
        }
    }
}

extension SearchQuery {
    /// The query in one form, whatever form it was typed in. Reading it gives the same query again.
    package var text: String { self == .everything ? "" : written(inside: .or) }

    private enum Surrounding { case or, and, not }

    private func written(inside surrounding: Surrounding) -> String {
        switch self {
        case .everything: return "()"
        case .words(let words): return words
        case .phrase(let words): return Self.quoted(words)
        case .terms(let field, let values): return field.rawValue + ":" + values.joined(separator: ",")
        case .text(let field, let values):
            return field.rawValue + ":"
                + values.map { Self.isPlain($0) ? $0 : Self.quoted($0) }.joined(separator: ",")
        case .number(let field, let range): return field.rawValue + ":" + range.text
        case .published(let range): return QueryField.published.rawValue + ":" + range.text
        case .not(let query): return "-" + query.written(inside: .not)
        case .and(let queries):
            let text = queries.map { $0.written(inside: .and) }.joined(separator: " ")
            return surrounding == .or ? text : "(" + text + ")"
        case .or(let queries):
            return "(" + queries.map { $0.written(inside: .or) }.joined(separator: " OR ") + ")"
        }
    }

    /// In the quotation marks that the words do not hold. Words got here by one of the three, so one is left.
    private static func quoted(_ words: String) -> String {
        if !words.unicodeScalars.contains(where: { QueryScanner.closing($0) == "\"" }) { return "\"" + words + "\"" }
        return words.contains("」") ? "『" + words + "』" : "「" + words + "」"
    }

    private static func isPlain(_ value: String) -> Bool {
        !value.isEmpty
            && value.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
            }
    }
}

extension SearchQuery.NumberRange {
    package var text: String {
        switch (low, high) {
        case (nil, nil): ">=0"
        case (let low?, nil): low % 10 == 1 && low > 1 ? ">\(low - 1)" : ">=\(low)"
        case (nil, let high?): high % 10 == 9 ? "<\(high + 1)" : "<=\(high)"
        case (let low?, let high?): low == high ? "\(low)" : "\(low)..\(high)"
        }
    }
}

extension SearchQuery.DayRange {
    /// In years or months where these say the same.
    package var text: String {
        switch (first, last) {
        case (nil, nil): return ">=0001"
        case (let first?, nil): return ">=" + Self.iso(first, Self.startGrain(first))
        case (nil, let last?): return "<=" + Self.iso(last, Self.endGrain(last))
        case (let first?, let last?):
            let grain = max(Self.startGrain(first), Self.endGrain(last))
            let (from, to) = (Self.iso(first, grain), Self.iso(last, grain))
            return from == to ? from : from + ".." + to
        }
    }

    private static func iso(_ day: Int, _ grain: DateValue.Grain) -> String {
        var date = DateValue.day(number: day)
        date.grain = grain
        return date.iso
    }

    private static func startGrain(_ day: Int) -> DateValue.Grain {
        let date = DateValue.day(number: day)
        return date.day > 1 ? .day : date.month > 1 ? .month : .year
    }

    private static func endGrain(_ day: Int) -> DateValue.Grain {
        let date = DateValue.day(number: day)
        if date.day < DateValue.daysIn(month: date.month, year: date.year) { return .day }
        return date.month < 12 ? .month : .year
    }
}
