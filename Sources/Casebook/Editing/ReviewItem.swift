package import Facts
import GRDB

/// Something that the program does not decide by itself.
package struct ReviewItem: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The notice may belong to the case.
        case link
        /// The two cases may be one.
        case merge
        /// The two cases may have to do with each other.
        case relate
        /// The notice took the place of one that people corrected: those corrections may hold for it too.
        case check
        /// The notice took the place of one that stood on its page before, whose publisher does not say so.
        case changed
    }
    package var id: Int64
    package var kind: Kind
    package var notice: NoticeRef?
    package var casefile: CaseRef?
    package var other: CaseRef?
    package var score: Double
    package var reasons: [LinkReason]
    /// What the other case is to the first, where they may have to do with each other.
    package var relation: CaseRelation?
    package var state: String
    /// The notice whose place `notice` took, where that is what it is about.
    package var replaced: NoticeRef?
}

extension Database {
    /// The notice that is superseded by a notice; of several, as one that returned to its page has them, the last.
    func replaced(by notice: Int64) throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(
                sql: """
                    SELECT id FROM notices n WHERE superseded_by = ? AND state = 'superseded'
                    ORDER BY (SELECT max(page) FROM page_notices WHERE notice = n.id) DESC, id DESC LIMIT 1
                    """), arguments: [notice])
    }

    /// What waits for a person, the surest first.
    package func openReviews(limit: Int = -1, offset: Int = 0) throws -> [ReviewItem] {
        try Row.fetchAll(
            self, sql: Self.reviewSQL + " WHERE state = 'open' ORDER BY score DESC, id LIMIT ? OFFSET ?",
            arguments: [limit, offset]
        ).map(review)
    }

    /// What waits behind an item in the same order, whether that one still waits or not.
    package func openReviews(after score: Double, _ id: Int64, limit: Int) throws -> [ReviewItem] {
        try Row.fetchAll(
            self,
            sql: Self.reviewSQL
                + " WHERE state = 'open' AND (score < ?1 OR (score = ?1 AND id > ?2)) ORDER BY score DESC, id LIMIT ?3",
            arguments: [score, id, limit]
        ).map(review)
    }

    func review(_ id: Int64) throws -> ReviewItem? {
        try Row.fetchOne(self, sql: Self.reviewSQL + " WHERE id = ?", arguments: [id]).map(review)
    }

    private static let reviewSQL = """
        SELECT id, kind, notice, "case", other, score, reasons, state, relation, replaced FROM review_queue
        """

    private func review(_ row: Row) throws -> ReviewItem {
        guard let kind = ReviewItem.Kind(rawValue: row[1]) else { throw damaged("review item \(row[0] as Int64)") }
        func ref(_ id: Int64) throws -> NoticeRef? {
            try String.fetchOne(self, sql: "SELECT hash FROM notices WHERE id = ?", arguments: [id]).map {
                NoticeRef(id: id, hash: $0)
            }
        }
        let notice = try (row[2] as Int64?).flatMap(ref)
        // Items of before the column was there do not name it.
        let old =
            try row[9] as Int64?
            ?? (kind == .check || kind == .changed ? notice : nil).flatMap { try replaced(by: $0.id) }
        return ReviewItem(
            id: row[0], kind: kind, notice: notice, casefile: try (row[3] as Int64?).map { try caseRef(id: $0) },
            other: try (row[4] as Int64?).map { try caseRef(id: $0) }, score: row[5],
            reasons: JSONValue(text: row[6])?.reasons ?? [], relation: (row[8] as String?).flatMap(CaseRelation.init),
            state: row[7], replaced: try old.flatMap(ref))
    }
}

