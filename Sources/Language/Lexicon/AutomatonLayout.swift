/// Turns a trie into the cells of a `PhraseAutomaton`.
///
/// Nodes from which the same goes on become one state: most phrases are alternatives with the same ends, so that a fifth of
/// the nodes are left. Then each state is given a base such that no two edges meet in a cell.
struct AutomatonLayout {
    private let nodeCount: Int
    /// What the literal does that ends at a node; `PhraseAutomaton.none` where none ends.
    private let actions: [UInt16]
    /// A node's edges are `edges[firsts[node]..<firsts[node + 1]]`, by code: code << 32 | state.
    private var firsts: [Int32] = []
    private var edges: [UInt64] = []
    /// For each node its state, which is the number of one of the nodes that are alike.
    private var states: [Int32] = []

    /// For each unit its code, counted from 1; 0 for those in no literal.
    private(set) var codes = [UInt16](repeating: 0, count: 65_536)
    private var codeCount = 1
    private(set) var cells: [PhraseAutomaton.Cell] = []
    /// What the literal does that ends with each cell's edge.
    private(set) var cellActions: [UInt16] = []
    private(set) var root = 0

    /// Which cells are taken, and which bases are: a bit for each.
    private var taken: [UInt64] = []
    private var based: [UInt64] = []

    /// - Parameter actions: for each literal what it does.
    init(_ trie: PhraseTrie, actions: [UInt16]) {
        nodeCount = trie.literals.count
        self.actions = trie.literals.map { $0 < 0 ? PhraseAutomaton.none : actions[Int($0)] }
        sortEdges(trie)
        minimise()
        place()
    }

    private mutating func sortEdges(_ trie: PhraseTrie) {
        for unit in trie.units.dropFirst() where codes[Int(unit)] == 0 {
            codes[Int(unit)] = UInt16(codeCount)
            codeCount += 1
        }
        let codeOf = trie.units.map { codes[Int($0)] }
        // By code, and then, which keeps that order, by node.
        var next = [Int32](repeating: 0, count: codeCount + 1)
        for node in 1..<max(1, nodeCount) { next[Int(codeOf[node]) + 1] += 1 }
        for code in 1...codeCount { next[code] += next[code - 1] }
        var byCode = [Int32](repeating: 0, count: nodeCount - 1)
        for node in 1..<max(1, nodeCount) {
            byCode[Int(next[Int(codeOf[node])])] = Int32(node)
            next[Int(codeOf[node])] += 1
        }
        firsts = [Int32](repeating: 0, count: nodeCount + 1)
        for parent in trie.parents.dropFirst() { firsts[Int(parent) + 1] += 1 }
        for node in 1...nodeCount { firsts[node] += firsts[node - 1] }
        var filled = firsts
        edges = [UInt64](repeating: 0, count: nodeCount - 1)
        for node in byCode {
            let parent = Int(trie.parents[Int(node)])
            edges[Int(filled[parent])] = UInt64(codeOf[Int(node)]) << 32 | UInt64(node)
            filled[parent] += 1
        }
    }

    private func range(_ node: Int) -> Range<Int> { Int(firsts[node])..<Int(firsts[node + 1]) }

    private static let stateBits: UInt64 = 0xFFFF_FFFF

    /// Finds the nodes that are alike, from the leaves to the root: a node's children have greater numbers than it.
    private mutating func minimise() {
        states = [Int32](repeating: 0, count: nodeCount)
        var size = 1024
        while size < nodeCount { size *= 2 }
        // An open-addressing table of states by what goes on from them, -1 is free.
        var table = [Int32](repeating: -1, count: size)
        for node in (0..<nodeCount).reversed() {
            var hash = UInt64(actions[node]) &+ 1
            for i in range(node) {
                let edge = edges[i] & ~Self.stateBits | UInt64(states[Int(edges[i] & Self.stateBits)])
                edges[i] = edge
                hash = (hash ^ edge) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
            }
            var slot = Int(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 32) & (size - 1)
            while table[slot] >= 0, !isAlike(node, Int(table[slot])) { slot = (slot + 1) & (size - 1) }
            if table[slot] < 0 { table[slot] = Int32(node) }
            states[node] = table[slot]
        }
    }

