import Casebook
import Facts

/// Values as the JSON of cases has them: docs/cases.md.
enum StatedJSON {
    /// The value as a record has it; `nil` where it is none of the field. Whether the field knows its slugs is not asked.
    static func value(_ json: JSONValue, of field: RecordField) -> JSONValue? {
        if [.casebookNumber, .title, .published, .reportNumber].contains(field) { return nil }
        let names = field.partNames
        if names.count == 1 { return json.string.map { .string($0) } }
        let values = names.map { json[$0] }
        return values.allSatisfy { $0 != nil } ? .array(values.compactMap { $0 }) : nil
    }
}
