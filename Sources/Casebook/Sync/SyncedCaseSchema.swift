import Facts

/// The JSON Schema of a case's file, which stands in the folder.
enum SyncedCaseSchema {
    static let bytes = schema.pretty

    private static var schema: JSONValue {
        var members: [JSONValue.Member] = []
        func member(_ name: String, _ value: JSONValue) { members.append(JSONValue.Member(key: name, value: value)) }
        member("$schema", .object(["type": .string("string")]))
        member(
            "number",
            .object(["type": .string("string"), "description": .string("The case's number. It never changes.")]))
        for name in ["title", "published"] { member(name, noted(["string", "null"], "Shown, not edited.")) }
        member("notices", noted(["array"], "The notices of the case, oldest first. Shown, not edited."))
        for field in SyncedCase.edited {
            let value = item(field)
            member(
                field.rawValue,
                field.isList
                    ? .object(["type": .string("array"), "items": value])
                    : .object(["oneOf": .array([value, .object(["type": .string("null")])])]))
        }
        member("notes", .object(["type": .string("array"), "items": note]))
        member("related", noted(["array"], "Cases that it has to do with. Shown, not edited."))
        let required = members.map(\.key).filter { $0 != "$schema" }
        let pointer: JSONValue = .object([
            "type": .string("object"),
            "properties": .object([
                "number": .object(["type": .string("string")]),
                "merged_into": .object([
                    "type": .string("string"), "description": .string("The case that this one is part of now."),
                ]),
            ]),
            "required": .strings(["number", "merged_into"]), "additionalProperties": .bool(false),
        ])
        let casefile: JSONValue = .object([
            "type": .string("object"), "properties": .object(members), "required": .strings(required),
            "additionalProperties": .bool(false),
        ])
        return .object([
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "title": .string("A case of a casebook"),
            "description": .string(
                "Written by jikenbo sync. The values are those in force, each with the words of the notice that says it."
            ),
            "oneOf": .array([casefile, pointer]),
        ])
    }

    private static func noted(_ types: [String], _ words: String) -> JSONValue {
        .object(["type": types.count == 1 ? .string(types[0]) : .strings(types), "description": .string(words)])
    }

    private static var note: JSONValue {
        .object([
            "type": .string("object"),
            "properties": .object([
                "text": .object(["type": .string("string")]),
                "by": noted(["string"], "Left out of a new note."), "on": noted(["string"], "Left out of a new note."),
            ]),
            "required": .strings(["text"]), "additionalProperties": .bool(false),
        ])
    }

    /// A value of a field.
    private static func item(_ field: RecordField) -> JSONValue {
        let names = field.partNames
        var members = names.map { JSONValue.Member(key: $0, value: part($0, field)) }
        if field == .counts {
            let bounds = CountBound.allCases.map(\.rawValue)
            members.append(
                JSONValue.Member(
                    key: "bound",
                    value: .object([
                        "enum": .strings(bounds), "description": .string("As the words tell it. Not edited."),
                    ])))
        }
        members.append(
            JSONValue.Member(
                key: "quote", value: noted(["string"], "The words of the notice, to the letter; empty for none.")))
        members.append(
            JSONValue.Member(
                key: "notice", value: noted(["string"], "The id of the notice; the latest, where it is left out.")))
        return .object([
            "type": .string("object"), "properties": .object(members), "required": .strings(names.prefix(1)),
            "additionalProperties": .bool(false),
        ])
    }

    private static func part(_ name: String, _ field: RecordField) -> JSONValue {
        func slugs<V: Vocabulary>(_: V.Type) -> JSONValue { .object(["enum": .strings(V.allCases.map(\.slug))]) }
        switch (field, name) {
        case (.sector, _): return slugs(Sector.self)
        case (.incidentTypes, _): return slugs(IncidentType.self)
        case (.causes, _): return slugs(Cause.self)
        case (.responses, _): return slugs(Response.self)
        case (.measures, _): return slugs(Measure.self)
        case (.data, "value"): return slugs(DataKind.self)
        case (.data, _): return .object(["enum": .strings(DataFact.Status.allCases.map(\.rawValue))])
        case (.parties, "role"): return slugs(PartyRole.self)
        case (.timeline, "event"): return slugs(TimelineEvent.self)
        case (.authorities, "value"): return slugs(Authority.self)
        case (.leakStatus, _): return .object(["enum": .strings(LeakStatus.allCases.map(\.rawValue))])
        case (.misuseStatus, _): return .object(["enum": .strings(MisuseStatus.allCases.map(\.rawValue))])
        case (.counts, "value"): return .object(["type": .string("integer")])
        case (.counts, "main"): return noted(["boolean"], "Whether it is the figure to quote for the case's size.")
        case (.timeline, _), (.authorities, _):
            return .object([
                "type": .strings(["string", "null"]),
                "pattern": .string("^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}(:\\d{2})?)?)?)?~?$"),
                "description": .string("As precise as it is known; ~ behind it where the words weaken it."),
            ])
        default: return .object(["type": .string("string")])
        }
    }
}
