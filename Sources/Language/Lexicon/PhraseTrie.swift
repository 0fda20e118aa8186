/// The literals of a lexicon while it is compiled: a trie over UTF-16 units whose edges stand in a hash table.
struct PhraseTrie {
    /// node << 40 | unit << 24 | child. An open-addressing table, 0 is free.
    private var table: [UInt64]
    private var mask: Int
    /// For each node the node above it and the unit that leads from there: a node's number is greater than that of the one
    /// above it. Node 0 is the root.
    private(set) var parents: [Int32] = [-1]
    private(set) var units: [UInt16] = [0]
    /// For each node the literal that ends there; -1 for none.
    private(set) var literals: [Int32] = [-1]
    private(set) var literalCount = 0
    /// The length of the longest literal.
    private(set) var longest = 0

    init(capacity: Int) {
        var size = 4096
        while size < capacity * 2 { size *= 2 }
        table = [UInt64](repeating: 0, count: size)
        mask = size - 1
        parents.reserveCapacity(capacity)
        units.reserveCapacity(capacity)
        literals.reserveCapacity(capacity)
    }

    private static let childBits: UInt64 = 0xFF_FFFF

    /// Where the edge of a node and unit stands, or would.
    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while table[slot] != 0, table[slot] >> 24 != key { slot = (slot + 1) & mask }
        return slot
    }

    /// The last literal and the nodes along it: alternatives of a phrase begin alike and come one after the other.
    private var last: [UInt16] = []
    private var path: [UInt64] = []

    /// The number of the literal, which is new unless the same was added before.
    mutating func add(_ literal: UnsafeBufferPointer<UInt16>) -> Int {
        longest = max(longest, literal.count)
        var shared = 0
        while shared < min(last.count, literal.count), last[shared] == literal[shared] { shared += 1 }
        last.removeSubrange(shared...)
        path.removeSubrange(shared...)
        var node = path.last ?? 0
        for unit in literal[shared...] {
            let key = node << 16 | UInt64(unit)
            let slot = slot(key)
            if table[slot] == 0 {
                parents.append(Int32(truncatingIfNeeded: node))
                units.append(unit)
                node = UInt64(literals.count)
                table[slot] = key << 24 | node
                literals.append(-1)
                if literals.count * 2 > table.count { grow() }
            } else {
                node = table[slot] & Self.childBits
            }
            last.append(unit)
            path.append(node)
        }
        if literals[Int(node)] < 0 {
            literals[Int(node)] = Int32(literalCount)
            literalCount += 1
        }
        return Int(literals[Int(node)])
    }

    private mutating func grow() {
        let old = table
        table = [UInt64](repeating: 0, count: old.count * 2)
        mask = table.count - 1
        for edge in old where edge != 0 { table[slot(edge >> 24)] = edge }
    }
}
