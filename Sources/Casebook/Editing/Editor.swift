import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Carries out what people do, within one transaction: each edit is kept with who, when and why, and with the state before
/// and after, so that it can be undone.
struct Editor {
    let db: Database
    let at: Int
    let who: String
    let why: String

    /// Makes an edit of what is in scope.
    @discardableResult
    func perform(_ action: String, _ target: String, _ scope: EditScope, _ body: (Int64) throws -> Void) throws -> Int64
    {
        let before = try scope.state(db)
        try db.execute(
            sql: "INSERT INTO edits (at, who, action, target, why, before, after) VALUES (?, ?, ?, ?, ?, ?, '')",
            arguments: [at, who, action, target, why, before.text])
        let edit = db.lastInsertedRowID
        try body(edit)
        let after = try scope.state(db)
        try db.execute(sql: "UPDATE edits SET after = ? WHERE id = ?", arguments: [after.text, edit])
        var audit = try AuditLog(db, at: at, who: who)
        try audit.append(
            action, "edit:\(edit)",
            .object(["target": .string(target), "why": .string(why), "before": before, "after": after]))
        return edit
    }

    // MARK: Values

    /// Changes values of a notice's record.
    func correct(_ notice: NoticeRef, _ corrections: [Correction]) throws -> Int64 {
        guard !corrections.isEmpty else { throw CasebookError(notice.hash, "no change was given", "give FIELD=VALUE") }
        let edit = try perform("edit", notice.hash, EditScope()) { edit in
            for correction in corrections {
                if let fault = correction.fault {
                    throw CasebookError(notice.hash, "cannot be changed so", fault)
                }
                try keep(correction, of: notice, edit)
            }
        }
        try refresh(notice.id)
        return edit
    }

