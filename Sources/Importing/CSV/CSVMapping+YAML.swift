import Casebook
import Facts
import Yams

extension CSVMapping {
    private static let withoutField = ["number", "url", "text"]
    private static let keys = [
        "column", "constant", "values", "split", "format", "unit", "of", "main", "status", "role", "date", "event",
        "end",
    ]

    /// - Parameter name: the file's, for messages.
    package init(yaml: String, name: String) throws(Fault) {
        self.name = name
        version = ImportedRecord.prefix + "csv/1/" + Digest.short(Array(yaml.utf8)).prefix(8)
        func fault(_ line: Int, _ message: String) -> Fault { Fault(name: name, line: line, message: message) }
        let root: Node?
        do { root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot() } catch {
            throw fault(1, "this is not YAML; docs/exchange.md shows a mapping")
        }
        guard let root = root?.mapping else { throw fault(1, "expected 'fields'; docs/exchange.md shows a mapping") }
        for (key, value) in root {
            let line = key.mark?.line ?? 0
            switch key.scalar?.string {
            case "delimiter":
                let known = ["comma": ",", "tab": "\t", "semicolon": ";", ",": ",", "\t": "\t", ";": ";"]
                guard let byte = known[value.scalar?.string ?? ""]?.utf8.first else {
                    throw fault(line, "'delimiter' must be comma, tab or semicolon")
                }
                delimiter = byte
            case "fields":
                guard let fields = value.mapping else { throw fault(line, "'fields' must be fields with columns") }
                for (field, use) in fields {
                    // A field that several columns speak of has a list of them.
                    for one in use.sequence.map({ Array($0) }) ?? [use] {
                        entries.append(try Self.entry(field, one, name))
                    }
                }
            default: throw fault(line, "unknown key '\(key.scalar?.string ?? "?")'; known are delimiter, fields")
            }
        }
        guard entries.contains(where: { $0.field != nil }) else {
            throw fault(1, "'fields' names no field; docs/exchange.md shows a mapping")
        }
    }

    private static func entry(_ key: Node, _ use: Node, _ name: String) throws(Fault) -> Entry {
        let line = key.mark?.line ?? 0
        func fault(_ line: Int, _ message: String) -> Fault { Fault(name: name, line: line, message: message) }
        let written = key.scalar?.string ?? "?"
        let field = RecordField(rawValue: written)
        guard withoutField.contains(written) || field != nil && field != .casebookNumber else {
            let known = withoutField + RecordField.allCases.filter { $0 != .casebookNumber }.map(\.rawValue)
            throw fault(line, "unknown field '\(written)'; known are \(known.joined(separator: ", "))")
        }
        if let column = use.scalar?.string {
            let entry = Entry(
                name: written, field: field, source: .column(column, line: use.mark?.line ?? line), line: line)
            try check(entry, name)
            return entry
        }
        guard let mapping = use.mapping else {
            throw fault(line, "'\(written)' must be a column, or a 'column' with what else there is to say")
        }
        var source: Source?
        var entry = Entry(name: written, field: field, source: .constant(""), line: line)
        for (key, value) in mapping {
            let line = key.mark?.line ?? line
            let name = key.scalar?.string ?? "?"
            let text = value.scalar?.string
            guard keys.contains(name) else {
                throw fault(line, "unknown key '\(name)'; known are \(keys.joined(separator: ", "))")
            }
            if name == "values" {
                entry.values = try table(value, line, entry.name, fault)
                continue
            }
            if name == "format", let list = value.sequence {
                entry.formats = list.compactMap { $0.scalar?.string }
            } else if ["unit", "of", "date", "end"].contains(name),
                let column = value.mapping?["column"]?.scalar?.string
            {
                entry.parts[name] = .column(column, line: line)
                continue
            }
            guard let text = text ?? entry.formats.first else {
                throw fault(line, "'\(name)' must be one word or text")
            }
            switch name {
            case "column": source = .column(text, line: line)
            case "constant": source = .constant(text)
            case "split": entry.split = text
            case "format": if entry.formats.isEmpty { entry.formats = [text] }
            case "unit", "of": entry.parts[name] = .constant(text)
            case "date", "end": entry.parts[name] = .column(text, line: line)
            case "main":
                guard let isMain = Bool(text) else { throw fault(line, "'main' is true or false") }
                entry.isMain = isMain
            case "status": entry.status = text
            case "role": entry.role = text
            default: entry.event = text
            }
        }
        guard let source else { throw fault(line, "'\(written)' names no 'column' and no 'constant'") }
        entry.source = source
        try check(entry, name)
        return entry
    }

    private static func table(
        _ node: Node, _ line: Int, _ field: String, _ fault: (Int, String) -> Fault
    ) throws(Fault) -> [String: String?] {
        guard let mapping = node.mapping else { throw fault(line, "'values' must be words with what they stand for") }
        var table: [String: String?] = [:]
        for (word, value) in mapping {
            guard let word = word.scalar?.string, let slug = value.scalar?.string else {
                throw fault(word.mark?.line ?? line, "'values' of \(field) must be words with what they stand for")
            }
            table[Rendering.calm(word)] = slug.isEmpty || slug == "~" || slug == "null" ? .some(nil) : .some(slug)
        }
        return table
    }

    /// What cannot be meant is said before the first row is looked at.
    private static func check(_ entry: Entry, _ name: String) throws(Fault) {
        func fault(_ message: String) -> Fault { Fault(name: name, line: entry.line, message: message) }
        for format in entry.formats where DatePattern(format) == nil {
            throw fault("'\(format)' is no format of dates; write it like yyyy/M/d, or ja")
        }
        if entry.field == .timeline, TimelineEvent(rawValue: entry.event) == nil {
            let known = TimelineEvent.allCases.map(\.slug).joined(separator: ", ")
            throw fault("'timeline' needs an 'event', one of \(known)")
        }
        if entry.field == .parties, PartyRole(rawValue: entry.role) == nil {
            let known = PartyRole.allCases.map(\.slug).joined(separator: ", ")
            throw fault("'parties' needs a 'role', one of \(known)")
        }
        if entry.field == .data, !["", "exposed", "not-exposed"].contains(entry.status) {
            throw fault("the 'status' of data is exposed or not-exposed")
        }
    }
}
