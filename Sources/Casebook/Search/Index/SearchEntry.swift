package import Facts
import Language

/// What the index knows of a notice besides its words: its marks, and its values in a few numbers that facets, sorting and
/// likeness are computed from.
package struct SearchEntry: Hashable, Sendable {
    /// The marks of the record, as the tokenizer takes them.
    package var marks: String
    package var values: SearchValues
    package var details: SearchDetails
    /// The day of publication, as days since 1970-01-01.
    package var day: Int?

    package init(_ record: NoticeRecord) {
        var writer = MarkWriter()
        writer.add(SearchMark.everything)
        writer.term(.kind, record.kind.rawValue)
        writer.terms(.type, record.incidentTypes.map(\.value.slug))
        writer.terms(.cause, record.causes.map(\.value.slug))
        let exposed = record.data.filter { $0.status == .exposed }.map(\.kind)
        writer.terms(.data, exposed.map(\.slug))
        writer.terms(.sector, record.sector.map { [$0.value.slug] } ?? [])
        writer.terms(.authority, record.authorities.map(\.authority.slug))
        writer.terms(.response, record.responses.map(\.value.slug))
        writer.terms(.measure, record.measures.map(\.value.slug))
        writer.terms(.leak, record.leakStatus.map { [$0.value.rawValue] } ?? [])
        writer.terms(.misuse, record.misuseStatus.map { [$0.value.rawValue] } ?? [])
        writer.names(.org, record.organisation.map { [$0.value] } ?? [])
        writer.names(.party, record.parties.map(\.name))
        writer.names(.service, record.service.map { [$0.value] } ?? [])
        writer.names(.actor, record.actor.map { [$0.value] } ?? [])
        let people = record.mainCount?.value
        writer.number(.people, people)
        let lag = record.derived.daysToDisclose?.days
        writer.number(.lag, lag)
        day = record.published?.value.dayNumber
        if let day { writer.day(day) }
        marks = writer.text
        details = SearchDetails(record)
        values = SearchValues(
            types: record.incidentTypes.map(\.value), causes: record.causes.map(\.value), data: exposed,
            sector: record.sector?.value, leak: record.leakStatus?.value, misuse: record.misuseStatus?.value,
            year: record.published?.value.year, people: people, lag: lag)
    }

    /// All marks, with those of the case that the notice is in.
    func marks(in caseNumber: String?) -> String {
        guard let caseNumber else { return marks }
        return "\(marks) \(SearchMark.has(.number)) \(SearchMark.term(.number, caseNumber))"
    }
}

/// Writes marks down, each once, as bytes: to make a text of each, and a set of them, took a twentieth of the time of adding.
private struct MarkWriter {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(2048) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func separate() { if !bytes.isEmpty { bytes.append(SearchMark.space) } }

    mutating func add(_ mark: String) {
        separate()
        bytes += mark.utf8
    }

    mutating func term(_ field: QueryField, _ slug: String) {
        separate()
        SearchMark.write(field, slug.utf8, to: &bytes)
    }

    /// Says that a field has a value.
    private mutating func has(_ field: QueryField) { term(.has, field.rawValue) }

    mutating func terms(_ field: QueryField, _ slugs: [String]) {
        if slugs.isEmpty { return }
        has(field)
        for (i, slug) in slugs.enumerated() where !slugs[..<i].contains(slug) { term(field, slug) }
    }

    mutating func number(_ field: QueryField, _ number: Int?) {
        guard let number else { return }
        has(field)
        for mark in SearchRanges.marks(of: number, field) { add(mark) }
    }

    mutating func day(_ day: Int) {
        has(.published)
        for mark in SearchRanges.marks(ofDay: day) { add(mark) }
    }

    /// The tokens of names in their order, so that parts of a name are found as phrases.
    mutating func names(_ field: QueryField, _ names: [String]) {
        if names.isEmpty { return }
        has(field)
        var tokens = IndexTokens()
        for name in names {
            _ = tokens.index(NormalText(name)) { token, colocated in
                separate()
                if colocated { bytes.append(SearchMark.beside) }
                SearchMark.write(field, token, to: &bytes)
                return 0
            }
        }
    }
}
