import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The SHA-256 of the pages that notices stand in.
struct PageDigests {
    let db: Database

    /// By the notice's id and the page's address: of the newest version in which the notice stands, in lower-case hexadecimal.
    func of(_ notices: [StoredNotice]) throws -> [String: [String: String]] {
        let hashes = Dictionary(notices.map { ($0.id, $0.hash) }, uniquingKeysWith: { first, _ in first })
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Self.sql), arguments: [Database.list(notices.map(\.id))])
        var found: [String: [String: String]] = [:]
        while let row = try rows.next() {
            guard let hash = hashes[row[0]] else { continue }
            let sha256: Data = row[2]
            found[hash, default: [:]][row[1]] = Digest.hex(sha256)
        }
        return found
    }

    /// Pages come oldest first, and before them the addresses that had the same bytes as a page and were not kept twice.
    private static let sql = """
        WITH wanted AS (SELECT value AS id FROM json_each(?)), kept AS (
          SELECT stated.id AS notice, p.id, p.address, o.sha256 FROM (
            SELECT id, id AS at FROM wanted
            UNION ALL SELECT w.id, c.id FROM wanted w JOIN notices c ON c.copy_of = w.id WHERE c.state = 'superseded'
          ) stated
          JOIN page_notices pn ON pn.notice = stated.at
          JOIN pages p ON p.id = pn.page JOIN originals o ON o.id = p.original
        )
        SELECT notice, address, sha256 FROM (
          SELECT k.notice, 0 AS id, l.address, l.sha256 FROM kept k
            JOIN ledger l ON l.sha256 = k.sha256 AND l.outcome = 'duplicate'
          UNION ALL SELECT notice, id, address, sha256 FROM kept
        ) ORDER BY id
        """
}
