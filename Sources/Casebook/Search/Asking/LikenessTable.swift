import GRDB

/// The values of all notices in the index at one moment, so that a case is compared with each of them: 100,000 take
/// half a millisecond and 9 MB.
struct LikenessTable: TableOfIndex {
    struct Row: Sendable {
        var notice: Int64
        /// The case's id; notices without one stand for themselves, by their id below zero.
        var group: Int64
        var values: SearchValues
        var peopleDigits: UInt8
        var lagDigits: UInt8
    }

    /// What most rows are told apart by: apart from them, so that going through all of them touches little memory.
    struct Outline: Sendable {
        var packed: Int64
        var data: Int64
    }

    /// How many notices that name an actor are looked at.
    static let actorScan = 10_000

    /// The latest published first.
    let rows: [Row]
    /// Of each row.
    let outlines: [Outline]

    init(_ db: Database) throws {
        let cursor = try GRDB.Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT notice, "case", packed, data, people, lag FROM search_entries
                    WHERE notice IS NOT NULL ORDER BY id DESC
                    """))
        var rows: [Row] = []
        while let row = try cursor.next() {
            let notice: Int64 = row[0]
            let values = SearchValues(packed: row[2], data: row[3], people: row[4], lag: row[5])
            rows.append(
                Row(
                    notice: notice, group: row[1] ?? -notice, values: values,
                    peopleDigits: Self.digits(values.people.map { Int($0) }),
                    lagDigits: Self.digits(values.lag.map { Int($0) })))
        }
        self.rows = rows
        outlines = rows.map { Outline(packed: $0.values.packed, data: $0.values.data) }
    }

    /// How many digits a number has; 0 for none.
    static func digits(_ number: Int?) -> UInt8 {
        guard let number else { return 0 }
        var (digits, rest) = (UInt8(1), max(number, 0) / 10)
        while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
        return digits
    }
}
