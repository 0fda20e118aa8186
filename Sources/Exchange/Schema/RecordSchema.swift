import Facts

/// The JSON Schema (draft 2020-12) of a record. `schema/record.schema.json` is a copy of it.
public enum RecordSchema {
    /// The schema, indented, with a final line break. Its closed lists are those of the vocabularies.
    public static var text: String { document.pretty() + "\n" }

    private static var document: OrderedJSON {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:jikenbo:record:1",
            "title": "What Jikenbo read in one notice",
            "description": """
            One line of `jikenbo read --format json`. Where the notice is silent, a field is null or empty. Every object \
            with a quote says where the quote stands in the notice's text.
            """,
            "type": "object",
            "required": .array(fields.map { .string($0.0) }),
            "additionalProperties": false,
            "properties": .object(fields),
            "$defs": .object(definitions),
        ]
    }

    private static var fields: [(String, OrderedJSON)] {
        [
            (
                "id",
                [
                    "description": "First 16 hexadecimal digits of the SHA-256 of the notice's text.",
                    "type": "string", "pattern": "^[0-9a-f]{16}$",
                ]
            ),
            (
                "source",
                orNull(
                    "Where the notice stands.",
                    [
                        "type": "object", "required": ["page", "at"], "additionalProperties": false,
                        "properties": [
                            "page": ["description": "The file, URL or feed item it came from.", "type": "string"],
                            "at": at("The notice's place in the text of the page"),
                        ],
                    ])
            ),
            (
                "kind",
                described(
                    "Whether the notice is about one concrete security or privacy incident. Where it is not, the rest stays empty.",
                    list(NoticeKind.allCases.map(\.rawValue)))
            ),
            (
                "casebook_number",
                ["description": "From a heading such as 【セキュリティ事件簿#2023-060】: 2023-060.", "type": ["string", "null"]]
            ),
            (
                "title",
                [
                    "description": "The notice's own title, without number, organisation and date.",
                    "type": ["string", "null"],
                ]
            ),
            (
                "organisation",
                orNull(
                    "Who publishes or is accountable, by the full name; null where the notice only says 当社 or the like.",
                    ref("named"))
            ),
            ("published", orNull("The date of this notice.", withEvidence([("date", ref("date"))]))),
            ("report_number", ["description": "第2報 is 2.", "type": ["integer", "null"], "minimum": 0]),
            ("sector", orNull(VocabularyListing.sectors.meaning, ref("sectors"))),
            ("service", orNull("The site, shop, app, product or system that was hit, as named.", ref("named"))),
            (
                "parties",
                items(
                    "Other named organisations with a part in the incident.",
                    withEvidence([
                        ("name", ["type": "string"]), ("role", ref("roles")),
                    ]))
            ),
            ("incident_types", terms("All that apply, the main one first.", "incident-types")),
            ("causes", terms("Why it happened, as far as the notice says.", "causes")),
            ("actor", orNull("A named attacker group or malware family.", ref("named"))),
            (
                "data",
                items(
                    "The kinds of data that the notice lists.",
                    withEvidence([
                        ("value", ref("data")),
                        (
                            "status",
                            described(
                                "exposed: confirmed or possible; not-exposed: the notice denies it.",
                                list(DataFact.Status.allCases.map(\.rawValue)))
                        ),
                    ]))
            ),
            (
                "counts",
                items(
                    "Counts of affected people, records, accounts, contracts, mails, sites or organisations.",
                    withEvidence([
                        ("value", ["type": "integer", "minimum": 0]),
                        ("unit", ["description": "The counter as written: 件, 名, 人.", "type": "string"]),
                        (
                            "of",
                            [
                                "description": "What is counted, in the notice's words; empty where it does not say.",
                                "type": "string",
                            ]
                        ),
                        ("main", ["description": "The one figure to quote for the notice's size.", "type": "boolean"]),
                    ]))
            ),
            (
                "timeline",
                items(
                    "The dated events, as precise as the notice states them.",
                    withEvidence([
                        ("event", ref("events")),
                        ("start", orNull("null only where a range has an open start.", ref("date"))),
                        ("end", orNull("Only for ranges.", ref("date"))),
                    ]))
            ),
            (
                "authorities",
                items(
                    "Who was told or took part, plans included.",
                    withEvidence([
                        ("value", ref("authorities")), ("date", orNull("When, where the notice says so.", ref("date"))),
                    ]))
            ),
            (
                "leak_status",
                orNull(
                    "Whether data left or was seen by someone who must not: stated, cannot be ruled out, not found so far, or denied outright.",
                    status(LeakStatus.allCases.map(\.rawValue)))
            ),
            (
                "misuse_status",
                orNull("Secondary damage: whether the data was misused.", status(MisuseStatus.allCases.map(\.rawValue)))
            ),
            ("responses", terms("What the organisation did or plans to do in reaction.", "responses")),
            ("measures", terms("Prevention of recurrence, done or planned.", "measures")),
            ("evidence", bareEvidence),
            ("derived", derived),
        ]
    }

    /// The words behind the fields that are bare values; those that are null have no member.
    private static var bareEvidence: OrderedJSON {
        let fields = ["casebook_number", "title", "report_number", "sector"]
        return [
            "description": "The words that say the values which stand above without a quote of their own.",
            "type": "object", "additionalProperties": false,
            "properties": .object(fields.map { ($0, described("The words behind \($0).", ref("words"))) }),
        ]
    }

    private static var definitions: [(String, OrderedJSON)] {
        let shared: [(String, OrderedJSON)] = [
            (
                "date",
                [
                    "description":
                        "A date in Japanese local time, cut where the notice is no more precise: 2022, 2022-12, 2022-12-14, 2023-06-05T06, 2023-06-05T06:00.",
                    "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2})?)?)?)?$",
                ]
            ),
            ("quote", ["description": "The words that say it, to the letter.", "type": "string"]),
            ("at", at("The quote's place in the notice's text")),
            (
                "confidence",
                [
                    "description": "How sure the reader is. It ranks findings; it is no probability.",
                    "type": "number", "minimum": 0, "maximum": 1,
                ]
            ),
            ("words", withEvidence([])),
            ("named", withEvidence([("name", ["type": "string"])])),
        ]
        return shared + VocabularyListing.all.map { ($0.name, described($0.meaning, list($0.slugs))) }
    }

    private static var derived: OrderedJSON {
        let lags = [
            ("days_to_detect", "Days from the start of intrusion or exposure to detection."),
            ("days_to_disclose", "Days from detection to first disclosure."),
            ("days_to_report", "Days from detection to the report to the Personal Information Protection Commission."),
            ("exposure_days", "Days of the exposure, the first and the last counted."),
        ]
        let from: OrderedJSON = [
            "description":
                "For each value above that is not null, the facts that it was computed from, such as timeline[0].",
            "type": "object", "additionalProperties": false,
            "properties": .object(lags.map { ($0.0, ["type": "array", "items": ["type": "string"]]) }),
        ]
        return object(
            lags.map { ($0.0, ["description": .string($0.1), "type": ["integer", "null"]]) } + [("from", from)],
            description: "Computed from the facts, never guessed.")
    }

    private static func ref(_ name: String) -> OrderedJSON { ["$ref": .string("#/$defs/" + name)] }

    private static func list(_ values: [String]) -> OrderedJSON {
        ["type": "string", "enum": .array(values.map { .string($0) })]
    }

    private static func described(_ description: String, _ schema: OrderedJSON) -> OrderedJSON {
        guard case .object(let members) = schema else { return schema }
        return .object([("description", .string(description))] + members)
    }

    private static func orNull(_ description: String, _ schema: OrderedJSON) -> OrderedJSON {
        ["description": .string(description), "anyOf": [["type": "null"], schema]]
    }

    private static func items(_ description: String, _ schema: OrderedJSON) -> OrderedJSON {
        ["description": .string(description), "type": "array", "items": schema]
    }

    private static func terms(_ description: String, _ vocabulary: String) -> OrderedJSON {
        items(description, withEvidence([("value", ref(vocabulary))]))
    }

    private static func status(_ values: [String]) -> OrderedJSON { withEvidence([("value", list(values))]) }

    private static func at(_ what: String) -> OrderedJSON {
        [
            "description": .string(what + ": [start, end), in bytes of its UTF-8 form."),
            "type": "array", "items": ["type": "integer", "minimum": 0], "minItems": 2, "maxItems": 2,
        ]
    }

    private static func withEvidence(_ members: [(String, OrderedJSON)]) -> OrderedJSON {
        object(members + [("quote", ref("quote")), ("at", ref("at")), ("confidence", ref("confidence"))])
    }

    /// An object whose members are all required.
    private static func object(_ members: [(String, OrderedJSON)], description: String? = nil) -> OrderedJSON {
        let head: [(String, OrderedJSON)] = description.map { [("description", .string($0))] } ?? []
        return .object(
            head + [
                ("type", "object"), ("required", .array(members.map { .string($0.0) })),
                ("additionalProperties", false),
                ("properties", .object(members)),
            ])
    }
}
