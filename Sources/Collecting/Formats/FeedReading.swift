/// Reads feeds and sitemaps in XML. Names of elements are compared without their prefixes, which feeds get wrong.
struct FeedReading {
    let tree: XMLTree
    let address: WebAddress

    func read() throws(ListingFault) -> SourceListing {
        let root = tree.root
        var listing: SourceListing
        switch root.name {
        case "feed": listing = atom(root)
        case "rdf":
            listing = SourceListing(
                format: .rss1, title: title(root.first("channel")), entries: items(root, "item").compactMap(rss),
                fault: nil)
        case "rss", "channel":
            let channel = root.name == "rss" ? root.first("channel") ?? root : root
            let items = items(channel, "item") + (root.name == "rss" ? self.items(root, "item") : [])
            listing = SourceListing(format: .rss2, title: title(channel), entries: items.compactMap(rss), fault: nil)
        case "urlset":
            listing = SourceListing(
                format: .sitemap, title: "", entries: items(root, "url").compactMap(place), fault: nil)
        case "sitemapindex":
            listing = SourceListing(
                format: .sitemapIndex, title: "", entries: items(root, "sitemap").compactMap(place), fault: nil)
        default:
            throw ListingFault(
                description: "it is XML, but no feed and no sitemap: its root is \(PlainText.line(root.name))")
        }
        listing.fault = tree.trouble
        return listing
    }

    private func items(_ node: XMLNode, _ name: String) -> [XMLNode] {
        Array(node.elements.lazy.filter { $0.name == name }.prefix(SourceListing.mostEntries))
    }

    private func title(_ node: XMLNode?) -> String {
        // Pictures and podcasts have titles of their own, in other namespaces.
        let titles = node?.elements.filter { $0.name == "title" } ?? []
        let own = titles.first { $0.namespace.isEmpty || $0.namespace == node?.namespace } ?? titles.first
        return own.map { PlainText.line($0.text) } ?? ""
    }

    // MARK: Atom

    private func atom(_ root: XMLNode) -> SourceListing {
        let base = based(root, address)
        let entries = items(root, "entry").compactMap { entry -> ListedPage? in
            let base = based(entry, base)
            let links = entry.elements.filter { $0.name == "link" && $0.attribute("href") != nil }
            func relation(_ link: XMLNode) -> String { link.attribute("rel") ?? "alternate" }
            let pages = links.filter { relation($0) == "alternate" }
            let link =
                pages.first { ($0.attribute("type") ?? "text/html").contains("html") } ?? pages.first
                ?? links.first { relation($0) == "related" } ?? links.first { relation($0) == "enclosure" }
            let id = entry.first("id")?.text.trimmed ?? ""
            guard
                let place = link.flatMap({ WebAddress($0.attribute("href")!, relativeTo: based($0, base)) })
                    ?? WebAddress(id)
            else { return nil }
            let date = ["published", "issued", "updated", "modified"].lazy.compactMap { entry.first($0) }
                .compactMap { FeedDate.seconds($0.text) }.first
            return ListedPage(address: place.text, title: title(entry), date: date, id: id.isEmpty ? place.text : id)
        }
        return SourceListing(format: .atom, title: title(root), entries: entries, fault: nil)
    }

    /// `xml:base`.
    private func based(_ node: XMLNode, _ base: WebAddress) -> WebAddress {
        node.attribute("base").flatMap { WebAddress($0, relativeTo: base) } ?? base
    }

    // MARK: RSS

    private func rss(_ item: XMLNode) -> ListedPage? {
        let guid = item.first("guid")
        let id = guid?.text.trimmed ?? ""
        let links = item.elements.filter { $0.name == "link" }
        let written = links.lazy.compactMap { link -> String? in
            let text = link.text.trimmed
            return text.isEmpty ? link.attribute("href") : text
        }.first
        let permanent = guid.map { $0.attribute("ispermalink") != "false" } == true ? id : ""
        let about = item.attribute("about") ?? ""
        let enclosure = item.first("enclosure")?.attribute("url") ?? ""
        let base = based(item, address)
        let place = [written ?? "", permanent, about, enclosure].lazy
            .filter { !$0.isEmpty }.compactMap { WebAddress($0, relativeTo: base) }.first
        guard let place else { return nil }
        let date = ["pubdate", "date", "published", "updated", "modified"].lazy.compactMap { item.first($0) }
            .compactMap { FeedDate.seconds($0.text) }.first
        return ListedPage(address: place.text, title: title(item), date: date, id: id.isEmpty ? place.text : id)
    }

    // MARK: Sitemaps

    private func place(_ node: XMLNode) -> ListedPage? {
        guard let place = (node.first("loc")?.text.trimmed).flatMap({ WebAddress($0, relativeTo: address) }) else {
            return nil
        }
        // The extension for news has a title and a date of publication.
        let news = node.first("news")
        let date = (news?.first("publication_date") ?? node.first("lastmod")).flatMap { FeedDate.seconds($0.text) }
        return ListedPage(address: place.text, title: title(news), date: date, id: place.text)
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