    /// Writes a correction down as part of an edit.
    func keep(_ correction: Correction, of notice: NoticeRef, _ edit: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO corrections (edit, notice, field, operation, value, quote, start, end)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                edit, notice.id, correction.field.rawValue, correction.operation.rawValue, correction.value.text,
                correction.quote, correction.at.start, correction.at.end,
            ])
    }

    func refresh(_ notice: Int64) throws {
        guard let notice = try db.notice(notice) else { throw db.damaged("notice \(notice)") }
        try db.refresh(notice)
    }

    // MARK: Cases

    /// Moves notices into a case; cases that are left empty lead there from now on.
    func link(
        _ notices: [NoticeRef], to casefile: CaseRef, action: String = "link", adding: EditScope = EditScope(),
        also: () throws -> Void = {}
    ) throws -> Int64 {
        let origins = Set(try notices.compactMap { try db.caseRef(of: $0) }).subtracting([casefile])
        var scope = adding
        let moved = try withCopies(notices)
        scope.notices = moved.map(\.id)
        scope.cases = origins.map(\.id) + [casefile.id]
        let names = notices.map(\.hash).joined(separator: " ")
        return try perform(action, "\(names) \(casefile.number)", scope) { _ in
            for notice in moved { try put(notice, into: casefile.id) }
            try tellApart(notices)
            for origin in origins where try db.notices(of: origin).isEmpty { try lead(origin.id, to: casefile.id) }
            try also()
        }
    }

    /// Moves notices of a case into a case of their own.
    func split(_ notices: [NoticeRef], from casefile: CaseRef, action: String = "split") throws -> (Int64, CaseRef) {
        let all = try db.notices(of: casefile, withCopies: true)
        for notice in notices where !all.contains(notice) {
            throw CasebookError(notice.hash, "is not in case \(casefile.number)", "see jikenbo show \(casefile.number)")
        }
        guard !Set(try db.notices(of: casefile)).subtracting(notices).isEmpty else {
            throw CasebookError(casefile.number, "no notice would be left in the case", "name fewer of its notices")
        }
        guard let first = try db.notice(notices[0].id) else { throw db.damaged("notice \(notices[0].hash)") }
        let opened = try CaseFiling(db: db, at: at).openNumbered(for: first.record)
        // Before the edit, and again once it is undone, the new number leads to the case it was split from.
        try lead(opened.id, to: casefile.id)
        let moved = try withCopies(notices)
        var scope = EditScope()
        scope.notices = moved.map(\.id)
        scope.cases = [casefile.id, opened.id]
        let names = notices.map(\.hash).joined(separator: " ")
        let edit = try perform(action, "\(casefile.number) \(names)", scope) { _ in
            try lead(opened.id, to: nil)
            for notice in moved { try put(notice, into: opened.id) }
            try tellApart(notices)
        }
        return (edit, opened)
    }

    /// Moves all notices of a case into another, and has its number lead there.
    func merge(
        _ casefile: CaseRef, into other: CaseRef, action: String = "merge", adding: EditScope = EditScope(),
        also: () throws -> Void = {}
    ) throws -> Int64 {
        guard casefile != other else {
            throw CasebookError(casefile.number, "is the same case as the other", "name two cases")
        }
        var scope = adding
        let notices = try db.notices(of: casefile, withCopies: true)
        scope.notices = notices.map(\.id)
        scope.cases = [casefile.id, other.id]
        return try perform(action, "\(casefile.number) \(other.number)", scope) { _ in
            for notice in notices { try put(notice, into: other.id) }
            try lead(casefile.id, to: other.id)
            try also()
        }
    }

    private func put(_ notice: NoticeRef, into casefile: Int64) throws {
        try db.execute(
            sql: """
                INSERT INTO case_notices (notice, "case", how, score, reasons) VALUES (?, ?, 'person', 1, ?)
                ON CONFLICT (notice) DO UPDATE SET
                  "case" = excluded."case", how = 'person', score = 1, reasons = excluded.reasons
                """, arguments: [notice.id, casefile, JSONValue.strings(why.isEmpty ? [] : [why]).text])
    }

    /// Notices, and those that are one of them once more, which go where it goes.
    private func withCopies(_ notices: [NoticeRef]) throws -> [NoticeRef] {
        let copies = try notices.flatMap { notice in
            try Row.fetchAll(
                db, sql: "SELECT id, hash FROM notices WHERE copy_of = ? AND state = 'superseded' ORDER BY id",
                arguments: [notice.id]
            ).map { NoticeRef(id: $0[0], hash: $0[1]) }
        }
        return notices + copies.filter { !notices.contains($0) }
    }

    /// What a person moves by itself is not another notice once more.
    private func tellApart(_ notices: [NoticeRef]) throws {
        for notice in notices {
            try db.execute(
                sql:
                    "UPDATE notices SET state = 'current' WHERE id = ? AND state = 'superseded' AND copy_of IS NOT NULL",
                arguments: [notice.id])
        }
    }

    private func lead(_ casefile: Int64, to other: Int64?) throws {
        try db.execute(sql: "UPDATE cases SET merged_into = ? WHERE id = ?", arguments: [other, casefile])
    }

    // MARK: The rest

    /// Takes notices out of cases, search and figures; nothing is deleted.
    func exclude(_ notices: [NoticeRef]) throws -> Int64 {
        var scope = EditScope()
        scope.notices = notices.map(\.id)
        scope.ledger = try notices.flatMap { notice in
            try Int64.fetchAll(
                db,
                sql: "SELECT l.id FROM ledger l JOIN page_notices p ON p.page = l.page WHERE p.notice = ?",
                arguments: [notice.id])
        }
        scope.ledger = Array(Set(scope.ledger))
        return try perform("exclude", notices.map(\.hash).joined(separator: " "), scope) { _ in
            for notice in notices {
                try db.execute(sql: "UPDATE notices SET state = 'excluded' WHERE id = ?", arguments: [notice.id])
            }
            for entry in scope.ledger {
                // A page is excluded when all of its notices are.
                try db.execute(
                    sql: """
                        UPDATE ledger SET outcome = 'excluded', reason = ? WHERE id = ? AND NOT EXISTS (
                          SELECT 1 FROM page_notices p JOIN notices n ON n.id = p.notice
                          WHERE p.page = ledger.page AND n.state != 'excluded')
                        """, arguments: ["by \(who): \(why)", entry])
            }
        }
    }

    func note(_ target: Target, _ text: String) throws -> Int64 {
        let (name, notice, casefile): (String, Int64?, Int64?) =
            switch target {
            case .casefile(let ref): (ref.number, nil, ref.id)
            case .notice(let ref): (ref.hash, ref.id, nil)
            }
        return try perform("note", name, EditScope()) { edit in
            try db.execute(
                sql: "INSERT INTO notes (edit, notice, \"case\", text) VALUES (?, ?, ?, ?)",
                arguments: [edit, notice, casefile, text])
        }
    }

    /// Goes back to the state before an edit, where nothing has changed the same rows since.
    func undo(_ edit: Int64) throws -> Int64 {
        let name = "edit \(edit)"
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT action, target, before, after, undone_by FROM edits WHERE id = ?", arguments: [edit])
        else { throw CasebookError(name, "the casebook has no edit of this number", "see jikenbo history") }
        let action: String = row[0]
        guard action != "undo" else {
            throw CasebookError(name, "it is itself an undoing", "make the edit that it undid anew")
        }
        if let by: Int64 = row[4] { throw CasebookError(name, "was undone already, by edit \(by)", "nothing is to do") }
        guard let before = JSONValue(text: row[2]), let after = JSONValue(text: row[3]) else { throw db.damaged(name) }
        let scope = EditScope(of: after)
        guard EditScope.agrees(try scope.state(db), with: after) else {
            throw CasebookError(
                name, "the same cases or notices were changed since",
                "undo the later edits first (see jikenbo history); where a page brought another version, make a new edit"
            )
        }
        let undoing = try perform("undo", "\(edit)", scope) { undoing in
            try EditScope.restore(before, db)
            try db.execute(sql: "UPDATE corrections SET active = 0 WHERE edit = ?", arguments: [edit])
            try db.execute(sql: "UPDATE notes SET active = 0 WHERE edit = ?", arguments: [edit])
            try db.execute(sql: "UPDATE edits SET undone_by = ? WHERE id = ?", arguments: [undoing, edit])
        }
        let corrected = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT notice FROM corrections WHERE edit = ?", arguments: [edit])
        for notice in corrected { try refresh(notice) }
        return undoing
    }
}
