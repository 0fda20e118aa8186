package import Facts

/// A change that a person made to a record: it outranks the reader.
package struct Correction: Hashable, Sendable {
    package enum Operation: String, Sendable {
        /// The field has this value, or in a list these values; null empties it.
        case set
        /// The list has this value too.
        case add
        /// The list lacks what matches: in a value with parts, null matches anything.
        case remove
    }
    package var field: RecordField
    package var operation: Operation
    package var value: JSONValue
    /// The words that say it, where the person named some.
    package var quote: String
    package var at: TextSpan

    package init(
        _ field: RecordField, _ operation: Operation, _ value: JSONValue, quote: String = "",
        at: TextSpan = TextSpan(0, 0)
    ) {
        self.field = field
        self.operation = operation
        self.value = value
        self.quote = quote
        self.at = at
    }

    /// The rule of facts that a person stated.
    package static let rule = "correction"

    func apply(to facts: inout [RecordFact]) {
        switch operation {
        case .set:
            facts.removeAll { $0.field == field }
            if field.isList {
                for value in value.array ?? [] { append(value, to: &facts) }
            } else if value != .null {
                append(value, to: &facts)
            }
        case .add:
            facts.removeAll { $0.field == field && $0.value == value }
            append(value, to: &facts)
        case .remove: facts.removeAll { $0.field == field && matches($0.value) }
        }
    }

    private func append(_ value: JSONValue, to facts: inout [RecordFact]) {
        facts.append(RecordFact(field, value, Evidence(quote: quote, at: at, confidence: 1, rule: Self.rule)))
    }

    private func matches(_ other: JSONValue) -> Bool {
        guard let wanted = value.array, let parts = other.array, wanted.count == parts.count else {
            return value == other
        }
        return zip(wanted, parts).allSatisfy { $0 == .null || $0 == $1 }
    }

    /// What is wrong with the change; `nil` where a record can take it.
    package var fault: String? {
        if operation != .set, !field.isList {
            return "\(field.rawValue) holds one value: set it with \(field.rawValue)="
        }
        if operation == .remove { return nil }
        var facts: [RecordFact] = []
        apply(to: &facts)
        let isMeant = value == .null || !facts.isEmpty
        return isMeant && NoticeRecord(id: "", kind: .incident, facts: facts) != nil
            ? nil : "\(field.rawValue) does not know the value; docs/record.md lists those it knows"
    }
}
