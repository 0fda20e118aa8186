import Casebook
import Facts

/// Takes the values of one row.
struct RowReading {
    static let rule = "import/csv"

    let mapping: CSVMapping
    let words: [RecordField: FieldWords]
    let text: Rendering
    /// The lines of what the mapping itself says, by its entries.
    let constants: [Rendering.Line?]
    /// The file and line, for messages.
    let place: String
    var facts = FactList()

    /// The cell that stands for `number`, `url` or `text`; `nil` where it is empty.
    func cell(_ name: String) -> Rendering.Line? {
        mapping.entries.indices.lazy.filter { mapping.entries[$0].name == name }.compactMap { line(of: $0) }.first
    }

    private func line(of entry: Int) -> Rendering.Line? {
        mapping.entries[entry].source.column.map { text.first($0) } ?? constants[entry]
    }

    /// What is wrong with a cell.
    private func fault(
        _ entry: CSVMapping.Entry, _ reason: String, _ remedy: String, in source: CSVMapping.Source? = nil
    ) -> ImportFault {
        let source = source ?? entry.source
        return ImportFault(
            place + (source.column.map { ": column '\($0)'" } ?? ": constant of '\(entry.name)'"), reason, remedy)
    }

    mutating func takeAll() throws(ImportFault) {
        for (index, entry) in mapping.entries.enumerated() {
            guard let field = entry.field, let line = line(of: index) else { continue }
            try take(line, field, entry)
        }
    }

    private mutating func take(
        _ line: Rendering.Line, _ field: RecordField, _ entry: CSVMapping.Entry
    ) throws(ImportFault) {
        for (word, at) in Self.pieces(of: line, entry.split) {
            var stated = word
            if let known = entry.values[word] {
                // The sheet's word says nothing.
                guard let value = known else { continue }
                stated = value
            }
            guard let value = try value(stated, word, field, entry) else { continue }
            if entry.isMain, hasMainFigure(besides: value) {
                throw fault(
                    entry, "'\(word)' would be a second figure to quote",
                    "leave the other one empty, or take it by a column without 'main: true'")
            }
            guard facts.add(field, value, text.evidence(at, Self.rule)) else {
                throw fault(entry, "'\(word)' is nothing that \(field.rawValue) knows", "mend the cell or the mapping")
            }
        }
    }

    /// A notice has one figure to quote.
    private func hasMainFigure(besides value: JSONValue) -> Bool {
        facts.facts.contains { $0.field == .counts && $0.value.array?.last == .bool(true) && $0.value != value }
    }

    /// The values of a cell, each with its place in the text.
    private static func pieces(of line: Rendering.Line, _ split: String?) -> [(word: String, at: TextSpan)] {
        guard let split, !split.isEmpty else { return [(line.value, line.valueAt)] }
        var pieces: [(String, TextSpan)] = []
        var rest = Substring(line.value)
        while true {
            let end = rest.firstRange(of: split)
            let piece = rest[..<(end?.lowerBound ?? rest.endIndex)]
            let word = Rendering.calm(String(piece))
            if let place = piece.firstRange(of: word), !word.isEmpty {
                let start =
                    line.valueAt.start + line.value.utf8.distance(from: line.value.startIndex, to: place.lowerBound)
                pieces.append((word, TextSpan(start, start + word.utf8.count)))
            }
            guard let end else { return pieces }
            rest = rest[end.upperBound...]
        }
    }

    // MARK: Values

    /// - Parameters:
    ///   - stated: what is meant.
    ///   - word: what the cell says.
    private func value(
        _ stated: String, _ word: String, _ field: RecordField, _ entry: CSVMapping.Entry
    ) throws(ImportFault) -> JSONValue? {
        switch field {
        case .title, .organisation, .service, .actor, .casebookNumber: return .string(stated)
        case .reportNumber:
            guard let figure = CellFigure(stated), figure.value > 0 else {
                throw fault(entry, "'\(word)' is no number of a report", "write it in digits")
            }
            return .int(figure.value)
        case .published: return .string(try date(stated, word, entry).stored)
        case .sector, .incidentTypes, .causes, .leakStatus, .misuseStatus, .responses, .measures:
            return .string(try slug(stated, word, field, entry))
        case .data:
            let status = entry.status.isEmpty ? "exposed" : entry.status
            return .array([.string(try slug(stated, word, field, entry)), .string(status)])
        case .parties: return .array([.string(stated), .string(entry.role)])
        case .counts: return try count(stated, word, entry)
        case .timeline:
            let end = try part("end", entry) { (cell, source) throws(ImportFault) in
                JSONValue.string(try date(cell, cell, entry, source).stored)
            }
            return .array([.string(entry.event), .string(try date(stated, word, entry).stored), end ?? .null])
        case .authorities:
            let date = try part("date", entry) { (cell, source) throws(ImportFault) in
                JSONValue.string(try self.date(cell, cell, entry, source).stored)
            }
            return .array([.string(try slug(stated, word, field, entry)), date ?? .null])
        }
    }

    private func count(_ stated: String, _ word: String, _ entry: CSVMapping.Entry) throws(ImportFault) -> JSONValue {
        guard let figure = CellFigure(stated) else {
            throw fault(
                entry, "'\(word)' is no figure",
                "write it in digits, or in the mapping under 'values' what it stands for (~ where it says nothing)")
        }
        let unit = try part("unit", entry) { (cell, _) throws(ImportFault) in .string(cell) }
        let of = try part("of", entry) { (cell, _) throws(ImportFault) in .string(cell) }
        return .array([.int(figure.value), unit ?? .string(figure.unit), of ?? .string(""), .bool(entry.isMain)])
    }

    /// Another part of a value; `nil` where its cell is empty.
    private func part(
        _ name: String, _ entry: CSVMapping.Entry,
        _ body: (String, CSVMapping.Source) throws(ImportFault) -> JSONValue
    ) throws(ImportFault) -> JSONValue? {
        guard let source = entry.parts[name] else { return nil }
        switch source {
        case .constant(let value): return try body(value, source)
        case .column(let column, _):
            return try text.first(column).map { (line) throws(ImportFault) in try body(line.value, source) }
        }
    }

    private func date(
        _ stated: String, _ word: String, _ entry: CSVMapping.Entry, _ source: CSVMapping.Source? = nil
    ) throws(ImportFault) -> DateValue {
        let patterns = entry.formats.isEmpty ? DatePattern.usual : entry.formats.compactMap { DatePattern($0) }
        for pattern in patterns {
            if let date = pattern.date(in: stated) { return date }
        }
        let tried = entry.formats.isEmpty ? "yyyy-M-d, yyyy/M/d, yyyy年M月d日" : entry.formats.joined(separator: ", ")
        throw fault(
            entry, "'\(word)' is no date of the form \(tried)", "mend it, or name its 'format' in the mapping",
            in: source)
    }

    private func slug(
        _ stated: String, _ word: String, _ field: RecordField, _ entry: CSVMapping.Entry
    ) throws(ImportFault) -> String {
        guard let slug = words[field]?.slug(stated) else {
            throw fault(
                entry, "'\(word)' is nothing that \(field.rawValue) knows",
                "write in the mapping under 'values' what it stands for (~ where it says nothing)")
        }
        return slug
    }
}
