package import Facts
import GRDB

/// What an edit changed: before and after.
package struct EditDetail: Sendable {
    /// A field of a notice's record.
    package struct Values: Sendable {
        package var field: RecordField
        package var before: [JSONValue]
        package var after: [JSONValue]
        /// The words that a person named for it.
        package var quote: String
    }

    /// A notice that is in another case, or another state, than before.
    package struct Move: Sendable {
        package var notice: NoticeRef
        package var title: String?
        /// The cases' numbers; `nil` for none.
        package var from: String?
        package var to: String?
        package var isExcluded: Bool
        package var wasExcluded: Bool
    }

    /// The notice whose record was corrected, if any.
    package var corrected: NoticeRef?
    package var values: [Values] = []
    package var moves: [Move] = []
    /// The texts of notes.
    package var notes: [String] = []
    /// The item of the review queue that was decided.
    package var review: ReviewItem?
}

extension CasebookStore {
    /// A page of what people did, the latest first, each with what it changed.
    ///
    /// - Parameter target: a case or a notice that it must be about; of a case also its notices.
    package func history(
        of target: Target? = nil, limit: Int, offset: Int
    ) throws -> (edits: [(edit: PastEdit, detail: EditDetail)], total: Int) {
        try read("listing edits") { db in
            let names: [String] =
                switch target {
                case .casefile(let casefile):
                    [casefile.number] + (try db.notices(of: casefile, withCopies: true).map(\.hash))
                case .notice(let notice): [notice.hash]
                case nil: []
                }
            // Targets are numbers and ids parted by spaces.
            let clause =
                names.isEmpty
                ? "" : "WHERE " + names.map { _ in "instr(' ' || target || ' ', ?) > 0" }.joined(separator: " OR ")
            let asked = names.map { " \($0) " }
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM edits " + clause, arguments: StatementArguments(asked))!
            let edits = try PastEdit.fetch(
                db, clause + " ORDER BY id DESC LIMIT ? OFFSET ?",
                StatementArguments(asked) + [limit, offset])
            return (try edits.map { ($0, try db.detail(of: $0.number)) }, total)
        }
    }
}

extension Database {
    func detail(of edit: Int64) throws -> EditDetail {
        guard
            let row = try Row.fetchOne(
                self, sql: "SELECT before, after FROM edits WHERE id = ?", arguments: [edit]),
            let before = JSONValue(text: row[0]), let after = JSONValue(text: row[1])
        else { throw damaged("edit \(edit)") }
        var detail = EditDetail()
        detail.moves = try moves(before["notices"]?.array ?? [], after["notices"]?.array ?? [])
        detail.notes = try String.fetchAll(
            self, sql: "SELECT text FROM notes WHERE edit = ? ORDER BY id", arguments: [edit])
        if let item = after["reviews"]?.array?.first?.array?.first?.int {
            detail.review = try review(Int64(item))
        }
        try addValues(of: edit, to: &detail)
        return detail
    }

    /// - Parameters: rows of `id, state, case, how, score, reasons`.
    private func moves(_ before: [JSONValue], _ after: [JSONValue]) throws -> [EditDetail.Move] {
        try zip(before, after).compactMap { old, new in
            guard let old = old.array, let new = new.array, old.count > 2, new.count > 2, let id = new[0].int,
                old[1] != new[1] || old[2] != new[2]
            else { return nil }
            guard
                let row = try Row.fetchOne(
                    self, sql: "SELECT hash, title FROM notices WHERE id = ?", arguments: [id])
            else { throw damaged("notice \(id)") }
            func number(_ id: JSONValue) throws -> String? { try id.int.map { try caseRef(id: Int64($0)).number } }
            return EditDetail.Move(
                notice: NoticeRef(id: Int64(id), hash: row[0]), title: row[1], from: try number(old[2]),
                to: try number(new[2]), isExcluded: new[1].string == "excluded",
                wasExcluded: old[1].string == "excluded")
        }
    }

    /// The values of the corrected fields before the edit and after it, as they were then.
    private func addValues(of edit: Int64, to detail: inout EditDetail) throws {
        let ids = try Int64.fetchAll(
            self, sql: "SELECT DISTINCT notice FROM corrections WHERE edit = ?", arguments: [edit])
        for id in ids {
            guard let notice = try notice(id) else { throw damaged("notice \(id)") }
            detail.corrected = NoticeRef(id: id, hash: notice.record.id)
            let made = try corrections(
                """
                c.edit < ? AND (e.undone_by IS NULL OR e.undone_by > ?)
                """, of: id, [edit, edit])
            let own = try corrections("c.edit = ?", of: id, [edit])
            var before = notice.facts
            for correction in made { correction.apply(to: &before) }
            var after = before
            for correction in own { correction.apply(to: &after) }
            for field in RecordField.allCases {
                guard let correction = own.last(where: { $0.field == field }) else { continue }
                func values(_ facts: [RecordFact]) -> [JSONValue] {
                    facts.filter { $0.field == field }.map(\.value)
                }
                detail.values.append(
                    EditDetail.Values(
                        field: field, before: values(before), after: values(after), quote: correction.quote))
            }
        }
    }

    private func corrections(_ condition: String, of notice: Int64, _ arguments: [Int64]) throws -> [Correction] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT c.field, c.operation, c.value, c.quote, c.start, c.end
                FROM corrections c JOIN edits e ON e.id = c.edit WHERE c.notice = ? AND \(condition) ORDER BY c.id
                """, arguments: StatementArguments([notice] + arguments)
        ).map { try Correction($0, of: notice, self) }
    }
}
