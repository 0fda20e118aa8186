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
        /// A person should look at the notice; nothing else follows.
        case check
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
}

extension Database {
    /// What waits for a person, the surest first.
    package func openReviews() throws -> [ReviewItem] {
        try Row.fetchAll(self, sql: Self.reviewSQL + " WHERE state = 'open' ORDER BY score DESC, id").map(review)
    }

    func review(_ id: Int64) throws -> ReviewItem? {
        try Row.fetchOne(self, sql: Self.reviewSQL + " WHERE id = ?", arguments: [id]).map(review)
    }

    private static let reviewSQL = """
        SELECT id, kind, notice, "case", other, score, reasons, state, relation FROM review_queue
        """

    private func review(_ row: Row) throws -> ReviewItem {
        guard let kind = ReviewItem.Kind(rawValue: row[1]) else { throw damaged("review item \(row[0] as Int64)") }
        let notice = try (row[2] as Int64?).flatMap { id in
            try String.fetchOne(self, sql: "SELECT hash FROM notices WHERE id = ?", arguments: [id]).map {
                NoticeRef(id: id, hash: $0)
            }
        }
        return ReviewItem(
            id: row[0], kind: kind, notice: notice, casefile: try (row[3] as Int64?).map { try caseRef(id: $0) },
            other: try (row[4] as Int64?).map { try caseRef(id: $0) }, score: row[5],
            reasons: JSONValue(text: row[6])?.reasons ?? [], relation: (row[8] as String?).flatMap(CaseRelation.init),
            state: row[7])
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
        guard accept else { return try perform(action, "\(id)", scope) { _ in try close(id, "rejected") } }
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
        default: return try perform(action, "\(id)", scope) { _ in try close(id, "accepted") }
        }
    }

    /// The case that a case's number leads to now.
    private func present(_ casefile: CaseRef?) throws -> CaseRef? { try casefile.flatMap { try db.caseRef($0.number) } }

    private func close(_ id: Int64, _ state: String) throws {
        try db.execute(sql: "UPDATE review_queue SET state = ? WHERE id = ?", arguments: [state, id])
    }
}
