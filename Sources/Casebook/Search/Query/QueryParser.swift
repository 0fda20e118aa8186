import Facts
package import Language

extension SearchQuery {
    package static let mostCharacters = 2_000
    package static let mostTerms = 64
    package static let mostDepth = 20

    /// Reads a query.
    ///
    /// - Parameter lexicon: knows the labels by which values may be called. Asked only for values that are no slugs,
    ///   because the built-in one takes a while to make.
    package static func parse(_ text: String, lexicon: @escaping () -> Lexicon = { .builtIn }) throws(QueryFault)
        -> SearchQuery
    {
        guard text.unicodeScalars.count <= mostCharacters else {
            throw QueryFault(at: TextSpan(0, text.utf8.count), reason: .tooLong(most: mostCharacters))
        }
        var parser = QueryParser(scanner: QueryScanner(text), values: QueryValues(lexicon: lexicon))
        return try parser.query()
    }
}

struct QueryParser {
    var scanner: QueryScanner
    let values: QueryValues
    private var terms = 0
    private var depth = 0

    init(scanner: QueryScanner, values: QueryValues) {
        self.scanner = scanner
        self.values = values
    }

    mutating func query() throws(QueryFault) -> SearchQuery {
        scanner.skipSpaces()
        if scanner.isAtEnd { return .everything }
        let query = try alternatives()
        if !scanner.isAtEnd { throw fault(.strayParenthesis, scanner.place, scanner.place + 1) }
        return query
    }

    private func fault(_ reason: QueryFault.Reason, _ from: Int, _ to: Int) -> QueryFault {
        QueryFault(at: scanner.span(from, to), reason: reason)
    }

    // MARK: Structure

    private mutating func alternatives() throws(QueryFault) -> SearchQuery {
        var list = [try conjunction()]
        while let word = operatorAhead(), word.kind == .or {
            scanner.move(to: word.end)
            scanner.skipSpaces()
            if scanner.isAtEnd || scanner.mark == ")" { throw fault(.nothingBeside(word.text), word.start, word.end) }
            list.append(try conjunction())
        }
        return Self.joined(list, as: SearchQuery.or) { if case .or(let list) = $0 { list } else { nil } }
    }

    private mutating func conjunction() throws(QueryFault) -> SearchQuery {
        var list: [SearchQuery] = []
        while true {
            scanner.skipSpaces()
            if scanner.isAtEnd || scanner.mark == ")" { break }
            if let word = operatorAhead() {
                if list.isEmpty { throw fault(.nothingBeside(word.text), word.start, word.end) }
                if word.kind == .or { break }
                scanner.move(to: word.end)
                scanner.skipSpaces()
                if scanner.isAtEnd || scanner.mark == ")" || operatorAhead() != nil {
                    throw fault(.nothingBeside(word.text), word.start, word.end)
                }
            }
            list.append(try one())
        }
        return Self.joined(list, as: SearchQuery.and) { if case .and(let list) = $0 { list } else { nil } }
    }

    /// Conditions one beside another are the same as conditions in parentheses.
    private static func joined(
        _ list: [SearchQuery], as join: ([SearchQuery]) -> SearchQuery, parts: (SearchQuery) -> [SearchQuery]?
    ) -> SearchQuery {
        let flat = list.flatMap { parts($0) ?? [$0] }
        return flat.count == 1 ? flat[0] : join(flat)
    }

    private struct Operator {
        enum Kind { case and, or }
        var kind: Kind
        var text: String
        var start: Int
        var end: Int
    }

    /// AND, OR or | where a word of its own is ahead.
    private func operatorAhead() -> Operator? {
        let start = scanner.place
        if scanner.mark == "|" { return Operator(kind: .or, text: "|", start: start, end: start + 1) }
        let end = scanner.endOfWord { $0 == "|" }
        guard end - start == 2 || end - start == 3 else { return nil }
        let word = String(String.UnicodeScalarView((start..<end).compactMap { scanner.mark(at: $0) }))
        switch word {
        case "AND": return Operator(kind: .and, text: word, start: start, end: end)
        case "OR": return Operator(kind: .or, text: word, start: start, end: end)
        default: return nil
        }
    }

    private mutating func one() throws(QueryFault) -> SearchQuery {
        let start = scanner.place
        guard let mark = scanner.mark else { throw fault(.nothingToExclude, start, start) }
        if mark == "-" || mark == "ー" {
            return try excluded(from: start, after: start + 1)
        }
        if mark == "(", scanner.endOfWord() == start { return try group() }
        return try term()
    }

    private mutating func excluded(from start: Int, after: Int) throws(QueryFault) -> SearchQuery {
        scanner.move(to: after)
        guard let next = scanner.mark, !QueryScanner.isSpace(next), next != ")", next != "|" else {
            throw fault(.nothingToExclude, start, after)
        }
        try enter(start)
        let query = try one()
        depth -= 1
        if case .not(let inner) = query { return inner }
        return .not(query)
    }

    private mutating func group() throws(QueryFault) -> SearchQuery {
        let start = scanner.place
        try enter(start)
        scanner.advance()
        scanner.skipSpaces()
        if scanner.mark == ")" { throw fault(.emptyParentheses, start, scanner.place + 1) }
        if scanner.isAtEnd { throw fault(.unclosedParenthesis, start, start + 1) }
        let query = try alternatives()
        guard scanner.mark == ")" else { throw fault(.unclosedParenthesis, start, start + 1) }
        scanner.advance()
        depth -= 1
        return query
    }

