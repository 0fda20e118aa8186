/// Pseudo-random numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    init(seed: UInt64, number: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03
        _ = next()
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// From 0 up to, but not, `sides`.
    mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }

    mutating func pick<T>(_ list: [T]) -> T { list[roll(list.count)] }

    /// So many different ones of the list, in its order.
    mutating func some<T>(of list: [T], from least: Int, to most: Int) -> [T] {
        var wanted = least + roll(most - least + 1), chosen: [T] = []
        for (index, item) in list.enumerated() where roll(list.count - index) < wanted {
            chosen.append(item)
            wanted -= 1
        }
        return chosen
    }
}
