import Facts
import GRDB

/// Puts new notices into cases.
struct CaseFiling {
    let db: Database
    let at: Int

    /// Opens a case for a notice or has it join one; gives the case's number, `nil` where the notice has a case already.
    func place(_ notice: FiledNotice) throws -> String? {
        guard try caseID(of: notice.id) == nil else { return nil }
        let heading = notice.record.casebookNumber?.value
        if let heading, Self.isNumber(heading), let found = try openCase(heading: heading) {
            try join(notice.id, found.id, score: 1, reasons: ["the same number \(heading) in its heading"])
            return found.number
        }
        let opened = try open(for: notice.record)
        try join(notice.id, opened.id, score: 1, reasons: ["it opened the case"])
        return opened.number
    }

    /// Has the new version of a notice join the case of the old one.
    func join(_ notice: FiledNotice, caseOf old: Int64) throws -> String? {
        guard let found = try caseID(of: old), try caseID(of: notice.id) == nil else { return nil }
        try join(notice.id, found, score: 1, reasons: ["a later version of the same page"])
        return try String.fetchOne(db, sql: "SELECT number FROM cases WHERE id = ?", arguments: [found])
    }

    func join(_ notice: Int64, _ id: Int64, score: Double, reasons: [String]) throws {
        try db.cachedStatement(
            sql: "INSERT INTO case_notices (notice, \"case\", how, score, reasons) VALUES (?, ?, 'machine', ?, ?)"
        ).execute(arguments: [notice, id, score, JSONValue.strings(reasons).text])
    }

    private func caseID(of notice: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT \"case\" FROM case_notices WHERE notice = ?"), arguments: [notice])
    }

    private func openCase(heading: String) throws -> (id: Int64, number: String)? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, number FROM cases WHERE heading = ? AND merged_into IS NULL ORDER BY id LIMIT 1"),
            arguments: [heading]
        ).map { ($0[0], $0[1]) }
    }

    // MARK: Numbers

    /// The first number that the program gives in a year. Casebooks that number their own headings begin at 1 and have
    /// not come near this in a year, so the two do not meet.
    static let firstSerial = 501

    /// Opens a case under the heading's own number, else under the next of the year in which the notice was published (in
    /// which it is filed where it has no date). A number is given once and never changes.
    private func open(for record: NoticeRecord) throws -> (id: Int64, number: String) {
        if let heading = record.casebookNumber?.value, Self.isNumber(heading) {
            // All the same the program may have given the number away before the heading's notice came.
            let numbers = [heading] + "bcdefghijklmnopqrstuvwxyz".map { heading + String($0) }
            if let number = try numbers.first(where: { try !isTaken($0) }) {
                return try insert(number, year: nil, serial: nil, heading: heading)
            }
        }
        let opened = try openNumbered(for: record)
        return (opened.id, opened.number)
    }

    /// Opens a case under a number of the program's.
    func openNumbered(for record: NoticeRecord) throws -> CaseRef {
        let year = record.published?.value.year ?? DateValue.day(number: at / 86_400).year
        let last = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT max(serial) FROM cases WHERE year = ?"), arguments: [year])
        var serial = last.map { $0 + 1 } ?? Self.firstSerial
        while try isTaken(Self.number(year, serial)) { serial += 1 }
        let opened = try insert(Self.number(year, serial), year: year, serial: serial, heading: nil)
        return CaseRef(id: opened.0, number: opened.1)
    }

    private func insert(_ number: String, year: Int?, serial: Int?, heading: String?) throws -> (Int64, String) {
        try db.cachedStatement(
            sql: "INSERT INTO cases (number, year, serial, heading, opened_at) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, year, serial, heading, at])
        return (db.lastInsertedRowID, number)
    }

    private func isTaken(_ number: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM cases WHERE number = ?)"), arguments: [number])!
    }

    /// `2026-007`; from the thousandth on with four digits.
    static func number(_ year: Int, _ serial: Int) -> String {
        let digits = String(serial)
        return "\(year)-" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }

    /// Whether a heading's number names one case: `2023-060`, and not a mere year.
    static func isNumber(_ heading: String) -> Bool {
        let parts = heading.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
