package import Facts

/// One fact of any field: what corrections change, and what a stored record is a list of.
///
/// The value is a slug, a name, a date or a number; in `parties` [name, role], in `data` [slug, status], in `counts`
/// [value, unit, of, main], in `timeline` [slug, start, end], in `authorities` [slug, date]. A date is ISO 8601 cut at its
/// grain, with `~` behind it where the text weakens it.
package struct RecordFact: Hashable, Sendable {
    package var field: RecordField
    package var value: JSONValue
    package var evidence: Evidence

    package init(_ field: RecordField, _ value: JSONValue, _ evidence: Evidence) {
        self.field = field
        self.value = value
        self.evidence = evidence
    }
}

extension NoticeRecord {
    /// All facts, in the order of docs/record.md.
    package var facts: [RecordFact] {
        var facts: [RecordFact] = []
        forEachFact { facts.append(RecordFact($0, $1, $2)) }
        return facts
    }

    /// Calls `take` with each fact's field, value and evidence, in the order of docs/record.md.
    func forEachFact(_ take: (RecordField, JSONValue, Evidence) -> Void) {
        func one<Value>(_ field: RecordField, _ fact: Fact<Value>?, _ json: (Value) -> JSONValue) {
            if let fact { take(field, json(fact.value), fact.evidence) }
        }
        func terms<V: Vocabulary>(_ field: RecordField, _ terms: [Fact<V>]) {
            for term in terms { take(field, .string(term.value.slug), term.evidence) }
        }
        func date(_ value: DateValue?) -> JSONValue { value.map { .string($0.stored) } ?? .null }

        one(.casebookNumber, casebookNumber) { .string($0) }
        one(.title, title) { .string($0) }
        one(.organisation, organisation) { .string($0) }
        one(.published, published) { .string($0.stored) }
        one(.reportNumber, reportNumber) { .int($0) }
        one(.sector, sector) { .string($0.slug) }
        one(.service, service) { .string($0) }
        for party in parties {
            take(.parties, .array([.string(party.name), .string(party.role.slug)]), party.evidence)
        }
        terms(.incidentTypes, incidentTypes)
        terms(.causes, causes)
        one(.actor, actor) { .string($0) }
        for item in data {
            take(.data, .array([.string(item.kind.slug), .string(item.status.rawValue)]), item.evidence)
        }
        for count in counts {
            take(
                .counts, .array([.int(count.value), .string(count.unit), .string(count.of), .bool(count.main)]),
                count.evidence)
        }
        for event in timeline {
            take(.timeline, .array([.string(event.event.slug), date(event.start), date(event.end)]), event.evidence)
        }
        for item in authorities {
            take(.authorities, .array([.string(item.authority.slug), date(item.date)]), item.evidence)
        }
        one(.leakStatus, leakStatus) { .string($0.rawValue) }
        one(.misuseStatus, misuseStatus) { .string($0.rawValue) }
        terms(.responses, responses)
        terms(.measures, measures)
    }

    /// A record of these facts, with its lags computed anew; `nil` where a value is none that its field knows.
    package init?(id: String, kind: NoticeKind, facts: [RecordFact]) {
        self.init(id: id, kind: kind)
        for fact in facts { guard add(fact.field, fact.value, fact.evidence) else { return nil } }
        derived = Derived.computed(from: self)
    }

    /// - Returns: whether the value is one that its field knows.
    mutating func add(_ field: RecordField, _ value: JSONValue, _ evidence: Evidence) -> Bool {
        func put<Value>(_ read: Value?, _ place: WritableKeyPath<NoticeRecord, Fact<Value>?>) -> Bool {
            guard let read else { return false }
            self[keyPath: place] = Fact(read, evidence)
            return true
        }
        func append<V: Vocabulary>(_ place: WritableKeyPath<NoticeRecord, [Fact<V>]>) -> Bool {
            guard let term = value.term(V.self) else { return false }
            self[keyPath: place].append(Fact(term, evidence))
            return true
        }
        switch field {
        case .casebookNumber: return put(value.string, \.casebookNumber)
        case .title: return put(value.string, \.title)
        case .organisation: return put(value.string, \.organisation)
        case .published: return put(value.date, \.published)
        case .reportNumber: return put(value.int, \.reportNumber)
        case .sector: return put(value.term(Sector.self), \.sector)
        case .service: return put(value.string, \.service)
        case .actor: return put(value.string, \.actor)
        case .leakStatus: return put(value.string.flatMap(LeakStatus.init), \.leakStatus)
        case .misuseStatus: return put(value.string.flatMap(MisuseStatus.init), \.misuseStatus)
        case .incidentTypes: return append(\.incidentTypes)
        case .causes: return append(\.causes)
        case .responses: return append(\.responses)
        case .measures: return append(\.measures)
        case .parties, .data, .counts, .timeline, .authorities: return addParts(field, value, evidence)
        }
    }

    private mutating func addParts(_ field: RecordField, _ value: JSONValue, _ evidence: Evidence) -> Bool {
        guard let parts = value.array, let first = parts.first else { return false }
        switch (field, parts.count) {
        case (.parties, 2):
            guard let name = first.string, let role = parts[1].term(PartyRole.self) else { return false }
            parties.append(PartyFact(name: name, role: role, evidence: evidence))
        case (.data, 2):
            guard let kind = first.term(DataKind.self), let status = parts[1].string.flatMap(DataFact.Status.init)
            else { return false }
            data.append(DataFact(kind: kind, status: status, evidence: evidence))
        case (.counts, 4):
            guard let value = first.int, let unit = parts[1].string, let of = parts[2].string, let main = parts[3].bool,
                value >= 0
            else { return false }
            counts.append(CountFact(value: value, unit: unit, of: of, main: main, evidence: evidence))
        case (.timeline, 3):
            guard let event = first.term(TimelineEvent.self), parts[1] == .null || parts[1].date != nil,
                parts[2] == .null || parts[2].date != nil
            else { return false }
            timeline.append(EventFact(event: event, start: parts[1].date, end: parts[2].date, evidence: evidence))
        case (.authorities, 2):
            guard let authority = first.term(Authority.self), parts[1] == .null || parts[1].date != nil
            else { return false }
            authorities.append(AuthorityFact(authority: authority, date: parts[1].date, evidence: evidence))
        default: return false
        }
        return true
    }
}

extension DateValue {
    /// `iso`, with `~` behind it where the text weakens the date.
    package var stored: String { approximate ? iso + "~" : iso }
}

extension JSONValue {
    func term<V: Vocabulary>(_: V.Type) -> V? { string.flatMap(V.init(rawValue:)) }

    package var date: DateValue? {
        guard let string else { return nil }
        let isApproximate = string.utf8.last == UInt8(ascii: "~")
        guard var date = DateValue(iso: isApproximate ? String(string.dropLast()) : string) else { return nil }
        date.approximate = isApproximate
        return date
    }
}
