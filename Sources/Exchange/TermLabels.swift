package import Facts

/// Where the words for slugs come from: a lexicon in one language. The formats ask for no more of it.
package protocol TermLabels: Sendable {
    func label<V: Vocabulary>(_ term: V) -> String
}

/// Every slug as it is.
package struct SlugLabels: TermLabels {
    package init() {}
    package func label<V: Vocabulary>(_ term: V) -> String { term.slug }
}
