import Language

/// Words of three characters and more that many notices have and many searches ask for, from `common-words.txt` and
/// `synonyms.yaml`. Each has a list of its own in the index.
///
/// A search for 再発防止 would else go through the lists of 再発, 発防 and 防止, which nearly all notices are in, and compare
/// their places in each of them. That took most of the time of the slowest searches.
final class CommonWords: Sendable {
    /// The words that the program was built with.
    static let builtIn = CommonWords(listed + Synonyms.builtIn.all.joined())

    static var listed: [String] {
        String(decoding: PackageResources.common_words_txt, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    struct Word: Hashable, Sendable {
        /// The units of normal text, all of them signs.
        var units: [UInt16]
        /// The token that stands for the word.
        var mark: [UInt8]
        var number: Int
    }

    let words: [Word]
    /// The words by their first two units.
    private let byPair: [UInt32: [Word]]
    /// Bits: the units that a word begins with.
    private let begins: [UInt64]
    private let byUnits: [[UInt16]: Word]

    /// Words that are shorter, or hold anything but kana and kanji, are left out: they have a list anyway, or are parted.
    init(_ written: [String]) {
        var words: [Word] = []
        var byPair: [UInt32: [Word]] = [:]
        var begins = [UInt64](repeating: 0, count: 1024)
        var byUnits: [[UInt16]: Word] = [:]
        for word in written {
            let units = Array(NormalText(word).units)
            guard units.count > 2, units.allSatisfy({ SearchClass.of($0) == .sign }), byUnits[units] == nil else {
                continue
            }
            let found = Word(
                units: units, mark: Array(SearchMark.word(String(decoding: units, as: UTF16.self)).utf8),
                number: words.count)
            words.append(found)
            byUnits[units] = found
            byPair[Self.pair(units[0], units[1]), default: []].append(found)
            begins[Int(units[0] >> 6)] |= 1 << UInt64(units[0] & 63)
        }
        self.words = words
        self.byPair = byPair
        self.begins = begins
        self.byUnits = byUnits
    }

    /// The token by which the piece of a query is found, where it is such a word.
    func mark(of units: [UInt16]) -> String? {
        byUnits[units].map { String(decoding: $0.mark, as: UTF8.self) }
    }

    /// The words that may stand where these two signs do.
    @inline(__always)
    func beginning(with first: UInt16, _ second: UInt16) -> [Word] {
        guard begins[Int(first >> 6)] >> UInt64(first & 63) & 1 == 1 else { return [] }
        return byPair[Self.pair(first, second)] ?? []
    }

    private static func pair(_ first: UInt16, _ second: UInt16) -> UInt32 { UInt32(first) << 16 | UInt32(second) }
}

extension CommonWords.Word {
    /// Whether the word goes on in the text after its first two units, of which the second stands at `index`. What the
    /// index leaves out may stand in between.
    func goesOn(in units: [UInt16], after index: Int) -> Bool {
        var at = index + 1
        for unit in self.units.dropFirst(2) {
            while at < units.count, SearchClass.of(units[at]) == .ignored { at += 1 }
            guard at < units.count, units[at] == unit else { return false }
            at += 1
        }
        return true
    }
}
