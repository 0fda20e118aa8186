import Facts

/// A condition on a case as a whole, such as `leak:confirmed`: what stands behind a figure. Written as the terms of a query are, but
/// fulfilled by what the notices of a case in force say together, so that of each field with one value a case has one.
package struct CaseTerm: Hashable, Sendable, CustomStringConvertible {
    package enum Field: String, CaseIterable, Sendable {
        case type, cause, sector, data, leak, misuse, authority, response, measure
        /// The main count, where it is one of persons, and where it is one of something else: records, mails, cards.
        case people, records
        /// The main count, of whatever.
        case count
        /// Of the first publication.
        case month, year
        /// Days from the beginning to detection, from detection to the report to the commission, and from detection to disclosure.
        case detect, report, disclose
    }

    package enum Value: Hashable, Sendable {
        /// The place in the field's vocabulary.
        case place(Int)
        case range(Int, Int)
        /// Not stated.
        case unknown
        /// Stated, whatever it is.
        case known
    }

    package var field: Field
    package var value: Value

    package init(_ field: Field, _ value: Value) {
        self.field = field
        self.value = value
    }

    // MARK: Writing and reading

    /// The slugs of a field's vocabulary, in its order; empty for a field with numbers.
    package static func slugs(of field: Field) -> [String] {
        switch field {
        case .type: IncidentType.allCases.map(\.slug)
        case .cause: Cause.allCases.map(\.slug)
        case .sector: Sector.allCases.map(\.slug)
        case .data: DataKind.allCases.map(\.slug)
        case .leak: LeakStatus.allCases.map(\.rawValue)
        case .misuse: MisuseStatus.allCases.map(\.rawValue)
        case .authority: Authority.allCases.map(\.slug)
        case .response: Response.allCases.map(\.slug)
        case .measure: Measure.allCases.map(\.slug)
        case .people, .records, .count, .month, .year, .detect, .report, .disclose: []
        }
    }

    /// The value's slug, where it has one.
    package var slug: String? {
        if case .place(let place) = value { Self.slugs(of: field)[place] } else { nil }
    }

    package var description: String { "\(field.rawValue):\(valueText)" }

    /// `ransomware`, `100..999`, `1000..`, `2023-01`, `unknown`.
    package var valueText: String {
        switch value {
        case .unknown: return "unknown"
        case .known: return "known"
        case .place: return slug ?? ""
        case .range(let low, let high):
            if field == .month {
                let end = high == .max ? ".." : low == high ? "" : ".." + Self.month(high)
                return Self.month(low) + end
            }
            if low == high { return "\(low)" }
            return "\(low).." + (high == .max ? "" : "\(high)")
        }
    }

    /// - Parameter number: months since year 0.
    package static func month(_ number: Int) -> String {
        let month = number % 12 + 1
        return "\(number / 12)-" + (month < 10 ? "0" : "") + "\(month)"
    }

    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String
    }

    /// Reads terms parted by spaces, all of which a case must fulfil.
    package static func list(_ text: String) throws(Fault) -> [CaseTerm] {
        guard text.utf8.count <= 500 else { throw Fault(description: "the conditions on cases are too long") }
        var terms: [CaseTerm] = []
        for part in text.split(separator: " ") { terms.append(try CaseTerm(part)) }
        return terms
    }

    private init(_ text: Substring) throws(Fault) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let field = Field(rawValue: parts[0]), let value = Self.value(parts[1], field) else {
            throw Fault(
                description:
                    "\(text) is no condition on a case; write such as leak:confirmed, people:100..999, month:2026-05 or "
                    + "cause:unknown, with one of \(Field.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.init(field, value)
    }

    private static func value(_ text: String, _ field: Field) -> Value? {
        let slugs = slugs(of: field)
        if let place = slugs.firstIndex(of: text) { return .place(place) }
        if text == "unknown" { return .unknown }
        if text == "known" { return .known }
        guard slugs.isEmpty, field != .count else { return nil }
        func number(_ part: Substring) -> Int? {
            guard field == .month else { return part.utf8.count <= 12 ? Int(part) : nil }
            let digits = part.split(separator: "-")
            guard digits.count == 2, let year = Int(digits[0]), let month = Int(digits[1]),
                (0...9999).contains(year), (1...12).contains(month)
            else { return nil }
            return year * 12 + month - 1
        }
        if let single = number(text[...]), single >= 0 { return .range(single, single) }
        guard let dots = text.firstRange(of: ".."), let low = number(text[..<dots.lowerBound]), low >= 0 else {
            return nil
        }
        let rest = text[dots.upperBound...]
        guard let high = rest.isEmpty ? .max : number(rest), high >= low else { return nil }
        return .range(low, high)
    }
}

extension CaseTable.Case {
    private static let investigated = 1 << (Cause.allCases.firstIndex(of: .underInvestigation) ?? 0)

    /// The values of a field with several, as bits.
    func bits(_ field: CaseTerm.Field) -> Int {
        switch field {
        case .type: values.typeBits
        case .cause: values.causeBits
        case .data: Int(data)
        case .authority: Int(told & (1 << Int64(SearchDetails.responses) - 1))
        case .response: Int(told >> Int64(SearchDetails.responses) & (1 << 24 - 1))
        case .measure: Int(measures)
        case .sector: values.sectorPlace < 0 ? 0 : 1 << values.sectorPlace
        case .leak: values.leakPlace < 0 ? 0 : 1 << values.leakPlace
        case .misuse: values.misusePlace < 0 ? 0 : 1 << values.misusePlace
        case .people, .records, .count, .month, .year, .detect, .report, .disclose: 0
        }
    }

    /// The number of a field with one; `nil` where it is unknown.
    func number(_ field: CaseTerm.Field) -> Int? {
        func known(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }
        switch field {
        case .people: return count >= 0 && isOfPersons ? Int(count) : nil
        case .records: return count >= 0 && !isOfPersons ? Int(count) : nil
        case .count: return count >= 0 ? Int(count) : nil
        case .month: return known(month)
        case .year: return known(month).map { $0 / 12 }
        case .detect: return known(detect)
        case .report: return known(report)
        case .disclose: return known(disclose)
        default: return nil
        }
    }

    package func fulfils(_ term: CaseTerm) -> Bool {
        switch term.value {
        case .place(let place): bits(term.field) >> place & 1 == 1
        case .range(let low, let high): number(term.field).map { $0 >= low && $0 <= high } ?? false
        case .unknown: bits(term.field) == 0 && number(term.field) == nil
        // A cause that is still looked for is none that is named.
        case .known where term.field == .cause: bits(.cause) & ~Self.investigated != 0
        case .known: bits(term.field) != 0 || number(term.field) != nil
        }
    }
}
