import Casebook
package import Facts
import Language

/// Which column of a sheet means what: a YAML file, described in docs/exchange.md.
package struct CSVMapping: Sendable {
    /// Where a value is taken from.
    package enum Source: Sendable {
        case column(String, line: Int)
        /// The mapping itself says it, of every row.
        case constant(String)

        var column: String? { if case .column(let name, _) = self { name } else { nil } }
    }

    /// One use of a column.
    package struct Entry: Sendable {
        /// The field as the mapping names it.
        package var name: String
        /// `nil` for `number`, `url` and `text`, which are no fields of a record.
        package var field: RecordField?
        package var source: Source
        /// What the sheet's words stand for; `nil` where they say nothing.
        package var values: [String: String?] = [:]
        /// What parts several values in one cell.
        package var split: String?
        package var formats: [String] = []
        /// The other parts of a value, by name: unit, of, end, date.
        package var parts: [String: Source] = [:]
        /// What the mapping itself says of the value: event, status, role.
        package var event = "", status = "", role = ""
        package var isMain = false
        /// The line of the mapping.
        package var line: Int
    }

    package var name: String
    package var delimiter: UInt8 = UInt8(ascii: ",")
    package var entries: [Entry] = []
    /// Of what makes records by this mapping.
    package var version: String

    /// The columns that it speaks of, with its lines.
    var columns: [(name: String, line: Int)] {
        entries.flatMap { [$0.source] + $0.parts.values.map { $0 } }.compactMap { source in
            if case .column(let name, let line) = source { (name, line) } else { nil }
        }.sorted { $0.line < $1.line }
    }

    /// What is wrong with a mapping.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package var name: String
        /// The line in the mapping; 0 for none.
        package var line: Int
        package var message: String
        package var description: String { line > 0 ? "\(name):\(line): \(message)" : "\(name): \(message)" }
    }

    /// The mapping of the table that `jikenbo export --format csv` writes, and its name.
    package static let ownName = "jikenbo"
    package static let ownYAML = String(decoding: PackageResources.jikenbo_yaml, as: UTF8.self)
}

/// The words of a field that are slugs, or stand for them.
struct FieldWords {
    private let slugs: [String: String]

    init(_ lexicon: Lexicon, vocabulary: String) {
        self.init(lexicon.terms(ofVocabulary: vocabulary).map { ($0.slug, [$0.ja, $0.en]) })
    }

    init(_ terms: [(slug: String, labels: [String])]) {
        var slugs: [String: String] = [:]
        for (slug, labels) in terms {
            for label in labels { slugs[label] = slug }
        }
        // A slug means itself, whatever it is the label of.
        for (slug, _) in terms { slugs[slug] = slug }
        self.slugs = slugs
    }

    func slug(_ word: String) -> String? { slugs[word] }
}
