/// What one UTF-16 unit becomes in normal text, as one lookup: 0 drops it, 1 is a space, 2 needs a look at its
/// neighbours or becomes several units, anything else is the unit itself.
enum FoldTable {
    static let drop: UInt16 = 0
    static let space: UInt16 = 1
    static let special: UInt16 = 2

    static let table: [UInt16] = {
        var t = [UInt16](unsafeUninitializedCapacity: 65536) { buffer, count in
            for i in 0..<65536 { buffer[i] = UInt16(i) }
            count = 65536
        }
        for c in 0..<0x20 where c != 0x0A { t[c] = drop }
        for c in 0x41...0x5A { t[c] = UInt16(c + 0x20) }
        for c in 0xFF01...0xFF5E { t[c] = t[c - 0xFEE0] }
        for c in [0x09, 0x0B, 0x20, 0x3000, 0xA0, 0x202F, 0x205F] + Array(0x2000...0x200A) { t[c] = space }
        for c in [0xAD, 0xFEFF, 0x7F] + Array(0x200B...0x200F) + Array(0x202A...0x202E) + Array(0x2060...0x206F)
            + Array(0xFE00...0xFE0F) + Array(0x80...0x9F)
        {
            t[c] = drop
        }
        for c in [0x301C, 0x223C, 0x02DC] { t[c] = Unit.tilde }
        for c in [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63, 0x2500, 0x2501] { t[c] = Unit.hyphen }
        for (c, to) in [(0xFF61, 0x3002), (0xFF62, 0x300C), (0xFF63, 0x300D), (0xFF64, 0x3001), (0xFF65, 0x30FB)] {
            t[c] = UInt16(to)
        }
        for (i, c) in FoldPairs.halfWidthKana.utf16.enumerated() { t[0xFF66 + i] = c }
        for text in [FoldPairs.kangxi, FoldPairs.radicals, FoldPairs.compatibility] {
            var units = text.utf16.makeIterator()
            while let from = units.next(), let to = units.next() { t[Int(from)] = to }
        }
        // ウィルス and ウイルス, ソフトウェア and ソフトウエア are one word.
        for (small, large) in [
            (0x30A1, 0x30A2), (0x30A3, 0x30A4), (0x30A5, 0x30A6), (0x30A7, 0x30A8), (0x30A9, 0x30AA),
        ] {
            t[small] = UInt16(large)
        }
        for c in 0xFF67...0xFF6B { t[c] = t[Int(t[c])] }
        for c in expansions.keys { t[Int(c)] = special }
        t[Int(Unit.longVowel)] = special
        t[0xFF70] = special
        t[0x2C] = special
        t[0xFF0C] = special
        t[0xFF9E] = special
        t[0xFF9F] = special
        t[0x3099] = special
        t[0x309A] = special
        t[Int(Unit.na)] = special
        t[Int(Unit.newline)] = special
        return t
    }()

    /// No unit of a phrase becomes more units than that.
    static let mostUnits = 3

    /// Writes a phrase in the form that `NormalText` gives it: by the table, with the two rules about neighbours that phrases
    /// meet.
    ///
    /// - Parameter out: where to write, with room for `mostUnits` for each unit.
    /// - Returns: how many units were written.
    static func fold(
        _ text: UnsafeBufferPointer<UInt16>, into out: UnsafeMutablePointer<UInt16>,
        _ table: UnsafeBufferPointer<UInt16>
    ) -> Int {
        var count = 0
        for i in 0..<text.count {
            let unit = text[i]
            let folded = table[Int(unit)]
            if folded > special {
                out[count] = folded
                count += 1
            } else if folded == special {
                let next = i + 1 < text.count ? text[i + 1] : 0
                let last = count > 0 ? out[count - 1] : nil
                if unit == Unit.na {
                    if last == 0x884C, "いうえわっ".utf16.contains(next) { continue }
                    out[count] = unit
                    count += 1
                } else if unit == Unit.longVowel {
                    let ends = UnitClass.of(next) != .katakana && !(0xFF66...0xFF9D).contains(next)
                    if let last, last != Unit.longVowel, UnitClass.of(last) == .katakana, ends { continue }
                    out[count] = unit
                    count += 1
                } else if let expansion = expansions[unit] {
                    for unit in expansion {
                        out[count] = unit
                        count += 1
                    }
                } else {
                    let whole = NormalText(String(decoding: text, as: UTF16.self)).units
                    precondition(whole.count <= text.count * mostUnits)
                    for (at, unit) in whole.enumerated() { out[at] = unit }
                    return whole.count
                }
            }
        }
        return count
    }

