/// An escape sequence of ISO-2022-JP.
struct JISEscape {
    enum Target { case ascii, halfKana, pairs, supplement }
    var target: Target
    /// Bytes after ESC.
    var length: Int
    var isJapanese: Bool { target != .ascii }

    /// The escape sequence whose ESC stands just before `at`; nil where there is none.
    init?(_ span: Span<UInt8>, at: Int) {
        guard at + 1 < span.count else { return nil }
        let third = at + 2 < span.count ? span[at + 2] : 0
        switch (span[at], span[at + 1]) {
        case (0x28, 0x42), (0x28, 0x4A), (0x28, 0x48): (target, length) = (.ascii, 2)  // ( B, ( J, ( H
        case (0x28, 0x49): (target, length) = (.halfKana, 2)  // ( I
        case (0x24, 0x40), (0x24, 0x42): (target, length) = (.pairs, 2)  // $ @, $ B
        case (0x24, 0x28) where third == 0x44: (target, length) = (.supplement, 3)  // $ ( D
        case (0x24, 0x28) where third == 0x40 || third == 0x42: (target, length) = (.pairs, 3)  // $ ( @, $ ( B
        default: return nil
        }
    }
}

/// Text in the JIS sets (ASCII, JIS X 0208 with the NEC and IBM rows, half-width kana, JIS X 0212), put together from EUC-JP or
/// ISO-2022-JP and converted through two tables.
///
/// Both charsets are other spellings of the rows that CP932 has, so the pairs are turned into CP932 by arithmetic: the C
/// library's own EUC-JP and ISO-2022-JP tables miss the NEC and IBM rows (①, ㈱, 髙) that Japanese notices are full of.
struct JISText {
    private let main: IconvTable
    private let supplement: IconvTable?
    private var pending: [UInt8] = []
    private(set) var output: [UInt8] = []
    private(set) var replaced = 0

    /// Nil where the system has no table for CP932.
    init?(capacity: Int) {
        guard let main = IconvTable("CP932", "WINDOWS-31J") else { return nil }
        self.main = main
        supplement = IconvTable("EUC-JP-MS", "EUCJP-MS", "EUC-JP")
        pending.reserveCapacity(capacity)
    }

    mutating func append(single byte: UInt8) { pending.append(byte) }
    /// FF is no character of CP932, so that it comes out as U+FFFD.
    mutating func appendInvalid() { pending.append(0xFF) }

    /// A pair of JIS X 0208, each byte from 21 to 7E.
    mutating func append(pair row: UInt8, _ cell: UInt8) {
        let lead = (row - 0x21) >> 1
        pending.append(lead + (lead < 0x1F ? 0x81 : 0xC1))
        if row & 1 == 1 { pending.append(cell + (cell < 0x60 ? 0x1F : 0x20)) } else { pending.append(cell + 0x7E) }
    }

    /// A pair of JIS X 0212, each byte from 21 to 7E.
    mutating func append(supplement row: UInt8, _ cell: UInt8) {
        guard let supplement else { return appendInvalid() }
        flush()
        replaced += supplement.convert([0x8F, row | 0x80, cell | 0x80], into: &output) { _ in 3 }
    }

    /// Converts what is pending.
    mutating func flush() {
        guard !pending.isEmpty else { return }
        let bytes = pending
        replaced += main.convert(bytes, into: &output) { Self.unit(bytes, at: $0) }
        pending.removeAll(keepingCapacity: true)
    }

    /// The length of an invalid unit of CP932: an ASCII byte after a lead byte is kept, as browsers do.
    static func unit(_ bytes: [UInt8], at: Int) -> Int {
        let isLead = (0x81...0x9F).contains(bytes[at]) || (0xE0...0xFC).contains(bytes[at])
        return isLead && at + 1 < bytes.count && bytes[at + 1] >= 0x80 ? 2 : 1
    }

    /// Takes in text in EUC-JP.
    mutating func append(eucJP bytes: [UInt8]) {
        let span = bytes.span
        func isHigh(_ at: Int) -> Bool { at < span.count && span[at] >= 0xA1 && span[at] <= 0xFE }
        var i = 0
        while i < span.count {
            let byte = span[i]
            i += 1
            if byte < 0x80 {
                append(single: byte)
            } else if byte == 0x8E, i < span.count, (0xA1...0xDF).contains(span[i]) {
                append(single: span[i])
                i += 1
            } else if byte == 0x8F, isHigh(i), isHigh(i + 1) {
                append(supplement: span[i] & 0x7F, span[i + 1] & 0x7F)
                i += 2
            } else if byte >= 0xA1, byte <= 0xFE, isHigh(i) {
                append(pair: byte & 0x7F, span[i] & 0x7F)
                i += 1
            } else {
                appendInvalid()
            }
        }
        flush()
    }

    /// Takes in text in ISO-2022-JP. A line end goes back to ASCII, as the standard asks; bytes from A1 to DF are half-width kana, as
    /// old mail programs wrote them.
    mutating func append(iso2022JP bytes: [UInt8]) {
        let span = bytes.span
        var target = JISEscape.Target.ascii
        var i = 0
        while i < span.count {
            let byte = span[i]
            i += 1
            switch (byte, target) {
            case (0x1B, _):
                guard let escape = JISEscape(span, at: i) else { continue }
                target = escape.target
                i += escape.length
            case (0x0A, _), (0x0D, _):
                target = .ascii
                append(single: byte)
            case (0x0E, _): target = .halfKana
            case (0x0F, _): target = .ascii
            case (0xA1...0xDF, _): append(single: byte)
            case (0x80..., _): appendInvalid()
            case (0x21...0x5F, .halfKana): append(single: byte | 0x80)
            case (0x21...0x7E, .pairs), (0x21...0x7E, .supplement):
                guard i < span.count, (0x21...0x7E).contains(span[i]) else {
                    appendInvalid()
                    continue
                }
                if target == .pairs { append(pair: byte, span[i]) } else { append(supplement: byte, span[i]) }
                i += 1
            default: append(single: byte)
            }
        }
        flush()
    }
}