extension Editor {
    /// Decides an item of the review queue, and does what follows from accepting it.
    func review(_ id: Int64, accept: Bool) throws -> Int64 {
        guard let item = try db.review(id) else {
            throw CasebookError("review item \(id)", "the queue has none of this number", "see jikenbo review")
        }
        guard item.state == "open" else {
            throw CasebookError("review item \(id)", "was \(item.state) already", "undo that edit to decide anew")
        }
        var scope = EditScope()
        scope.reviews = [id]
        let action = accept ? "accept" : "reject"
        guard accept else {
            // What was no new wording of a notice, but another one, left that notice as it was.
            let before = item.kind == .changed ? item.replaced?.id : nil
            scope.notices = before.map { [$0] } ?? []
            return try perform(action, "\(id)", scope) { _ in
                if let notice = before {
                    try db.execute(
                        sql: "UPDATE notices SET state = 'current' WHERE id = ? AND state = 'superseded'",
                        arguments: [notice])
                }
                try close(id, "rejected")
            }
        }
        switch (item.kind, item.notice, try present(item.casefile), try present(item.other)) {
        case (.link, let notice?, let casefile?, _):
            return try link([notice], to: casefile, action: action, adding: scope) { try close(id, "accepted") }
        case (.merge, _, let casefile?, let other?):
            return try merge(casefile, into: other, action: action, adding: scope) { try close(id, "accepted") }
        case (.relate, _, let casefile?, let other?):
            scope.related = [[casefile.id, other.id]]
            return try perform(action, "\(id)", scope) { _ in
                try db.execute(
                    sql: """
                        INSERT INTO related_cases ("case", other, kind, how, score, reasons)
                        VALUES (?, ?, ?, 'person', ?, ?)
                        ON CONFLICT DO UPDATE SET how = 'person'
                        """,
                    arguments: [
                        casefile.id, other.id, (item.relation ?? .related).rawValue, item.score,
                        JSONValue.reasons(item.reasons).text,
                    ])
                try close(id, "accepted")
            }
        case (.check, let notice?, _, _):
            let edit = try perform(action, "\(id)", scope) { edit in
                if let old = item.replaced { try carryCorrections(of: old, to: notice, edit) }
                try close(id, "accepted")
            }
            try refresh(notice.id)
            return edit
        default: return try perform(action, "\(id)", scope) { _ in try close(id, "accepted") }
        }
    }

    /// Gives a notice the corrections of the one whose place it took. Where a correction points at words, they must stand
    /// in the new text as well.
    private func carryCorrections(of old: NoticeRef, to notice: NoticeRef, _ edit: Int64) throws {
        guard let text = try db.notice(notice.id)?.text else { throw db.damaged("notice \(notice.hash)") }
        for correction in try db.corrections(of: old.id) {
            var carried = correction
            if !correction.quote.isEmpty {
                guard let at = Self.place(of: correction.quote, in: text, near: correction.at.start) else { continue }
                carried.at = at
            }
            try keep(carried, of: notice, edit)
        }
    }

    /// Where the words stand in a text, as near as can be to a byte offset.
    private static func place(of words: String, in text: String, near: Int) -> TextSpan? {
        let (words, text) = (Array(words.utf8), Array(text.utf8))
        guard words.count <= text.count else { return nil }
        let places = (0...text.count - words.count).filter { text[$0...].starts(with: words) }
        return places.min { abs($0 - near) < abs($1 - near) }.map { TextSpan($0, $0 + words.count) }
    }

    /// The case that a case's number leads to now.
    private func present(_ casefile: CaseRef?) throws -> CaseRef? { try casefile.flatMap { try db.caseRef($0.number) } }

    private func close(_ id: Int64, _ state: String) throws {
        try db.execute(sql: "UPDATE review_queue SET state = ? WHERE id = ?", arguments: [state, id])
    }
}

extension CasebookStore {
    /// The corrections of the notice whose place a notice took: what a `check` asks about.
    package func correctionsBefore(_ item: ReviewItem) throws -> [Correction] {
        try read("listing the review queue") { db in try item.replaced.map { try db.corrections(of: $0.id) } ?? [] }
    }

    /// The notice that is superseded by a notice.
    package func replaced(by notice: NoticeRef) throws -> CasebookNotice? {
        try read("showing \(notice.hash)") { db in try db.replaced(by: notice.id).flatMap { try db.notice($0) } }
    }
}
