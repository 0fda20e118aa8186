import Casebook
import Exchange
import Facts
import Language

/// The values of records, and the names of their fields, in words.
struct FactWords {
    let writer: PageWriter
    let lexicon: Lexicon

    func name(_ field: RecordField) -> String { writer.words["field_" + field.rawValue] }

    /// A value as a record or a correction holds it.
    func value(_ value: JSONValue, of field: RecordField) -> String {
        let parts = value.array ?? [value]
        func part(_ index: Int) -> String { index < parts.count ? text(parts[index]) : "" }
        switch field {
        case .casebookNumber, .title, .organisation, .service, .actor, .reportNumber: return part(0)
        case .published: return date(parts.first)
        case .sector, .incidentTypes, .causes, .responses, .measures: return term(part(0), Self.vocabulary(field))
        case .leakStatus, .misuseStatus: return QueryField.leak.plainLabel(of: part(0), in: writer.language)
        case .parties: return joined([part(0), term(part(1), PartyRole.vocabularyName)])
        case .data:
            let kind = term(part(0), DataKind.vocabularyName)
            return part(1) == DataFact.Status.notExposed.rawValue ? joined([kind, writer.words["notExposed"]]) : kind
        case .counts:
            let isMain = parts.count > 3 && parts[3].bool == true
            let figure = (parts.first?.int.map { Words.grouped($0) } ?? "") + part(1)
            return joined([figure, part(2), isMain ? writer.words["mainCount"] : ""])
        case .timeline:
            let (start, end) = (date(parts.count > 1 ? parts[1] : nil), date(parts.count > 2 ? parts[2] : nil))
            return joined([term(part(0), TimelineEvent.vocabularyName), end.isEmpty ? start : start + "～" + end])
        case .authorities:
            return joined([term(part(0), Authority.vocabularyName), date(parts.count > 1 ? parts[1] : nil)])
        }
    }

    /// The name of the vocabulary whose slugs a field holds.
    static func vocabulary(_ field: RecordField) -> String {
        switch field {
        case .sector: Sector.vocabularyName
        case .incidentTypes: IncidentType.vocabularyName
        case .causes: Cause.vocabularyName
        case .responses: Response.vocabularyName
        case .measures: Measure.vocabularyName
        case .parties: PartyRole.vocabularyName
        case .data: DataKind.vocabularyName
        case .timeline: TimelineEvent.vocabularyName
        case .authorities: Authority.vocabularyName
        default: ""
        }
    }

    func term(_ slug: String, _ vocabulary: String) -> String {
        let term = lexicon.terms(ofVocabulary: vocabulary).first { $0.slug == slug }
        return term.map { writer.language == .ja ? $0.ja : $0.en } ?? slug
    }

    private func text(_ value: JSONValue) -> String { value.string ?? value.int.map { "\($0)" } ?? "" }

    private func date(_ value: JSONValue?) -> String {
        guard let date = value?.date else { return "" }
        guard date.approximate else { return date.iso }
        return writer.language == .ja ? date.iso + "頃" : "c. " + date.iso
    }

    private func joined(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: " ") }

    /// The facts of a record, one row for each field that has some.
    func rows(_ facts: [RecordFact], only fields: [RecordField] = RecordField.allCases) -> [Model] {
        fields.compactMap { field in
            let values = facts.filter { $0.field == field }
            guard !values.isEmpty else { return nil }
            return [
                "field": name(field),
                "values": values.map { fact -> Model in
                    let shown = value(fact.value, of: field)
                    var row: Model = ["value": shown]
                    let quote = fact.evidence.quote
                    if !quote.isEmpty, quote != shown { row["says"] = ["quote": quote] as Model }
                    return row
                },
            ]
        }
    }
}
