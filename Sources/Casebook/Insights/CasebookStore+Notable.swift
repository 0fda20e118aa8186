package import Facts
import GRDB

/// A case that a report names.
package struct NotableCase: Sendable {
    package var number: String
    package var organisation: String?
    package var title: String?
    package var published: DateValue?
    /// The persons that it states.
    package var persons: Int?
    package var types: [IncidentType]
    package var leak: LeakStatus?
    /// The sentence of its latest notice that tells most.
    package var sentence: String
    /// Where its first notice is published, the publisher's own page first.
    package var sources: [String]
}

extension CasebookStore {
    /// The cases that state most persons.
    package func notableCases(_ query: SearchQuery, _ terms: [CaseTerm], limit: Int) throws -> [NotableCase] {
        try read("looking for notable cases") { db in
            let cases = try self.cases(of: query, terms, db).enumerated()
                .filter { $0.element.number(.people) != nil }
                .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.prefix(limit)
            return try cases.compactMap { _, found in
                let ref = try db.caseRef(id: found.id)
                let (view, notices) = try db.caseView(ref)
                guard let latest = notices.last(where: { $0.state == .current }) else { return nil }
                return NotableCase(
                    number: ref.number, organisation: view.organisation, title: view.title, published: view.published,
                    persons: found.number(.people), types: latest.record.incidentTypes.map(\.value),
                    leak: LeakStatus.allCases.enumerated().first { $0.offset == found.values.leakPlace }?.element,
                    sentence: NoticeSentences.telling(latest), sources: view.notices.first?.sources ?? [])
            }
        }
    }
}
