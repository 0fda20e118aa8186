/// Finds the news on a page that lists them: links to the same site, with a date beside them, outside of menus.
struct ListPage {
    let base: WebAddress
    let rules: LinkRules

    private static let furniture: Set<String> = [
        "nav", "header", "footer", "aside", "script", "style", "noscript", "form",
    ]
    private static let furnitureNames = [
        "nav", "menu", "breadcrumb", "footer", "header", "sidebar", "pagetop", "pager",
    ]
    /// What holds a link with its date.
    private static let rows: Set<String> = ["li", "tr", "dd", "dt", "article", "p", "div", "section"]
    static let most = 2_000

    func entries(of tree: XMLTree) -> [ListedPage] {
        var found: [ListedPage] = []
        var seen: Set<String> = []
        var base = base
        if let head = tree.root.first("head"), let href = head.first("base")?.attribute("href"),
            let address = WebAddress(href, relativeTo: base)
        {
            base = address
        }
        walk(tree.root, isInside: rules.within == nil, depth: 0) { link in
            guard found.count < Self.most, let entry = entry(link, base), seen.insert(entry.address).inserted else {
                return
            }
            found.append(entry)
        }
        return found
    }

    private func walk(_ node: XMLNode, isInside: Bool, depth: Int, _ body: (XMLNode) -> Void) {
        guard depth < 200 else { return }
        let isInside = isInside || isWithin(node)
        if !isInside || rules.within == nil, isFurniture(node) { return }
        if isInside, node.name == "a" { body(node) }
        for child in node.elements { walk(child, isInside: isInside, depth: depth + 1, body) }
    }

    private func isWithin(_ node: XMLNode) -> Bool {
        guard let within = rules.within else { return true }
        let name = String(within.dropFirst())
        return within.hasPrefix("#")
            ? node.attribute("id") == name
            : (node.attribute("class") ?? "").split(separator: " ").contains { $0 == name }
    }

    private func isFurniture(_ node: XMLNode) -> Bool {
        if Self.furniture.contains(node.name) { return true }
        guard node.name != "body", node.name != "html" else { return false }
        let names = ((node.attribute("class") ?? "") + " " + (node.attribute("id") ?? "")).lowercased()
            .split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return names.contains { name in
            Self.furnitureNames.contains { name == $0 || name == "g" + $0 || name == "global" + $0 }
        }
    }

    private func entry(_ link: XMLNode, _ base: WebAddress) -> ListedPage? {
        guard let href = link.attribute("href"), !href.hasPrefix("#"), let address = WebAddress(href, relativeTo: base),
            address.text != self.base.text, rules.accepts(address.target)
        else { return nil }
        let isNamed = !rules.include.isEmpty
        guard isNamed || address.host == self.base.host else { return nil }
        let row = row(of: link)
        let date = FeedDate.first(in: link.text) ?? row.flatMap { FeedDate.first(in: String($0.prefix(300))) }
        let isDocument = address.target.lowercased().hasSuffix(".pdf")
        guard isNamed || rules.within != nil || date != nil || isDocument else { return nil }
        let title = PlainText.line(link.text, isHTML: false)
        let whole = PlainText.line(row ?? "", isHTML: false)
        return ListedPage(
            address: address.text, title: title.count < 8 && !whole.isEmpty ? String(whole.prefix(200)) : title,
            date: date, id: address.text)
    }

    /// The text of what holds the link, with that of the date's column before it.
    private func row(of link: XMLNode) -> String? {
        var node = link
        for _ in 0..<4 {
            guard let parent = node.parent else { return nil }
            node = parent
            guard Self.rows.contains(node.name) else { continue }
            let text = node.text
            if FeedDate.first(in: String(text.prefix(300))) != nil { return text }
            if let before = node.previous, node.name == "dd" || node.name == "div" || node.name == "p" {
                let text = before.text
                // A short neighbour is the date of this row, a long one another row.
                if text.utf8.count < 200, FeedDate.first(in: text) != nil { return text + " " + node.text }
            }
            if node.name == "li" || node.name == "tr" { return text }
        }
        return nil
    }
}
