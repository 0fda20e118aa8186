package import Facts

/// A text in the form that phrases, dates and numbers are compared in, with the way back to the original.
///
/// Its characters are UTF-16 units, folded one by one: width, letter case, radicals from PDFs, dashes and a few spellings;
/// horizontal spaces are left out and soft line breaks joined. Every unit knows the bytes of the original that it stands for.
/// Building it takes time linear in the text's length.
package struct NormalText: Sendable {
    /// The folded units. Newlines that end a line are kept as `\n`.
    package private(set) var units: [UInt16] = []
    /// For each unit the offset of the first original byte that it stands for.
    package private(set) var starts: [Int32] = []
    /// For each unit the offset just past the last original byte that it stands for.
    package private(set) var ends: [Int32] = []
    /// For each unit whether a space or soft line break stood before it.
    package private(set) var spaced: [Bool] = []

    package var count: Int { units.count }

    /// The original bytes that the units from `start` up to `end` stand for.
    package func span(_ start: Int, _ end: Int) -> TextSpan {
        start < end ? TextSpan(Int(starts[start]), Int(ends[end - 1])) : TextSpan(0, 0)
    }

    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { NormalText(utf8: $0) }
    }

    /// - Parameter bytes: valid UTF-8 of less than 2 GiB.
    package init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        let estimate = bytes.count / 2 + 16
        units.reserveCapacity(estimate)
        starts.reserveCapacity(estimate)
        ends.reserveCapacity(estimate)
        spaced.reserveCapacity(estimate)
        var at = 0
        var space = false
        var lineStart = 0
        FoldTable.table.withUnsafeBufferPointer { fold in
            while at < bytes.count {
                let from = at
                let scalar = Self.next(bytes, &at)
                if scalar > 0xFFFF {
                    // Outside the basic plane: one unit that no phrase holds.
                    append(0xD800, from, at, &space)
                    continue
                }
                let folded = fold[Int(scalar)]
                if folded > FoldTable.special {
                    append(folded, from, at, &space)
                } else if folded == FoldTable.space {
                    space = true
                } else if folded == FoldTable.special {
                    special(UInt16(scalar), bytes, from, at, &space, &lineStart, fold)
                }
            }
        }
    }

    @inline(__always)
    private mutating func append(_ unit: UInt16, _ from: Int, _ to: Int, _ space: inout Bool) {
        units.append(unit)
        starts.append(Int32(truncatingIfNeeded: from))
        ends.append(Int32(truncatingIfNeeded: to))
        spaced.append(space)
        space = false
    }

    /// Characters whose fold depends on their neighbours, or is several units.
    private mutating func special(
        _ c: UInt16, _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int, _ space: inout Bool, _ lineStart: inout Int,
        _ fold: UnsafeBufferPointer<UInt16>
    ) {
        switch c {
        case Unit.newline:
            if Self.joins(line: units[lineStart...], rest: bytes, from: to, fold) {
                space = true
            } else {
                space = false
                append(Unit.newline, from, to, &space)
                lineStart = units.count
            }
        case Unit.longVowel, 0xFF70:
            // サーバー is サーバ, but データ keeps its sign: dropped only at the end of a katakana word.
            guard let last = units.last, UnitClass.of(last) == .katakana, last != Unit.longVowel, !space,
                !Self.isKatakana(peek: bytes, to, fold)
            else { return append(Unit.longVowel, from, to, &space) }
            ends[ends.count - 1] = Int32(truncatingIfNeeded: to)
        case 0xFF9E, 0xFF9F:
            guard let last = units.last, !space, let voiced = Self.voiced(last, semi: c == 0xFF9F) else {
                return append(c, from, to, &space)
            }
            units[units.count - 1] = voiced
            ends[ends.count - 1] = Int32(truncatingIfNeeded: to)
        case Unit.na:
            // 行ないました is 行いました.
            if units.last == 0x884C, let next = Self.peek(bytes, to), "いうえわっ".utf16.contains(next) {
                ends[ends.count - 1] = Int32(truncatingIfNeeded: to)
            } else {
                append(c, from, to, &space)
            }
        default:
            for unit in FoldTable.expansions[c] ?? [] { append(unit, from, to, &space) }
        }
    }

    private static func voiced(_ u: UInt16, semi: Bool) -> UInt16? {
        switch u {
        case 0x30AB...0x30C2 where u % 2 == 1 && !semi: u + 1
        case 0x30C4, 0x30C6, 0x30C8: semi ? nil : u + 1
        case 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB: u + (semi ? 2 : 1)
        case 0x30A6 where !semi: 0x30F4
        default: nil
        }
    }

    private static func peek(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
        var i = at
        guard i < bytes.count else { return nil }
        let scalar = next(bytes, &i)
        return scalar > 0xFFFF ? nil : UInt16(scalar)
    }

    private static func isKatakana(peek bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fold: UnsafeBufferPointer<UInt16>) -> Bool {
        guard let c = peek(bytes, at) else { return false }
        return UnitClass.of(c) == .katakana || (0xFF66...0xFF9D).contains(c)
    }

    /// Decodes the scalar at `at` and moves past it. Bytes that are no UTF-8 give U+FFFD and move one byte.
    @inline(__always)
    private static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
        let b0 = UInt32(bytes[at])
        if b0 < 0x80 {
            at += 1
            return b0
        }
        let left = bytes.count - at
        if b0 >= 0xE0, b0 < 0xF0, left >= 3 {
            let scalar = (b0 & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
            at += 3
            return scalar
        }
        if b0 >= 0xC0, b0 < 0xE0, left >= 2 {
            let scalar = (b0 & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
            at += 2
            return scalar
        }
        if b0 >= 0xF0, left >= 4 {
            at += 4
            return 0x10000
        }
        at += 1
        return 0xFFFD
    }

    /// Shortest line that a page may have wrapped, in units: shorter ones end where their author ended them.
    private static let shortestWrapped = 25

    /// Whether the newline after `line` is a soft one, inside a sentence, as PDFs and mails have them.
    private static func joins(
        line: ArraySlice<UInt16>, rest: UnsafeBufferPointer<UInt8>, from: Int, _ fold: UnsafeBufferPointer<UInt16>
    ) -> Bool {
        guard line.count >= shortestWrapped, let last = line.last, let following = peek(rest, from) else { return false }
        let next = fold[Int(following)]
        switch UnitClass.of(next) {
        case .hiragana, .katakana, .kanji, .latin, .digit: break
        default: return next == FoldTable.special && (following == Unit.na || following == Unit.longVowel)
        }
        switch UnitClass.of(last) {
        case .hiragana, .katakana, .kanji, .latin, .digit, .comma: break
        default: return false
        }
        // A line that begins with a number is a row or item, unless the line before it breaks off inside a phrase.
        if UnitClass.of(next) == .digit {
            let open = UnitClass.of(last) == .hiragana || UnitClass.of(last) == .comma
            if !open || isNumbering(rest, from, fold) { return false }
        }
        let tail = line.suffix(3)
        return !lineEndings.contains { tail.suffix($0.count).elementsEqual($0) }
    }

    /// Ends of titles, datelines and addresses, after which a new line is a new line.
    private static let lineEndings: [[UInt16]] = ["らせ", "いて", "詫び", "報告", "の件", "日", "各位", "願い", "以上", "ます", "記"].map {
        Array($0.utf16)
    }

    /// Whether the line that begins at `at` begins with a list number: `1.`, `2)`, `3 概要`.
    private static func isNumbering(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fold: UnsafeBufferPointer<UInt16>) -> Bool {
        var i = at
        for _ in 0..<3 {
            guard let c = peek(bytes, i) else { return false }
            switch UnitClass.of(fold[Int(c)]) {
            case .digit: _ = next(bytes, &i)
            default:
                let folded = fold[Int(c)]
                return folded == Unit.period || folded == Unit.close || folded == FoldTable.space || c == Unit.newline
            }
        }
        return false
    }
}
