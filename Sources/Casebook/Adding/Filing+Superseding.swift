import Facts
import GRDB

/// What a page's new version changed in notices that the casebook had.
struct PageChanges {
    /// The ids of the notices that took the place of others, with those of the others.
    var replaced: [(new: String, old: String)] = []
    /// The ids of the notices that were superseded on their page, and are what it says again.
    var returned: [String] = []
    /// The numbers of the cases that the notices are in.
    var cases: [String] = []

    /// As the audit log has it, from which `WatchEvent`s are made.
    var members: [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if !replaced.isEmpty {
            let pairs = replaced.map { JSONValue.Member(key: $0.new, value: .string($0.old)) }
            members.append(JSONValue.Member(key: "replaced", value: .object(pairs)))
        }
        if !returned.isEmpty { members.append(JSONValue.Member(key: "returned", value: .strings(returned))) }
        return members
    }
}

extension Filing {
    /// Ties notices of a page's new version to those they take the place of.
    ///
    /// A notice that was superseded on this page, and stands on it again, takes the place of what is in force instead of it. A notice of
    /// the version before that is gone is superseded by a new one with the same title, or, where one went and one came, by that one. Other
    /// notices that are gone merely left the page, as they do from a list of news.
    func supersede(_ latest: Version, on address: String, by filed: [FiledNotice]) throws -> PageChanges {
        var changes = PageChanges()
        let kept = Set(filed.map(\.id))
        for notice in filed where try !notice.isNew && isBack(notice.id, on: address, after: latest.page) {
            let successor = try standing(inPlaceOf: notice.id)
            let isCopy = try reinstate(notice)
            changes.returned.append(notice.record.id)
            if let successor, !kept.contains(successor.id) {
                try CaseFiling(db: db, at: at).follow(notice.id, to: successor.id)
                try replace(successor, by: notice, asking: !isCopy, &changes)
            }
            if let number = try CaseFiling(db: db, at: at).number(ofCaseOf: notice.id) { changes.cases.append(number) }
        }
        let gone = try standing(onPage: latest.page).filter { !kept.contains($0.id) }
        var fresh = filed.filter(\.isNew)
        for old in gone {
            let match = fresh.firstIndex { $0.record.title != nil && $0.record.title?.value == old.title }
            guard let index = match ?? (gone.count == 1 && fresh.count == 1 ? 0 : nil) else { continue }
            try replace(old, by: fresh.remove(at: index), &changes)
        }
        return changes
    }

    /// - Parameter asks: whether people are told.
    private func replace(
        _ old: Standing, by new: FiledNotice, asking asks: Bool = true, _ changes: inout PageChanges
    ) throws {
        try db.execute(
            sql: "UPDATE notices SET state = 'superseded', superseded_by = ?, copy_of = NULL WHERE id = ?",
            arguments: [new.id, old.id])
        changes.replaced.append((new.record.id, old.hash))
        let filing = CaseFiling(db: db, at: at)
        if let number = try filing.join(new, caseOf: old.id) { changes.cases.append(number) }
        if asks, new.record.kind == .incident { try filing.askAboutChange(of: old.id, to: new.id) }
    }

    // MARK: Notices that return

    /// Whether a notice of the page had left it, and a notice of a later version took its place. What another page replaced is for that
    /// page to bring back.
    private func isBack(_ notice: Int64, on address: String, after latest: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT state = 'superseded' AND copy_of IS NULL
                      AND NOT EXISTS (SELECT 1 FROM page_notices WHERE notice = n.id AND page = ?3)
                      AND EXISTS (SELECT 1 FROM page_notices p JOIN pages q ON q.id = p.page
                        WHERE p.notice = n.id AND q.address = ?2 AND q.id < ?3)
                      AND EXISTS (SELECT 1 FROM page_notices p JOIN pages q ON q.id = p.page
                        WHERE p.notice = n.superseded_by AND q.address = ?2 AND q.id <= ?3)
                    FROM notices n WHERE id = ?1
                    """), arguments: [notice, address, latest]) ?? false
    }

    /// - Returns: whether it is another notice of its case once more.
    private func reinstate(_ notice: FiledNotice) throws -> Bool {
        try db.execute(
            sql: "UPDATE notices SET state = 'current', superseded_by = NULL, reinstated_at = ? WHERE id = ?",
            arguments: [at, notice.id])
        // What has copies itself, or a person put where it is, is a notice of its own.
        let isOwn = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM case_notices WHERE notice = ?1 AND how = 'person')
                  OR EXISTS (SELECT 1 FROM notices WHERE copy_of = ?1)
                """, arguments: [notice.id])!
        return isOwn ? false : try CaseFiling(db: db, at: at, waiting: waiting).noteIfCopy(notice)
    }

    private typealias Standing = (id: Int64, hash: String, title: String?)

    /// Copies stand where they stand, whatever the table calls them.
    private static let isStanding = "(n.state = 'current' OR n.state = 'superseded' AND n.copy_of IS NOT NULL)"

    /// What is in force in the place of a superseded notice: what took its place, or the place of that.
    private func standing(inPlaceOf notice: Int64) throws -> Standing? {
        try Row.fetchOne(
            db,
            sql: """
                WITH RECURSIVE later (id) AS (
                  SELECT ?
                  UNION SELECT n.superseded_by FROM later l JOIN notices n ON n.id = l.id
                    WHERE n.state = 'superseded' AND n.copy_of IS NULL)
                SELECT n.id, n.hash, n.title FROM later l JOIN notices n ON n.id = l.id WHERE \(Self.isStanding)
                """, arguments: [notice]
        ).map { ($0[0], $0[1], $0[2]) }
    }

    private func standing(onPage page: Int64) throws -> [Standing] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT n.id, n.hash, n.title FROM page_notices p JOIN notices n ON n.id = p.notice
                WHERE p.page = ? AND \(Self.isStanding) ORDER BY p.start
                """, arguments: [page]
        ).map { ($0[0], $0[1], $0[2]) }
    }
}
