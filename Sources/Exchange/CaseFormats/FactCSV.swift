package import Facts

/// A table with a row for each value in force of each case, with the words that say it. docs/exchange.md names its columns.
package struct FactCSV: CaseFormat {
    static let columns = [
        "case", "notice", "field", "key", "value", "bound", "unit", "of", "date", "end", "status", "quote", "published",
        "source",
    ]

    private let options: CSVOptions

    package init(_ options: CSVOptions) { self.options = options }

    package mutating func begin(_ out: inout [UInt8]) { CSVRow.head(Self.columns, options, to: &out) }

    package func part(of filed: FiledCase) -> [UInt8] {
        var row = CSVRow(capacity: 5000)
        let addresses = filed.addresses
        for field in filed.view.values.fields {
            guard let current = field.current else { continue }
            let cells = FactCells(current.value, options)
            row.cell(filed.view.number)
            row.cell(current.notice)
            row.cell(field.name.rawValue)
            row.cell(field.key)
            if let figure = cells.figure { row.cell(figure) } else { row.cell(cells.value) }
            row.cell(cells.bound)
            row.cell(cells.unit)
            row.cell(cells.of)
            row.cell(cells.date?.iso)
            row.cell(cells.end?.iso)
            row.cell(cells.status)
            row.cell(current.quote)
            row.cell(current.published?.iso)
            row.cell(addresses(current.notice))
            row.end()
        }
        return row.bytes
    }
}

extension FiledCase {
    /// Where each notice is published, by its id.
    var addresses: (String) -> String? {
        // A case has few notices, most have one.
        let all = view.notices.map { (id: $0.id, address: $0.sources.first) }
        return { id in all.first { $0.id == id }?.address }
    }
}

/// What a value fills the columns of tables of facts with.
struct FactCells {
    var value = ""
    /// A figure, instead of `value`.
    var figure: Int?
    var bound, unit, of, status: String?
    var date, end: DateValue?

    init(_ stated: StatedValue, _ options: CSVOptions) {
        let labels = options.labels
        switch stated {
        case .text(let text): value = text
        case .sector(let sector): value = labels.label(sector)
        case .party(let name, let role):
            value = name
            status = labels.label(role)
        case .incidentType(let type): value = labels.label(type)
        case .cause(let cause): value = labels.label(cause)
        case .data(let kind, let exposed):
            value = labels.label(kind)
            status = exposed.rawValue
        case .count(let number, let bound, let unit, let of, let main):
            figure = number
            self.bound = bound.rawValue
            self.unit = unit
            self.of = of
            if main { status = "main" }
        case .event(let event, let start, let end):
            value = labels.label(event)
            date = start
            self.end = end
        case .authority(let authority, let date):
            value = labels.label(authority)
            self.date = date
        case .leak(let status): value = options.word(status)
        case .misuse(let status): value = options.word(status)
        case .response(let response): value = labels.label(response)
        case .measure(let measure): value = labels.label(measure)
        }
    }
}
