import Casebook
import Exchange
import HTTPTypes
import Hummingbird

/// How collecting and sending fare: for editors and admins, because addresses of sources and channels are nobody else's business.
struct StatusPage: Sendable {
    /// Failed pages that are shown.
    static let shown = 20

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        let outlook = try site.store.outlook()
        let standings = try site.store.standings()
        let failures = try site.store.latestFailures(Self.shown)
        let channels = try site.store.watches().flatMap { watch in watch.channels.map { (watch, $0) } }
        let reviews = try site.store.openReviewCount()
        var model: Model = [
            "waitingPages": writer.words("statusWaiting", Words.grouped(outlook.waiting)),
            "reviews": writer.words("statusReviews", Words.grouped(reviews)),
            "sources": standings.map { row($0, writer) }, "hasSources": !standings.isEmpty,
            "failures": failures.map { entry -> Model in
                [
                    "at": Moments.model(entry.at), "address": entry.address, "isWeb": Addresses.isWeb(entry.address),
                    "reason": entry.reason,
                ]
            },
            "hasFailures": !failures.isEmpty,
            "channels": channels.map { watch, channel -> Model in
                var row = WatchesPage.channel(channel, writer)
                row["watch"] = watch.name
                return row
            },
            "hasChannels": !channels.isEmpty,
        ]
        if let next = outlook.next { model["nextFetch"] = Moments.model(next) }
        return Page(template: "status", title: writer.words["status"], model: model, section: "status")
    }

    private func row(_ standing: SourceStanding, _ writer: PageWriter) -> Model {
        let source = standing.source
        let state =
            if source.isPaused {
                writer.words["statusPaused"]
            } else if source.trouble != nil {
                writer.words("statusFailing", "\(source.failures)")
            } else {
                writer.words[source.succeededAt == nil ? "statusNew" : "statusGood"]
            }
        var row: Model = [
            "name": source.name, "address": source.address, "format": source.format ?? "", "state": state,
            "isFailing": source.trouble != nil && !source.isPaused, "trouble": source.trouble ?? "",
            "fetched": Words.grouped(standing.fetched), "waiting": Words.grouped(standing.waiting),
            "failed": Words.grouped(standing.failed), "left": Words.grouped(standing.left),
        ]
        if let at = source.succeededAt { row["succeeded"] = Moments.model(at) }
        if !source.isPaused { row["nextVisit"] = Moments.model(source.nextAt) }
        return row
    }
}
