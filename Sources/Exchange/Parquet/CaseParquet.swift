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

    package func part(of filed: FiledCase) -> ParquetRows {
        var rows = ParquetRows(Self.columns)
        let view = filed.view
        let values = CurrentValues(view.values, options.labels)
        rows.cell(view.number)
        rows.cell(view.published)
        rows.cell(optional: view.published?.iso)
        rows.cell(optional: view.organisation)
        rows.cell(optional: view.title)
        rows.cell(values.types)
        rows.cell(values.causes)
        rows.cell(optional: values.sector)
        rows.cell(optional: values.leak.map(options.word))
        rows.cell(optional: values.misuse.map(options.word))
        rows.cell(values.count?.value)
        rows.cell(optional: values.count?.bound.rawValue)
        rows.cell(optional: values.count?.unit)
        rows.cell(values.persons)
        rows.cell(values.data)
        rows.cell(values.authorities)
        rows.cell(filed.lag(\.daysToDetect))
        rows.cell(filed.lag(\.daysToReport))
        rows.cell(filed.lag(\.daysToDisclose))
        rows.cell(view.notices.count)
        rows.cell(optional: filed.address)
        rows.endRow()
        return rows
    }

    package mutating func write(_ rows: ParquetRows, to out: inout [UInt8]) { table.write(rows, to: &out) }

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

    package func part(of filed: FiledCase) -> ParquetRows {
        var rows = ParquetRows(Self.columns)
        let addresses = filed.addresses
        for field in filed.view.values.fields {
            guard let current = field.current else { continue }
            let cells = FactCells(current.value, options)
            rows.cell(filed.view.number)
            rows.cell(current.notice)
            rows.cell(field.name.rawValue)
            rows.cell(field.key)
            rows.cell(optional: cells.figure == nil ? cells.value : nil)
            rows.cell(cells.figure)
            rows.cell(optional: cells.bound)
            rows.cell(optional: cells.unit)
            rows.cell(optional: cells.of)
            rows.cell(cells.date)
            rows.cell(optional: cells.date?.iso)
            rows.cell(cells.end)
            rows.cell(optional: cells.end?.iso)
            rows.cell(optional: cells.status)
            rows.cell(current.quote)
            rows.cell(current.published)
            rows.cell(optional: current.published?.iso)
            rows.cell(optional: addresses(current.notice))
            rows.endRow()
        }
        return rows
    }

    package mutating func write(_ rows: ParquetRows, to out: inout [UInt8]) { table.write(rows, to: &out) }

    package mutating func end(_ out: inout [UInt8]) { table.end(&out) }
}
