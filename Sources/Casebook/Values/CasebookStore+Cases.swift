package import Facts
import GRDB

extension CasebookStore {
    /// A case with its notices, its values through time, and the cases that it has to do with; `nil` where the casebook has
    /// none of this number. The number of a case that was merged leads to the one that it was merged into.
    package func caseView(_ number: String) throws -> CaseView? {
        try read("showing \(number)") { db in
            try db.caseRef(number).map { try CaseReader(db: db, found: $0).view().view }
        }
    }
}

/// Reads one case.
struct CaseReader {
    let db: Database
    let found: CaseRef

    struct Notice {
        var filed: CasebookNotice
        var shown: CaseView.Notice
        var stated: CaseHistory.Notice
        /// A notice that was superseded or excluded says nothing any more.
        var isStated: Bool { filed.state == .current }
    }

    /// The case as it is shown, and its notices in the same order.
    func view() throws -> (view: CaseView, notices: [CasebookNotice]) {
        let notices = try notices()
        let view = CaseView(
            number: found.number, notices: notices.map(\.shown),
            values: CaseHistory.values(of: notices.filter { $0.isStated }.map(\.stated)), related: try related())
        return (view, notices.map(\.filed))
    }

    /// What a notice states, and who corrected it.
    func stated(_ notice: CasebookNotice) throws -> CaseHistory.Notice {
        CaseHistory.Notice(
            record: notice.record, read: notice.corrections.isEmpty ? nil : notice.read,
            corrections: notice.corrections.isEmpty ? [:] : try words(on: notice.id), text: notice.text)
    }

    private func notices() throws -> [Notice] {
        try db.notices(of: found).compactMap { ref in
            guard let notice = try db.notice(ref.id), notice.state != .excluded, notice.state != .copy else {
                return nil
            }
            let record = notice.record
            let shown = CaseView.Notice(
                id: ref.hash, organisation: record.organisation?.value, title: record.title?.value,
                published: record.published?.value, report: record.reportNumber?.value, tie: try tie(of: ref.id),
                sources: try NoticeSources(db: db).all(of: ref.id, text: notice.text).map(\.address))
            return Notice(filed: notice, shown: shown, stated: try stated(notice))
        }
    }

    /// Who corrected the fields of a notice last.
    private func words(on notice: Int64) throws -> [RecordField: PersonsWord] {
        var words: [RecordField: PersonsWord] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT c.field, e.who, e.at, e.why FROM corrections c JOIN edits e ON e.id = c.edit
                WHERE c.notice = ? AND c.active ORDER BY c.id
                """, arguments: [notice])
        while let row = try rows.next() {
            guard let field = RecordField(rawValue: row[0]) else { continue }
            words[field] = PersonsWord(who: row[1], at: row[2], why: row[3])
        }
        return words
    }

    private func tie(of notice: Int64) throws -> CaseView.Tie {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT how, score, reasons FROM case_notices WHERE notice = ?"),
            arguments: [notice])
        guard let row else { return CaseView.Tie(score: 0, reasons: []) }
        return tie(how: row[0], score: row[1], reasons: row[2])
    }

    /// A person's tie shows the person's own words.
    private func tie(how: String, score: Double, reasons: String) -> CaseView.Tie {
        let json = JSONValue(text: reasons)
        let said = json?.array?.compactMap(\.string).first
        return CaseView.Tie(
            score: score, reasons: json?.reasons ?? [], byPerson: how == "person", words: said ?? "")
    }

    private func related() throws -> [CaseView.Related] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT other, kind, 0, how, score, reasons FROM related_cases WHERE "case" = ?1
                    UNION ALL SELECT "case", kind, 1, how, score, reasons FROM related_cases WHERE other = ?1
                    """), arguments: [found.id]
        ).compactMap { row in
            guard let other = try db.caseRef(try db.caseRef(id: row[0]).number), other != found else { return nil }
            let kind = CaseRelation(rawValue: row[1]) ?? .related
            let reversed: Bool = row[2]
            return CaseView.Related(
                number: other.number, title: try title(of: other), relation: reversed ? kind.reversed : kind,
                tie: tie(how: row[3], score: row[4], reasons: row[5]))
        }.sorted { $0.number < $1.number }
    }

    private func title(of other: CaseRef) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT n.title FROM case_notices c JOIN notices n ON n.id = c.notice
                WHERE c."case" = ? AND n.title IS NOT NULL ORDER BY n.published IS NULL, n.published, n.id LIMIT 1
                """, arguments: [other.id])
    }
}

extension CasebookNotice {
    /// What the reader read, without people's corrections.
    fileprivate var read: NoticeRecord? {
        NoticeRecord(id: record.id, kind: record.kind, facts: facts)
    }
}

extension CasebookStore {
    /// The numbers of all cases that have a notice about an incident in force, by the day on which they were first published,
    /// and then in order of filing.
    package func openCases() throws -> [String] {
        try read("listing cases") { db in
            try String.fetchAll(db, sql: "SELECT c.number" + Self.openCasesSQL)
        }
    }

    /// Behind what is to be known of the cases `c`.
    static let openCasesSQL = """
         FROM cases c JOIN case_notices f ON f."case" = c.id JOIN notices n ON n.id = f.notice
        WHERE n.state = 'current' AND n.kind = 'incident'
        GROUP BY c.id ORDER BY min(n.published) IS NOT NULL, min(n.published), c.id
        """
}
