import Exchange
import Facts
import Language

/// The mappings of a lexicon, by the names of its terms' rules: to look a slug up costs no walk over its vocabulary.
struct LexiconMappings: TermMappings {
    private let terms: [String: Lexicon.Term]

    init(_ lexicon: Lexicon) {
        let all = Lexicon.vocabularyNames.flatMap { lexicon.terms(ofVocabulary: $0) }
        terms = Dictionary(all.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func veris<V: Vocabulary>(_ term: V) -> [String] { self.term(term)?.veris ?? [] }
    func attack<V: Vocabulary>(_ term: V) -> [String] { self.term(term)?.attack ?? [] }

    private func term<V: Vocabulary>(_ term: V) -> Lexicon.Term? { terms["\(V.vocabularyName)/\(term.slug)"] }
}
