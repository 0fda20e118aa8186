import Casebook

/// JSON Feed, versions 1 and 1.1.
enum JSONFeedReading {
    static func read(_ text: String, _ address: WebAddress) throws(ListingFault) -> SourceListing {
        guard let json = JSONValue(text: text) else {
            throw ListingFault(description: "it is no JSON, or ends in the middle")
        }
        guard let items = json["items"]?.array else {
            throw ListingFault(description: "it is JSON, but no feed: it has no items")
        }
        let entries = items.prefix(SourceListing.mostEntries).compactMap { item -> ListedPage? in
            let id = item["id"]?.string ?? item["id"]?.int.map { "\($0)" } ?? ""
            let written = [item["url"]?.string, item["external_url"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
            // An id is an address only where it is a whole one.
            guard let place = written.lazy.compactMap({ WebAddress($0, relativeTo: address) }).first ?? WebAddress(id)
            else { return nil }
            let date = ["date_published", "date_modified"].lazy.compactMap { item[$0]?.string }
                .compactMap { FeedDate.seconds($0) }.first
            let title = item["title"]?.string ?? String((item["content_text"]?.string ?? "").prefix(100))
            return ListedPage(
                address: place.text, title: PlainText.line(title), date: date, id: id.isEmpty ? place.text : id)
        }
        return SourceListing(
            format: .jsonFeed, title: PlainText.line(json["title"]?.string ?? ""), entries: entries, fault: nil)
    }
}
