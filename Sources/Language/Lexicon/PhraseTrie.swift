/// All literals of the lexicon in one automaton over UTF-16 units.
///
/// A trie whose edges stand in one open-addressing table. Matching walks it from every position of the text; a walk is as
/// long as the longest literal that begins there, so the whole is linear in the text's length (times the longest literal).
struct PhraseTrie: Sendable {
    /// Edges: key is node << 16 | unit, 0 is free (the root has no edge on unit 0).
    private var keys: [UInt64]
    private var targets: [Int32]
    private var mask: Int
    private var edges = 0
    /// Edges of the root, by unit: the node, 0 for none.
    private var first: [Int32]
    /// For each node the literal that ends there, or -1.
    private var literalAt: [Int32] = [-1]
    private(set) var literalCount = 0

    init(capacity: Int) {
        var size = 1024
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        targets = [Int32](repeating: 0, count: size)
        mask = size - 1
        first = [Int32](repeating: 0, count: 65536)
    }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) }

    /// The number of the literal, which is new unless the same was added before.
    mutating func add(_ literal: [UInt16]) -> Int {
        var node = Int32(0)
        for (i, unit) in literal.enumerated() {
            if i == 0 {
                if first[Int(unit)] == 0 { first[Int(unit)] = newNode() }
                node = first[Int(unit)]
            } else {
                node = child(of: node, unit) ?? addEdge(node, unit)
            }
        }
        if literalAt[Int(node)] < 0 {
            literalAt[Int(node)] = Int32(literalCount)
            literalCount += 1
        }
        return Int(literalAt[Int(node)])
    }

    private mutating func newNode() -> Int32 {
        literalAt.append(-1)
        return Int32(literalAt.count - 1)
    }

    private mutating func addEdge(_ node: Int32, _ unit: UInt16) -> Int32 {
        if edges * 2 > mask { grow() }
        let to = newNode()
        insert(UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit), to)
        edges += 1
        return to
    }

    private mutating func insert(_ key: UInt64, _ to: Int32) {
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        targets[slot] = to
    }

    private mutating func grow() {
        let (oldKeys, oldTargets) = (keys, targets)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        targets = [Int32](repeating: 0, count: oldKeys.count * 2)
        mask = keys.count - 1
        for (i, key) in oldKeys.enumerated() where key != 0 { insert(key, oldTargets[i]) }
    }

    private func child(of node: Int32, _ unit: UInt16) -> Int32? {
        let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return targets[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Calls `found(literal, start, end)` for every literal in `units`, by start and then by end.
    @inline(__always)
    func matches(in units: [UInt16], _ found: (_ literal: Int, _ start: Int, _ end: Int) -> Void) {
        units.withUnsafeBufferPointer { units in
            first.withUnsafeBufferPointer { first in
                keys.withUnsafeBufferPointer { keys in
                    targets.withUnsafeBufferPointer { targets in
                        literalAt.withUnsafeBufferPointer { literalAt in
                            for start in 0..<units.count {
                                var node = first[Int(units[start])]
                                if node == 0 { continue }
                                var at = start + 1
                                while true {
                                    let literal = literalAt[Int(node)]
                                    if literal >= 0 { found(Int(literal), start, at) }
                                    if at == units.count { break }
                                    let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(units[at])
                                    var slot = Self.hash(key) & mask
                                    while keys[slot] != key, keys[slot] != 0 { slot = (slot + 1) & mask }
                                    if keys[slot] == 0 { break }
                                    node = targets[slot]
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
