package import Casebook
import Language

/// A query of words that a title fits or not, in the language in which the casebook is searched: words, phrases, OR, -.
package struct TitleFilter: Sendable {
    package struct Fault: Error, Sendable, CustomStringConvertible {
        package var description: String
    }

    private let query: SearchQuery
    private let synonyms: Synonyms

    /// - Throws: where the query cannot be read, or asks for what a title does not tell.
    package init(_ text: String, synonyms: Synonyms) throws(Fault) {
        do throws(QueryFault) { query = try SearchQuery.parse(text) } catch {
            throw Fault(description: "\(text): \(error.message(in: .en))")
        }
        self.synonyms = synonyms
        guard Self.isOfWords(query) else {
            throw Fault(
                description: "\(text): a title is only words; leave out terms such as type: and people:")
        }
    }

    private static func isOfWords(_ query: SearchQuery) -> Bool {
        switch query {
        case .everything, .words, .phrase: true
        case .not(let query): isOfWords(query)
        case .and(let queries), .or(let queries): queries.allSatisfy(isOfWords)
        case .terms, .text, .number, .published: false
        }
    }

    package func accepts(_ title: String) -> Bool { fits(query, SearchWords.folded(title)) }

    private func fits(_ query: SearchQuery, _ title: String) -> Bool {
        switch query {
        case .everything: true
        case .words(let words): holds(title, words) || synonyms.of(words).contains { holds(title, $0) }
        case .phrase(let words): holds(title, words)
        case .not(let query): !fits(query, title)
        case .and(let queries): queries.allSatisfy { fits($0, title) }
        case .or(let queries): queries.contains { fits($0, title) }
        case .terms, .text, .number, .published: false
        }
    }

    private func holds(_ title: String, _ words: String) -> Bool {
        let folded = SearchWords.folded(words)
        return folded.isEmpty || title.contains(folded)
    }
}
