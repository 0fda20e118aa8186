import Language

/// Words that rules look for at many places. For static properties only, as `Word`.
///
/// Where none begins, which is nearly everywhere, a bit of the unit says so, and one of it and the next: one word after the
/// other was compared with every unit of a sentence, and that took a third of the rules' time.
struct Words: Sendable, ExpressibleByArrayLiteral {
    private let list: [Word]
    /// For each of 64 classes of units whether a word begins with one.
    private let firsts: UInt64
    /// The same for the first two units together.
    private let pairs: UInt64

    init(_ texts: [String]) {
        list = texts.map(Word.init)
        firsts = list.reduce(0) { $0 | 1 << UInt64($1[0] % 64) }
        pairs = list.reduce(0) { $0 | ($1.count > 1 ? Self.bit($1[0], $1[1]) : ~0) }
    }

    @inline(__always)
    private static func bit(_ first: UInt16, _ second: UInt16) -> UInt64 {
        1 &<< UInt64((first &* 0x9E37 ^ second &* 0x85EB) &>> 10)
    }

    init(arrayLiteral texts: String...) { self.init(texts) }

    @inline(__always)
    func mayBegin(at i: Int, in units: View<UInt16>) -> Bool {
        firsts &>> UInt64(units[i] % 64) & 1 == 1
            && (i + 1 == units.count || pairs & Self.bit(units[i], units[i + 1]) != 0)
    }

    /// The first word that a condition holds for.
    func first(where holds: (Word) -> Bool) -> Word? {
        for word in list where holds(word) { return word }
        return nil
    }
}

extension NoticeText {
    /// Whether one of the words stands at `at`.
    @inline(__always)
    func has(_ words: Words, at: Int) -> Bool {
        at >= 0 && at < units.count && words.mayBegin(at: at, in: units) && words.first { has($0, at: at) } != nil
    }

    /// The first of the words that stands at `at` and for which a condition holds.
    @inline(__always)
    func first(_ words: Words, at: Int, where holds: (Word) -> Bool) -> Word? {
        guard at >= 0, at < units.count, words.mayBegin(at: at, in: units) else { return nil }
        return words.first { has($0, at: at) && holds($0) }
    }

    /// Whether one of the words ends before `end`.
    func ends(_ words: Words, at end: Int) -> Bool { words.first { has($0, at: end - $0.count) } != nil }

    /// Whether one of the words begins in a range.
    func holds(_ words: Words, in range: Range<Int>) -> Bool {
        for i in range where has(words, at: i) { return true }
        return false
    }
}
