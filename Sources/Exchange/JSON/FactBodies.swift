import Facts

// The objects inside a record as their JSON has them. `RecordJSON+Reading` puts them together.

extension Evidence {
    /// The evidence of a value that its JSON gives none for.
    static var absent: Evidence { Evidence(quote: "", at: TextSpan(0, 0), confidence: 1, rule: "") }

    /// Whether there are no words: evidence always quotes some.
    var isAbsent: Bool { quote.isEmpty }
}

/// The members that every object with a quote has; a label has the quote alone.
struct EvidenceBody: Decodable {
    let evidence: Evidence

    enum Key: String, CodingKey { case quote, at, confidence }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        evidence = Evidence(
            quote: try fields.decode(String.self, forKey: .quote),
            at: try fields.decodeIfPresent(SpanBody.self, forKey: .at)?.span ?? TextSpan(0, 0),
            confidence: try fields.decodeIfPresent(Double.self, forKey: .confidence) ?? 1, rule: "")
    }
}

/// `[start, end]`.
struct SpanBody: Decodable {
    let span: TextSpan

    init(from decoder: any Decoder) throws {
        var places = try decoder.unkeyedContainer()
        let start = try places.decode(Int.self)
        let end = try places.decode(Int.self)
        guard places.isAtEnd, start >= 0, start <= end else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no span"))
        }
        span = TextSpan(start, end)
    }
}

/// A date in a string.
struct DateBody: Decodable {
    let date: DateValue

    init(from decoder: any Decoder) throws {
        guard let date = DateValue(iso: try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no date"))
        }
        self.date = date
    }
}

struct SourceBody: Decodable {
    let page: String
    let at: SpanBody
    var source: NoticeRecord.Source { NoticeRecord.Source(page: page, at: at.span) }
}

struct NameBody: Decodable {
    let fact: Fact<String>

    enum Key: CodingKey { case name }

    init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .name)
        fact = Fact(name, try EvidenceBody(from: decoder).evidence)
    }
}

struct TermBody<Value: Decodable & Hashable & Sendable>: Decodable {
    let fact: Fact<Value>

    enum Key: CodingKey { case value }

    init(from decoder: any Decoder) throws {
        let value = try decoder.container(keyedBy: Key.self).decode(Value.self, forKey: .value)
        fact = Fact(value, try EvidenceBody(from: decoder).evidence)
    }
}

struct PublishedBody: Decodable {
    let fact: Fact<DateValue>

    enum Key: CodingKey { case date }

    init(from decoder: any Decoder) throws {
        let date = try decoder.container(keyedBy: Key.self).decode(DateBody.self, forKey: .date).date
        fact = Fact(date, try EvidenceBody(from: decoder).evidence)
    }
}

struct PartyBody: Decodable {
    let fact: PartyFact

    enum Key: CodingKey { case name, role }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        fact = PartyFact(
            name: try fields.decode(String.self, forKey: .name), role: try fields.decode(PartyRole.self, forKey: .role),
            evidence: try EvidenceBody(from: decoder).evidence)
    }
}

struct DataBody: Decodable {
    let fact: DataFact

    enum Key: CodingKey { case value, status }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        fact = DataFact(
            kind: try fields.decode(DataKind.self, forKey: .value),
            status: try fields.decode(DataFact.Status.self, forKey: .status),
            evidence: try EvidenceBody(from: decoder).evidence)
    }
}

struct CountBody: Decodable {
    let fact: CountFact

    enum Key: CodingKey { case value, unit, of, main }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        fact = CountFact(
            value: try fields.decode(Int.self, forKey: .value),
            unit: try fields.decodeIfPresent(String.self, forKey: .unit) ?? "",
            of: try fields.decodeIfPresent(String.self, forKey: .of) ?? "",
            main: try fields.decode(Bool.self, forKey: .main), evidence: try EvidenceBody(from: decoder).evidence)
    }
}

struct EventBody: Decodable {
    let fact: EventFact

    enum Key: CodingKey { case event, start, end }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        fact = EventFact(
            event: try fields.decode(TimelineEvent.self, forKey: .event),
            start: try fields.decodeIfPresent(DateBody.self, forKey: .start)?.date,
            end: try fields.decodeIfPresent(DateBody.self, forKey: .end)?.date,
            evidence: try EvidenceBody(from: decoder).evidence)
    }
}

struct AuthorityBody: Decodable {
    let fact: AuthorityFact

    enum Key: CodingKey { case value, date }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        fact = AuthorityFact(
            authority: try fields.decode(Authority.self, forKey: .value),
            date: try fields.decodeIfPresent(DateBody.self, forKey: .date)?.date,
            evidence: try EvidenceBody(from: decoder).evidence)
    }
}

struct DerivedBody: Decodable {
    let derived: Derived

    enum Key: String, CodingKey {
        case daysToDetect = "days_to_detect"
        case daysToDisclose = "days_to_disclose"
        case daysToReport = "days_to_report"
        case exposureDays = "exposure_days"
        case from
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let from = try fields.decodeIfPresent([String: [String]].self, forKey: .from) ?? [:]
        func lag(_ key: Key) throws -> Derived.Lag? {
            try fields.decodeIfPresent(Int.self, forKey: key).map {
                Derived.Lag(days: $0, from: from[key.rawValue] ?? [])
            }
        }
        var derived = Derived()
        derived.daysToDetect = try lag(.daysToDetect)
        derived.daysToDisclose = try lag(.daysToDisclose)
        derived.daysToReport = try lag(.daysToReport)
        derived.exposureDays = try lag(.exposureDays)
        self.derived = derived
    }
}
