import Exchange

/// Comma-separated values as RFC 4180 has them, read from text: cells in quotation marks may hold commas, line breaks and, doubled,
/// quotation marks. Lines end with CR LF, LF or CR. Never fails as a whole: what is wrong is said of the row.
struct CSVTable {
    struct Row {
        /// The line on which it begins, from 1.
        var line: Int
        var cells: [String]
        /// What is wrong with it.
        var fault: String?
    }

    /// Rows that hold something; the first is that of the columns' names.
    private(set) var rows: [Row] = []

    init(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) {
        let bytes = Array(text.utf8)
        var scanner = Scanner(bytes: bytes, delimiter: delimiter)
        while let row = scanner.row() {
            if row.fault != nil || row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
        }
    }

    private struct Scanner {
        let bytes: [UInt8]
        let delimiter: UInt8
        var at = 0
        var line = 1

        mutating func row() -> Row? {
            guard at < bytes.count else { return nil }
            var row = Row(line: line, cells: [])
            while true {
                var fault: String?
                row.cells.append(Self.plain(cell(&fault)))
                row.fault = row.fault ?? fault
                guard at < bytes.count, bytes[at] == delimiter else { break }
                at += 1
            }
            endLine()
            return row
        }

        private mutating func endLine() {
            guard at < bytes.count else { return }
            if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
            at += 1
            line += 1
        }

        private var isAtEnd: Bool {
            at >= bytes.count || bytes[at] == delimiter || bytes[at] == 0x0D || bytes[at] == 0x0A
        }

        private mutating func cell(_ fault: inout String?) -> [UInt8] {
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                let start = at
                while !isAtEnd { at += 1 }
                return Array(bytes[start..<at])
            }
            let opened = line
            var cell: [UInt8] = []
            at += 1
            while true {
                guard at < bytes.count else {
                    fault = "a quotation mark on line \(opened) is opened and never closed"
                    return cell
                }
                if bytes[at] == UInt8(ascii: "\"") {
                    at += 1
                    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { break }
                }
                if bytes[at] == 0x0A { line += 1 }
                cell.append(bytes[at])
                at += 1
            }
            if !isAtEnd {
                fault = "there is something behind the quotation mark that closes a cell"
                while !isAtEnd { at += 1 }
            }
            return cell
        }

        /// The cell without the apostrophe that keeps spreadsheets from taking it for a formula, as `jikenbo export` puts it.
        private static func plain(_ cell: [UInt8]) -> String {
            let text = String(decoding: cell, as: UTF8.self)
            let rest = text.unicodeScalars.dropFirst()
            return text.hasPrefix("'") && rest.first?.beginsFormula == true ? String(rest) : text
        }
    }
}
