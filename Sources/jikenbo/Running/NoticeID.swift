import Crypto

/// The identity of a notice: the same text has the same, wherever it was found.
enum NoticeID {
    /// First 16 hexadecimal digits of the SHA-256 of the text's UTF-8 form.
    static func of(_ text: some StringProtocol) -> String {
        var hash = SHA256()
        text.utf8.withContiguousStorageIfAvailable { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
            ?? hash.update(data: Array(text.utf8))
        return hash.finalize().prefix(8).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
