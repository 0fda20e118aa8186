import GRDB

/// What stands beside a case: earlier numbers and people's notes.
package struct CaseMargin: Sendable {
    /// Numbers of cases that were merged into it.
    package var formerNumbers: [String]
    package var notes: [Note]

    package struct Note: Hashable, Sendable {
        package var at: Int
        package var who: String
        package var text: String
    }
}

/// A version of a page, with its bytes.
package struct PageVersion: Sendable {
    package var address: String
    package var version: Int
    package var addedAt: Int
    package var bytes: [UInt8]
}

extension CasebookStore {
    /// What a name leads to.
    package func target(_ name: String) throws -> Target { try read("showing \(name)") { try $0.target(name) } }

    /// The notices of a case, in the order they were published.
    package func notices(of casefile: CaseRef) throws -> [NoticeRef] {
        try read("showing \(casefile.number)") { try $0.notices(of: casefile) }
    }

    package func margin(of casefile: CaseRef) throws -> CaseMargin {
        try read("showing \(casefile.number)") { try $0.margin(of: casefile) }
    }

    package func notice(_ ref: NoticeRef) throws -> CasebookNotice {
        try read("showing \(ref.hash)") { db in
            guard let notice = try db.notice(ref.id) else { throw db.damaged("notice \(ref.hash)") }
            return notice
        }
    }

    /// All versions of the pages that the notices stand on, by address, the oldest first.
    package func versions(of notices: [NoticeRef]) throws -> [[PageVersion]] {
        try read("showing versions") { db in
            let addresses = try notices.flatMap { notice in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT p.address FROM page_notices n JOIN pages p ON p.id = n.page
                        WHERE n.notice = ? ORDER BY p.id
                        """, arguments: [notice.id])
            }
            var seen: Set<String> = []
            return try addresses.filter { seen.insert($0).inserted }.map(db.versions)
        }
    }
}

extension Database {
    func versions(of address: String) throws -> [PageVersion] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT p.version, p.added_at, o.bytes FROM pages p JOIN originals o ON o.id = p.original
                WHERE p.address = ? ORDER BY p.version
                """, arguments: [address])
        var versions: [PageVersion] = []
        while let row = try rows.next() {
            guard let bytes = try row.decompressed(2) else { throw damaged(address) }
            versions.append(PageVersion(address: address, version: row[0], addedAt: row[1], bytes: bytes))
        }
        return versions
    }

    func margin(of casefile: CaseRef) throws -> CaseMargin {
        let former = try String.fetchAll(
            self,
            sql: """
                WITH RECURSIVE former (id, number) AS (
                  SELECT id, number FROM cases WHERE merged_into = ?
                  UNION SELECT c.id, c.number FROM cases c JOIN former f ON c.merged_into = f.id)
                SELECT number FROM former ORDER BY id
                """, arguments: [casefile.id])
        let notes = try Row.fetchAll(
            self,
            sql: """
                SELECT e.at, e.who, n.text FROM notes n JOIN edits e ON e.id = n.edit
                WHERE n.active AND (n."case" = ?1 OR n.notice IN (SELECT notice FROM case_notices WHERE "case" = ?1))
                ORDER BY n.id
                """, arguments: [casefile.id]
        ).map { CaseMargin.Note(at: $0[0], who: $0[1], text: $0[2]) }
        return CaseMargin(formerNumbers: former, notes: notes)
    }
}
