/// All literals of the lexicon in one automaton over UTF-16 units.
///
/// While literals are added it is a trie whose edges stand in a hash table. `finish` lays it out for matching: the first two
/// units through tables that stay in the cache (most positions of a text end there), the rest in nodes whose edges lie
/// side by side. Matching walks it from every position of the text; a walk is as long as the longest literal that begins
/// there, so the whole is linear in the text's length.
struct PhraseTrie: Sendable {
    // MARK: Building

    private var building: [UInt64: Int32] = [:]
    private var literalOf: [Int32] = [-1]
    private(set) var literalCount = 0

    init(capacity: Int) { building.reserveCapacity(capacity) }

    /// The number of the literal, which is new unless the same was added before.
    mutating func add(_ literal: [UInt16]) -> Int {
        var node = Int32(0)
        for unit in literal {
            let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
            if let next = building[key] {
                node = next
            } else {
                literalOf.append(-1)
                let next = Int32(literalOf.count - 1)
                building[key] = next
                node = next
            }
        }
        if literalOf[Int(node)] < 0 {
            literalOf[Int(node)] = Int32(literalCount)
            literalCount += 1
        }
        return Int(literalOf[Int(node)])
    }

    // MARK: Layout for matching

    /// A node: the literal that ends there (-1 for none) and its edges `edges[first..<first + count]`.
    private struct Node: Sendable {
        var literal: Int32
        var first: Int32
        var count: Int32
    }
    private struct Edge: Sendable {
        var unit: UInt16
        var target: Int32
    }
    private struct Pair: Sendable {
        var key: UInt32
        var node: Int32
    }

    private var nodes: [Node] = []
    private var edges: [Edge] = []
    /// The root's edges by unit: the node, 0 for none.
    private var first: [Int32] = []
    /// Edges from the nodes behind the first unit, by both units: an open-addressing table, key 0 is free.
    private var pairs: [Pair] = []
    private var pairMask: UInt32 = 0
    /// For each bucket of two units whether any edge is there: eight kilobytes that answer most questions.
    private var filter: [UInt64] = []

    private static let filterBits: UInt32 = 65_536

    @inline(__always)
    private static func bucket(_ a: UInt16, _ b: UInt16) -> UInt32 {
        ((UInt32(a) &* 0x9E37) ^ (UInt32(b) &* 0x85EB)) & (filterBits - 1)
    }

    @inline(__always)
    private static func slot(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> 12 }

    /// To be called once, when all literals were added.
    mutating func finish() {
        var counts = [Int32](repeating: 0, count: literalOf.count + 1)
        for key in building.keys { counts[Int(key >> 16)] += 1 }
        nodes = []
        nodes.reserveCapacity(literalOf.count)
        var total: Int32 = 0
        for (i, literal) in literalOf.enumerated() {
            nodes.append(Node(literal: literal, first: total, count: counts[i]))
            total += counts[i]
        }
        var filled = [Int32](repeating: 0, count: literalOf.count)
        edges = [Edge](repeating: Edge(unit: 0, target: 0), count: Int(total))
        for (key, target) in building {
            let node = Int(key >> 16)
            edges[Int(nodes[node].first + filled[node])] = Edge(unit: UInt16(truncatingIfNeeded: key), target: target)
            filled[node] += 1
        }
        building = [:]
        literalOf = []
        layTables()
    }

    private mutating func layTables() {
        first = [Int32](repeating: 0, count: 65_536)
        filter = [UInt64](repeating: 0, count: Int(Self.filterBits) / 64)
        let roots = edges[Int(nodes[0].first)..<Int(nodes[0].first + nodes[0].count)]
        let seconds = roots.reduce(0) { $0 + Int(nodes[Int($1.target)].count) }
        var size: UInt32 = 1024
        while size < UInt32(seconds) * 2 { size *= 2 }
        pairs = [Pair](repeating: Pair(key: 0, node: 0), count: Int(size))
        pairMask = size - 1
        for root in roots {
            first[Int(root.unit)] = root.target
            let node = nodes[Int(root.target)]
            for edge in edges[Int(node.first)..<Int(node.first + node.count)] {
                let key = UInt32(root.unit) << 16 | UInt32(edge.unit)
                var slot = Self.slot(key) & pairMask
                while pairs[Int(slot)].key != 0 { slot = (slot + 1) & pairMask }
                pairs[Int(slot)] = Pair(key: key, node: edge.target)
                let bucket = Self.bucket(root.unit, edge.unit)
                filter[Int(bucket / 64)] |= 1 << UInt64(bucket % 64)
            }
        }
    }

    // MARK: Matching

    /// Calls `found(literal, start, end)` for every literal in `units`, by start and then by end.
    @inline(__always)
    func matches(in units: UnsafeBufferPointer<UInt16>, _ found: (_ literal: Int, _ start: Int, _ end: Int) -> Void) {
        first.withUnsafeBufferPointer { first in
            filter.withUnsafeBufferPointer { filter in
                pairs.withUnsafeBufferPointer { pairs in
                    nodes.withUnsafeBufferPointer { nodes in
                        edges.withUnsafeBufferPointer { edges in
                            for start in 0..<units.count {
                                let unit = units[start]
                                let root = first[Int(unit)]
                                if root == 0 { continue }
                                let literal = nodes[Int(root)].literal
                                if literal >= 0 { found(Int(literal), start, start + 1) }
                                guard start + 1 < units.count else { continue }
                                let second = units[start + 1]
                                let bucket = Self.bucket(unit, second)
                                if filter[Int(bucket / 64)] & (1 << UInt64(bucket % 64)) == 0 { continue }
                                let key = UInt32(unit) << 16 | UInt32(second)
                                var slot = Self.slot(key) & pairMask
                                while pairs[Int(slot)].key != key, pairs[Int(slot)].key != 0 { slot = (slot + 1) & pairMask }
                                if pairs[Int(slot)].key == 0 { continue }
                                var node = nodes[Int(pairs[Int(slot)].node)]
                                var at = start + 2
                                while true {
                                    if node.literal >= 0 { found(Int(node.literal), start, at) }
                                    if at == units.count || node.count == 0 { break }
                                    let wanted = units[at]
                                    var edge = Int(node.first)
                                    let end = edge + Int(node.count)
                                    while edge < end, edges[edge].unit != wanted { edge += 1 }
                                    if edge == end { break }
                                    node = nodes[Int(edges[edge].target)]
                                    at += 1
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
