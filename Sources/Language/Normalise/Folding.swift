/// Folds a text into buffers that are large enough for it: the making of a `NormalText`.
///
/// Written through unsafe buffers: four arrays that grow one unit at a time took half as long again.
struct Folding {
    let bytes: UnsafeBufferPointer<UInt8>
    let units: UnsafeMutableBufferPointer<UInt16>
    let starts: UnsafeMutableBufferPointer<Int32>
    let ends: UnsafeMutableBufferPointer<Int32>
    let spaced: UnsafeMutableBufferPointer<Bool>
    /// How many units there are so far.
    private(set) var count = 0
    /// Whether a space stood since the last unit.
    private var space = false
    /// The first unit of the line.
    private var lineStart = 0

    init(
        bytes: UnsafeBufferPointer<UInt8>, units: UnsafeMutableBufferPointer<UInt16>,
        starts: UnsafeMutableBufferPointer<Int32>,
        ends: UnsafeMutableBufferPointer<Int32>, spaced: UnsafeMutableBufferPointer<Bool>
    ) {
        self.bytes = bytes
        self.units = units
        self.starts = starts
        self.ends = ends
        self.spaced = spaced
    }

    mutating func run() {
        FoldTable.table.withUnsafeBufferPointer { fold in
            var at = 0
            while at < bytes.count {
                plain(&at, fold)
                if at == bytes.count { break }
                let from = at
                let scalar = Self.next(bytes, &at)
                // Outside the basic plane: one unit that no phrase holds.
                let folded = scalar > 0xFFFF ? 0xD800 : fold[Int(scalar)]
                if folded > FoldTable.special {
                    append(folded, from, at)
                } else if folded == FoldTable.space {
                    space = true
                } else if folded == FoldTable.special {
                    special(UInt16(scalar), from, at, fold)
                }
            }
        }
    }

    /// Folds characters of three bytes, which kana and kanji are, up to the first that needs more than the table.
    @inline(__always)
    private mutating func plain(_ at: inout Int, _ fold: UnsafeBufferPointer<UInt16>) {
        // Local copies stay in registers.
        var (i, n, spaced) = (at, count, space)
        while i + 2 < bytes.count, bytes[i] >= 0xE0, bytes[i] < 0xF0 {
            let folded = fold[Int(bytes[i] & 0x0F) << 12 | Int(bytes[i + 1] & 0x3F) << 6 | Int(bytes[i + 2] & 0x3F)]
            if folded <= FoldTable.special { break }
            units[n] = folded
            starts[n] = Int32(truncatingIfNeeded: i)
            i += 3
            ends[n] = Int32(truncatingIfNeeded: i)
            self.spaced[n] = spaced
            spaced = false
            n += 1
        }
        (at, count, space) = (i, n, spaced)
    }

    @inline(__always)
    private mutating func append(_ unit: UInt16, _ from: Int, _ to: Int) {
        units[count] = unit
        starts[count] = Int32(truncatingIfNeeded: from)
        ends[count] = Int32(truncatingIfNeeded: to)
        spaced[count] = space
        space = false
        count += 1
    }

    private var last: UInt16? { count > 0 ? units[count - 1] : nil }

    /// Lets the last unit stand for the bytes up to `to` as well.
    private func extend(to: Int) { ends[count - 1] = Int32(truncatingIfNeeded: to) }

    /// Characters whose fold depends on their neighbours, or is several units.
    private mutating func special(_ c: UInt16, _ from: Int, _ to: Int, _ fold: UnsafeBufferPointer<UInt16>) {
        switch c {
        case Unit.newline:
            if Self.joins(line: UnsafeBufferPointer(rebasing: units[lineStart..<count]), rest: bytes, from: to, fold) {
                space = true
            } else {
                space = false
                append(Unit.newline, from, to)
                lineStart = count
            }
        case 0x2C, 0xFF0C:
            // 氏名，性別 is 氏名、性別, but 1,234 and Co., Ltd. keep their commas.
            let before = last.map(UnitClass.of)
            let japanese = before == .kanji || before == .hiragana || before == .katakana
            append(japanese ? Unit.ideographicComma : Unit.comma, from, to)
        case Unit.longVowel, 0xFF70:
            // サーバー is サーバ, but データ keeps its sign: dropped only at the end of a katakana word.
            guard let last, UnitClass.of(last) == .katakana, last != Unit.longVowel, !space,
                !Self.isKatakana(peek: bytes, to, fold)
            else { return append(Unit.longVowel, from, to) }
            extend(to: to)
        case 0xFF9E, 0xFF9F, 0x3099, 0x309A:
            guard let last, !space, let voiced = Self.voiced(last, semi: c == 0xFF9F || c == 0x309A) else {
                return append(c, from, to)
            }
            units[count - 1] = voiced
            extend(to: to)
        case Unit.na:
            // 行ないました is 行いました.
            if last == 0x884C, let next = Self.peek(bytes, to), Self.afterNa(next) {
                extend(to: to)
            } else {
                append(c, from, to)
            }
        default:
            for unit in FoldTable.expansions[c] ?? [] { append(unit, from, to) }
        }
    }

