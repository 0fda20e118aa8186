import Facts
import GRDB

/// Reads a case as it was at some point: of its notices those that had come by then.
struct CaseStates {
    let db: Database

    /// A notice of a case, with when it came.
    struct Member {
        var id: Int64
        /// The first page that it stood on: pages are numbered in the order in which they were filed.
        var page: Int64
        var successor: Int64?
        var isExcluded: Bool

        /// Whether it came before another.
        func precedes(_ other: Member) -> Bool { (page, id) < (other.page, other.id) }
    }

    func member(_ notice: Int64) throws -> Member? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT n.id, (SELECT min(page) FROM page_notices WHERE notice = n.id),
                      CASE n.state WHEN 'superseded' THEN n.superseded_by END, n.state
                    FROM notices n WHERE n.id = ? AND n.kind = 'incident'
                      AND NOT (n.state = 'superseded' AND n.copy_of IS NOT NULL)
                    """), arguments: [notice]
        ).flatMap { row in
            let page: Int64? = row[1]
            return page.map {
                Member(id: row[0], page: $0, successor: row[2], isExcluded: row[3] as String == "excluded")
            }
        }
    }

    /// The notices of a case that are about an incident and not excluded, in the order in which they came.
    func members(of casefile: CaseRef) throws -> [Member] {
        try db.notices(of: casefile).compactMap { try member($0.id) }.filter { !$0.isExcluded }
            .sorted { $0.precedes($1) }
    }

    /// What the case says by some of its notices; those of them whose place another of them took say nothing any more.
    ///
    /// - Parameter notice: reads a notice.
    func values(
        of members: [Member], reading notice: (Int64) throws -> CasebookNotice?
    ) throws -> CaseValues {
        let ids = Set(members.map(\.id))
        let inForce = members.filter { member in member.successor.map { !ids.contains($0) } ?? true }
        return CaseHistory.values(
            of: try inForce.compactMap { member in
                try notice(member.id).map { CaseHistory.Notice(record: $0.record, text: $0.text) }
            })
    }

    /// A notice with the corrections that held right before an edit, or right behind it.
    func notice(_ id: Int64, at edit: Int64, behind: Bool) throws -> CasebookNotice? {
        let stored = try db.stored(id)
        let before = behind ? edit + 1 : edit
        let corrections = try Row.fetchAll(
            db,
            sql: """
                SELECT c.field, c.operation, c.value, c.quote, c.start, c.end
                FROM corrections c JOIN edits e ON e.id = c.edit
                WHERE c.notice = ?1 AND c.edit < ?2 AND (e.undone_by IS NULL OR e.undone_by >= ?2) ORDER BY c.id
                """, arguments: [id, before]
        ).map { try Correction($0, of: id, db) }
        return try stored.map { try db.notice(from: $0, corrections: corrections) }
    }
}
