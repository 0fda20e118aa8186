import Casebook
import Exchange
import Facts
import Language

/// What a form asks for to give a field a value, and how what it sends becomes one.
struct FieldInputs {
    let field: RecordField
    let words: FactWords

    private var writer: PageWriter { words.writer }

    /// The parts of a value, by their names in forms.
    private enum Part: String {
        case value, unit, of, main, role, status, start, end
    }

    private var parts: [Part] {
        switch field {
        case .parties: [.value, .role]
        case .data: [.value, .status]
        case .counts: [.value, .unit, .of, .main]
        case .timeline: [.value, .start, .end]
        case .authorities: [.value, .start]
        default: [.value]
        }
    }

    /// The inputs, filled with what was sent before.
    func models(_ form: FormBody?) -> [Model] {
        parts.map { part in
            let sent = form?[part.rawValue] ?? ""
            var model: Model = [
                "part": part.rawValue, "partID": "\(field.rawValue)-\(part.rawValue)",
                "label": label(part),
            ]
            if let options = options(part) {
                model["choice"] = [
                    "options": options.map { ["slug": $0.slug, "name": $0.label, "isSent": $0.slug == sent] as Model }
                ]
            } else if part == .main {
                model["tick"] = ["isSent": !sent.isEmpty]
            } else {
                let isDate = part == .start || part == .end || field == .published
                let isNumber = field == .reportNumber || field == .counts && part == .value
                model["written"] = [
                    "sent": sent, "isDate": isDate, "isNumber": isNumber, "isPlain": !isDate && !isNumber,
                ]
            }
            return model
        }
    }

    private func label(_ part: Part) -> String {
        if part != .value { return writer.words["part_" + part.rawValue] }
        return field == .counts ? writer.words["part_number"] : words.name(field)
    }

    private func options(_ part: Part) -> [(slug: String, label: String)]? {
        func terms(_ vocabulary: String) -> [(String, String)] {
            [("", "—")]
                + words.lexicon.terms(ofVocabulary: vocabulary).map {
                    ($0.slug, writer.language == .ja ? $0.ja : $0.en)
                }
        }
        func states(_ values: [String]) -> [(String, String)] {
            [("", "—")] + values.map { ($0, QueryField.leak.plainLabel(of: $0, in: writer.language)) }
        }
        switch (part, field) {
        case (.role, _): return terms(PartyRole.vocabularyName)
        case (.status, _):
            return [
                (DataFact.Status.exposed.rawValue, writer.words["exposed"]),
                (DataFact.Status.notExposed.rawValue, writer.words["notExposed"]),
            ]
        case (.value, .leakStatus): return states(LeakStatus.allCases.map(\.rawValue))
        case (.value, .misuseStatus): return states(MisuseStatus.allCases.map(\.rawValue))
        case (.value, .parties): return nil
        case (.value, _):
            let vocabulary = FactWords.vocabulary(field)
            return vocabulary.isEmpty ? nil : terms(vocabulary)
        default: return nil
        }
    }

    // MARK: What was sent

    /// The value that a form gives; `nil` where it gives none.
    ///
    /// - Throws: the key of the words about what is wrong with it.
    func value(_ form: FormBody) throws(WrongValue) -> JSONValue? {
        let value = form[Part.value.rawValue]
        let others = parts.filter { $0 != .value && $0 != .status && $0 != .main }
        guard !value.isEmpty else {
            if others.contains(where: { !form[$0.rawValue].isEmpty }) { throw WrongValue(key: "faultNoValue") }
            return nil
        }
        switch field {
        case .published: return .string(try date(value))
        case .reportNumber: return .int(try number(value))
        case .parties:
            guard !form["role"].isEmpty else { throw WrongValue(key: "faultNoRole") }
            return .array([.string(value), .string(form["role"])])
        case .data: return .array([.string(value), .string(form["status"])])
        case .counts:
            return .array([
                .int(try number(value)), .string(form["unit"]), .string(form["of"]), .bool(!form["main"].isEmpty),
            ])
        case .timeline:
            let (start, end) = (try optionalDate(form["start"]), try optionalDate(form["end"]))
            guard start != .null || end != .null else { throw WrongValue(key: "faultNoDate") }
            return .array([.string(value), start, end])
        case .authorities: return .array([.string(value), try optionalDate(form["start"])])
        default: return .string(value)
        }
    }

    struct WrongValue: Error {
        var key: String
    }

    private func number(_ text: String) throws(WrongValue) -> Int {
        let digits = String(decoding: text.utf8.filter { $0 != UInt8(ascii: ",") }, as: UTF8.self)
        guard let number = Int(digits), number >= 0, number < 1_000_000_000_000 else {
            throw WrongValue(key: "faultNumber")
        }
        return number
    }

    private func date(_ text: String) throws(WrongValue) -> String {
        guard let date = JSONValue.string(text).date else { throw WrongValue(key: "faultDate") }
        return date.stored
    }

    private func optionalDate(_ text: String) throws(WrongValue) -> JSONValue {
        text.isEmpty ? .null : .string(try date(text))
    }
}
