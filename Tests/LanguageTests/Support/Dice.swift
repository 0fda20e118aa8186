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

    /// Bytes in which a few places were overwritten, cut, repeated or strewn with words that readers trip over.
    package mutating func damage(_ whole: [UInt8], with words: [String]) -> [UInt8] {
        var bytes = whole
        for _ in 0..<roll(1..<7) {
            let place = roll(0..<bytes.count + 1)
            switch roll(0..<5) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.insert(contentsOf: pick(words).utf8, at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + roll(0..<41)))
            case 3 where !bytes.isEmpty:
                let from = roll(0..<bytes.count)
                bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + 60)]), at: place)
            case 4 where roll(0..<2) == 0: bytes.removeSubrange(place...)
            default: break
            }
        }
        return bytes
    }
}
