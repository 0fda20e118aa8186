/// All literals of the lexicon in one automaton over UTF-16 units.
///
/// The edges of all states lie in one array: that of a unit stands in the cell at the state's base plus the unit's code, if
/// the cell bears that code. So a step is one look at a quarter of a megabyte. Matching walks it from every position of the text; a
/// walk is as long as the longest literal that begins there, so the whole is linear in the text's length.
struct PhraseAutomaton: Sendable {
    /// An edge, in four bytes: what is waited for most is the memory that the cells lie in.
    struct Cell: Sendable {
        private let bits: UInt32

        /// The code of no unit.
        private static let free: UInt32 = 0xFFF
        /// No edge.
        static let none = Cell(bits: free)

        private init(bits: UInt32) { self.bits = bits }

        init(code: Int, ends: Bool, base: UInt32) {
            precondition(code < Self.free && base < 1 << 19, "a lexicon too great for the automaton")
            bits = UInt32(code) | (ends ? 0x1000 : 0) | base << 13
        }

        /// The code of the edge's unit.
        var code: UInt32 { bits & 0xFFF }
        /// 1 where a literal ends with this edge, else 0.
        var ends: UInt32 { bits >> 12 & 1 }
        /// The base of the state it leads to; 0, at which no edge stands, where no literal goes on.
        var base: UInt32 { bits >> 13 }
    }

    /// No literal ends here.
    static let none = UInt16.max

    private let cells: [Cell]
    /// What the literal does that ends with each cell's edge.
    private let actions: [UInt16]
    private let codes: [UInt16]
    private let root: Int
    /// The length of the longest literal.
    private let longest: Int
    private let filter: PhraseFilter

    /// - Parameter actions: for each literal what it does.
    init(_ trie: PhraseTrie, actions: [UInt16]) {
        let layout = AutomatonLayout(trie, actions: actions)
        (cells, self.actions) = (layout.cells, layout.cellActions)
        (codes, root, longest) = (layout.codes, layout.root, trie.longest)
        filter = PhraseFilter(trie, codes: layout.codes)
    }

    /// A literal's place in a text.
    struct Match {
        var action: UInt16
        var start: Int32
        var end: Int32
    }

    /// So many walks go on side by side: a step of one need not wait for the memory that another's reads, and no branch
    /// depends on where a walk ends. One walk after the other took twice as long.
    private static let side = 256

    /// A walk under way.
    private struct Walk {
        /// Its number among those side by side.
        var number: UInt32
        var base: UInt32
    }
    /// A literal that a walk came upon.
    private struct Hit {
        var number: UInt16
        var length: UInt16
        var cell: UInt32
    }

    /// Calls `found` with all literals in `units`, by start and then by end, in batches.
    func matches(in units: UnsafeBufferPointer<UInt16>, _ found: (UnsafeBufferPointer<Match>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: units.count + 2) { text in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: units.count) { places in
                encode(units, text)
                let count = filter.candidates(in: UnsafeBufferPointer(text), places)
                withUnsafeTemporaryAllocation(of: Hit.self, capacity: Self.side * longest + 1) { hits in
                    withUnsafeTemporaryAllocation(of: Match.self, capacity: Self.side * longest) { matches in
                        for first in stride(from: 0, to: count, by: Self.side) {
                            let part = UnsafeBufferPointer(rebasing: places[first..<min(count, first + Self.side)])
                            let hitCount = walk(UnsafeBufferPointer(text), part, hits)
                            sort(hits[..<hitCount], part, matches)
                            found(UnsafeBufferPointer(rebasing: matches[..<hitCount]))
                        }
                    }
                }
            }
        }
    }

    /// Writes the codes of a text's units, and behind its end two that no edge has.
    private func encode(_ units: UnsafeBufferPointer<UInt16>, _ text: UnsafeMutableBufferPointer<UInt16>) {
        codes.withUnsafeBufferPointer { codes in
            for i in 0..<units.count { text[i] = codes[Int(units[i])] }
            text[units.count] = 0
            text[units.count + 1] = 0
        }
    }

    /// Walks from all places at once, and returns how many literals there are, which come by their length.
    private func walk(
        _ text: UnsafeBufferPointer<UInt16>, _ places: UnsafeBufferPointer<Int32>,
        _ hits: UnsafeMutableBufferPointer<Hit>
    ) -> Int {
        withUnsafeTemporaryAllocation(of: Walk.self, capacity: Self.side) { walks in
            cells.withUnsafeBufferPointer { cells in
                for i in 0..<places.count { walks[i] = Walk(number: UInt32(i), base: UInt32(root)) }
                var (left, hitCount, length) = (places.count, 0, 0)
                while left > 0 {
                    var kept = 0
                    for i in 0..<left {
                        let walk = walks[i]
                        let code = text[Int(places[Int(walk.number)]) &+ length]
                        let at = walk.base &+ UInt32(code)
                        let cell = cells[Int(at)]
                        let goes = cell.code == UInt32(code) ? 1 : 0
                        hits[hitCount] = Hit(
                            number: UInt16(truncatingIfNeeded: walk.number),
                            length: UInt16(truncatingIfNeeded: length &+ 1), cell: at)
                        hitCount &+= goes & Int(cell.ends)
                        walks[kept] = Walk(number: walk.number, base: cell.base)
                        kept &+= cell.base != 0 ? goes : 0
                    }
                    left = kept
                    length &+= 1
                }
                return hitCount
            }
        }
    }

    /// Writes hits as matches by their places. Hits of one place are by their length already.
    private func sort(
        _ hits: Slice<UnsafeMutableBufferPointer<Hit>>, _ places: UnsafeBufferPointer<Int32>,
        _ matches: UnsafeMutableBufferPointer<Match>
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.side + 1) { next in
            next.initialize(repeating: 0)
            for hit in hits { next[Int(hit.number) + 1] &+= 1 }
            for i in 1..<max(1, places.count) { next[i] &+= next[i - 1] }
            for hit in hits {
                let number = Int(hit.number)
                matches[Int(next[number])] = Match(
                    action: actions[Int(hit.cell)], start: places[number], end: places[number] &+ Int32(hit.length))
                next[number] &+= 1
            }
        }
    }
}