    private static func afterNa(_ u: UInt16) -> Bool { u == "い" || u == "う" || u == "え" || u == "わ" || u == "っ" }

    private static func voiced(_ u: UInt16, semi: Bool) -> UInt16? {
        switch u {
        case 0x30AB...0x30C2 where u % 2 == 1 && !semi: u + 1
        case 0x30C4, 0x30C6, 0x30C8: semi ? nil : u + 1
        case 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB: u + (semi ? 2 : 1)
        case 0x30A6 where !semi: 0x30F4
        // か with a combining mark, as files of macOS have it.
        case 0x3046...0x307B: voiced(u + 0x60, semi: semi).map { $0 - 0x60 }
        default: nil
        }
    }

    private static func peek(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt16? {
        var i = at
        guard i < bytes.count else { return nil }
        let scalar = next(bytes, &i)
        return scalar > 0xFFFF ? nil : UInt16(scalar)
    }

    private static func isKatakana(
        peek bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fold: UnsafeBufferPointer<UInt16>
    ) -> Bool {
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
        line: UnsafeBufferPointer<UInt16>, rest: UnsafeBufferPointer<UInt8>, from: Int,
        _ fold: UnsafeBufferPointer<UInt16>
    ) -> Bool {
        guard line.count >= shortestWrapped, let last = line.last, let following = peek(rest, from) else {
            return false
        }
        let next = fold[Int(following)]
        switch UnitClass.of(next) {
        case .hiragana, .katakana, .kanji, .latin, .digit: break
        default:
            // な and ー, whose fold depends on their neighbours.
            guard next == FoldTable.special, following == Unit.na || following == Unit.longVowel else { return false }
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
        if openers.contains(where: { starts(rest, from, with: $0) }) { return false }
        let tail = line.suffix(3)
        let isEnding = lineEndings.contains { tail.suffix($0.count).elementsEqual($0) }
        return (!isEnding || particles.contains { starts(rest, from, with: $0) }) && fits(rest, from)
    }

    /// Whether the line after the newline that ends at `at` is no longer than one may be that was wrapped like the line before:
    /// a longer one shows that nothing was wrapped at that width. In bytes, for a kana is about as wide as two letters.
    private static func fits(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        func ends(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
        var close = at - 1
        if close > 0, bytes[close - 1] == UInt8(ascii: "\r") { close -= 1 }
        var start = close
        while start > 0, !ends(bytes[start - 1]) { start -= 1 }
        let longest = (close - start) * 3 / 2
        var end = at
        while end < bytes.count, !ends(bytes[end]), end - at <= longest { end += 1 }
        return end - at <= longest
    }

    /// Ends of titles, datelines and addresses, after which a new line is a new line.
    private static let lineEndings: [[UInt16]] = ["らせ", "いて", "詫び", "報告", "の件", "日", "各位", "願い", "以上", "ます", "記"].map {
        Array($0.utf16)
    }

    /// What goes on with the words before it, whatever they are: 6月8日 / 以降.
    private static let particles: [[UInt16]] = ["を", "から", "まで", "より", "以降", "時点", "付"].map { Array($0.utf16) }

    /// Words that only a sentence of its own begins with.
    private static let openers: [[UInt16]] = ["なお、", "また、", "ただし、", "このほか、", "上記", "合計"].map { Array($0.utf16) }

    private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, with word: [UInt16]) -> Bool {
        var i = at
        return word.allSatisfy { i < bytes.count && next(bytes, &i) == UInt32($0) }
    }

    /// Whether the line that begins at `at` begins with a list number: `1.`, `2)`, `3 概要`.
    private static func isNumbering(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fold: UnsafeBufferPointer<UInt16>)
        -> Bool
    {
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
