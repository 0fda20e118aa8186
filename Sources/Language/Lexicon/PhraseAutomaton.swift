/// All literals of the lexicon in one automaton over UTF-16 units.
///
/// The edges of all states lie in one array: that of a unit stands in the cell at the state's base plus the unit's code, if
/// the cell bears that code. So a step is one look at half a megabyte, most of which stays in the processor's second cache.
/// Matching walks it from every position of the text; a walk is as long as the longest literal that begins there, so the
/// whole is linear in the text's length.
struct PhraseAutomaton: Sendable {
    /// An edge.
    struct Cell: Sendable {
        /// The base of the state it leads to; 0, at which no edge stands, where no literal goes on.
        var base: UInt32 = 0
        /// The code of the edge's unit; that of no unit where the cell is free.
        var code: UInt16 = .max
        /// What the literal does that ends with this edge.
        var action: UInt16 = PhraseAutomaton.none
    }

    /// No literal ends here.
    static let none = UInt16.max

    private let cells: [Cell]
    private let codes: [UInt16]
    private let root: Int
    /// The length of the longest literal.
    private let longest: Int

    /// - Parameter actions: for each literal what it does.
    init(_ trie: PhraseTrie, actions: [UInt16]) {
        let layout = AutomatonLayout(trie, actions: actions)
        (cells, codes, root, longest) = (layout.cells, layout.codes, layout.root, trie.longest)
    }

    /// A literal's place in a text.
    struct Match {
        var action: UInt16
        var start: Int32
        var end: Int32
    }

    /// Matches are handed on in batches of about so many: to note a match and go on costs less than to act on it at once,
    /// for then the processor guesses wrong at each.
    private static let batch = 512

    /// Calls `found` with all literals in `units`, by start and then by end, in batches.
    func matches(in units: UnsafeBufferPointer<UInt16>, _ found: (UnsafeBufferPointer<Match>) -> Void) {
        cells.withUnsafeBufferPointer { cells in
            withUnsafeTemporaryAllocation(of: Match.self, capacity: Self.batch + longest) { matches in
                // Behind the end stand codes that no edge has.
                withUnsafeTemporaryAllocation(of: UInt16.self, capacity: units.count + 2) { text in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: units.count) { places in
                        encode(units, text)
                        let count = candidates(in: text, cells, places)
                        var used = 0
                        for i in 0..<count {
                            walk(text, places[i], cells, matches, &used)
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

    private func encode(_ units: UnsafeBufferPointer<UInt16>, _ text: UnsafeMutableBufferPointer<UInt16>) {
        codes.withUnsafeBufferPointer { codes in
            for i in 0..<units.count { text[i] = codes[Int(units[i])] }
            text[units.count] = 0
            text[units.count + 1] = 0
        }
    }

    /// Writes the places where a literal of one or two units stands or three units of one do, and returns how many they
    /// are. No branch depends on the text.
    private func candidates(
        in text: UnsafeMutableBufferPointer<UInt16>, _ cells: UnsafeBufferPointer<Cell>,
        _ places: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        var count = 0
        for i in 0..<text.count - 2 {
            let first = cells[root + Int(text[i])]
            let isFirst = first.code == text[i]
            let second = cells[Int(isFirst ? first.base : 0) + Int(text[i + 1])]
            let isSecond = second.code == text[i + 1]
            let third = cells[Int(isSecond ? second.base : 0) + Int(text[i + 2])]
            let found =
                Self.bit(isFirst) & Self.bit(first.action != Self.none)
                | Self.bit(isSecond) & Self.bit(second.action != Self.none) | Self.bit(third.code == text[i + 2])
            places[count] = Int32(truncatingIfNeeded: i)
            count &+= found
        }
        return count
    }

    @inline(__always)
    private static func bit(_ is: Bool) -> Int { `is` ? 1 : 0 }

    @inline(__always)
    private func walk(
        _ text: UnsafeMutableBufferPointer<UInt16>, _ start: Int32, _ cells: UnsafeBufferPointer<Cell>,
        _ matches: UnsafeMutableBufferPointer<Match>, _ used: inout Int
    ) {
        var base = root
        var at = Int(start)
        while true {
            let code = text[at]
            let cell = cells[base + Int(code)]
            if cell.code != code { return }
            at &+= 1
            matches[used] = Match(action: cell.action, start: start, end: Int32(truncatingIfNeeded: at))
            used &+= Self.bit(cell.action != Self.none)
            base = Int(cell.base)
        }
    }
}
