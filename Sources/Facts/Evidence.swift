/// A half-open range of UTF-8 byte offsets into one text.
public struct TextSpan: Hashable, Sendable, Codable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset just past the last byte.
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// Length in bytes.
    public var count: Int { end - start }

    /// Whether the two spans share at least one byte.
    public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }
}

/// The words of a notice that say a value.
public struct Evidence: Hashable, Sendable {
    /// The words, to the letter.
    public var quote: String
    /// Where they stand in the notice's text, as half-open UTF-8 byte offsets.
    public var at: TextSpan
    /// How sure the reader is that these words say the value, from 0 to 1. Ordinal: it ranks findings, it is no probability.
    public var confidence: Double
    /// The name of the rule that found it, such as `causes/software-vulnerability`.
    public var rule: String

    public init(quote: String, at: TextSpan, confidence: Double, rule: String) {
        self.quote = quote
        self.at = at
        self.confidence = confidence
        self.rule = rule
    }
}

/// One value of a record with the words that say it.
public struct Fact<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value
    public var evidence: Evidence

    public init(_ value: Value, _ evidence: Evidence) {
        self.value = value
        self.evidence = evidence
    }
}
