package import Facts

/// What a search found.
package struct SearchResult: Sendable {
    /// The query in its one form: see `SearchQuery.text`.
    package var query: String
    /// How many cases were found, and how many notices of theirs.
    package var cases: Int
    package var notices: Int
    /// Whether there are more than these numbers say. Counts, facets and orders other than by date are then of the
    /// `SearchScan.limit` newest notices.
    package var isCut: Bool
    package var facets: SearchFacets
    package var hits: [SearchHit]
}

/// A case that was found, with the one of its notices that comes first.
package struct SearchHit: Sendable {
    package var notice: Int64
    /// The case's number; `nil` for a notice that is in no case.
    package var number: String?
    package var published: DateValue?
    package var organisation: String?
    package var title: String?
    package var reportNumber: Int?
    /// The main type.
    package var type: IncidentType?
    package var people: Int?
    /// How many more of the case's notices match.
    package var others: Int
    package var snippet: Snippet?
    package var reasons: [SearchReason]
}

/// Why something was found.
package enum SearchReason: Hashable, Sendable {
    /// Words of the query stand so many times in the text, first in this form.
    case words(String, found: String, times: Int)
    /// A value that a field term asks for, with the words of the notice that say it where it has some.
    case value(QueryField, String, quote: String?)
}

/// In what order cases are listed.
package enum SearchOrder: String, CaseIterable, Sendable {
    /// Newest first.
    case date
    /// Best match first.
    case relevance
    /// Largest main count first.
    case size
}
