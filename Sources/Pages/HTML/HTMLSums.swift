/// How much of what kind of text stands before each node of a page: the sum over any subtree is one subtraction.
struct HTMLSums {
    struct Sum {
        /// Characters outside links, without white space.
        var plain: Int32 = 0
        /// Characters in links.
        var linked: Int32 = 0
        /// Links.
        var links: Int32 = 0
        /// Texts outside links that hold a 。
        var sentences: Int32 = 0
        /// Texts outside links that name a contact: a reader of the notice wants them wherever they stand.
        var contacts: Int32 = 0
    }

    private var before: [Sum] = []

    /// Counts what is not dropped.
    init(_ tree: HTMLTree) {
        before.reserveCapacity(tree.nodes.count + 1)
        var sum = Sum()
        var (droppedTo, linkTo) = (0, 0)
        for i in tree.nodes.indices {
            before.append(sum)
            if i < droppedTo { continue }
            if tree.isDropped(i) {
                droppedTo = tree.end(i)
                continue
            }
            switch tree.nodes[i].tag {
            case .a:
                linkTo = max(linkTo, tree.end(i))
                sum.links += 1
            case .text: sum.add(tree.pool.span, tree.nodes[i], isLink: i < linkTo)
            default: continue
            }
        }
        before.append(sum)
    }

    /// What a node's subtree holds.
    func over(_ node: Int, _ tree: HTMLTree) -> Sum { between(node, tree.end(node)) }

    func between(_ start: Int, _ end: Int) -> Sum {
        let (from, to) = (before[start], before[end])
        return Sum(
            plain: to.plain - from.plain, linked: to.linked - from.linked, links: to.links - from.links,
            sentences: to.sentences - from.sentences, contacts: to.contacts - from.contacts)
    }
}

extension HTMLSums.Sum {
    private static let contactWords = ["問い合わせ", "問合せ", "問合わせ", "連絡先", "窓口"].map { Array($0.utf8) }

    fileprivate mutating func add(_ pool: Span<UInt8>, _ text: HTMLTree.Node, isLink: Bool) {
        var count: Int32 = 0
        var hasStop = false
        var i = Int(text.textStart)
        let end = Int(text.textEnd)
        while i < end {
            let byte = pool[i]
            if byte > 0x20, byte & 0xC0 != 0x80 { count += 1 }
            // 。 is E3 80 82.
            if byte == 0x82, i >= Int(text.textStart) + 2, pool[i - 1] == 0x80, pool[i - 2] == 0xE3 { hasStop = true }
            i += 1
        }
        if isLink {
            linked += count
            return
        }
        plain += count
        if hasStop { sentences += 1 }
        if Self.namesContact(pool, Int(text.textStart), end) { contacts += 1 }
    }

    private static func namesContact(_ pool: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for i in start..<end {
            // The first two bytes of 問, 連 and 窓.
            guard pool[i] >= 0xE5, pool[i] <= 0xE9, i + 1 < end else { continue }
            let next = pool[i + 1]
            guard next == 0x95 || next == 0x80 || next == 0xAA else { continue }
            for word in contactWords where i + word.count <= end {
                var k = 0
                while k < word.count, pool[i + k] == word[k] { k += 1 }
                if k == word.count { return true }
            }
        }
        return false
    }
}
