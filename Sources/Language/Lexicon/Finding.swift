/// A place in a text where the lexicon's words stand. Offsets are units of the `NormalText`.
package struct Finding: Hashable, Sendable {
    package enum Strength: UInt8, Sendable { case phrase, weak, cancel }

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
    var lists: [[Finding]]

    /// The findings of one vocabulary, in the order of their last words.
    package subscript(_ vocabulary: LexiconVocabulary) -> [Finding] { lists[vocabulary.rawValue] }
}
