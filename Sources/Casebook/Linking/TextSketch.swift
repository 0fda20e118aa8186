package import Language

/// A fingerprint of a text that tells how much of two texts is the same, in 128 bytes.
///
/// One-permutation MinHash over runs of six characters: the hash of a run chooses one of 128 places, of each place the
/// least hash is kept, and of that eight bits. The share of equal places estimates the share of common runs (Jaccard's
/// index) with a standard error of 4 per cent or less.
package struct TextSketch: Hashable, Sendable {
    static let places = 128
    /// Characters in a run: longer ones are spoilt by every small change, shorter ones are common to all notices.
    static let run = 6

    /// One byte a place; empty for a text with hardly a run in it.
    package let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    package init(_ text: NormalText) {
        var least = [UInt64](repeating: .max, count: Self.places)
        var rolling: UInt64 = 0
        var filled = 0
        // Each character as ten bits: the lower sixty are the last six characters.
        for unit in text.units {
            switch UnitClass.of(unit) {
            case .digit, .latin, .hiragana, .katakana, .kanji: break
            default: continue
            }
            rolling = (rolling << 10) &+ Self.mixed(UInt64(unit)) >> 54
            filled += 1
            guard filled >= Self.run else { continue }
            let hash = Self.mixed(rolling & 0x0FFF_FFFF_FFFF_FFFF)
            let place = Int(hash >> 57)
            let rest = hash & 0x01FF_FFFF_FFFF_FFFF
            if rest < least[place] { least[place] = rest }
        }
        guard filled >= Self.run + Self.places / 4 else {
            bytes = []
            return
        }
        // A short text leaves places empty: each takes the value of the next one that is not.
        var out = [UInt8](repeating: 0, count: Self.places)
        for place in 0..<Self.places {
            var from = place
            var steps: UInt64 = 0
            while least[from] == .max, steps < UInt64(Self.places) {
                from = (from + 1) % Self.places
                steps += 1
            }
            out[place] = UInt8(truncatingIfNeeded: Self.mixed(least[from] &+ steps))
        }
        bytes = out
    }

    /// The share of the texts' runs that are common to both, from 0 to 1; 0 where one of them is too short to tell.
    package func similarity(_ other: TextSketch) -> Double {
        guard bytes.count == Self.places, other.bytes.count == Self.places else { return 0 }
        var equal = 0
        for place in 0..<Self.places where bytes[place] == other.bytes[place] { equal += 1 }
        // One place in 256 is equal by chance.
        let share = Double(equal) / Double(Self.places)
        return max(0, (share - 1 / 256) / (1 - 1 / 256))
    }

    /// Hashes of four groups of six places each: of two texts that are nearly the same, one group at least is equal.
    var bands: [UInt64] {
        guard bytes.count == Self.places else { return [] }
        return (0..<4).map { band in
            StableHash.of(bytes[band * 6..<band * 6 + 6], seed: UInt64(band))
        }
    }

    /// The finalizer of SplitMix64.
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A hash that is the same on every machine and in every run, so that it can be stored: FNV-1a of 64 bits.
enum StableHash {
    static func of(_ bytes: some Sequence<UInt8>, seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    static func of(_ text: String, seed: UInt64) -> UInt64 { of(text.utf8, seed: seed) }
}
