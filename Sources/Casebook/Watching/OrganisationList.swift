/// A list of organisations as people keep it in a spreadsheet: CSV (RFC 4180) with the columns `name`, `aliases` and, if wanted,
/// `note`, in any order, other columns aside. Aliases are parted by semicolons.
package enum OrganisationList {
    /// More rows than any list of suppliers has.
    static let most = 20_000

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - text: the file, decoded.
    ///   - file: its name, for messages.
    /// - Throws: CasebookError with the line where something is wrong.
    package static func parse(_ text: String, file: String) throws(CasebookError) -> [WatchedOrganisation] {
        var rows = try rows(text, file: file)
        guard !rows.isEmpty else {
            throw CasebookError(file, "the list is empty", "give it a line for each organisation")
        }
        let head = rows.removeFirst().cells.map { trimmed($0).lowercased() }
        guard let name = head.firstIndex(where: { ["name", "名称", "組織名", "会社名"].contains($0) }) else {
            throw CasebookError(
                file, "its first line names no column called name", "begin it with: name,aliases,note")
        }
        let aliases = head.firstIndex { ["aliases", "alias", "別名"].contains($0) }
        let note = head.firstIndex { ["note", "備考"].contains($0) }
        var organisations: [WatchedOrganisation] = []
        for row in rows {
            func cell(_ place: Int?) -> String {
                place.flatMap { row.cells.indices.contains($0) ? trimmed(row.cells[$0]) : nil } ?? ""
            }
            if row.cells.allSatisfy({ trimmed($0).isEmpty }) { continue }
            let others = cell(aliases).split { $0 == ";" || $0 == "；" }.map(trimmed).filter { !$0.isEmpty }
            for written in [cell(name)] + others where OrganisationName(written) == nil {
                throw CasebookError(
                    "\(file):\(row.line)", written.isEmpty ? "the name is empty" : "\(written) is no name to look for",
                    "write the organisation's name there")
            }
            organisations.append(WatchedOrganisation(name: cell(name), aliases: others, note: cell(note)))
        }
        guard !organisations.isEmpty else {
            throw CasebookError(file, "the list names no organisation", "give it a line for each organisation")
        }
        guard organisations.count <= most else {
            throw CasebookError(file, "the list has more than \(most) organisations", "make several lists of it")
        }
        return organisations
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.first.map({ $0.isWhitespace || $0 == "\u{FEFF}" }) == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private struct Line {
        var line: Int
        var cells: [String]
    }

    /// The rows, with the numbers of the lines they begin on.
    private static func rows(_ text: String, file: String) throws(CasebookError) -> [Line] {
        var rows: [Line] = []
        var row = Line(line: 1, cells: [])
        var cell = ""
        var line = 1
        var isQuoted = false
        var afterQuote = false
        func isBlank(_ row: Line) -> Bool { row.cells.allSatisfy { $0.isEmpty } }
        for scalar in text.unicodeScalars {
            if scalar == "\n" { line += 1 }
            if isQuoted {
                if scalar == "\"" { (isQuoted, afterQuote) = (false, true) } else { cell.unicodeScalars.append(scalar) }
                continue
            }
            switch scalar {
            case "\"":
                // Two quotes within a quoted cell are one.
                if afterQuote { cell += "\"" }
                isQuoted = true
            case ",":
                row.cells.append(cell)
                cell = ""
            case "\n":
                row.cells.append(cell)
                if !isBlank(row) { rows.append(row) }
                (row, cell) = (Line(line: line, cells: []), "")
            case "\r": break
            default: cell.unicodeScalars.append(scalar)
            }
            afterQuote = false
        }
        guard !isQuoted else {
            throw CasebookError("\(file):\(row.line)", "a quotation mark is not closed", "close it")
        }
        row.cells.append(cell)
        if !isBlank(row) { rows.append(row) }
        return rows
    }
}
