import Casebook
import Facts

/// The facts of a page, numbered, with the texts in which their words are marked.
struct FactTable {
    /// A field's value through time, with its number on the page.
    struct Entry {
        var id: Int
        var field: CaseField
    }

    /// A notice whose text is shown.
    struct Text {
        var notice: CasebookNotice
        var marked: MarkedText
    }

    let entries: [Entry]
    let texts: [Text]
    private let ids: [String: [TextSpan: String]]

    /// - Parameter notices: whose texts are shown, in the order in which they were published.
    init(_ values: CaseValues, notices: [CasebookNotice]) {
        let fields = [Self.field(.title, notices), Self.field(.published, notices)].compactMap { $0 } + values.fields
        entries = fields.enumerated().map { Entry(id: $0.offset + 1, field: $0.element) }
        var places: [String: [EvidencePlace]] = [:]
        for entry in entries {
            // The words that made a value void say another one.
            for step in entry.field.history where step.change != .superseded {
                guard let at = step.statement.at else { continue }
                places[step.statement.notice, default: []].append(EvidencePlace(at: at, fact: entry.id))
            }
        }
        texts = notices.enumerated().map { place, notice in
            Text(
                notice: notice,
                marked: MarkedText(notice.text, places[notice.record.id] ?? [], name: "w\(place + 1)"))
        }
        ids = Dictionary(texts.map { ($0.notice.record.id, $0.marked.ids) }, uniquingKeysWith: { a, _ in a })
    }

    func all(_ name: RecordField) -> [Entry] { entries.filter { $0.field.name == name } }

    /// The name of the mark around the words of a statement; `nil` where it has none.
    func mark(of statement: Statement) -> String? {
        statement.at.flatMap { ids[statement.notice]?[$0] }
    }

    /// The title or date of the notices, which are no values of a case: each has its own.
    private static func field(_ name: RecordField, _ notices: [CasebookNotice]) -> CaseField? {
        let history = notices.filter { $0.state == .current }.compactMap { notice -> CaseField.Entry? in
            let record = notice.record
            let said: (value: String, evidence: Evidence)? =
                name == .title
                ? record.title.map { ($0.value, $0.evidence) } : record.published.map { ($0.value.iso, $0.evidence) }
            return said.map {
                CaseField.Entry(
                    statement: Statement(
                        value: .text($0.value), notice: record.id, published: record.published?.value,
                        quote: $0.evidence.quote, at: $0.evidence.quote.isEmpty ? nil : $0.evidence.at),
                    change: .repeated)
            }
        }
        guard let first = history.first else { return nil }
        return CaseField(
            name: name, key: "", current: first.statement, history: history, others: [], status: .stated)
    }
}
