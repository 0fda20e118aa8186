/// Finds which part of a page is its content.
///
/// First what the page itself calls furniture is taken out: menus, headers, footers, sidebars, forms. Then the content is what the page
/// itself marks as such (`main`, `article`, a well-known id or class), as long as that holds a third of the text; else the innermost block
/// that leaves out no sentence and no contact, without lists of links. In doubt more is kept: a menu line in the text costs little, a
/// lost paragraph of the notice costs the record.
struct HTMLContent {
    private(set) var tree: HTMLTree
    /// The nodes whose text is the page's content, in the order of the page; none is inside another.
    private(set) var regions: [Int] = []
    /// A heading before the content that is its title; or the page's title, where the content has no heading.
    private(set) var title: Int?

    /// Elements that are furniture by themselves are left out below this many characters, whatever their share of the page; those that are
    /// only called so below a few words.
    private static let (smallest, smallestNamed): (Int32, Int32) = (200, 40)

    init(_ parsed: HTMLTree) {
        tree = parsed
        guard !tree.nodes.isEmpty else { return }
        takeOutFurniture()
        let sums = HTMLSums(tree)
        let total = sums.over(0, tree)
        if total.plain == 0 {
            // All that is left is links, or nothing: then the furniture is the page.
            if total.linked == 0 { tree = parsed }
            regions = [0]
        } else {
            regions = marked(sums, total) ?? densest(sums, total)
        }
        title = findTitle()
    }

    // MARK: Furniture

    private mutating func takeOutFurniture() {
        let sums = HTMLSums(tree)
        let total = sums.over(0, tree).plain
        var contentTo = 0
        var i = 0
        while i < tree.nodes.count {
            let node = tree.nodes[i]
            if node.tag == .main || node.tag == .article || !node.marks.isDisjoint(with: [.main, .content]) {
                contentTo = max(contentTo, tree.end(i))
            }
            if !tree.isDropped(i), isFurniture(node, isInContent: i < contentTo) {
                let own = sums.over(i, tree).plain
                // What holds half of the page is the page, whatever it is called.
                let least = node.marks.isDisjoint(with: [.furniture, .header]) ? Self.smallest : Self.smallestNamed
                if node.tag == .nav || own < least || 2 * own < total { tree.drop(i) }
            }
            i = tree.isDropped(i) ? tree.end(i) : i + 1
        }
    }

    /// The header of an article, and only that, holds its title.
    private func isFurniture(_ node: HTMLTree.Node, isInContent: Bool) -> Bool {
        switch node.tag {
        case .nav, .footer, .aside, .form: return true
        case .main, .article, .text, .html, .body: return false
        case .header: return !isInContent
        default:
            if node.marks.contains(.furniture) { return node.tag.headingLevel == nil }
            return node.marks.contains(.header) && !isInContent
        }
    }

    // MARK: Content

    /// What the page marks as its content; nil where that is less than a third of its text.
    private func marked(_ sums: HTMLSums, _ total: HTMLSums.Sum) -> [Int]? {
        let kinds: [(HTMLTree.Node) -> Bool] = [
            { $0.tag == .main || $0.marks.contains(.main) },
            { $0.tag == .article },
            { $0.marks.contains(.content) },
        ]
        for isKind in kinds {
            let found = outermost(isKind)
            let own = found.reduce(into: Int32(0)) { $0 += sums.over($1, tree).plain }
            if own > 0, 3 * own >= total.plain { return found }
        }
        return nil
    }

    private func outermost(_ isKind: (HTMLTree.Node) -> Bool) -> [Int] {
        var found: [Int] = []
        var i = 0
        while i < tree.nodes.count {
            if tree.isDropped(i) {
                i = tree.end(i)
            } else if tree.nodes[i].tag != .text, isKind(tree.nodes[i]) {
                found.append(i)
                i = tree.end(i)
            } else {
                i += 1
            }
        }
        return found
    }

    /// The innermost block outside which there is nothing that looks like a notice, with blocks of mere links dropped.
    private mutating func densest(_ sums: HTMLSums, _ total: HTMLSums.Sum) -> [Int] {
        var node = 0
        while let inner = tree.children(node).first(where: { holdsTheNotice($0, sums, total) }) { node = inner }
        var i = node + 1
        while i < tree.end(node) {
            if !tree.isDropped(i), tree.nodes[i].tag.isBlock, isListOfLinks(sums.over(i, tree)) { tree.drop(i) }
            i = tree.isDropped(i) ? tree.end(i) : i + 1
        }
        return [node]
    }

    private func holdsTheNotice(_ node: Int, _ sums: HTMLSums, _ total: HTMLSums.Sum) -> Bool {
        guard tree.nodes[node].tag.isContainer, !tree.isDropped(node) else { return false }
        let own = sums.over(node, tree)
        return own.sentences > 0 && own.sentences == total.sentences && own.contacts == total.contacts
            && 5 * own.plain >= 3 * total.plain
    }

    private func isListOfLinks(_ sum: HTMLSums.Sum) -> Bool {
        sum.links >= 5 && sum.sentences == 0 && sum.linked > 2 * sum.plain
    }

    // MARK: Title

    /// The last h1 before the content where the content has none; where no heading is left at all, the page's title.
    private func findTitle() -> Int? {
        guard let first = regions.first else { return nil }
        var hasHeading = false
        for region in regions {
            var i = region
            while i < tree.end(region) {
                if tree.isDropped(i) {
                    i = tree.end(i)
                    continue
                }
                if let level = tree.nodes[i].tag.headingLevel, hasText(i) {
                    if level == 1 { return nil }
                    hasHeading = true
                }
                i += 1
            }
        }
        var before: Int?
        var i = 0
        while i < first {
            if tree.nodes[i].tag == .h1, !tree.isDropped(i), hasText(i) { before = i }
            i = tree.isDropped(i) ? tree.end(i) : i + 1
        }
        if before != nil || hasHeading { return before }
        return tree.nodes.firstIndex { $0.marks.contains(.title) }
    }

    private func hasText(_ node: Int) -> Bool {
        (node..<tree.end(node)).contains { tree.nodes[$0].tag == .text && !tree.isBlank($0) }
    }
}