    private mutating func enter(_ start: Int) throws(QueryFault) {
        depth += 1
        if depth > SearchQuery.mostDepth {
            throw fault(.tooDeep(most: SearchQuery.mostDepth), start, start + 1)
        }
    }

    // MARK: Terms

    private mutating func term() throws(QueryFault) -> SearchQuery {
        let start = scanner.place
        if let word = operatorAhead() { throw fault(.nothingBeside(word.text), word.start, word.end) }
        terms += 1
        if terms > SearchQuery.mostTerms {
            throw fault(.tooManyTerms(most: SearchQuery.mostTerms), start, scanner.endOfWord())
        }
        if let words = try quotation() {
            guard SearchWords.holdsWords(words) else {
                throw fault(.noWords(scanner.text(start, scanner.place)), start, scanner.place)
            }
            return .phrase(words)
        }
        if let field = try fieldAhead() { return try condition(on: field, from: start) }
        let end = scanner.endOfWord { $0 == "|" }
        let words = scanner.text(start, end)
        scanner.move(to: end)
        guard SearchWords.holdsWords(words) else { throw fault(.noWords(words), start, end) }
        return .words(words)
    }

    private mutating func quotation() throws(QueryFault) -> String? {
        let start = scanner.place
        guard let mark = scanner.mark, let closing = QueryScanner.closing(mark) else { return nil }
        guard let words = scanner.quotation() else {
            throw fault(.unclosedQuote(closing: String(closing)), start, start + 1)
        }
        return words
    }

    /// Takes the name of a field and its colon.
    private mutating func fieldAhead() throws(QueryFault) -> QueryField? {
        let start = scanner.place
        let colon = scanner.endOfWord { $0 == ":" }
        guard colon > start, scanner.mark(at: colon) == ":" else { return nil }
        let name = scanner.text(start, colon)
        if let field = QueryField.named(name) {
            scanner.move(to: colon + 1)
            scanner.skipSpaces()
            return field
        }
        // 午前10:30 and https://… are words.
        let isLatin = (start..<colon).allSatisfy { scanner.mark(at: $0).map(Self.isLatinLetter) ?? false }
        guard isLatin, scanner.mark(at: colon + 1) != "/" else { return nil }
        let nearest = Nearest.to(name, among: QueryField.allCases.map { ($0.rawValue, [$0.rawValue] + $0.otherNames) })
        throw fault(.unknownField(name, nearest: nearest), start, colon + 1)
    }

    private static func isLatinLetter(_ mark: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(mark) || ("A"..."Z").contains(mark)
    }

    private mutating func condition(on field: QueryField, from start: Int) throws(QueryFault) -> SearchQuery {
        switch field.values {
        case .number, .date:
            let (value, from, to) = try wholeValue(of: field, start)
            let made: SearchQuery? =
                if case .number = field.values { QueryValues.numbers(value).map { .number(field, $0) } } else {
                    QueryValues.days(value).map(SearchQuery.published)
                }
            guard let made else {
                let isNumber = if case .number = field.values { true } else { false }
                throw fault(isNumber ? .notANumber(field, value) : .notADate(value), from, to)
            }
            if made.isBackwards { throw fault(.backwards(field, value), from, to) }
            return made
        case .text:
            let written = try list(of: field, start)
            for value in written where !SearchWords.holdsWords(value.text) {
                throw fault(.noWords(value.text), value.from, value.to)
            }
            return .text(field, Self.unique(written.map(\.text)))
        case .terms, .caseNumber, .field:
            var read: [String] = []
            for value in try list(of: field, start) {
                switch values.value(value.text, field) {
                case .success(let known): read.append(known)
                case .failure(let unknown): throw fault(unknown.reason, value.from, value.to)
                }
            }
            return .terms(field, Self.unique(read))
        }
    }

    private static func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    /// The value up to the end of the word, or what is quoted.
    private mutating func wholeValue(of field: QueryField, _ start: Int) throws(QueryFault) -> (String, Int, Int) {
        let from = scanner.place
        if let words = try quotation() { return (words, from, scanner.place) }
        let end = scanner.endOfWord()
        guard end > from else { throw fault(.missingValue(field), start, from) }
        scanner.move(to: end)
        return (scanner.text(from, end), from, end)
    }

    private struct Value {
        var text: String
        var from: Int
        var to: Int
    }

    /// Values parted by commas.
    private mutating func list(of field: QueryField, _ start: Int) throws(QueryFault) -> [Value] {
        var values: [Value] = []
        while true {
            let from = scanner.place
            if let words = try quotation() {
                values.append(Value(text: words, from: from, to: scanner.place))
            } else {
                let end = scanner.endOfWord { $0 == "," || $0 == "、" || $0 == "|" }
                guard end > from else { throw fault(.missingValue(field), start, from) }
                values.append(Value(text: scanner.text(from, end), from: from, to: end))
                scanner.move(to: end)
            }
            guard scanner.mark == "," || scanner.mark == "、" else { return values }
            scanner.advance()
        }
    }
}

extension SearchQuery {
    fileprivate var isBackwards: Bool {
        switch self {
        case .number(_, let range): if let low = range.low, let high = range.high { low > high } else { false }
        case .published(let range): if let first = range.first, let last = range.last { first > last } else { false }
        default: false
        }
    }
}
