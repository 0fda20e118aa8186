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

    /// - Parameter digest: the SHA-1 of the namespace and the name.
    fileprivate init(digest: [UInt8]) {
        func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        high = half(digest[0..<8]) & ~0xF000 | 0x5000
        low = half(digest[8..<16]) & (1 << 62 - 1) | 1 << 63
    }

    fileprivate func write(to bytes: inout [UInt8]) {
        for half in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
    }

    /// `2ed6657d-e927-568b-95e1-2665a8aea6a2`.
    var text: String { String(unsafeUninitializedCapacity: Self.length) { write(textTo: $0) } }

    /// How many characters `text` has.
    static let length = 36

    /// - Parameter out: has room for the text.
    /// - Returns: the text's length.
    func write(textTo out: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var at = 0
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 {
                out[at] = UInt8(ascii: "-")
                at += 1
            }
            let half = place < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - place % 16 * 4) & 0xF)
            out[at] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            at += 1
        }
        return at
    }
}

/// Makes UUIDs of names. The hash is handed in, so that who uses the formats alone builds no library of cryptography.
package struct NameUUIDs: Sendable {
    private let sha1: @Sendable ([UInt8]) -> [UInt8]

    /// - Parameter sha1: the Secure Hash Algorithm 1 of FIPS 180-4, which version 5 of UUIDs asks for. Nothing is kept safe with it.
    package init(sha1: @escaping @Sendable ([UInt8]) -> [UInt8]) { self.sha1 = sha1 }

    /// - Parameter name: in parts, which follow one another.
    func callAsFunction(_ name: String..., in namespace: NameUUID = .namespace) -> NameUUID {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        namespace.write(to: &bytes)
        for part in name { bytes.append(contentsOf: part.utf8) }
        return NameUUID(digest: sha1(bytes))
    }
}

extension JSONBytes {
    /// The member `uuid`. It is written at once: a format may give one to everything that it says.
    mutating func uuid(_ uuid: NameUUID) {
        key("uuid")
        plain(NameUUID.length) { _ = uuid.write(textTo: $0) }
    }
}
