import Casebook
import Duties
import Exchange
import Facts
import HTTPTypes
import Language

/// What programs read: searches, cases, notices, figures and changes.
enum APIReading {
    // MARK: Cases

    /// A page of the cases that the query finds.
    struct Found {
        var result: SearchResult
        var next: APICursor?
    }

    /// How many entries may have come in front of a cursor's place before it only counts.
    private static let slack = 200

    static func found(_ call: APICall, list: String, order: SearchOrder) throws -> Found {
        let query = try call.searchQuery()
        let limit = try call.limit()
        let terms = try call.caseTerms()
        let list = "\(list) \(order) \(query.text)" + terms.map { " case \($0)" }.joined()
        let cursor = try call.cursor(of: list)
        _ = try call.site.store.refreshSearch()
        let store = call.site.store
        guard let cursor, cursor.place > 0 else {
            let result = try store.search(query, terms, order: order, limit: limit + 1)
            return cut(result, after: 0, to: limit, list, offset: 0)
        }
        // The page begins behind the last case that was given, wherever that stands now.
        let offset = cursor.place - 1
        let result = try store.search(query, terms, order: order, limit: limit + 2 + slack, offset: offset)
        let last = result.hits.firstIndex { $0.key == cursor.last }
        return cut(result, after: (last ?? 0) + 1, to: limit, list, offset: offset)
    }

    private static func cut(
        _ result: SearchResult, after first: Int, to limit: Int, _ list: String, offset: Int
    ) -> Found {
        var found = Found(result: result)
        found.result.hits = Array(result.hits.dropFirst(first).prefix(limit))
        if result.hits.count > first + limit, let last = found.result.hits.last {
            found.next = APICursor(list: list, place: offset + first + limit, last: last.key)
        }
        return found
    }

    static func cases(_ call: APICall) throws -> APIReply {
        let sort = try call.choice("sort", of: SearchOrder.allCases.map(\.rawValue)).flatMap(SearchOrder.init)
        let found = try found(call, list: "cases", order: sort ?? .date)
        let json = JSONValue.written(SearchJSON.text(of: found.result, facets: 0)).without("facets")
        return call.page(json, next: found.next)
    }

    static func insights(_ call: APICall) throws -> APIReply {
        let query = try call.searchQuery()
        let terms = try call.caseTerms()
        _ = try call.site.store.refreshSearch()
        return APIReply(JSONValue.written(InsightsJSON.text(of: try call.site.store.insights(query, terms))))
    }

    static func casefile(_ call: APICall) throws -> APIReply {
        let number = call.path["number"] ?? ""
        let store = call.site.store
        guard let found = try store.read("looking for a case", { try $0.caseRef(number) }) else {
            throw noCase
        }
        if found.number != number {
            var reply = APIReply(
                .object(["number": .string(found.number), "merged": .string(number)]), status: .permanentRedirect)
            reply.headers[.location] = Addresses.api + "/cases/" + Addresses.escaped(found.number)
            return reply
        }
        guard let view = try store.caseView(number) else { throw noCase }
        let margin = try store.margin(of: found)
        return APIReply(
            JSONValue.written(CaseJSON.line(view)).with("former_numbers", .strings(margin.formerNumbers)))
    }

    static let noCase = Problem.notFound("the casebook has no case of this number; search with /api/v1/cases")
    static let noNotice = Problem.notFound(
        "the casebook has no notice of this id; an id has 16 hexadecimal digits, and cases name those of their notices")

    static func clocks(_ call: APICall) throws -> APIReply {
        let number = call.path["number"] ?? ""
        guard let view = try call.site.store.caseView(number) else { throw noCase }
        return APIReply(ClocksJSON.value(of: LegalClocks(view), subject: view.number))
    }

    static func similar(_ call: APICall) throws -> APIReply {
        _ = try call.site.store.refreshSearch()
        guard let cases = try call.site.store.cases(like: call.path["number"] ?? "", limit: try call.limit(10)) else {
            throw noCase
        }
        return APIReply(.object(["cases": .written(SearchJSON.text(of: cases))]))
    }

