/// All literals of the lexicon in one automaton over UTF-16 units.
///
/// While literals are added it is a trie whose edges stand in a hash table. `finish` lays it out for matching: the first two
/// units through tables that stay in the cache (most positions of a text end there), the rest in nodes whose children lie
/// side by side. Matching walks it from every position of the text; a walk is as long as the longest literal that begins
/// there, so the whole is linear in the text's length.
struct PhraseTrie: Sendable {
    // MARK: Building

    /// The edges: node << 40 | unit << 24 | child. An open-addressing table, 0 is free.
    private var building: [UInt64]
    private var buildingMask: Int
    private var literalOf: [Int32] = [-1]
    private(set) var literalCount = 0
    /// The length of the longest literal.
    private var longest = 0

    init(capacity: Int) {
        var size = 4096
        while size < capacity * 2 { size *= 2 }
        building = [UInt64](repeating: 0, count: size)
        buildingMask = size - 1
    }

    private static let childBits: UInt64 = 0xFF_FFFF

    /// Where the edge of a node and unit stands, or would.
    @inline(__always)
    private func buildingSlot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & buildingMask
        while building[slot] != 0, building[slot] >> 24 != key { slot = (slot + 1) & buildingMask }
        return slot
    }

    /// The number of the literal, which is new unless the same was added before.
    mutating func add(_ literal: [UInt16]) -> Int {
        longest = max(longest, literal.count)
        var node: UInt64 = 0
        for unit in literal {
            let key = node << 16 | UInt64(unit)
            let slot = buildingSlot(key)
            if building[slot] == 0 {
                node = UInt64(literalOf.count)
                building[slot] = key << 24 | node
                literalOf.append(-1)
                if literalOf.count * 2 > building.count { growBuilding() }
            } else {
                node = building[slot] & Self.childBits
            }
        }
        if literalOf[Int(node)] < 0 {
            literalOf[Int(node)] = Int32(literalCount)
            literalCount += 1
        }
        return Int(literalOf[Int(node)])
    }

    private mutating func growBuilding() {
        let old = building
        building = [UInt64](repeating: 0, count: old.count * 2)
        buildingMask = building.count - 1
        for edge in old where edge != 0 { building[buildingSlot(edge >> 24)] = edge }
    }

    // MARK: Layout for matching

    /// A node: the literal that ends there (-1 for none) and its children `nodes[first..<first + count]`.
    private struct Node: Sendable {
        var literal: Int32 = -1
        var first: Int32 = 0
        var count: UInt16 = 0
        /// The unit that leads to the first child; 0, which no text holds, where there is none.
        var label: UInt16 = 0
    }
    private struct Pair: Sendable {
        var key: UInt32 = 0
        /// A copy, for to look it up by its number would wait for the memory once more.
        var node = Node()
    }

    private var nodes: [Node] = []
    /// The unit that leads to each node, and a few 0 behind them.
    private var labels: [UInt16] = []
    /// The nodes behind two units, by both: an open-addressing table, key 0 is free. A literal of one unit stands in it as
    /// well, with 0 for its second.
    private var pairs: [Pair] = []
    private var pairMask: UInt32 = 0
    /// For each bucket of two units whether a literal of two is there, and for each of three whether any node is: sixteen
    /// kilobytes that answer most questions.
    private var filter: [UInt64] = []
    private var longFilter: [UInt64] = []
    /// For each unit whether it is a literal by itself.
    private var single: [UInt64] = []

    private static let filterBits: UInt32 = 65_536
    private static let longFilterBits: UInt32 = 131_072

    @inline(__always)
    private static func bucket(_ a: UInt16, _ b: UInt16) -> Int {
        Int(((UInt32(a) &* 0x9E37) ^ (UInt32(b) &* 0x85EB)) & (filterBits - 1))
    }

    @inline(__always)
    private static func bucket(_ a: UInt16, _ b: UInt16, _ c: UInt16) -> Int {
        Int(((UInt32(a) &* 0x9E37) ^ (UInt32(b) &* 0x85EB) ^ (UInt32(c) &* 0xC2B3)) & (longFilterBits - 1))
    }

    @inline(__always)
    private static func slot(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> 12 }

    /// To be called once, when all literals were added.
    ///
    /// - Returns: the literals by their numbers in the order of the layout, which are those that `matches` gives.
    mutating func finish() -> [Int] {
        var begins = [Int32](repeating: 0, count: literalOf.count + 1)
        for edge in building where edge != 0 { begins[Int(edge >> 40) + 1] += 1 }
        for i in 1..<begins.count { begins[i] += begins[i - 1] }
        var filled = begins
        var edges = [UInt64](repeating: 0, count: literalOf.count - 1)
        for edge in building where edge != 0 {
            let node = Int(edge >> 40)
            edges[Int(filled[node])] = (edge >> 24 & 0xFFFF) << 32 | edge & Self.childBits
            filled[node] += 1
        }
        building = []
        let order = layNodes(begins, &edges)
        literalOf = []
        layPairs()
        return order
    }

    /// Numbers the nodes anew: siblings side by side, and each below its parent as near as can be.
    private mutating func layNodes(_ begins: [Int32], _ edges: inout [UInt64]) -> [Int] {
        nodes = [Node](repeating: Node(), count: literalOf.count)
        labels = [UInt16](repeating: 0, count: literalOf.count + Self.lanes)
        var order: [Int] = []
        order.reserveCapacity(literalCount)
        var next = 1
        var open: [(old: Int, new: Int)] = [(0, 0)]
        while let (old, new) = open.popLast() {
            if literalOf[old] >= 0 {
                nodes[new].literal = Int32(order.count)
                order.append(Int(literalOf[old]))
            }
            let children = Int(begins[old])..<Int(begins[old + 1])
            if children.isEmpty { continue }
            nodes[new].first = Int32(next)
            nodes[new].count = UInt16(truncatingIfNeeded: children.count)
            nodes[new].label = UInt16(truncatingIfNeeded: edges[children.lowerBound] >> 32)
            for i in children.reversed() {
                let child = next + i - children.lowerBound
                labels[child] = UInt16(truncatingIfNeeded: edges[i] >> 32)
                open.append((Int(edges[i] & 0xFFFF_FFFF), child))
            }
            next += children.count
        }
        return order
    }

    private func children(of node: Int) -> Range<Int> {
        Int(nodes[node].first)..<Int(nodes[node].first) + Int(nodes[node].count)
    }

    private mutating func layPairs() {
        filter = [UInt64](repeating: 0, count: Int(Self.filterBits) / 64)
        longFilter = [UInt64](repeating: 0, count: Int(Self.longFilterBits) / 64)
        single = [UInt64](repeating: 0, count: 65_536 / 64)
        let roots = children(of: 0)
        let count = roots.reduce(0) { $0 + 1 + Int(nodes[$1].count) }
        var size: UInt32 = 1024
        while size < UInt32(count) * 2 { size *= 2 }
        pairs = [Pair](repeating: Pair(), count: Int(size))
        pairMask = size - 1
        for root in roots {
            if nodes[root].literal >= 0 {
                single[Int(labels[root] / 64)] |= 1 << UInt64(labels[root] % 64)
                addPair(labels[root], 0, root)
            }
            for child in children(of: root) {
                addPair(labels[root], labels[child], child)
                if nodes[child].literal >= 0 {
                    let bucket = Self.bucket(labels[root], labels[child])
                    filter[bucket / 64] |= 1 << UInt64(bucket % 64)
                }
                for third in children(of: child) {
                    let bucket = Self.bucket(labels[root], labels[child], labels[third])
                    longFilter[bucket / 64] |= 1 << UInt64(bucket % 64)
                }
            }
        }
    }

    private mutating func addPair(_ a: UInt16, _ b: UInt16, _ node: Int) {
        let key = UInt32(a) << 16 | UInt32(b)
        var slot = Self.slot(key) & pairMask
        while pairs[Int(slot)].key != 0 { slot = (slot + 1) & pairMask }
        pairs[Int(slot)] = Pair(key: key, node: nodes[node])
    }

    // MARK: Matching

    /// A literal's place in a text.
    struct Match {
        var literal: Int32
        var start: Int32
        var end: Int32
    }

    /// Matches are handed on in batches of about so many: to note a match and go on costs less than to act on it at once,
    /// for then the processor guesses wrong at each (33 ns a unit of text against 20).
    private static let batch = 512

    /// Calls `found` with all literals in `units`, by start and then by end, in batches.
    func matches(in units: UnsafeBufferPointer<UInt16>, _ found: (UnsafeBufferPointer<Match>) -> Void) {
        nodes.withUnsafeBufferPointer { nodes in
            labels.withUnsafeBufferPointer { labels in
                pairs.withUnsafeBufferPointer { pairs in
                    withUnsafeTemporaryAllocation(of: Match.self, capacity: Self.batch + longest + 1) { matches in
                        withUnsafeTemporaryAllocation(of: Int32.self, capacity: units.count) { places in
                            let count = candidates(in: units, places)
                            var used = 0
                            for i in 0..<count {
                                let start = Int(places[i])
                                walk(units, start, nodes, labels, pairs, matches, &used)
                                if used >= Self.batch {
                                    found(UnsafeBufferPointer(rebasing: matches[..<used]))
                                    used = 0
                                }
                            }
                            found(UnsafeBufferPointer(rebasing: matches[..<used]))
                        }
                    }
                }
            }
        }
    }

    /// Writes the places where a literal may begin, and returns how many they are: about every third. No branch depends on
    /// the text.
    private func candidates(in units: UnsafeBufferPointer<UInt16>, _ places: UnsafeMutableBufferPointer<Int32>) -> Int {
        if units.isEmpty { return 0 }
        return filter.withUnsafeBufferPointer { filter in
            longFilter.withUnsafeBufferPointer { longFilter in
                single.withUnsafeBufferPointer { single in
                    var count = 0
                    var (a, b) = (units[0], units.count > 1 ? units[1] : 0)
                    for i in 0..<units.count {
                        // Behind the end stands 0, which is in no literal.
                        let c = i + 2 < units.count ? units[i + 2] : 0
                        let two = Self.bucket(a, b)
                        let three = Self.bucket(a, b, c)
                        let found =
                            filter[two / 64] &>> UInt64(two % 64) | longFilter[three / 64] &>> UInt64(three % 64)
                            | single[Int(a / 64)] &>> UInt64(a % 64)
                        places[count] = Int32(truncatingIfNeeded: i)
                        count &+= Int(found & 1)
                        (a, b) = (b, c)
                    }
                    return count
                }
            }
        }
    }

    /// The slot of a key, or the free one where it would be.
    @inline(__always)
    private func slot(of key: UInt32, _ pairs: UnsafeBufferPointer<Pair>) -> Int {
        var slot = Self.slot(key) & pairMask
        while pairs[Int(slot)].key != key, pairs[Int(slot)].key != 0 { slot = (slot &+ 1) & pairMask }
        return Int(slot)
    }

    private static let lanes = 8

    /// The index of a unit among a node's labels; one beyond them where it is not there.
    ///
    /// Eight are compared at once: siblings' labels share few cache lines, which a hash table's entries do not, and a
    /// binary search guesses wrong at every other step.
    @inline(__always)
    private static func find(_ unit: UInt16, _ labels: UnsafePointer<UInt16>, _ count: Int) -> Int {
        let wanted = SIMD8<UInt16>(repeating: unit)
        let none = SIMD8<Int16>(repeating: .max)
        var index = SIMD8<Int16>(0, 1, 2, 3, 4, 5, 6, 7)
        var best = none
        var at = 0
        while at < count {
            let here = UnsafeRawPointer(labels + at).loadUnaligned(as: SIMD8<UInt16>.self)
            best = pointwiseMin(best, none.replacing(with: index, where: here .== wanted))
            index &+= 8
            at &+= lanes
        }
        return Int(best.min())
    }

    @inline(__always)
    private func walk(
        _ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ nodes: UnsafeBufferPointer<Node>,
        _ labels: UnsafeBufferPointer<UInt16>,
        _ pairs: UnsafeBufferPointer<Pair>, _ matches: UnsafeMutableBufferPointer<Match>, _ used: inout Int
    ) {
        let unit = units[start]
        let from = Int32(truncatingIfNeeded: start)
        if single[Int(unit / 64)] &>> UInt64(unit % 64) & 1 == 1 {
            let root = slot(of: UInt32(unit) << 16, pairs)
            matches[used] = Match(literal: pairs[root].node.literal, start: from, end: from &+ 1)
            used += 1
        }
        if start + 1 >= units.count { return }
        let second = slot(of: UInt32(unit) << 16 | UInt32(units[start + 1]), pairs)
        if pairs[second].key == 0 { return }
        var node = pairs[second].node
        var at = start + 2
        while true {
            matches[used] = Match(literal: node.literal, start: from, end: Int32(truncatingIfNeeded: at))
            used &+= node.literal >= 0 ? 1 : 0
            if at == units.count { return }
            let wanted = units[at]
            if node.count <= 1 {
                if node.label != wanted { return }
                node = nodes[Int(node.first)]
            } else {
                let child = Self.find(wanted, labels.baseAddress.unsafelyUnwrapped + Int(node.first), Int(node.count))
                if child >= Int(node.count) { return }
                node = nodes[Int(node.first) + child]
            }
            at &+= 1
        }
    }
}
