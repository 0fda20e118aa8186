import Facts

/// A case as its file in a synchronised folder has it: the values in force, each with its words and the notice that says it.
struct SyncedCase: Sendable {
    /// A value of a field.
    struct Item: Hashable, Sendable {
        /// As corrections have it.
        var value: JSONValue
        /// The words of the notice; empty where a person set the value without any.
        var quote: String
        /// The id of the notice.
        var notice: String
        /// How a figure is meant, which its words tell.
        var bound: String?
    }

    struct Note: Hashable, Sendable {
        var text: String
        var who: String
        /// Seconds since 1970-01-01 UTC.
        var at: Int
    }

    let number: String
    /// What is shown and not edited in the file, by its names there.
    let fixed: [JSONValue.Member]
    let fields: [RecordField: [Item]]
    let notes: [Note]
    /// The ids of the notices, in the order they were published.
    let notices: [String]

    /// The fields that are edited in the file, in its order.
    static let edited: [RecordField] = RecordField.allCases.filter {
        ![.casebookNumber, .title, .published, .reportNumber].contains($0)
    }

    /// - Parameter notes: on the case and its notices.
    init(_ view: CaseView, notes: [CaseMargin.Note]) {
        number = view.number
        notices = view.notices.map(\.id)
        fixed = [
            JSONValue.Member(key: "title", value: .orNull(view.title)),
            JSONValue.Member(key: "published", value: .orNull(view.published?.iso)),
            JSONValue.Member(key: "notices", value: .array(view.notices.map(Self.json))),
            JSONValue.Member(
                key: "related",
                value: .array(
                    view.related.map {
                        .object(["number": .string($0.number), "relation": .string($0.relation.rawValue)])
                    })),
        ]
        var fields: [RecordField: [Item]] = [:]
        for field in view.values.fields {
            guard let current = field.current else { continue }
            var item = Item(
                value: current.value.corrected, quote: current.quote, notice: current.notice, bound: nil)
            if case .count(_, let bound, _, _, _) = current.value { item.bound = bound.rawValue }
            fields[field.name, default: []].append(item)
        }
        self.fields = fields
        self.notes = notes.map { Note(text: $0.text, who: $0.who, at: $0.at) }
    }

    /// Of the addresses those of the web: paths are of one machine, and nobody else's business.
    private static func json(_ notice: CaseView.Notice) -> JSONValue {
        let sources = notice.sources.filter(\.isOfTheWeb)
        return .object([
            "id": .string(notice.id), "published": .orNull(notice.published?.iso), "title": .orNull(notice.title),
            "report_number": notice.report.map { .int($0) } ?? .null, "sources": .strings(sources),
        ])
    }

    // MARK: Writing

    /// The bytes of the file. The same case always has the same.
    var bytes: [UInt8] {
        var members = [
            JSONValue.Member(key: "$schema", value: .string("../../" + SyncPath.schema)),
            JSONValue.Member(key: "number", value: .string(number)),
        ]
        members += fixed.prefix(3)
        for field in Self.edited {
            let items = (fields[field] ?? []).map { Self.json($0, field) }
            members.append(
                JSONValue.Member(key: field.rawValue, value: field.isList ? .array(items) : items.first ?? .null))
        }
        members.append(JSONValue.Member(key: "notes", value: .array(notes.map(Self.json))))
        members += fixed.dropFirst(3)
        return JSONValue.object(members).pretty
    }

    /// The file of a number that leads to another case.
    static func pointer(_ number: String, to other: String) -> [UInt8] {
        JSONValue.object(["number": .string(number), "merged_into": .string(other)]).pretty
    }

    static func json(_ item: Item, _ field: RecordField) -> JSONValue {
        let parts = item.value.array ?? [item.value]
        var members = zip(field.partNames, parts).map { JSONValue.Member(key: $0, value: $1) }
        if let bound = item.bound { members.append(JSONValue.Member(key: "bound", value: .string(bound))) }
        members.append(JSONValue.Member(key: "quote", value: .string(item.quote)))
        members.append(JSONValue.Member(key: "notice", value: .string(item.notice)))
        return .object(members)
    }

    private static func json(_ note: Note) -> JSONValue {
        .object(["text": .string(note.text), "by": .string(note.who), "on": .string(day(note.at))])
    }

    /// The day of a moment, in UTC.
    static func day(_ at: Int) -> String { DateValue.day(ofMoment: at).iso }

    // MARK: Digests

    /// By the names in the file, what tells whether its content is another.
    var digests: [String: String] {
        var digests: [String: String] = [:]
        for member in fixed { digests[member.key] = Self.digest(member.value) }
        for field in Self.edited { digests[field.rawValue] = Self.digest(fields[field] ?? [], field) }
        digests["notes"] = Self.digest(notes)
        return digests
    }

    static func digest(_ value: JSONValue) -> String { String(Digest.short(value.bytes).prefix(8)) }

    static func digest(_ items: [Item], _ field: RecordField) -> String {
        digest(.array(items.map { json($0, field) }))
    }

    static func digest(_ notes: [Note]) -> String { digest(.array(notes.map(json))) }
}

extension StatedValue {
    /// The value as corrections have it.
    fileprivate var corrected: JSONValue {
        func date(_ date: DateValue?) -> JSONValue { .orNull(date?.stored) }
        return switch self {
        case .text(let text): .string(text)
        case .sector(let sector): .string(sector.slug)
        case .incidentType(let type): .string(type.slug)
        case .cause(let cause): .string(cause.slug)
        case .leak(let status): .string(status.rawValue)
        case .misuse(let status): .string(status.rawValue)
        case .response(let response): .string(response.slug)
        case .measure(let measure): .string(measure.slug)
        case .party(let name, let role): .array([.string(name), .string(role.slug)])
        case .data(let kind, let status): .array([.string(kind.slug), .string(status.rawValue)])
        case .count(let value, _, let unit, let of, let main):
            .array([.int(value), .string(unit), .string(of), .bool(main)])
        case .event(let event, let start, let end): .array([.string(event.slug), date(start), date(end)])
        case .authority(let authority, let day): .array([.string(authority.slug), date(day)])
        }
    }
}
