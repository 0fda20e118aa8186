package import Facts

/// A table with a row for each case: the values in force. docs/exchange.md names its columns.
package struct CaseCSV: CaseFormat {
    static let columns = [
        "number", "published", "organisation", "title", "types", "causes", "sector", "leak", "misuse", "count",
        "count_bound", "count_unit", "persons", "data", "authorities", "days_to_detect", "days_to_report",
        "days_to_disclose", "notices", "source",
    ]

    private let options: CSVOptions

    package init(_ options: CSVOptions) { self.options = options }

    package mutating func begin(_ out: inout [UInt8]) { CSVRow.head(Self.columns, options, to: &out) }

    package func part(of filed: FiledCase) -> [UInt8] {
        var row = CSVRow()
        let view = filed.view
        let values = CurrentValues(view.values, options.labels)
        row.cell(view.number)
        row.cell(view.published?.iso)
        row.cell(view.organisation)
        row.cell(view.title)
        row.cell(values.types)
        row.cell(values.causes)
        row.cell(values.sector)
        row.cell(values.leak.map(options.word))
        row.cell(values.misuse.map(options.word))
        row.cell(values.count?.value)
        row.cell(values.count?.bound.rawValue)
        row.cell(values.count?.unit)
        row.cell(values.persons)
        row.cell(values.data)
        row.cell(values.authorities)
        row.cell(filed.lag(\.daysToDetect))
        row.cell(filed.lag(\.daysToReport))
        row.cell(filed.lag(\.daysToDisclose))
        row.cell(view.notices.count)
        row.cell(filed.address)
        row.end()
        return row.bytes
    }
}

/// The values in force of the fields that tables of cases have columns for.
struct CurrentValues {
    var types: [String] = []
    var causes: [String] = []
    var sector: String?
    var leak: LeakStatus?
    var misuse: MisuseStatus?
    var count: (value: Int, bound: CountBound, unit: String)?
    var data: [String] = []
    var authorities: [String] = []

    init(_ values: CaseValues, _ labels: any TermLabels) {
        for field in values.fields {
            switch field.current?.value {
            case .incidentType(let type): types.append(labels.label(type))
            case .cause(let cause): causes.append(labels.label(cause))
            case .sector(let sector): self.sector = labels.label(sector)
            case .leak(let status): leak = status
            case .misuse(let status): misuse = status
            case .count(let value, let bound, let unit, _, true):
                if count == nil { count = (value, bound, unit) }
            case .data(let kind, .exposed): data.append(labels.label(kind))
            case .authority(let authority, _):
                let label = labels.label(authority)
                if !authorities.contains(label) { authorities.append(label) }
            default: break
            }
        }
    }

    /// The main count, where it is one of persons.
    var persons: Int? { count.flatMap { UnitFamily.of($0.unit) == "人" ? $0.value : nil } }
}
