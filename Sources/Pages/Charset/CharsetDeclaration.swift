/// Finds what a page says about its own charset.
enum CharsetDeclaration {
    /// Browsers look at the first 1,024 bytes; Japanese pages put long comments and scripts before.
    private static let reach = 8_192

    /// The charset named by `<meta charset>`, `<meta http-equiv … charset=…>` or the XML declaration; nil where there is none
    /// or it is unknown. The first known one counts.
    static func charset(in bytes: [UInt8]) -> Charset? {
        let head = bytes.prefix(reach).map(ASCII.lower)
        if head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")),
            let label = label(after: Array("encoding".utf8), in: head[..<end]), let charset = Charset(label: label)
        {
            return charset
        }
        var rest = head[...]
        let meta = Array("<meta".utf8)
        while let at = ASCII.find(meta, in: rest) {
            rest = rest[(at + meta.count)...]
            let tag = rest.prefix { $0 != UInt8(ascii: ">") }
            if let label = label(after: Array("charset".utf8), in: tag), let charset = Charset(label: label) {
                return charset
            }
        }
        return nil
    }

    /// The word after `key`, an equals sign and perhaps a quote.
    private static func label(after key: [UInt8], in bytes: ArraySlice<UInt8>) -> String? {
        guard let at = ASCII.find(key, in: bytes) else { return nil }
        var rest = bytes[(at + key.count)...].drop(while: ASCII.isSpace)
        guard rest.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropFirst().drop { ASCII.isSpace($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let word = rest.prefix { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }
}

/// Byte classes and searches that ignore everything above ASCII.
enum ASCII {
    static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    /// What HTML calls white space.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B) }
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    /// Where `needle` first stands in `bytes`.
    static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        for at in bytes.startIndex...(bytes.endIndex - needle.count) where bytes[at] == first {
            if bytes[at...].starts(with: needle) { return at }
        }
        return nil
    }
}
