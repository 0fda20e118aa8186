import Crypto

/// SHA-256, by which originals and notices are known.
package enum Digest {
    package static func sha256(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var hash = SHA256()
        bytes.withContiguousStorageIfAvailable { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
            ?? hash.update(data: Array(bytes))
        return hash.finalize().withUnsafeBytes { Array($0) }
    }

    /// SHA-1, for names alone that a standard makes with it: nothing is kept safe with it.
    package static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        Insecure.SHA1.hash(data: bytes).withUnsafeBytes { Array($0) }
    }

    /// The identity of a notice: the first 16 hexadecimal digits of the SHA-256 of its text.
    package static func noticeID(_ text: some StringProtocol) -> String { short(text.utf8) }

    /// The first 16 hexadecimal digits.
    package static func short(_ bytes: some Collection<UInt8>) -> String { hex(sha256(bytes).prefix(8)) }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// `nil` where the text is not pairs of hexadecimal digits.
    package static func bytes(hex: String) -> [UInt8]? {
        let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue.map { UInt8($0) } }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0]! << 4 | digits[$0 + 1]! }
    }
}
