package import Casebook
package import Exchange
import Facts
package import Language

/// The feed of a watch: an entry for each of its newest events.
package enum WatchFeed {
    package static let size = 50

    /// - Parameters:
    ///   - own: the feed's own address, without what is secret in it.
    ///   - page: the address of the page that stands for the whole.
    ///   - casePage: the address of a case's page, by its number.
    package static func feed(
        _ events: [WatchEvent], of watch: Watch, own: String, page: String, lexicon: Lexicon = .builtIn,
        casePage: @Sendable (String, InterfaceLanguage) -> String
    ) -> Feed {
        let words = ClippingWords(language: watch.language, lexicon: lexicon)
        let entries = events.prefix(size).map { event -> Feed.Entry in
            let clipping = Clipping([event], of: watch, words: words) { casePage($0, $1) }
            let told = clipping.cases.first
            let item = told?.items.first
            let quotes = (item?.quotes ?? []).map { "「\($0)」" }
            let parts = (item?.lines ?? []) + quotes + (item?.why.map { [$0] } ?? [])
            let published = event.detail.published.flatMap {
                $0.iso.utf8.count == 10 ? $0.iso + "T00:00:00+09:00" : nil
            }
            return Feed.Entry(
                id: "urn:jikenbo:event:" + event.key,
                title: [item?.label, told?.heading].compactMap { $0 }.joined(separator: ": "),
                summary: parts.joined(separator: watch.language == .ja ? "／" : "; "),
                page: casePage(event.number, watch.language), updated: Moment.iso(event.at), published: published,
                author: event.detail.organisation)
        }
        return Feed(
            id: "urn:jikenbo:watch:" + watch.name, title: "\(words.name): \(watch.name)",
            language: watch.language.rawValue, page: page, own: own,
            updated: entries.map(\.updated).max() ?? Moment.iso(watch.addedAt), entries: entries)
    }
}
