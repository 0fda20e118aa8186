/// A UUID made of a name, version 5 of RFC 9562: the same name in the same namespace always gives the same one.
struct NameUUID: Hashable {
    /// Under which the ids of this program's objects stand. Another would give every object that was exported a new id.
    static let namespace = NameUUID(high: 0x8F2B_6C1E_53D7_4A90, low: 0xB6E4_1D0C_97A3_5F28)
    /// RFC 9562, 6.6: for names of the Domain Name System.
    static let dns = NameUUID(high: 0x6BA7_B810_9DAD_11D1, low: 0x80B4_00C0_4FD4_30C8)

    private let high, low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ name: String, in namespace: NameUUID = NameUUID.namespace) {
        var message: [UInt8] = []
        for half in [namespace.high, namespace.low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                message.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        let words = SHA1.digest(of: message + Array(name.utf8))
        high = (UInt64(words[0]) << 32 | UInt64(words[1])) & ~0xF000 | 0x5000
        low = (UInt64(words[2]) << 32 | UInt64(words[3])) & (1 << 62 - 1) | 1 << 63
    }

    /// `2ed6657d-e927-568b-95e1-2665a8aea6a2`.
    var text: String {
        func digits(_ half: UInt64) -> String {
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        let all = Array(digits(high) + digits(low))
        return [all[0..<8], all[8..<12], all[12..<16], all[16..<20], all[20...]].map { String($0) }.joined(
            separator: "-")
    }
}

/// The Secure Hash Algorithm 1 of FIPS 180-4, for version 5 of UUIDs, which names no other. Nothing is kept safe with it.
enum SHA1 {
    /// The digest's five words.
    static func digest(of message: [UInt8]) -> [UInt32] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        var padded = message
        padded.append(0x80)
        while padded.count % 64 != 56 { padded.append(0) }
        let bits = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        for start in stride(from: 0, to: padded.count, by: 64) { add(padded[start..<start + 64], to: &state) }
        return state
    }

    private static func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 { word << by | word >> (32 - by) }

    private static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
        var words = [UInt32](repeating: 0, count: 80)
        for (place, byte) in block.enumerated() { words[place / 4] = words[place / 4] << 8 | UInt32(byte) }
        for t in 16..<80 { words[t] = rotated(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1) }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for t in 0..<80 {
            let (mixed, constant): (UInt32, UInt32) =
                switch t {
                case 0..<20: (b & c | ~b & d, 0x5A82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case 40..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = rotated(a, 5) &+ mixed &+ e &+ constant &+ words[t]
            (a, b, c, d, e) = (next, a, rotated(b, 30), c, d)
        }
        for (place, word) in [a, b, c, d, e].enumerated() { state[place] = state[place] &+ word }
    }
}
