import GRDB

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
        SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC
        """
    package static let weighedSQL = """
        SELECT rowid, bm25(search_index, 1.0, 0.0) FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC
        """
    static let changesSQL = "SELECT number FROM search_changes"

    /// - Parameter kept: the entries that are known.
    init(
        _ db: Database, match: String, weighed: Bool = false, limit: Int = limit, kept: KeptEntries = KeptEntries()
    ) throws {
        let changes = try Int.fetchOne(db.cachedStatement(sql: Self.changesSQL)) ?? 0
        let statement = try db.cachedStatement(sql: weighed ? Self.weighedSQL : Self.sql)
        let next: () throws -> KeptEntries.Found?
        if weighed {
            let rows = try Row.fetchCursor(statement, arguments: [match])
            next = { try rows.next().map { KeptEntries.Found(id: $0[0], weight: -($0[1] as Double)) } }
        } else {
            // Without a row around each id, of which there are ten thousand.
            let ids = try Int64.fetchCursor(statement, arguments: [match])
            next = { try ids.next().map { KeptEntries.Found(id: $0, weight: 0) } }
        }
        var found: [KeptEntries.Found] = []
        // One more than the limit tells that there are more. Where some of what is found is buried, others are looked for.
        while matches.count <= limit {
            found.removeAll(keepingCapacity: true)
            while found.count <= limit - matches.count, let one = try next() { found.append(one) }
            if found.isEmpty { return }
            let more = try kept.matches(found, changes: changes, db)
            if matches.isEmpty { matches = more } else { matches += more }
        }
        isCut = true
        matches.removeLast()
    }
}