    /// Characters that stand for several: abbreviations of one square, and kanji that notices write as kana about as often.
    static let expansions: [UInt16: [UInt16]] = {
        let pairs: [(String, String)] = [
            ("㈱", "(株)"), ("㈲", "(有)"), ("㈳", "(社)"), ("㈶", "(財)"), ("℡", "tel"), ("㍻", "平成"), ("㋿", "令和"), ("㍼", "昭和"),
            ("洩", "えい"), ("泄", "えい"), ("竄", "ざん"), ("恐", "おそ"), ("虞", "おそれ"), ("毀", "き"), ("致", "いた"),
            ("頂", "いただ"), ("戴", "いただ"), ("又", "また"), ("№", "no"),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.utf16.first ?? 0, Array($1.utf16)) })
    }()
}

/// Units that the code compares with, by name.
@usableFromInline package enum Unit {
    @inlinable package static var newline: UInt16 { 0x0A }
    @inlinable package static var tilde: UInt16 { 0x7E }
    @inlinable package static var hyphen: UInt16 { 0x2D }
    @inlinable package static var comma: UInt16 { 0x2C }
    @inlinable package static var period: UInt16 { 0x2E }
    @inlinable package static var colon: UInt16 { 0x3A }
    @inlinable package static var slash: UInt16 { 0x2F }
    @inlinable package static var open: UInt16 { 0x28 }
    @inlinable package static var close: UInt16 { 0x29 }
    @inlinable package static var zero: UInt16 { 0x30 }
    @inlinable package static var nine: UInt16 { 0x39 }
    @inlinable package static var ideographicComma: UInt16 { 0x3001 }
    @inlinable package static var ideographicStop: UInt16 { 0x3002 }
    @inlinable package static var middleDot: UInt16 { 0x30FB }
    @inlinable package static var longVowel: UInt16 { 0x30FC }
    @inlinable package static var na: UInt16 { 0x306A }
    @inlinable package static var quoteOpen: UInt16 { 0x300C }
    @inlinable package static var quoteClose: UInt16 { 0x300D }
    @inlinable package static var doubleQuoteOpen: UInt16 { 0x300E }
    @inlinable package static var doubleQuoteClose: UInt16 { 0x300F }
    @inlinable package static var lensOpen: UInt16 { 0x3010 }
    @inlinable package static var lensClose: UInt16 { 0x3011 }
    /// No bracket and no stop comes behind it, but kana and kanji do.
    @inlinable package static var lastMark: UInt16 { 0x303F }
    @inlinable package static var referenceMark: UInt16 { 0x203B }
    @inlinable package static var year: UInt16 { 0x5E74 }
    @inlinable package static var month: UInt16 { 0x6708 }
    @inlinable package static var day: UInt16 { 0x65E5 }
    @inlinable package static var hour: UInt16 { 0x6642 }
    @inlinable package static var minute: UInt16 { 0x5206 }
}

/// What kind of character a normal unit is.
@usableFromInline
package enum UnitClass: UInt8 {
    case other, digit, latin, hiragana, katakana, kanji, space, newline, openBracket, closeBracket, stop, comma, bullet,
        circled

    /// The common scripts by comparison, which inlines; the rest from a table.
    @inlinable @inline(__always)
    package static func of(_ u: UInt16) -> UnitClass {
        if u >= 0x4E00 && u <= 0x9FFF { return .kanji }
        if u >= 0x3041 && u <= 0x309F { return .hiragana }
        if u >= 0x61 && u <= 0x7A { return .latin }
        if u >= 0x30 && u <= 0x39 { return .digit }
        return rare(u)
    }

    @usableFromInline
    static func rare(_ u: UInt16) -> UnitClass { UnitClass(rawValue: table[Int(u)]) ?? .other }

    private static let table: [UInt8] = {
        var t = [UInt8](repeating: 0, count: 65536)
        func set(_ range: ClosedRange<Int>, _ c: UnitClass) { for i in range { t[i] = c.rawValue } }
        set(0x30...0x39, .digit)
        set(0x61...0x7A, .latin)
        set(0x41...0x5A, .latin)
        set(0xC0...0x24F, .latin)
        set(0x3041...0x309F, .hiragana)
        set(0x30A1...0x30FF, .katakana)
        set(0x3400...0x4DBF, .kanji)
        set(0x4E00...0x9FFF, .kanji)
        set(0xD800...0xDFFF, .kanji)
        set(0x3005...0x3007, .kanji)
        set(0x2460...0x24FF, .circled)
        set(0x2776...0x2793, .circled)
        set(0x2160...0x217F, .circled)
        t[0x0A] = newline.rawValue
        t[0x20] = space.rawValue
        for c in "(「『【〈《[{<〔".utf16 { t[Int(c)] = openBracket.rawValue }
        for c in ")」』】〉》]}>〕".utf16 { t[Int(c)] = closeBracket.rawValue }
        for c in "。!?".utf16 { t[Int(c)] = stop.rawValue }
        for c in "、,".utf16 { t[Int(c)] = comma.rawValue }
        for c in "・●■◆◇○□▼▽▲△•◎★☆*➢➤►▶▪◦‣⚫⬤".utf16 { t[Int(c)] = bullet.rawValue }
        return t
    }()
}
