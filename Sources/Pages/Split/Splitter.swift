public import Facts
public import Language

/// Splits a page's text into its notices.
public struct Splitter: Sendable {
    let lexicon: Lexicon

    public init(lexicon: Lexicon = .builtIn) { self.lexicon = lexicon }

    /// The places of the page's notices, in order, as half-open UTF-8 byte offsets. Page furniture belongs to none.
    public func notices(in page: PageText) -> [TextSpan] { page.text.isEmpty ? [] : [TextSpan(0, page.text.utf8.count)] }
}
