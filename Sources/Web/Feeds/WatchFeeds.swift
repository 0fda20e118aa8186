import Casebook
import Exchange
import Watching

/// The feeds of watches. What somebody watches tells who their suppliers are, so they are for those who are logged in, or know the secret
/// part of the feed's address; everybody else is told the same whether there is such a watch or not.
enum WatchFeeds {
    static func atom(_ call: APICall) throws -> APIReply {
        APIReply(AtomFeed.bytes(try feed(call, "atom")), mediaType: "application/atom+xml; charset=utf-8")
    }

    static func json(_ call: APICall) throws -> APIReply {
        APIReply(JSONFeed.bytes(try feed(call, "json")), mediaType: "application/feed+json; charset=utf-8")
    }

    private static func feed(_ call: APICall, _ format: String) throws -> Feed {
        let (store, name) = (call.site.store, call.path["name"] ?? "")
        if call.viewer.name == nil {
            guard let token = call.query["token"], try store.isFeedToken(token, of: name) else {
                throw Problem.unauthorised
            }
        }
        guard let watch = try store.watches().first(where: { $0.name == name }) else {
            throw Problem.notFound("there is no watch of this name")
        }
        try store.findWatchEvents()
        let base = call.site.settings.base
        return WatchFeed.feed(
            try store.events(of: watch, limit: WatchFeed.size), of: watch,
            own: base + Addresses.feed(format, watch: name), page: base + Addresses(language: watch.language).watches,
            lexicon: call.site.lexicon
        ) { base + Addresses(language: $1).casefile($0) }
    }
}