    // MARK: Notices

    private static func notice(_ call: APICall) throws -> (ref: NoticeRef, notice: CasebookNotice) {
        let id = call.path["id"] ?? ""
        let store = call.site.store
        guard id.utf8.count == 16, let ref = try store.read("looking for a notice", { try $0.noticeRef(id) }) else {
            throw noNotice
        }
        let notice = try store.notice(ref)
        // What people took out of the casebook is not shown to strangers.
        if notice.state == .excluded, !call.viewer.canEdit { throw noNotice }
        return (ref, notice)
    }

    static func notice(_ call: APICall) throws -> APIReply {
        let (ref, notice) = try notice(call)
        let casefile = try call.site.store.read("looking for a case") { db in
            try db.caseRef(of: ref).flatMap { try db.caseRef($0.number) }
        }
        return APIReply(
            .object([
                "id": .string(ref.hash), "state": .string(notice.state.rawValue), "case": .orNull(casefile?.number),
                "source": .orNull(notice.record.source?.page), "reader": .string(notice.reader),
                "corrected": .bool(!notice.corrections.isEmpty),
                "record": .written(RecordJSON.line(notice.record)), "text": .string(notice.text),
            ]))
    }

    static func text(_ call: APICall) throws -> APIReply {
        APIReply(Array(try notice(call).notice.text.utf8), mediaType: "text/plain; charset=utf-8")
    }

    // MARK: Facts

    /// The fields of a record whose values are facts.
    static let factFields: [String] = {
        let schema = JSONValue.written(RecordSchema.text)
        let others: Set<String> = ["id", "source", "kind", "derived"]
        return (schema["properties"]?.members ?? []).map(\.key).filter { !others.contains($0) }
    }()

    static func facts(_ call: APICall) throws -> APIReply {
        let field = try call.choice("field", of: factFields)
        let found = try found(call, list: "facts \(field ?? "")", order: .date)
        let store = call.site.store
        let facts = try found.result.hits.compactMap(\.number).flatMap { number -> [JSONValue] in
            guard let casefile = try store.read("looking for a case", { try $0.caseRef(number) }) else { return [] }
            return try store.notices(of: casefile).flatMap { ref -> [JSONValue] in
                let notice = try store.notice(ref)
                guard notice.state == .current else { return [] }
                return Self.facts(of: notice.record, in: number, field)
            }
        }
        return call.page(.object(["query": .string(found.result.query), "facts": .array(facts)]), next: found.next)
    }

    private static func facts(of record: NoticeRecord, in number: String, _ field: String?) -> [JSONValue] {
        let json = JSONValue.written(RecordJSON.line(record))
        return factFields.filter { field == nil || $0 == field }.flatMap { name -> [JSONValue] in
            let values: [JSONValue] =
                switch json[name] {
                case .array(let values)?: values
                case .null?, nil: []
                case let value?: [value]
                }
            return values.map {
                .object([
                    "case": .string(number), "notice": .string(record.id), "field": .string(name), "fact": $0,
                ])
            }
        }
    }

    // MARK: Figures

    static func facets(_ call: APICall) throws -> APIReply {
        let query = try call.searchQuery()
        _ = try call.site.store.refreshSearch()
        let result = try call.site.store.search(query, limit: 0)
        return APIReply(.written(SearchJSON.text(of: result, facets: 100)).without("hits"))
    }

