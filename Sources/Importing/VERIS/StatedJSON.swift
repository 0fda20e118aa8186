import Casebook
import Facts

/// Values as the JSON of cases has them: docs/cases.md.
enum StatedJSON {
    /// The value as a record has it; `nil` where it is none of the field. Whether the field knows its slugs is not asked.
    static func value(_ json: JSONValue, of field: RecordField) -> JSONValue? {
        func parts(_ names: [String]) -> JSONValue? {
            let values = names.map { json[$0] }
            guard values.allSatisfy({ $0 != nil }) else { return nil }
            return .array(values.compactMap { $0 })
        }
        switch field {
        case .parties: return parts(["name", "role"])
        case .data: return parts(["value", "status"])
        case .counts: return parts(["value", "unit", "of", "main"])
        case .timeline: return parts(["event", "start", "end"])
        case .authorities: return parts(["value", "date"])
        case .organisation, .sector, .service, .actor, .incidentTypes, .causes, .leakStatus, .misuseStatus, .responses,
            .measures:
            return json.string.map { .string($0) }
        case .casebookNumber, .title, .published, .reportNumber: return nil
        }
    }
}
