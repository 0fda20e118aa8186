import Facts
import GRDB

/// Reads cases: many at once take a tenth of the statements that one after the other would.
struct CaseReader {
    let db: Database

    /// What is in the rows of some cases, in the order of their ids, which are all there.
    ///
    /// - Parameter withDigests: whether the digests of the notices' pages are wanted.
    func parts(of ids: [Int64], withDigests: Bool = false) throws -> [CaseParts] {
        var parts = try begun(ids)
        let places = Dictionary(parts.enumerated().map { ($1.found.id, $0) }, uniquingKeysWith: { first, _ in first })
        try addNotices(of: ids) { notice, id in
            guard let place = places[id] else { return }
            parts[place].changed = max(parts[place].changed, notice.added)
            if notice.stored.isShown { parts[place].notices.append(notice) }
        }
        for place in parts.indices { parts[place].notices.sort { $0.order < $1.order } }
        let notices = parts.flatMap { $0.notices.map(\.stored) }
        let corrections = try Corrections(of: notices.map(\.id), db)
        let sources = try NoticeSources(db: db).all(of: notices)
        let digests = withDigests ? try PageDigests(db: db).of(notices) : [:]
        for place in parts.indices {
            for i in parts[place].notices.indices {
                let id = parts[place].notices[i].stored.id
                parts[place].notices[i].stored.corrections = corrections.inForce[id] ?? []
                parts[place].notices[i].words = corrections.words[id] ?? [:]
                parts[place].notices[i].stored.source = sources[id]?.first
                parts[place].notices[i].addresses = sources[id]?.addresses ?? []
                let hash = parts[place].notices[i].stored.hash
                if let digests = digests[hash] { parts[place].digests[hash] = digests }
                parts[place].changed = max(parts[place].changed, corrections.changed[id] ?? 0)
            }
        }
        for (id, related) in try related(to: ids) {
            if let place = places[id] { parts[place].related.append(related) }
        }
        return parts
    }

    /// What a notice states, and who corrected it.
    func stated(_ notice: CasebookNotice) throws -> CaseHistory.Notice {
        CaseHistory.Notice(
            notice, words: notice.corrections.isEmpty ? [:] : try Corrections(of: [notice.id], db).words[notice.id])
    }

    // MARK: Rows

    private func begun(_ ids: [Int64]) throws -> [CaseParts] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, number, opened_at FROM cases WHERE id IN \(Database.listed)"),
            arguments: [Database.list(ids)])
        let begun = rows.map { CaseParts(found: CaseRef(id: $0[0], number: $0[1]), opened: $0[2]) }
        let known = Dictionary(begun.map { ($0.found.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try ids.map { id in
            guard let part = known[id] else { throw db.damaged("case \(id)") }
            return part
        }
    }

    private func addNotices(of ids: [Int64], _ add: (CaseParts.Notice, Int64) -> Void) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT f."case", f.how, f.score, f.reasons, coalesce(n.reinstated_at, n.added_at), n.published, \(StoredNotice.columns)
                    FROM case_notices f JOIN notices n ON n.id = f.notice JOIN bodies b ON b.notice = n.id
                    WHERE f."case" IN \(Database.listed)
                    """), arguments: [Database.list(ids)])
        while let row = try rows.next() {
            let tie = CaseParts.Tie(how: row[1], score: row[2], reasons: row[3])
            add(
                CaseParts.Notice(
                    stored: try StoredNotice(row, from: 6), tie: tie, added: row[4], published: row[5]), row[0])
        }
    }

    private func related(to ids: [Int64]) throws -> [(id: Int64, CaseView.Related)] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT "case", other, kind, 0, how, score, reasons FROM related_cases WHERE "case" IN \(Database.listed)
                    UNION ALL
                    SELECT other, "case", kind, 1, how, score, reasons FROM related_cases WHERE other IN \(Database.listed)
                    """), arguments: [Database.list(ids), Database.list(ids)])
        return try rows.compactMap { row -> (id: Int64, CaseView.Related)? in
            let id: Int64 = row[0]
            guard let other = try db.caseRef(try db.caseRef(id: row[1]).number), other.id != id else { return nil }
            let kind = CaseRelation(rawValue: row[2]) ?? .related
            let reversed: Bool = row[3]
            return (
                id,
                CaseView.Related(
                    number: other.number, title: try title(of: other), relation: reversed ? kind.reversed : kind,
                    tie: CaseParts.Tie(how: row[4], score: row[5], reasons: row[6]).shown)
            )
        }.sorted { $0.1.number < $1.1.number }
    }

    private func title(of other: CaseRef) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT n.title FROM case_notices c JOIN notices n ON n.id = c.notice
                    WHERE c."case" = ? AND n.title IS NOT NULL ORDER BY n.published IS NULL, n.published, n.id LIMIT 1
                    """), arguments: [other.id])
    }
}

extension Database {
    /// What stands behind `IN` for the ids of a `list`.
    static let listed = "(SELECT value FROM json_each(?))"

    /// Ids as one argument, so that one statement serves any number of them.
    static func list(_ ids: [Int64]) -> String { "[" + ids.map { String($0) }.joined(separator: ",") + "]" }
}

/// People's corrections of some notices.
private struct Corrections {
    /// Those that hold, in the order they were made.
    var inForce: [Int64: [Correction]] = [:]
    /// Who corrected each field last.
    var words: [Int64: [RecordField: PersonsWord]] = [:]
    /// When one was made or undone last, in seconds since 1970-01-01 UTC.
    var changed: [Int64: Int] = [:]

    init(of notices: [Int64], _ db: Database) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT c.notice, c.active, c.field, c.operation, c.value, c.quote, c.start, c.end,
                      e.who, e.at, e.why, coalesce(u.at, e.at)
                    FROM corrections c JOIN edits e ON e.id = c.edit LEFT JOIN edits u ON u.id = e.undone_by
                    WHERE c.notice IN \(Database.listed) ORDER BY c.id
                    """), arguments: [Database.list(notices)])
        while let row = try rows.next() {
            let id: Int64 = row[0]
            changed[id] = max(changed[id] ?? 0, row[11])
            guard row[1] else { continue }
            let correction = try Correction(row, from: 2, of: id, db)
            inForce[id, default: []].append(correction)
            words[id, default: [:]][correction.field] = PersonsWord(who: row[8], at: row[9], why: row[10])
        }
    }
}
