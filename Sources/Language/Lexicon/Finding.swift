/// A place in a text where the lexicon's words stand. Offsets are units of the `NormalText`.
package struct Finding: Hashable, Sendable, BitwiseCopyable {
    package enum Strength: UInt8, Sendable, BitwiseCopyable { case phrase, weak, cancel }

    package var start: Int32
    package var end: Int32
    /// Index of the term: in the vocabulary's `allCases`, or in its file where it has none.
    package var term: Int16
    package var strength: Strength
    /// Whether it consists of several parts with a gap between.
    package var gapped: Bool

    package var weak: Bool { strength == .weak }
    package func overlaps(_ other: Finding) -> Bool { start < other.end && other.start < end }
}

/// All findings in one text, by vocabulary.
package struct Findings: Sendable {
    package let all: [Finding]
    /// Each vocabulary's findings are `all[offsets[v]..<offsets[v + 1]]`.
    package let offsets: [Int32]

    /// The findings of one vocabulary, in the order of their last words.
    package subscript(_ vocabulary: LexiconVocabulary) -> List {
        let (first, end) = (Int(offsets[vocabulary.rawValue]), Int(offsets[vocabulary.rawValue + 1]))
        return List(all: all, first: first, count: end - first)
    }

    /// A vocabulary's findings, counted from 0.
    package struct List: RandomAccessCollection {
        private let all: [Finding]
        private let first: Int
        package let count: Int

        fileprivate init(all: [Finding], first: Int, count: Int) {
            self.all = all
            self.first = first
            self.count = count
        }

        package var startIndex: Int { 0 }
        package var endIndex: Int { count }
        package subscript(_ i: Int) -> Finding {
            precondition(i >= 0 && i < count)
            return all[first + i]
        }
    }
}
