package import Facts
import GRDB

extension CasebookStore {
    /// Hands over, one after the other, the cases that a query finds: of all that have a notice about an incident in force, in the
    /// order of `openCases`. They are of one moment, whatever is written meanwhile.
    ///
    /// Of the cases only their rows' numbers are kept, 8 bytes each.
    ///
    /// - Parameters:
    ///   - query: the search index must be up to date, unless it finds everything.
    ///   - body: is given a case, which of them it is from 1, and how many there are.
    package func filedCases(
        _ query: SearchQuery, _ body: (FiledCase, _ place: Int, _ all: Int) throws -> Void
    ) throws {
        try read("exporting") { db in
            var ids = try Int64.fetchAll(db, sql: "SELECT c.id" + Self.openCasesSQL)
            if query != .everything {
                let found = Set(try self.cases(of: query, [], db).map(\.id))
                ids.removeAll { !found.contains($0) }
            }
            for (place, id) in ids.enumerated() { try body(try Self.filed(db, id), place + 1, ids.count) }
        }
    }

    private static func filed(_ db: Database, _ id: Int64) throws -> FiledCase {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT c.number, c.opened_at,
                      (SELECT max(n.added_at) FROM case_notices f JOIN notices n ON n.id = f.notice WHERE f."case" = c.id),
                      (SELECT max(coalesce(u.at, e.at)) FROM case_notices f JOIN corrections x ON x.notice = f.notice
                        JOIN edits e ON e.id = x.edit LEFT JOIN edits u ON u.id = e.undone_by WHERE f."case" = c.id)
                    FROM cases c WHERE c.id = ?
                    """), arguments: [id])
        guard let row else { throw db.damaged("case \(id)") }
        let read = try CaseReader(db: db, found: CaseRef(id: id, number: row[0])).view()
        let opened: Int = row[1]
        let added: Int? = row[2]
        let edited: Int? = row[3]
        return FiledCase(
            view: read.view, records: read.notices.filter { $0.state == .current }.map(\.record), opened: opened,
            changed: max(opened, added ?? opened, edited ?? opened))
    }
}