    /// Facets, and the cases that have a notice of each month of a year.
    static func statistics(_ call: APICall) throws -> APIReply {
        let query = try call.searchQuery()
        let store = call.site.store
        let newest = try store.newestDay().map { DateValue.day(number: $0).year }
        let year = try call.number("year", in: 1990...2100) ?? newest ?? 2000
        _ = try store.refreshSearch()
        let months = try (1...12).map { month -> JSONValue in
            let first = DateValue.dayNumber(year: year, month: month, day: 1)
            let last = first + DateValue.daysIn(month: month, year: year) - 1
            let ofMonth = SearchQuery.published(.init(first: first, last: last))
            let found = try store.search(query == .everything ? ofMonth : .and([query, ofMonth]), limit: 0)
            return .object([
                "month": .string("\(year)-\(month < 10 ? "0" : "")\(month)"), "cases": .int(found.cases),
            ])
        }
        let result = try store.search(query, limit: 0)
        return APIReply(
            .written(SearchJSON.text(of: result, facets: 100)).without("hits")
                .with("year", .int(year)).with("months", .array(months)))
    }

    // MARK: Vocabularies

    static func vocabularies(_ call: APICall) throws -> APIReply {
        APIReply(
            .object([
                "vocabularies": .array(VocabularyListing.all.map { head(of: $0) })
            ]))
    }

    private static func head(of listing: VocabularyListing) -> JSONValue {
        .object([
            "name": .string(listing.name), "meaning": .string(listing.meaning),
            "terms": .int(listing.slugs.count), "href": .string("\(Addresses.api)/vocabularies/\(listing.name)"),
        ])
    }

    static func vocabulary(_ call: APICall) throws -> APIReply {
        guard let listing = VocabularyListing.all.first(where: { $0.name == call.path["name"] }) else {
            throw Problem.notFound("there is no such vocabulary; /api/v1/vocabularies lists them")
        }
        let known = Dictionary(
            call.site.lexicon.terms(ofVocabulary: listing.name).map { ($0.slug, $0) }, uniquingKeysWith: { a, _ in a })
        let terms = listing.slugs.map { slug -> JSONValue in
            let term = known[slug]
            return .object([
                "slug": .string(slug), "ja": .string(term?.ja ?? slug), "en": .string(term?.en ?? slug),
                "veris": .strings(term?.veris ?? []), "attack": .strings(term?.attack ?? []),
                "cis": .strings(term?.cis ?? []),
            ])
        }
        return APIReply(
            .object([
                "name": .string(listing.name), "meaning": .string(listing.meaning), "terms": .array(terms),
            ]))
    }

    // MARK: Reading and changes

    /// Reads what was sent, and files nothing.
    static func read(_ call: APICall) throws -> APIReply {
        var (bytes, ending): ([UInt8], String) = ([], "txt")
        switch call.body {
        case .page(let sent, let kind): (bytes, ending) = (sent, kind)
        default: bytes = Array(try call.members(["text"]).text("text").utf8)
        }
        do {
            let notices = try call.site.reading.notices(bytes, "page." + ending)
            return APIReply(
                .object([
                    "reader": .string(call.site.reading.version),
                    "notices": .array(
                        notices.map {
                            .object([
                                "record": JSONValue.written(RecordJSON.line($0.record)), "text": .string($0.text),
                            ])
                        }),
                ]))
        } catch let failure as PageReading.Failure { throw Problem.refused(failure.sentence) }
    }

    static func changes(_ call: APICall) throws -> APIReply {
        let limit = try call.limit(100)
        let since = try call.query["since"].map { try APICursor($0, list: "changes") }
        let newest = try call.site.store.changeNumber()
        guard since.map({ $0.place <= newest }) ?? true else { throw Problem.badCursor }
        let changes = try call.site.store.changes(after: Int64(since?.place ?? 0), limit: limit)
        let last = changes.last.map { Int($0.place) } ?? since?.place ?? 0
        return APIReply(
            .object([
                "changes": .array(
                    changes.map {
                        .object([
                            "at": .string(Moment.iso($0.at)), "action": .string($0.action),
                            "address": .orNull($0.address), "notices": .strings($0.notices),
                            "cases": .strings($0.cases),
                        ])
                    }), "more": .bool(changes.count == limit),
                "cursor": .string(APICursor(list: "changes", place: last, last: "").text),
            ]))
    }
}

extension SearchHit {
    /// What tells it from other hits.
    fileprivate var key: String { number ?? "notice \(notice)" }
}
