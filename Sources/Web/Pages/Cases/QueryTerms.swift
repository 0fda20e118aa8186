import Casebook

/// A query as a list of conditions that all hold, so that one can be put to it or taken away.
struct QueryTerms {
    private(set) var list: [SearchQuery]

    init(_ query: SearchQuery) {
        switch query {
        case .everything: list = []
        case .and(let parts): list = parts
        default: list = [query]
        }
    }

    private static func text(_ list: [SearchQuery]) -> String {
        list.isEmpty ? "" : list.count == 1 ? list[0].text : SearchQuery.and(list).text
    }

    func with(_ term: SearchQuery) -> String { Self.text(list + [term]) }
    func without(_ term: SearchQuery) -> String { Self.text(list.filter { $0 != term }) }
    func contains(_ term: SearchQuery) -> Bool { list.contains(term) }

    /// The term that a facet's value stands for.
    static func term(_ field: QueryField, _ value: String) -> SearchQuery {
        let written = "\(field.rawValue):\(value)"
        return (try? SearchQuery.parse(written)) ?? .terms(field, [value])
    }
}
