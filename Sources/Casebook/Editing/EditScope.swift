import GRDB

/// The rows that an edit may change, and their state as JSON: what was before, what is after, and how to go back.
struct EditScope {
    var notices: [Int64] = []
    var cases: [Int64] = []
    var reviews: [Int64] = []
    var ledger: [Int64] = []
    var related: [[Int64]] = []

    func state(_ db: Database) throws -> JSONValue {
        .object([
            "notices": .array(try notices.sorted().map { try rows(db, Self.noticeSQL, [$0]) }),
            "cases": .array(
                try cases.sorted().map { try rows(db, "SELECT id, merged_into FROM cases WHERE id = ?", [$0]) }),
            "reviews": .array(
                try reviews.sorted().map { try rows(db, "SELECT id, state FROM review_queue WHERE id = ?", [$0]) }),
            "ledger": .array(
                try ledger.sorted().map { try rows(db, "SELECT id, outcome, reason FROM ledger WHERE id = ?", [$0]) }),
            "related": .array(try related.map { try rows(db, Self.relatedSQL, $0) }),
        ])
    }

    private static let noticeSQL = """
        SELECT n.id, n.state, c."case", c.how, c.score, c.reasons, n.superseded_by, n.copy_of FROM notices n
        LEFT JOIN case_notices c ON c.notice = n.id WHERE n.id = ?
        """
    /// The pair stands in the state even where there is no tie, so that going back can cut it.
    private static let relatedSQL = """
        SELECT k.a, k.b, r.kind, r.how, r.score, r.reasons FROM (SELECT ? AS a, ? AS b) k
        LEFT JOIN related_cases r ON r."case" = k.a AND r.other = k.b
        """

    private func rows(_ db: Database, _ sql: String, _ keys: [Int64]) throws -> JSONValue {
        guard let row = try Row.fetchOne(db, sql: sql, arguments: StatementArguments(keys)) else { return .null }
        return .array(row.databaseValues.map(JSONValue.init))
    }

    /// The scope that a state was taken of.
    init(of state: JSONValue) {
        func keys(_ name: String) -> [Int64] {
            (state[name]?.array ?? []).compactMap { $0.array?.first?.int.map(Int64.init) }
        }
        notices = keys("notices")
        cases = keys("cases")
        reviews = keys("reviews")
        ledger = keys("ledger")
        related = (state["related"]?.array ?? []).compactMap { row in
            row.array.map { $0.prefix(2).compactMap { $0.int.map(Int64.init) } }
        }
    }

    init() {}

    /// Whether the rows are as they were. Those of edits made by an earlier version have fewer columns.
    static func agrees(_ now: JSONValue, with then: JSONValue) -> Bool {
        guard case .object(let members) = then else { return false }
        return members.allSatisfy { member in
            let (now, then) = (now[member.key]?.array ?? [], member.value.array ?? [])
            return now.count == then.count
                && zip(now, then).allSatisfy { now, then in
                    guard let now = now.array, let then = then.array else { return now == then }
                    return now.prefix(then.count).elementsEqual(then)
                }
        }
    }

    /// Puts the rows back into a state.
    static func restore(_ state: JSONValue, _ db: Database) throws {
        func each(_ name: String, _ body: ([DatabaseValue]) throws -> Void) throws {
            for row in state[name]?.array ?? [] { try body((row.array ?? []).map(\.databaseValue)) }
        }
        try each("notices") { cells in
            try db.execute(sql: "UPDATE notices SET state = ? WHERE id = ?", arguments: [cells[1], cells[0]])
            try db.execute(sql: "DELETE FROM case_notices WHERE notice = ?", arguments: [cells[0]])
            guard !cells[2].isNull else { return }
            try db.execute(
                sql: "INSERT INTO case_notices (notice, \"case\", how, score, reasons) VALUES (?, ?, ?, ?, ?)",
                arguments: [cells[0], cells[2], cells[3], cells[4], cells[5]])
        }
        try each("cases") {
            try db.execute(sql: "UPDATE cases SET merged_into = ? WHERE id = ?", arguments: [$0[1], $0[0]])
        }
        try each("reviews") {
            try db.execute(sql: "UPDATE review_queue SET state = ? WHERE id = ?", arguments: [$0[1], $0[0]])
        }
        try each("ledger") {
            try db.execute(
                sql: "UPDATE ledger SET outcome = ?, reason = ? WHERE id = ?", arguments: [$0[1], $0[2], $0[0]])
        }
        try each("related") { cells in
            try db.execute(
                sql: "DELETE FROM related_cases WHERE \"case\" = ? AND other = ?", arguments: [cells[0], cells[1]])
            guard !cells[2].isNull else { return }
            try db.execute(
                sql: """
                    INSERT INTO related_cases ("case", other, kind, how, score, reasons) VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: StatementArguments(cells))
        }
    }
}

extension JSONValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .int(Int(number))
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .blob(let data): self = .string(Digest.hex(data))
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .int(let number): Int64(number).databaseValue
        case .double(let number): number.databaseValue
        case .string(let text): text.databaseValue
        case .bool(let value): value.databaseValue
        case .null, .array, .object: .null
        }
    }
}
