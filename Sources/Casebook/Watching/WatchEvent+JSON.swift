import Facts

extension WatchEvent.Detail {
    var json: JSONValue {
        .object([
            "organisation": .orNull(organisation), "title": .orNull(title), "published": .orNull(published?.stored),
            "report": report.map { .int($0) } ?? .null, "notice": .string(notice), "address": .orNull(address),
            "person": .orNull(person), "sentence": .string(sentence),
            "changes": .array(changes.map(\.json)), "added": .strings(added), "removed": .strings(removed),
        ])
    }

    /// `nil` where it is not what `json` gives.
    init?(_ json: JSONValue) {
        guard let notice = json["notice"]?.string else { return nil }
        self.init(notice: notice)
        organisation = json["organisation"]?.string
        title = json["title"]?.string
        published = json["published"]?.date
        report = json["report"]?.int
        address = json["address"]?.string
        person = json["person"]?.string
        sentence = json["sentence"]?.string ?? ""
        changes = (json["changes"]?.array ?? []).compactMap { WatchEvent.Change($0) }
        added = (json["added"]?.array ?? []).compactMap(\.string)
        removed = (json["removed"]?.array ?? []).compactMap(\.string)
    }
}

extension WatchEvent.Change {
    fileprivate var json: JSONValue {
        .object([
            "field": .string(field.rawValue), "change": .string(change.rawValue),
            "before": before?.stored ?? .null, "after": after?.stored ?? .null, "quote": .string(quote),
            "sentence": .string(sentence),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let field = json["field"]?.string.flatMap(RecordField.init),
            let change = json["change"]?.string.flatMap(CaseField.Change.init)
        else { return nil }
        func value(_ key: String) -> StatedValue? { json[key].flatMap { StatedValue(stored: $0, field) } }
        self.init(
            field: field, change: change, before: value("before"), after: value("after"),
            quote: json["quote"]?.string ?? "", sentence: json["sentence"]?.string ?? "")
    }
}

extension StatedValue {
    /// The value of one of the fields whose changes are told: see `WatchedValues.fields`.
    var stored: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .incidentType(let type): .string(type.slug)
        case .cause(let cause): .string(cause.slug)
        case .data(let kind, let status): .array([.string(kind.slug), .string(status.rawValue)])
        case .count(let value, let bound, let unit, let of, let main):
            .array([.int(value), .string(bound.rawValue), .string(unit), .string(of), .bool(main)])
        case .leak(let status): .string(status.rawValue)
        case .misuse(let status): .string(status.rawValue)
        case .sector, .party, .event, .authority, .response, .measure: .null
        }
    }

    init?(stored json: JSONValue, _ field: RecordField) {
        let parts = json.array ?? []
        let value: StatedValue? =
            switch field {
            case .actor: json.string.map { .text($0) }
            case .incidentTypes: json.term(IncidentType.self).map { .incidentType($0) }
            case .causes: json.term(Cause.self).map { .cause($0) }
            case .leakStatus: json.string.flatMap(LeakStatus.init).map { .leak($0) }
            case .misuseStatus: json.string.flatMap(MisuseStatus.init).map { .misuse($0) }
            case .data where parts.count == 2: Self.data(parts)
            case .counts where parts.count == 5: Self.count(parts)
            default: nil
            }
        guard let value else { return nil }
        self = value
    }

    private static func data(_ parts: [JSONValue]) -> StatedValue? {
        guard let kind = parts[0].term(DataKind.self), let status = parts[1].string.flatMap(DataFact.Status.init)
        else { return nil }
        return .data(kind, status)
    }

    private static func count(_ parts: [JSONValue]) -> StatedValue? {
        guard let value = parts[0].int, let bound = parts[1].string.flatMap(CountBound.init),
            let unit = parts[2].string, let of = parts[3].string, let main = parts[4].bool
        else { return nil }
        return .count(value: value, bound: bound, unit: unit, of: of, main: main)
    }
}

extension WatchReason {
    var json: JSONValue {
        switch self {
        case .words(let words, let found, let times):
            .object(["words": .string(words), "found": .string(found), "times": .int(times)])
        case .value(let field, let value, let quote):
            .object(["field": .string(field), "value": .string(value), "quote": .orNull(quote)])
        case .organisation(let organisation, let name, let words, let role):
            .object([
                "organisation": .string(organisation), "name": .string(name), "words": .string(words),
                "role": .string(role),
            ])
        case .everything: .object(["everything": .bool(true)])
        }
    }

    init?(_ json: JSONValue) {
        if let words = json["words"]?.string, let found = json["found"]?.string, let times = json["times"]?.int {
            self = .words(words, found: found, times: times)
        } else if let field = json["field"]?.string, let value = json["value"]?.string {
            self = .value(field: field, value: value, quote: json["quote"]?.string)
        } else if let organisation = json["organisation"]?.string, let name = json["name"]?.string,
            let words = json["words"]?.string, let role = json["role"]?.string
        {
            self = .organisation(organisation, name: name, words: words, role: role)
        } else if json["everything"] == .bool(true) {
            self = .everything
        } else {
            return nil
        }
    }
}