    private func isAlike(_ a: Int, _ b: Int) -> Bool {
        guard actions[a] == actions[b] else { return false }
        let (x, y) = (range(a), range(b))
        guard x.count == y.count else { return false }
        for i in 0..<x.count where edges[x.lowerBound + i] != edges[y.lowerBound + i] { return false }
        return true
    }

    // MARK: Placing

    /// Gives each state with edges a base, those with many edges first: those with few fill the gaps.
    private mutating func place() {
        var most = 0
        var byCount: [Int32] = []
        var bases = [UInt32](repeating: 0, count: nodeCount)
        for node in 0..<nodeCount where Int(states[node]) == node && !range(node).isEmpty {
            byCount.append(Int32(node))
            most = max(most, range(node).count)
        }
        var next = [Int](repeating: 0, count: most + 2)
        for node in byCount { next[most - range(Int(node)).count + 1] += 1 }
        for i in 1..<next.count { next[i] += next[i - 1] }
        var order = byCount
        for node in byCount {
            let rank = most - range(Int(node)).count
            order[next[rank]] = node
            next[rank] += 1
        }
        // For each number of edges where the search begins: the cells before are taken, or were tried in vain.
        var from = [Int](repeating: 1, count: most + 1)
        var end = codeCount
        for node in order {
            let own = range(Int(node))
            let base = freeBase(own, &from[own.count])
            bases[Int(node)] = UInt32(base)
            end = max(end, base + codeCount)
        }
        root = Int(bases[0])
        cells = [PhraseAutomaton.Cell](repeating: .none, count: end)
        cellActions = [UInt16](repeating: PhraseAutomaton.none, count: end)
        for node in order {
            for i in range(Int(node)) {
                let (code, state) = (Int(edges[i] >> 32), Int(edges[i] & Self.stateBits))
                let cell = Int(bases[Int(node)]) + code
                cells[cell] = PhraseAutomaton.Cell(
                    code: code, ends: actions[state] != PhraseAutomaton.none, base: bases[state])
                cellActions[cell] = actions[state]
            }
        }
    }

    /// A base that is no other state's and where all edges find a free cell.
    ///
    /// The search strides out: where the cells are nearly full it would try all of them. The gaps it leaves are filled by
    /// the states with one edge, which are most.
    private mutating func freeBase(_ own: Range<Int>, _ from: inout Int) -> Int {
        let first = Int(edges[own.lowerBound] >> 32)
        var cell = from
        var tries = 0
        while true {
            cell = freeCell(cell)
            let base = cell - first
            if base > 0, !Self.holds(based, base), fits(own, base) { break }
            tries += 1
            cell += own.count == 1 ? 1 : tries
        }
        from = cell
        let base = cell - first
        Self.insert(base, into: &based)
        for i in own { Self.insert(base + Int(edges[i] >> 32), into: &taken) }
        return base
    }

    private func fits(_ own: Range<Int>, _ base: Int) -> Bool {
        for i in own.lowerBound + 1..<own.upperBound where Self.holds(taken, base + Int(edges[i] >> 32)) {
            return false
        }
        return true
    }

    /// The first free cell from `cell` on.
    private func freeCell(_ cell: Int) -> Int {
        var word = cell / 64
        guard word < taken.count else { return cell }
        var free = ~taken[word] & (~0 << UInt64(cell % 64))
        while free == 0 {
            word += 1
            guard word < taken.count else { return word * 64 }
            free = ~taken[word]
        }
        return word * 64 + free.trailingZeroBitCount
    }

    private static func holds(_ set: [UInt64], _ i: Int) -> Bool {
        i / 64 < set.count && set[i / 64] &>> UInt64(i % 64) & 1 == 1
    }

    private static func insert(_ i: Int, into set: inout [UInt64]) {
        while i / 64 >= set.count { set.append(0) }
        set[i / 64] |= 1 &<< UInt64(i % 64)
    }
}
