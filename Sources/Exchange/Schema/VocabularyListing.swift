import Facts

/// A vocabulary as a plain value: its name, what it is for, and its slugs in their order.
package struct VocabularyListing: Sendable {
    package let name: String
    /// One sentence for the schema and the documentation.
    package let meaning: String
    package let slugs: [String]
    private let labelOf: @Sendable (String, any TermLabels) -> String?

    private init<V: Vocabulary>(_ type: V.Type, _ meaning: String) {
        name = V.vocabularyName
        self.meaning = meaning
        slugs = V.allCases.map(\.slug)
        labelOf = { slug, labels in V(rawValue: slug).map { labels.label($0) } }
    }

    /// The label of one of the slugs.
    package func label(of slug: String, in labels: any TermLabels) -> String { labelOf(slug, labels) ?? slug }

    package static let sectors = VocabularyListing(Sector.self, "What the publishing organisation does.")
    package static let roles = VocabularyListing(
        PartyRole.self, "The part another named organisation has in the incident.")
    package static let incidentTypes = VocabularyListing(IncidentType.self, "What kind of incident it was.")
    package static let causes = VocabularyListing(Cause.self, "Why it happened, as far as the notice says.")
    package static let data = VocabularyListing(
        DataKind.self, "A kind of data that the notice lists as exposed or as not exposed.")
    package static let events = VocabularyListing(
        TimelineEvent.self, "What happened on a dated point of the notice's timeline.")
    package static let authorities = VocabularyListing(
        Authority.self, "A public or private authority that was told or took part, plans included.")
    package static let responses = VocabularyListing(
        Response.self, "What the organisation did or plans to do in reaction to the incident.")
    package static let measures = VocabularyListing(
        Measure.self, "What the organisation does so that it does not happen again.")

    /// Every vocabulary of the record, in the order of its fields.
    package static let all = [sectors, roles, incidentTypes, causes, data, events, authorities, responses, measures]
}
