/// Says where in a text a literal may begin: about at every third unit.
///
/// Twenty-four kilobytes that stay in the processor's first cache, where the automaton itself does not.
struct PhraseFilter: Sendable {
    /// For each code whether it is a literal by itself, for each bucket of two whether a literal of two is there, and for each
    /// of three whether a longer one begins so.
    private var ones: [UInt64]
    private var twos = [UInt64](repeating: 0, count: Int(twoBits) / 64)
    private var threes = [UInt64](repeating: 0, count: Int(threeBits) / 64)

    private static let twoBits: UInt32 = 65_536
    private static let threeBits: UInt32 = 131_072

    @inline(__always)
    private static func two(_ a: UInt16, _ b: UInt16) -> UInt32 { UInt32(a) &* 0x9E37 ^ UInt32(b) &* 0x85EB }

    @inline(__always)
    private static func three(_ two: UInt32, _ c: UInt16) -> UInt32 { two ^ UInt32(c) &* 0xC2B3 }

    /// - Parameter codes: the code of each unit, 0 for those in no literal.
    init(_ trie: PhraseTrie, codes: [UInt16]) {
        ones = [UInt64](repeating: 0, count: codes.count / 64)
        for node in trie.parents.indices.dropFirst() {
            let above = Int(trie.parents[node])
            let code = codes[Int(trie.units[node])]
            if above == 0 {
                if trie.literals[node] >= 0 { Self.insert(UInt32(code), into: &ones) }
                continue
            }
            let top = Int(trie.parents[above])
            let before = codes[Int(trie.units[above])]
            if top == 0 {
                if trie.literals[node] >= 0 {
                    Self.insert(Self.two(before, code) % Self.twoBits, into: &twos)
                }
            } else if trie.parents[top] == 0 {
                let two = Self.two(codes[Int(trie.units[top])], before)
                Self.insert(Self.three(two, code) % Self.threeBits, into: &threes)
            }
        }
    }

    private static func insert(_ i: UInt32, into set: inout [UInt64]) { set[Int(i / 64)] |= 1 &<< UInt64(i % 64) }

    @inline(__always)
    private static func bit(_ i: UInt32, _ set: UnsafeBufferPointer<UInt64>) -> UInt64 {
        set[Int(i / 64)] &>> UInt64(i % 64)
    }

    /// Writes the places where a literal may begin, and returns how many they are. No branch depends on the text.
    ///
    /// - Parameters:
    ///   - text: codes, and two 0 behind them.
    ///   - most: how far into the text to look.
    ///   - places: room for one more than that.
    func candidates(
        in text: UnsafeBufferPointer<UInt16>, _ most: Int, _ places: UnsafeMutableBufferPointer<UInt16>
    ) -> Int {
        ones.withUnsafeBufferPointer { ones in
            twos.withUnsafeBufferPointer { twos in
                threes.withUnsafeBufferPointer { threes in
                    var count = 0
                    var (a, b) = (text[0], text[1])
                    for i in 0..<min(most, text.count - 2) {
                        let c = text[i + 2]
                        let two = Self.two(a, b)
                        let found =
                            Self.bit(two % Self.twoBits, twos)
                            | Self.bit(Self.three(two, c) % Self.threeBits, threes) | Self.bit(UInt32(a), ones)
                        places[count] = UInt16(truncatingIfNeeded: i)
                        count &+= Int(truncatingIfNeeded: found & 1)
                        (a, b) = (b, c)
                    }
                    return count
                }
            }
        }
    }
}
