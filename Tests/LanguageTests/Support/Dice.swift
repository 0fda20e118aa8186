/// Pseudo-random numbers that are the same in every run.
package struct Dice: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package mutating func roll(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

    package mutating func pick<T>(_ list: [T]) -> T { list[roll(0..<list.count)] }

    /// A text of some of the pieces.
    package mutating func text(of pieces: [String], count: Int) -> String {
        (0..<count).map { _ in pick(pieces) }.joined()
    }
}
