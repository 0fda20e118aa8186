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
        /// 1 where a literal goes on, else 0: by a carry, since of a comparison the compiler makes a branch.
        var goesOn: UInt32 { (base &+ 0x7_FFFF) >> 19 }
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

    /// Walks from so many places go on side by side: a step of one need not wait for the memory that another's reads, and no
    /// branch depends on where a walk ends. One walk after the other took twice as long.
    private static let side = 512

    /// A walk under way, in one word: its number among those side by side, how far into their text it began, and its state's
    /// base.
    private struct Walk {
        private let bits: UInt64

        @inline(__always)
        init(_ number: Int, from: UInt16, base: UInt32) {
            bits = UInt64(UInt16(truncatingIfNeeded: number)) | UInt64(from) &<< 16 | UInt64(base) &<< 32
        }

        private init(bits: UInt64) { self.bits = bits }

        @inline(__always)
        func gone(to base: UInt32) -> Walk { Walk(bits: bits & 0xFFFF_FFFF | UInt64(base) &<< 32) }

        @inline(__always)
        func hit(_ cell: UInt32, length: UInt64) -> Hit {
            Hit(bits: bits & 0xFFFF | length &<< 16 | UInt64(cell) &<< 32)
        }

        @inline(__always)
        var from: Int { Int(bits &>> 16 & 0xFFFF) }
        @inline(__always)
        var base: UInt32 { UInt32(truncatingIfNeeded: bits &>> 32) }
    }
    /// A literal that a walk came upon, in one word as well: the walk's number, the literal's length and the cell it ends with.
    private struct Hit {
        fileprivate let bits: UInt64

        @inline(__always)
        var number: Int { Int(bits & 0xFFFF) }
        @inline(__always)
        var length: Int32 { Int32(bits &>> 16 & 0xFFFF) }
        @inline(__always)
        var cell: Int { Int(bits &>> 32) }
    }

    /// The memory that the search of one text needs: to ask for it anew for each part of the text took longer than many a step.
    private struct Scratch {
        let walks: UnsafeMutableBufferPointer<Walk>
        let hits: UnsafeMutableBufferPointer<Hit>
        let matches: UnsafeMutableBufferPointer<Match>
        let places: UnsafeMutableBufferPointer<UInt16>
        let next: UnsafeMutableBufferPointer<Int32>
    }

    private func withScratch(_ body: (Scratch) -> Void) {
        withUnsafeTemporaryAllocation(of: Walk.self, capacity: Self.side) { walks in
            withUnsafeTemporaryAllocation(of: Hit.self, capacity: Self.side * longest + 1) { hits in
                withUnsafeTemporaryAllocation(of: Match.self, capacity: Self.side * longest) { matches in
                    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.side + 1) { places in
                        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.side + 1) { next in
                            body(Scratch(walks: walks, hits: hits, matches: matches, places: places, next: next))
                        }
                    }
                }
            }
        }
    }

    /// Calls `found` with all literals in `units`, by start and then by end, in batches.
    func matches(in units: UnsafeBufferPointer<UInt16>, _ found: (UnsafeBufferPointer<Match>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: units.count + 2) { text in
            encode(units, text)
            withScratch { scratch in
                for first in stride(from: 0, to: units.count, by: Self.side) {
                    // Walks end at the two codes behind the text's end.
                    let part = UnsafeBufferPointer(rebasing: text[first...])
                    let count = filter.candidates(in: part, Self.side, scratch.places)
                    let hitCount = walk(part, count, scratch)
                    sort(hitCount, first, count, scratch)
                    found(UnsafeBufferPointer(rebasing: scratch.matches[..<hitCount]))
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
    private func walk(_ text: UnsafeBufferPointer<UInt16>, _ count: Int, _ scratch: Scratch) -> Int {
        let (walks, hits, places) = (scratch.walks, scratch.hits, scratch.places)
        return cells.withUnsafeBufferPointer { cells in
            var (left, hitCount, i) = (0, 0, 0)
            let root = UInt32(root)
            while i < count {
                let walk = Walk(i, from: places[i], base: root)
                step(walk, text, 1, cells, walks, &left, hits, &hitCount)
                i &+= 1
            }
            var length = 1
            while left > 0 {
                let ahead = UnsafeBufferPointer(rebasing: text[length...])
                length &+= 1
                var kept = 0
                i = 0
                while i < left {
                    step(walks[i], ahead, length, cells, walks, &kept, hits, &hitCount)
                    i &+= 1
                }
                left = kept
            }
            return hitCount
        }
    }

    /// Goes one unit on: writes where it leads to and what ends there, and counts each only if it is so.
    @inline(__always)
    private func step(
        _ walk: Walk, _ text: UnsafeBufferPointer<UInt16>, _ length: Int, _ cells: UnsafeBufferPointer<Cell>,
        _ walks: UnsafeMutableBufferPointer<Walk>, _ kept: inout Int, _ hits: UnsafeMutableBufferPointer<Hit>,
        _ hitCount: inout Int
    ) {
        let code = UInt32(text[walk.from])
        let at = walk.base &+ code
        let cell = cells[Int(at)]
        let goes: UInt32 = cell.code == code ? 1 : 0
        hits[hitCount] = walk.hit(at, length: UInt64(truncatingIfNeeded: length))
        hitCount &+= Int(goes & cell.ends)
        walks[kept] = walk.gone(to: cell.base)
        kept &+= Int(goes & cell.goesOn)
    }

    /// Writes hits as matches by their places. Hits of one place are by their length already.
    private func sort(_ hitCount: Int, _ first: Int, _ count: Int, _ scratch: Scratch) {
        let (hits, matches, places, next) = (scratch.hits, scratch.matches, scratch.places, scratch.next)
        actions.withUnsafeBufferPointer { actions in
            for i in 0...count { next[i] = 0 }
            for i in 0..<hitCount { next[hits[i].number &+ 1] &+= 1 }
            for i in 1..<max(1, count) { next[i] &+= next[i - 1] }
            for i in 0..<hitCount {
                let hit = hits[i]
                let start = Int32(truncatingIfNeeded: first &+ Int(places[hit.number]))
                matches[Int(next[hit.number])] = Match(
                    action: actions[hit.cell], start: start, end: start &+ hit.length)
                next[hit.number] &+= 1
            }
        }
    }
}
