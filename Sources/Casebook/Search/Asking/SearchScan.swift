package import GRDB

/// The newest matches of a query, up to a limit, with what facets, grouping and sorting need of each.
package struct SearchScan: Sendable {
    /// How many matches are looked at. Counts, facets and orders other than by date are of these; a count of so many means
    /// "so many or more".
    package static let limit = 10_000

    package struct Match: Sendable {
        /// The entry's id, which is larger the later the notice was published.
        package var id: Int64
        package var notice: Int64
        /// The case's id; notices without one stand for themselves, by their id below zero.
        package var group: Int64
        package var values: SearchValues
        /// How well the words match, more is better; 0 where it was not asked for.
        package var weight: Double
    }

    /// Newest first.
    package var matches: [Match] = []
    /// Whether there are more matches than these.
    package var isCut = false

    package static let sql = """
        SELECT e.id, e.notice, e."case", e.packed, e.data, e.people, e.lag
        FROM search_index JOIN search_entries e ON e.id = search_index.rowid
        WHERE search_index MATCH ? AND e.notice IS NOT NULL ORDER BY search_index.rowid DESC LIMIT ?
        """
    package static let weighedSQL = """
        SELECT e.id, e.notice, e."case", e.packed, e.data, e.people, e.lag, bm25(search_index, 1.0, 0.0)
        FROM search_index JOIN search_entries e ON e.id = search_index.rowid
        WHERE search_index MATCH ? AND e.notice IS NOT NULL ORDER BY search_index.rowid DESC LIMIT ?
        """

    package init(_ db: Database, match: String, weighed: Bool = false, limit: Int = limit) throws {
        let statement = try db.cachedStatement(sql: weighed ? Self.weighedSQL : Self.sql)
        let rows = try Row.fetchCursor(statement, arguments: [match, limit + 1])
        matches.reserveCapacity(256)
        while let row = try rows.next() {
            if matches.count == limit {
                isCut = true
                break
            }
            let notice: Int64 = row[1]
            let group: Int64? = row[2]
            matches.append(
                Match(
                    id: row[0], notice: notice, group: group ?? -notice,
                    values: SearchValues(packed: row[3], data: row[4], people: row[5], lag: row[6]),
                    weight: weighed ? -(row[7] as Double) : 0))
        }
    }
}
