import Casebook
import Exchange
import Facts
import Language

/// The feeds of what a query finds: of each of the newest cases an entry, whose id stays whatever comes to the case.
enum CaseFeed {
    static let size = 50

    static func atom(_ call: APICall) throws -> APIReply {
        APIReply(AtomFeed.bytes(try feed(call, "atom")), mediaType: "application/atom+xml; charset=utf-8")
    }

    static func json(_ call: APICall) throws -> APIReply {
        APIReply(JSONFeed.bytes(try feed(call, "json")), mediaType: "application/feed+json; charset=utf-8")
    }

    private static func feed(_ call: APICall, _ format: String) throws -> Feed {
        let query = try call.searchQuery()
        let chosen = try call.choice("lang", of: InterfaceLanguage.allCases.map(\.rawValue))
        let base = call.site.settings.base
        return try feed(query, chosen.flatMap(InterfaceLanguage.init) ?? .ja, format, call.site) { base + $0 }
    }

    /// - Parameter absolute: what an address of the site is from outside.
    static func feed(
        _ query: SearchQuery, _ language: InterfaceLanguage, _ format: String, _ site: Site,
        absolute: (String) -> String
    ) throws -> Feed {
        _ = try site.store.refreshSearch()
        let hits = try site.store.search(query, limit: size).hits.filter { $0.number != nil }
        let filings = try site.store.filings(of: hits.map(\.notice))
        let entries = hits.map { entry($0, filings[$0.notice]?.addedAt ?? 0, site, language, absolute) }
        let name = language == .ja ? "事件簿" : "Jikenbo"
        return Feed(
            id: "urn:jikenbo:feed:" + Digest.short("\(query.text) \(language)".utf8),
            title: query == .everything ? name : name + ": " + query.text, language: language.rawValue,
            page: absolute(Addresses(language: language).cases(query.text)),
            own: absolute(Addresses.feed(format, query.text, language)),
            updated: entries.map(\.updated).max() ?? Moment.iso(0), entries: entries)
    }

    private static func entry(
        _ hit: SearchHit, _ filed: Int, _ site: Site, _ language: InterfaceLanguage, _ absolute: (String) -> String
    ) -> Feed.Entry {
        let labels = SearchLabels(language: language, lexicon: site.lexicon)
        let number = hit.number ?? ""
        var parts: [String] = []
        func add(_ field: QueryField, _ value: String?) {
            if let value { parts.append("\(labels.field(field)): \(labels.value(value, of: field))") }
        }
        add(.number, number)
        add(.org, hit.organisation)
        add(.published, hit.published?.iso)
        add(.type, hit.type?.slug)
        add(.people, hit.people.map { Words.grouped($0) })
        if hit.others > 0 { parts.append(labels.others(hit.others)) }
        // Notices are dated in Japan; a month or year alone is no time.
        let published = hit.published.flatMap { $0.iso.utf8.count == 10 ? $0.iso + "T00:00:00+09:00" : nil }
        return Feed.Entry(
            id: "urn:jikenbo:case:" + Addresses.escaped(number), title: hit.title ?? labels.untitled,
            summary: parts.joined(separator: language == .ja ? "／" : "; "),
            page: absolute(Addresses(language: language).casefile(number)),
            updated: Moment.iso(filed), published: published, author: hit.organisation)
    }
}
