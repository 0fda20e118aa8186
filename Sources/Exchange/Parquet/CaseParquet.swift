package import Facts

/// A Parquet table with a row for each case: what CSV has, with types. docs/exchange.md names its columns.
package struct CaseParquet: CaseFormat {
    static let columns: [ParquetColumn] = [
        .init(name: "number", kind: .text), .init(name: "published", kind: .date),
        .init(name: "published_text", kind: .optionalText), .init(name: "organisation", kind: .optionalText),
        .init(name: "title", kind: .optionalText), .init(name: "types", kind: .texts),
        .init(name: "causes", kind: .texts), .init(name: "sector", kind: .optionalText),
        .init(name: "leak", kind: .optionalText), .init(name: "misuse", kind: .optionalText),
        .init(name: "count", kind: .number), .init(name: "count_bound", kind: .optionalText),
        .init(name: "count_unit", kind: .optionalText), .init(name: "persons", kind: .number),
        .init(name: "data", kind: .texts), .init(name: "authorities", kind: .texts),
        .init(name: "days_to_detect", kind: .number), .init(name: "days_to_report", kind: .number),
        .init(name: "days_to_disclose", kind: .number), .init(name: "notices", kind: .number),
        .init(name: "source", kind: .optionalText),
    ]

    private let options: CSVOptions
    private var table: ParquetTable

    /// - Parameter options: what is written for slugs.
    package init(_ options: CSVOptions, _ compression: ParquetCompression) {
        self.options = options
        table = ParquetTable(Self.columns, metadata: [("jikenbo.schema", "cases 1")], compression)
    }

    package mutating func begin(_ out: inout [UInt8]) { table.begin(&out) }

    package func part(of filed: FiledCase) -> FiledCase { filed }

    package mutating func write(_ filed: FiledCase, to out: inout [UInt8]) {
        let view = filed.view
        let values = CurrentValues(view.values, options.labels)
        table.cell(view.number)
        table.cell(view.published)
        table.cell(optional: view.published?.iso)
        table.cell(optional: view.organisation)
        table.cell(optional: view.title)
        table.cell(values.types)
        table.cell(values.causes)
        table.cell(optional: values.sector)
        table.cell(optional: values.leak.map(options.word))
        table.cell(optional: values.misuse.map(options.word))
        table.cell(values.count?.value)
        table.cell(optional: values.count?.bound.rawValue)
        table.cell(optional: values.count?.unit)
        table.cell(values.persons)
        table.cell(values.data)
        table.cell(values.authorities)
        table.cell(filed.lag(\.daysToDetect))
        table.cell(filed.lag(\.daysToReport))
        table.cell(filed.lag(\.daysToDisclose))
        table.cell(view.notices.count)
        table.cell(optional: filed.address)
        table.endRow(to: &out)
    }

    package mutating func end(_ out: inout [UInt8]) { table.end(&out) }
}

/// A Parquet table with a row for each value in force of each case: what CSV has, with types. docs/exchange.md names its columns.
package struct FactParquet: CaseFormat {
    static let columns: [ParquetColumn] = [
        .init(name: "case", kind: .text), .init(name: "notice", kind: .text), .init(name: "field", kind: .text),
        .init(name: "key", kind: .text), .init(name: "value", kind: .optionalText),
        .init(name: "figure", kind: .number),
        .init(name: "bound", kind: .optionalText), .init(name: "unit", kind: .optionalText),
        .init(name: "of", kind: .optionalText), .init(name: "date", kind: .date),
        .init(name: "date_text", kind: .optionalText), .init(name: "end", kind: .date),
        .init(name: "end_text", kind: .optionalText), .init(name: "status", kind: .optionalText),
        .init(name: "quote", kind: .text), .init(name: "published", kind: .date),
        .init(name: "published_text", kind: .optionalText), .init(name: "source", kind: .optionalText),
    ]

    private let options: CSVOptions
    private var table: ParquetTable

    /// - Parameter options: what is written for slugs.
    package init(_ options: CSVOptions, _ compression: ParquetCompression) {
        self.options = options
        table = ParquetTable(Self.columns, metadata: [("jikenbo.schema", "facts 1")], compression)
    }

    package mutating func begin(_ out: inout [UInt8]) { table.begin(&out) }

    package func part(of filed: FiledCase) -> FiledCase { filed }

    package mutating func write(_ filed: FiledCase, to out: inout [UInt8]) {
        for field in filed.view.values.fields {
            guard let current = field.current else { continue }
            let cells = FactCells(current.value, options)
            table.cell(filed.view.number)
            table.cell(current.notice)
            table.cell(field.name.rawValue)
            table.cell(field.key)
            table.cell(optional: cells.figure == nil ? cells.value : nil)
            table.cell(cells.figure)
            table.cell(optional: cells.bound)
            table.cell(optional: cells.unit)
            table.cell(optional: cells.of)
            table.cell(cells.date)
            table.cell(optional: cells.date?.iso)
            table.cell(cells.end)
            table.cell(optional: cells.end?.iso)
            table.cell(optional: cells.status)
            table.cell(current.quote)
            table.cell(current.published)
            table.cell(optional: current.published?.iso)
            table.cell(optional: filed.view.notices.first { $0.id == current.notice }?.sources.first)
            table.endRow(to: &out)
        }
    }

    package mutating func end(_ out: inout [UInt8]) { table.end(&out) }
}
