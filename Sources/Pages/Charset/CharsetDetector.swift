/// Which charset a file's bytes are in.
///
/// A declaration is one voice among others: pages that declare Shift_JIS and are UTF-8 are common, so the bytes decide and
/// the declaration tips the balance.
enum CharsetDetector {
    /// How much of a wide (UTF-16) file is looked at.
    private static let sample = 65_536
    /// How much a declaration adds to a charset's score.
    private static let trust = 0.15

    /// The charset that a byte order mark names, and the mark's length.
    static func byteOrderMark(_ bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
        return nil
    }

    /// The charset of bytes without a byte order mark.
    static func charset(of bytes: [UInt8], declared: Charset?) -> Charset {
        if let wide = utf16(bytes) { return wide }
        if hasJapaneseEscapes(bytes) { return .iso2022JP }
        let utf8 = CharsetCensus.utf8(bytes)
        if utf8.invalid == 0 {
            // Eight sequences that are valid by chance do not happen; a few may, in half-width kana.
            let sure = utf8.units == 0 || utf8.units >= 8 || utf8.japanese > 0
            if sure || declared == nil || declared == .utf8 { return .utf8 }
        }
        let censuses: [(Charset, CharsetCensus)] = [
            (.utf8, utf8), (.shiftJIS, .shiftJIS(bytes)), (.eucJP, .eucJP(bytes)),
        ]
        // A handful of characters cannot outvote the declaration.
        if let told = censuses.first(where: { $0.0 == declared }), told.1.invalid == 0, told.1.units < 8 {
            return told.0
        }
        let candidates = censuses.map { ($0.0, $0.0 == declared ? $0.1.score + trust : $0.1.score) }
        guard let best = candidates.max(by: { $0.1 < $1.1 }) else { return .utf8 }
        if declared == .windows1252, best.1 < 0.5 { return .windows1252 }
        if declared == nil, utf8.invalid > 0, censuses.allSatisfy({ $0.1.kana == 0 }), isWestern(bytes) {
            return .windows1252
        }
        return best.0
    }

    /// UTF-16 without a mark: every second byte is 00 (ASCII), 30 (kana) or FF (full-width letters), and what the pairs spell
    /// is text.
    private static func utf16(_ bytes: [UInt8]) -> Charset? {
        let pairs = min(bytes.count, sample) / 2
        guard pairs >= 2, bytes.count.isMultiple(of: 2) else { return nil }
        var high = (even: 0, odd: 0)
        for i in 0..<pairs {
            if isHighByte(bytes[2 * i]) { high.even += 1 }
            if isHighByte(bytes[2 * i + 1]) { high.odd += 1 }
        }
        let (most, least) = (max(high.even, high.odd), min(high.even, high.odd))
        guard 4 * most >= pairs, most > 2 * least, hasControlsOrIsNotUTF8(bytes) else { return nil }
        let little = high.odd > high.even
        var text = 0
        for i in 0..<pairs {
            let (first, second) = (UInt16(bytes[2 * i]), UInt16(bytes[2 * i + 1]))
            if isTextUnit(little ? second << 8 | first : first << 8 | second) { text += 1 }
        }
        guard 10 * text >= 9 * pairs else { return nil }
        return little ? .utf16LE : .utf16BE
    }

    private static func isHighByte(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x30 || byte == 0xFF }

    private static func isTextUnit(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFF, 0x2000...0x27FF, 0x3000...0x33FF, 0x3400...0x9FFF,
            0xF900...0xFAFF,
            0xFF00...0xFFEF:
            true
        default: false
        }
    }

    /// Plain ASCII such as `10203040` looks wide by its zeros; text in UTF-16 has NULs, other controls or bytes that UTF-8 forbids.
    private static func hasControlsOrIsNotUTF8(_ bytes: [UInt8]) -> Bool {
        let span = bytes.span
        var i = 0
        while i < span.count {
            if span[i] < 0x20, span[i] != 0x09, span[i] != 0x0A, span[i] != 0x0C, span[i] != 0x0D { return true }
            let length = UTF8Shape.length(span, at: i)
            if length == 0 { return true }
            i += length
        }
        return false
    }

    /// Whether the bytes switch to a Japanese set by an escape sequence, and are otherwise (nearly) all seven-bit.
    private static func hasJapaneseEscapes(_ bytes: [UInt8]) -> Bool {
        let span = bytes.span
        var (high, escapes, i) = (0, 0, 0)
        while i < span.count {
            if span[i] >= 0x80 { high += 1 }
            if span[i] == 0x1B, JISEscape(span, at: i + 1)?.isJapanese == true { escapes += 1 }
            i += 1
        }
        return escapes > 0 && high * 50 <= span.count
    }

    /// Whether the high bytes stand alone between ASCII ones, as accented letters and curly quotes do.
    private static func isWestern(_ bytes: [UInt8]) -> Bool {
        let span = bytes.span
        var (high, alone) = (0, 0)
        for i in span.indices where span[i] >= 0x80 {
            high += 1
            if (i == 0 || span[i - 1] < 0x80) && (i + 1 == span.count || span[i + 1] < 0x80) { alone += 1 }
        }
        return high * 10 < span.count && alone * 10 >= high * 9
    }
}
