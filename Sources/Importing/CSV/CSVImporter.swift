import Casebook
import Exchange
import Facts
package import Language
import Pages

/// Makes records of the rows of a sheet, by a mapping.
package struct CSVImporter: Sendable {
    private let mapping: CSVMapping
    private let words: [RecordField: FieldWords]

    package init(_ mapping: CSVMapping, lexicon: Lexicon) {
        self.mapping = mapping
        let vocabularies: [RecordField: String] = [
            .sector: Sector.vocabularyName, .incidentTypes: IncidentType.vocabularyName, .causes: Cause.vocabularyName,
            .data: DataKind.vocabularyName, .authorities: Authority.vocabularyName,
            .responses: Response.vocabularyName, .measures: Measure.vocabularyName,
        ]
        var words = vocabularies.mapValues { FieldWords(lexicon, vocabulary: $0) }
        words[.leakStatus] = FieldWords(
            LeakStatus.allCases.map { ($0.rawValue, [Words.japanese($0), Words.english($0)]) })
        words[.misuseStatus] = FieldWords(
            MisuseStatus.allCases.map { ($0.rawValue, [Words.japanese($0), Words.english($0)]) })
        self.words = words
    }

    /// The rows of a sheet in their order, and what is wrong with those that cannot be taken in.
    package func items(_ bytes: [UInt8], from source: ImportSource) -> [ImportItem] {
        let text: String
        do throws(PageError.Reason) { text = try PageDecoder.decoded(bytes) } catch {
            return [.fault(ImportFault(PageError(name: source.name, reason: error)))]
        }
        let rows = CSVTable(text, delimiter: mapping.delimiter).rows
        guard let head = rows.first else {
            return [
                .fault(ImportFault(source.name, "the table is empty", "give one whose first row names the columns"))
            ]
        }
        if let fault = self.fault(of: head, source) { return [.fault(fault)] }
        let names = head.cells.map(Rendering.calm)
        return rows.dropFirst().map { row in
            do throws(ImportFault) {
                return .incident(try incident(row, names, source))
            } catch {
                return .fault(error)
            }
        }
    }

    private func fault(of head: CSVTable.Row, _ source: ImportSource) -> ImportFault? {
        let place = "\(source.name):\(head.line)"
        if let fault = head.fault { return ImportFault(place, fault, "mend the row with the columns' names") }
        let names = head.cells.map(Rendering.calm)
        for column in mapping.columns where !names.contains(column.name) {
            return ImportFault(
                place, "there is no column '\(column.name)', which \(mapping.name):\(column.line) names",
                "the columns are \(names.filter { !$0.isEmpty }.joined(separator: ", "))")
        }
        return nil
    }

    private func incident(
        _ row: CSVTable.Row, _ names: [String], _ source: ImportSource
    ) throws(ImportFault) -> ImportedIncident {
        let place = "\(source.name):\(row.line)"
        if let fault = row.fault { throw ImportFault(place, fault, "mend the row") }
        guard row.cells.count <= names.count else {
            throw ImportFault(
                place, "the row has \(row.cells.count) cells, and there are \(names.count) columns",
                "put cells that hold commas into quotation marks")
        }
        var rendering = Rendering()
        let blocks = Set(mapping.entries.filter { $0.name == "text" }.compactMap(\.source.column))
        for (name, cell) in zip(names, row.cells) where !blocks.contains(name) { rendering.add(name, cell) }
        // What the mapping says of every row is not the sheet's word, and is marked.
        var constants: [Rendering.Line?] = []
        for entry in mapping.entries {
            var line: Rendering.Line?
            if case .constant(let value) = entry.source { line = rendering.add("mapping: \(entry.name)", value) }
            constants.append(line)
        }
        for (name, cell) in zip(names, row.cells) where blocks.contains(name) { rendering.add(block: cell) }
        guard !rendering.text.isEmpty else { throw ImportFault(place, "the row is empty", "take it out of the sheet") }
        var reading = RowReading(
            mapping: mapping, words: words, text: rendering, constants: constants, place: place)
        try reading.takeAll()
        let number = reading.cell("number")
        let key = number?.value ?? Digest.short(Array(rendering.text.utf8))
        if let number, CaseFiling.isNumber(number.value) {
            reading.facts.add(
                .casebookNumber, .string(number.value), rendering.evidence(number.valueAt, RowReading.rule))
        }
        return ImportedIncident(
            place: place, address: source.address(key, page: reading.cell("url")?.value), name: number?.value ?? "",
            bytes: Array(rendering.text.utf8), format: "csv", text: rendering.text, kind: .incident,
            facts: reading.facts.facts)
    }
}

extension ImportFault {
    /// What is wrong with the bytes of a file.
    init(_ error: PageError) {
        let parts = error.description.split(separator: ": ", maxSplits: 1).map(String.init)
        let sentence = parts.last?.split(separator: "; ", maxSplits: 1).map(String.init) ?? []
        self.init(
            error.name, sentence.first ?? "it cannot be read", sentence.count > 1 ? sentence[1] : "give a text file")
    }
}
