import Casebook
import Language
import Watching

/// The watches, how their channels do, and what they told of lately: for editors and admins.
struct WatchesPage: Sendable {
    /// Events of each watch that are shown.
    static let shown = 10

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        try site.store.findWatchEvents()
        let watches = try site.store.watches().map { try model($0, site, writer) }
        return Page(
            template: "watches", title: writer.words["watches"],
            model: ["watches": watches, "isEmpty": watches.isEmpty], section: "watches")
    }

    private func model(_ watch: Watch, _ site: Site, _ writer: PageWriter) throws -> Model {
        let words = ClippingWords(language: writer.language, lexicon: site.lexicon)
        let told = WatchEvent.Kind.allCases.filter(watch.events.contains).map(words.kind)
        let events = try site.store.events(of: watch, limit: Self.shown).map { event(watch, $0, words, writer) }
        var model: Model = [
            "name": watch.name, "digest": writer.words["watchDigest_" + watch.digest.rawValue],
            "tells": told.joined(separator: writer.language == .ja ? "、" : ", "),
            "atom": Addresses.feed("atom", watch: watch.name), "json": Addresses.feed("json", watch: watch.name),
            "channels": watch.channels.map { Self.channel($0, writer) }, "hasChannels": !watch.channels.isEmpty,
            "events": events, "hasEvents": !events.isEmpty,
        ]
        switch watch.subject {
        case .query(let query):
            model["query"] =
                [
                    "href": writer.addresses.cases(query),
                    "shown": query.isEmpty ? writer.words["watchEverything"] : query,
                ] as Model
        case .organisations(let list):
            model["list"] = ["count": writer.words("watchListCount", "\(list.count)")] as Model
        }
        return model
    }

    static func channel(_ channel: WatchChannel, _ writer: PageWriter) -> Model {
        let state =
            if channel.isDead {
                writer.words("watchDead", "\(channel.failures)")
            } else if channel.failures > 0 {
                writer.words("watchFailing", "\(channel.failures)")
            } else {
                writer.words[channel.succeededAt == nil ? "watchUnused" : "watchWorks"]
            }
        var model: Model = [
            "label": channel.label, "state": state, "isDead": channel.isDead, "waiting": "\(channel.waiting)",
            "givenUp": "\(channel.givenUp)", "error": channel.lastError ?? "",
        ]
        if let at = channel.succeededAt { model["sent"] = Moments.model(at) }
        if channel.failures > 0 { model["next"] = Moments.model(channel.nextAt) }
        return model
    }

    private func event(_ watch: Watch, _ event: WatchEvent, _ words: ClippingWords, _ writer: PageWriter) -> Model {
        let clipping = Clipping([event], of: watch, words: words) { _, _ in nil }
        let item = clipping.cases.first?.items.first
        return [
            "at": Moments.model(event.at), "kind": item?.label ?? "", "heading": clipping.cases.first?.heading ?? "",
            "href": writer.addresses.casefile(event.number), "lines": item?.lines ?? [], "quotes": item?.quotes ?? [],
            "why": orNone(item?.why),
        ]
    }
}
