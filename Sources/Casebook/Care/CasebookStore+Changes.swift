import GRDB

/// An entry of the audit log, as far as it tells others what came to the casebook or changed in it.
package struct CasebookChange: Sendable {
    /// Its place in the log.
    package var place: Int64
    package var at: Int
    package var action: String
    /// The page that was added.
    package var address: String?
    /// The ids of the notices it is about.
    package var notices: [String]
    /// The numbers of the cases it is about; where they were merged, as they are called now.
    package var cases: [String]
}

/// When a notice was filed, and its id.
package struct NoticeFiling: Sendable {
    package var id: String
    package var addedAt: Int
}

extension CasebookStore {
    /// What was done to notices and cases, in order.
    ///
    /// - Parameter place: that of the last entry known.
    package func changes(after place: Int64, limit: Int) throws -> [CasebookChange] {
        try read("listing changes") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT seq, at, action, subject, detail FROM audit WHERE seq > ? AND
                      (subject LIKE 'page:%' OR subject LIKE 'edit:%' OR subject LIKE 'run:%') ORDER BY seq LIMIT ?
                    """, arguments: [place, limit]
            ).map { row in
                guard let detail = JSONValue(text: row[4]) else { throw db.damaged("entry \(row[0] as Int64)") }
                return try db.change(row, detail)
            }
        }
    }

    /// When notices were filed, by their rows.
    package func filings(of notices: [Int64]) throws -> [Int64: NoticeFiling] {
        try read("looking for notices") { db in
            var filings: [Int64: NoticeFiling] = [:]
            for notice in notices {
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT hash, added_at FROM notices WHERE id = ?"), arguments: [notice])
                if let row { filings[notice] = NoticeFiling(id: row[0], addedAt: row[1]) }
            }
            return filings
        }
    }
}

extension Database {
    fileprivate func change(_ row: Row, _ detail: JSONValue) throws -> CasebookChange {
        // Targets of edits are numbers and ids parted by spaces.
        let named = (detail["target"]?.string ?? "").split(separator: " ").map(String.init)
        let refs = try named.compactMap { try noticeRef($0) }
        var notices = (detail["notices"]?.array ?? []).compactMap(\.string)
        notices += refs.map(\.hash)
        var cases = try named.compactMap { try caseRef($0)?.number }
        for id in notices {
            guard let notice = try noticeRef(id), let casefile = try caseRef(of: notice),
                let number = try caseRef(casefile.number)?.number
            else { continue }
            if !cases.contains(number) { cases.append(number) }
        }
        return CasebookChange(
            place: row[0], at: row[1], action: row[2], address: detail["address"]?.string, notices: notices,
            cases: cases)
    }
}
