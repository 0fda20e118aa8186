import Facts

/// A query as the index is asked: an FTS5 expression of quoted tokens, and what to point at in what it finds.
package struct SearchPlan: Sendable {
    /// The expression for `MATCH`. Every string in it is made of tokens, never of the query's own text.
    package private(set) var match: String
    /// The words to find, in the order of the query; excluded ones are not among them.
    private(set) var words: [Words] = []
    /// The field terms to find, likewise.
    private(set) var terms: [SearchQuery] = []

    /// Words of the query, as they were written, and the forms in which a text may have them.
    struct Words: Sendable {
        var text: String
        var forms: [[SearchText.Piece]]
    }

    /// Whether the expression is to tell how well words match, and not only whether.
    private let isWeighed: Bool

    /// - Parameters:
    ///   - days: from the first day to the last that a notice of the casebook was published on.
    ///   - isWeighed: whether matches are put in the order of how well the words match, which needs to know how often they
    ///     stand in a notice.
    package init(_ query: SearchQuery, synonyms: Synonyms, days: ClosedRange<Int>, isWeighed: Bool = false) {
        match = ""
        self.isWeighed = isWeighed
        match = expression(query, synonyms, days, wanted: true)
        // Pages hold other texts besides notices of incidents; who wants them asks for them.
        if !query.asksFor(.kind) {
            match = "(" + match + " NOT " + Self.phrase([SearchMark.term(.kind, NoticeKind.other.rawValue)]) + ")"
        }
    }

    private mutating func expression(_ query: SearchQuery, _ synonyms: Synonyms, _ days: ClosedRange<Int>, wanted: Bool)
        -> String
    {
        switch query {
        case .everything: return Self.phrase([SearchMark.everything])
        case .words(let text): return words(text, synonyms.of(text), wanted)
        case .phrase(let text): return words(text, [text], wanted)
        case .terms(.has, let fields):
            if wanted { terms.append(query) }
            return Self.any(fields.map { Self.phrase([SearchMark.term(.has, $0)]) })
        case .terms(let field, let values):
            if wanted { terms.append(query) }
            return Self.any(values.map { Self.phrase([SearchMark.term(field, $0)]) })
        case .text(let field, let names):
            if wanted { terms.append(query) }
            return Self.any(
                names.map { name in
                    Self.all(
                        SearchText(name).pieces.map { piece in
                            Self.phrase(piece.tokens.map { SearchMark.name(field, $0) })
                        })
                })
        case .number(let field, let range):
            if wanted { terms.append(query) }
            return Self.any(SearchRanges.marks(from: range.low, to: range.high, field).map { Self.phrase([$0]) })
        case .published(let range):
            if wanted { terms.append(query) }
            let first = max(range.first ?? days.lowerBound, days.lowerBound)
            let last = min(range.last ?? days.upperBound, days.upperBound)
            return Self.any(SearchRanges.marks(fromDay: first, to: last).map { Self.phrase([$0]) })
        case .not(let query):
            return "(" + Self.phrase([SearchMark.everything]) + " NOT "
                + expression(query, synonyms, days, wanted: !wanted) + ")"
        case .or(let queries):
            return Self.any(queries.map { expression($0, synonyms, days, wanted: wanted) })
        case .and(let queries):
            var wantedParts: [String] = [], excluded: [String] = []
            for part in queries {
                if case .not(let inner) = part {
                    excluded.append(expression(inner, synonyms, days, wanted: !wanted))
                } else {
                    wantedParts.append(expression(part, synonyms, days, wanted: wanted))
                }
            }
            if wantedParts.isEmpty { wantedParts = [Self.phrase([SearchMark.everything])] }
            return excluded.isEmpty
                ? Self.all(wantedParts) : "(" + Self.all(wantedParts) + " NOT " + Self.any(excluded) + ")"
        }
    }

    /// The expression for those matches that have the mark as well.
    func narrowed(to mark: String) -> String { Self.all([match, Self.phrase([mark])]) }

    private mutating func words(_ text: String, _ forms: [String], _ wanted: Bool) -> String {
        let pieces = forms.map { SearchText($0).pieces }
        if wanted { words.append(Words(text: text, forms: pieces)) }
        return Self.any(pieces.map { Self.all($0.map { Self.phrase(tokens($0)) }) })
    }

    private func tokens(_ piece: SearchText.Piece) -> [String] {
        if !isWeighed, let mark = CommonWords.builtIn.mark(of: piece.units) { return [mark] }
        return piece.tokens
    }

    private static func any(_ parts: [String]) -> String { joined(parts, " OR ") }
    private static func all(_ parts: [String]) -> String { joined(parts, " AND ") }

    /// Nothing at all is a token that no notice has.
    private static func joined(_ parts: [String], _ word: String) -> String {
        switch parts.count {
        case 0: phrase([SearchMark.nothing])
        case 1: parts[0]
        default: "(" + parts.joined(separator: word) + ")"
        }
    }

    private static func phrase(_ tokens: [String]) -> String {
        "\"" + tokens.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
    }
}

extension SearchQuery {
    /// Whether a term of the field stands anywhere in the query.
    fileprivate func asksFor(_ field: QueryField) -> Bool {
        switch self {
        case .terms(let asked, _): asked == field
        case .not(let query): query.asksFor(field)
        case .and(let queries), .or(let queries): queries.contains { $0.asksFor(field) }
        default: false
        }
    }
}
