/// Turns bytes into text: finds the charset, converts, and removes what no text has.
enum CharsetDecoder {
    /// Text with what the conversion cost.
    struct Result {
        var text: String
        var charset: Charset
    }

    /// Decodes `bytes`.
    ///
    /// UTF-8 without a mark and without control characters comes out as it is, byte for byte, carriage returns included, so
    /// that offsets into the text are offsets into the file. In other charsets CR LF and CR become LF. The byte order mark and
    /// C0 controls other than tab, line feed (and, in UTF-8, carriage return) are dropped.
    static func decode(_ bytes: [UInt8], declared: Charset?) throws(PageError.Reason) -> Result {
        let mark = CharsetDetector.byteOrderMark(bytes)
        let body = mark.map { Array(bytes[$0.length...]) } ?? bytes
        let charset = mark?.charset ?? CharsetDetector.charset(of: body, declared: declared)
        if charset == .utf8, let text = String(validating: body, as: UTF8.self) {
            return try Result(text: refined(body, whole: text, replaced: 0, keepReturns: true), charset: charset)
        }
        let (converted, replaced) = try convert(body, from: charset)
        let text = try refined(converted, whole: nil, replaced: replaced, keepReturns: charset == .utf8)
        return Result(text: text, charset: charset)
    }

    /// The bytes as UTF-8, and how many U+FFFD stand for bytes that mean nothing.
    private static func convert(_ bytes: [UInt8], from charset: Charset) throws(PageError.Reason) -> ([UInt8], Int) {
        switch charset {
        case .utf8:
            let text = String(decoding: bytes, as: UTF8.self)
            return (Array(text.utf8), CharsetCensus.utf8(bytes).invalid)
        case .utf16LE, .utf16BE:
            return convertWide(bytes, little: charset == .utf16LE)
        case .shiftJIS:
            return try convert(bytes, with: IconvTable("CP932", "WINDOWS-31J"), of: charset) {
                JISText.unit(bytes, at: $0)
            }
        case .windows1252:
            return try convert(bytes, with: IconvTable("CP1252", "WINDOWS-1252"), of: charset) { _ in 1 }
        case .eucJP, .iso2022JP:
            guard var text = JISText(capacity: bytes.count) else { throw .charsetMissing(charset.rawValue) }
            if charset == .eucJP { text.append(eucJP: bytes) } else { text.append(iso2022JP: bytes) }
            return (text.output, text.replaced)
        }
    }

    private static func convert(
        _ bytes: [UInt8], with table: IconvTable?, of charset: Charset, skipping unit: (Int) -> Int
    ) throws(PageError.Reason) -> ([UInt8], Int) {
        guard let table else { throw .charsetMissing(charset.rawValue) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2)
        let replaced = table.convert(bytes, into: &output, skipping: unit)
        return (output, replaced)
    }

    private static func convertWide(_ bytes: [UInt8], little: Bool) -> ([UInt8], Int) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for i in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[i]), UInt16(bytes[i + 1]))
            units.append(little ? second << 8 | first : first << 8 | second)
        }
        let text = String(decoding: units, as: UTF16.self)
        let replacements = text.unicodeScalars.count { $0 == "\u{FFFD}" } - units.count { $0 == 0xFFFD }
        return (Array(text.utf8), max(0, replacements) + bytes.count % 2)
    }

    /// Drops controls, and refuses what is no text.
    private static func refined(
        _ bytes: [UInt8], whole: String?, replaced: Int, keepReturns: Bool
    ) throws(PageError.Reason) -> String {
        let span = bytes.span
        var (controls, returns, characters) = (0, 0, 0)
        for i in span.indices {
            let byte = span[i]
            if byte & 0xC0 != 0x80 { characters += 1 }
            if byte < 0x20, byte != 0x09, byte != 0x0A { byte == 0x0D ? (returns += 1) : (controls += 1) }
        }
        if controls * 20 > characters { throw .binary(nil) }
        if replaced * 20 > characters { throw controls > 0 ? .binary(nil) : .unreadable }
        if controls == 0, returns == 0 || keepReturns { return whole ?? String(decoding: bytes, as: UTF8.self) }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        for i in span.indices {
            let byte = span[i]
            if byte >= 0x20 || byte == 0x09 || byte == 0x0A || (byte == 0x0D && keepReturns) {
                kept.append(byte)
            } else if byte == 0x0D, i + 1 == span.count || span[i + 1] != 0x0A {
                kept.append(0x0A)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
