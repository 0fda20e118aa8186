import Casebook
import HTTPTypes

/// The table of all routes for programs.
enum APIRoutes {
    static let all: [APIRoute] = reading + figures + editing + feeds

    private static let v1 = Addresses.api

    // MARK: Parameters

    private typealias Parameter = APIRoute.Parameter

    private static func schema(_ text: String) -> JSONValue { .written(text) }

    private static let q = Parameter(
        name: "q", about: "A query in the language of docs/search.md; without it, everything is found.",
        schema: schema(#"{"type":"string","maxLength":1000}"#))
    private static let cursor = Parameter(
        name: "cursor", about: "Where to go on: the member `next` of the page before.",
        schema: schema(#"{"type":"string","pattern":"^[0-9a-f]+$","maxLength":1000}"#))
    private static func limit(_ usual: Int, _ of: String) -> Parameter {
        Parameter(
            name: "limit", about: "How many \(of) to give.",
            schema: schema(#"{"type":"integer","minimum":1,"maximum":100,"default":\#(usual)}"#))
    }
    private static func choice(_ name: String, _ about: String, _ values: [String]) -> Parameter {
        Parameter(
            name: name, about: about, schema: .object(["type": .string("string"), "enum": .strings(values)]))
    }
    private static let number = Parameter(
        name: "number", about: "A case's number, such as 2023-060.",
        schema: schema(#"{"type":"string","maxLength":100}"#),
        isRequired: true)
    private static let id = Parameter(
        name: "id", about: "A notice's id.", schema: schema(#"{"type":"string","pattern":"^[0-9a-f]{16}$"}"#),
        isRequired: true)
    private static let watch = Parameter(
        name: "name", about: "A watch's name.", schema: schema(#"{"type":"string","pattern":"^[a-z0-9-]{1,64}$"}"#),
        isRequired: true)
    private static let caseTerms = Parameter(
        name: "case",
        about: "Conditions on cases as wholes, parted by spaces: leak:confirmed, people:100..999, cause:unknown.",
        schema: schema(#"{"type":"string","maxLength":500}"#))
    private static let token = Parameter(
        name: "token", about: "The secret part of the feed's address, for who is not logged in.",
        schema: schema(#"{"type":"string","maxLength":100}"#))
    private static let lang = choice("lang", "The language of the words around.", ["ja", "en"])

    // MARK: Reading

    private static let reading: [APIRoute] = [
        APIRoute(
            path: v1, name: "root", about: "What there is.",
            answer: .init(schema: "Root", about: "Links to the parts of the API.")
        ) { _ in root },
        APIRoute(
            path: v1 + "/openapi.json", name: "openapi", about: "This API in OpenAPI 3.1.",
            answer: .init(schema: "Document", about: "The OpenAPI document.")
        ) { _ in APIReply(OpenAPI.document) },
        APIRoute(
            path: v1 + "/cases", name: "cases", about: "Finds cases.",
            inQuery: [
                q,
                caseTerms,
                choice("sort", "The order; date, the newest first, without it.", SearchOrder.allCases.map(\.rawValue)),
                limit(20, "cases"), cursor,
            ], answer: .init(schema: "Cases", about: "A page of the cases found."), carryOut: APIReading.cases),
        APIRoute(
            path: v1 + "/cases/{number}", name: "case",
            about: "A case: its notices, its values through time with their evidence, related cases.",
            inPath: [number], answer: .init(schema: "Case", about: "The case."), carryOut: APIReading.casefile),
        APIRoute(
            path: v1 + "/cases/{number}/similar", name: "similar", about: "Cases like a case, and in what.",
            inPath: [number], inQuery: [limit(10, "cases")],
            answer: .init(schema: "Similar", about: "The most alike first."), carryOut: APIReading.similar),
        APIRoute(
            path: v1 + "/cases/{number}/clocks", name: "clocks",
            about: "What was done on which day after it was known, beside the days that law and guidance give.",
            inPath: [number], answer: .init(schema: "Clocks", about: "The clocks; information, and no judgement."),
            carryOut: APIReading.clocks),
        APIRoute(
            path: v1 + "/notices/{id}", name: "notice", about: "A notice: its record and its text.", inPath: [id],
            answer: .init(schema: "Notice", about: "The notice."), carryOut: APIReading.notice),
        APIRoute(
            path: v1 + "/notices/{id}/text", name: "text",
            about: "A notice's text, which the offsets of its record's evidence count in.", inPath: [id],
            answer: .init(mediaType: "text/plain", about: "The text."), carryOut: APIReading.text),
        APIRoute(
            path: v1 + "/facts", name: "facts",
            about: "Every value of the notices of the cases found, with its evidence; cases newest first.",
            inQuery: [
                q, choice("field", "Only this field of the record.", APIReading.factFields),
                limit(20, "cases' facts"), cursor,
            ], answer: .init(schema: "Facts", about: "The facts of a page of cases."), carryOut: APIReading.facts),
        APIRoute(
            method: .post, path: v1 + "/read", name: "read", about: "Reads a page that is sent, and files nothing.",
            body: .init(
                kinds: [
                    ("application/json", "json"), ("text/plain", "txt"), ("text/html", "html"),
                    ("application/pdf", "pdf"),
                ], schema: "ReadBody", most: 10_000_000),
            answer: .init(schema: "Read", about: "The records of the notices on the page."), carryOut: APIReading.read),
    ]

    private static let figures: [APIRoute] = [
        APIRoute(
            path: v1 + "/insights", name: "insights",
            about:
                "Figures of the cases found: by time, type, cause, sector and more, sizes, days, what goes with what.",
            inQuery: [q, caseTerms], answer: .init(schema: "Insights", about: "The figures."),
            carryOut: APIReading.insights),
        APIRoute(
            path: v1 + "/facets", name: "facets", about: "How many of the cases found have which value.",
            inQuery: [q], answer: .init(schema: "Facets", about: "Counts by field."), carryOut: APIReading.facets),
        APIRoute(
            path: v1 + "/statistics", name: "statistics",
            about: "Counts of the cases found: by month of a year, type, cause and more.",
            inQuery: [
                q,
                Parameter(
                    name: "year", about: "The year whose months are counted; the newest without it.",
                    schema: schema(#"{"type":"integer","minimum":1990,"maximum":2100}"#)),
            ], answer: .init(schema: "Statistics", about: "The counts."), carryOut: APIReading.statistics),
        APIRoute(
            path: v1 + "/vocabularies", name: "vocabularies", about: "The closed lists that values come from.",
            answer: .init(schema: "Vocabularies", about: "Their names."), carryOut: APIReading.vocabularies),
        APIRoute(
            path: v1 + "/vocabularies/{name}", name: "vocabulary",
            about: "A vocabulary's slugs, with labels and mappings to VERIS, ATT&CK and CIS Controls.",
            inPath: [
                Parameter(
                    name: "name", about: "A vocabulary's name.", schema: schema(#"{"type":"string","maxLength":100}"#),
                    isRequired: true)
            ], answer: .init(schema: "Vocabulary", about: "The vocabulary."), carryOut: APIReading.vocabulary),
        APIRoute(
            path: v1 + "/changes", name: "changes",
            about: "What was added or changed since a cursor, in order; without one, from the beginning.",
            inQuery: [
                Parameter(
                    name: "since", about: "The member `cursor` of the answer before.",
                    schema: schema(#"{"type":"string","pattern":"^[0-9a-f]+$","maxLength":1000}"#)),
                limit(100, "changes"),
            ], answer: .init(schema: "Changes", about: "The changes, and where to go on."), carryOut: APIReading.changes
        ),
    ]

    private static var root: APIReply {
        let links = all.filter { $0.method == .get && $0.path.hasPrefix(v1 + "/") && !$0.needsEditor }
        return APIReply(
            .object([
                "name": .string("Jikenbo"), "documentation": .string("docs/api.md"),
                "links": .object(links.map { .init(key: $0.name, value: .string($0.path)) }),
            ]))
    }

    // MARK: Editing

    private static func edit(
        _ path: String, _ name: String, _ about: String, _ inPath: [Parameter], _ schema: String, most: Int = 100_000,
        answer: String = "Edited", _ carryOut: @escaping @Sendable (APICall) throws -> APIReply
    ) -> APIRoute {
        APIRoute(
            method: .post, path: v1 + path, name: name, about: about, inPath: inPath,
            body: .init(schema: schema, most: most),
            answer: .init(status: .created, schema: answer, about: "What was done."), needsEditor: true,
            carryOut: carryOut)
    }

    private static let place = schema(#"{"type":"integer","minimum":1}"#)

    private static let editing: [APIRoute] = [
        APIRoute(
            path: v1 + "/review", name: "review", about: "What waits for a person to decide, the surest first.",
            inQuery: [limit(100, "items"), cursor],
            answer: .init(schema: "Review", about: "A page of the items."), needsEditor: true,
            carryOut: APIEditing.review),
        edit(
            "/review/{item}", "decide", "Decides an item of the review queue.",
            [Parameter(name: "item", about: "The item's number.", schema: place, isRequired: true)], "Decision",
            APIEditing.decide),
        edit(
            "/notices", "file", "Files a page: its text or HTML, and its address.", [], "Page", most: 10_000_000,
            answer: "Filed", APIEditing.file),
        edit(
            "/notices/{id}/corrections", "correct", "Corrects values of a notice's record.", [id], "Correction",
            APIEditing.correct),
        edit("/cases/{number}/notes", "note", "Puts a note to a case.", [number], "Note", APIEditing.note),
        edit("/cases/{number}/merge", "merge", "Merges a case into another.", [number], "Merge", APIEditing.merge),
        edit(
            "/cases/{number}/split", "split", "Gives notices of a case one of their own.", [number], "Notices",
            APIEditing.split),
        edit("/cases/{number}/link", "link", "Moves notices into a case.", [number], "Notices", APIEditing.link),
        edit(
            "/cases/{number}/unlink", "unlink", "Takes a notice out of a case.", [number], "Unlink", APIEditing.unlink),
        edit(
            "/cases/{number}/exclude", "exclude", "Takes a case's notices out of the casebook.", [number], "Why",
            APIEditing.exclude),
        APIRoute(
            path: v1 + "/edits", name: "edits", about: "What people did, the latest first.",
            inQuery: [limit(50, "edits"), cursor], answer: .init(schema: "Edits", about: "A page of the edits."),
            needsEditor: true,
            carryOut: APIEditing.edits),
        edit(
            "/edits/{edit}/undo", "undo", "Takes an edit back.",
            [Parameter(name: "edit", about: "The edit's number.", schema: place, isRequired: true)], "Why",
            APIEditing.undo),
    ]

    // MARK: Feeds

    private static let feeds: [APIRoute] = [
        APIRoute(
            path: "/feeds/cases.atom", name: "atom", about: "The newest 50 cases found, as an Atom feed.",
            inQuery: [q, lang], answer: .init(mediaType: "application/atom+xml", about: "The feed."),
            carryOut: CaseFeed.atom),
        APIRoute(
            path: "/feeds/cases.json", name: "jsonfeed", about: "The newest 50 cases found, as a JSON Feed.",
            inQuery: [q, lang],
            answer: .init(mediaType: "application/feed+json", schema: "Feed", about: "The feed."),
            carryOut: CaseFeed.json),
        APIRoute(
            path: "/feeds/watches/{name}.atom", name: "watchatom",
            about: "The newest 50 events of a watch, as an Atom feed.",
            inPath: [watch], inQuery: [token], answer: .init(mediaType: "application/atom+xml", about: "The feed."),
            carryOut: WatchFeeds.atom),
        APIRoute(
            path: "/feeds/watches/{name}.json", name: "watchjson",
            about: "The newest 50 events of a watch, as a JSON Feed.",
            inPath: [watch], inQuery: [token],
            answer: .init(mediaType: "application/feed+json", schema: "Feed", about: "The feed."),
            carryOut: WatchFeeds.json),
    ]
}
