import Facts

/// Writes rows of comma-separated values as RFC 4180 has them: lines end with CR LF, and a cell with a comma, a quotation mark or a
/// line break stands in quotation marks.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP's "CSV Injection" asks: one that begins
/// with = + - @, their full-width forms, a tab or a line break. Characters that steer a terminal are written as `\u{202E}`.
struct CSVRow {
    /// U+FEFF, by which spreadsheets know UTF-8.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    /// - Parameter capacity: about how many bytes it will be.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func cell(_ text: String) {
        separate()
        guard let first = text.unicodeScalars.first else { return }
        let start = bytes.count
        if first.beginsFormula { bytes.append(UInt8(ascii: "'")) }
        var isQuoted = false
        HostileText.copy(text, to: &bytes, careful: "\"", ",") { scalar, bytes in
            switch scalar {
            case "\"":
                bytes.append(contentsOf: [0x22, 0x22])
                isQuoted = true
                return true
            case ",", "\n", "\r", "\t":
                isQuoted = true
                return false
            default:
                guard HostileText.steers(scalar) else { return false }
                bytes.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".utf8)
                return true
            }
        }
        guard isQuoted else { return }
        bytes.insert(UInt8(ascii: "\""), at: start)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func cell(_ text: String?) { cell(text ?? "") }

    mutating func cell(_ number: Int?) {
        separate()
        if let number { bytes.append(contentsOf: String(number).utf8) }
    }

    /// Several values in one cell, with semicolons between them.
    mutating func cell(_ values: [String]) { cell(values.joined(separator: ";")) }

    mutating func end() {
        bytes.append(contentsOf: [0x0D, 0x0A])
        isFirst = true
    }

    /// Writes the row with the names of the columns.
    static func head(_ columns: [String], _ options: CSVOptions, to out: inout [UInt8]) {
        if options.hasMark { out.append(contentsOf: mark) }
        var row = CSVRow()
        for column in columns { row.cell(column) }
        row.end()
        out.append(contentsOf: row.bytes)
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

}

extension Unicode.Scalar {
    /// Whether a spreadsheet takes a cell that begins with it for a formula.
    package var beginsFormula: Bool {
        switch self {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }
}

/// How CSV is written.
package struct CSVOptions: Sendable {
    /// Whether U+FEFF stands at the beginning.
    package var hasMark: Bool
    /// What to write for slugs.
    package var labels: any TermLabels
    /// The words for what has no label in the lexicon; `nil` for slugs.
    package var words: Words?

    package init(hasMark: Bool = true, labels: any TermLabels = SlugLabels(), words: Words? = nil) {
        self.hasMark = hasMark
        self.labels = labels
        self.words = words
    }

    func word(_ status: LeakStatus) -> String { words.map { $0(status) } ?? status.rawValue }
    func word(_ status: MisuseStatus) -> String { words.map { $0(status) } ?? status.rawValue }
}
