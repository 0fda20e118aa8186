package import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// The SHA-256 of the pages that notices stand in, by the notice's id and the page's address: of the newest version in which the
    /// notice stands. In lower-case hexadecimal.
    ///
    /// It may be asked about a case while `filedCases` is giving it, and answers of the same moment.
    package func pageDigests(of filed: FiledCase) throws -> [String: [String: String]] {
        try CasebookError.wrapping(name, "looking for pages") {
            try database.unsafeReentrantRead { db in
                var found: [String: [String: String]] = [:]
                for notice in filed.view.notices {
                    let rows = try Row.fetchCursor(db.cachedStatement(sql: Self.pageDigestsSQL), arguments: [notice.id])
                    while let row = try rows.next() {
                        let sha256: Data = row[1]
                        found[notice.id, default: [:]][row[0]] = Digest.hex(sha256)
                    }
                }
                return found
            }
        }
    }

    /// Pages come oldest first, and before them the addresses that had the same bytes as a page and were not kept twice.
    private static let pageDigestsSQL = """
        WITH kept AS (
          SELECT p.id, p.address, o.sha256 FROM page_notices pn
          JOIN pages p ON p.id = pn.page JOIN originals o ON o.id = p.original
          WHERE pn.notice IN (
            SELECT id FROM notices WHERE hash = ?1
            UNION ALL SELECT c.id FROM notices n JOIN notices c ON c.copy_of = n.id WHERE n.hash = ?1 AND c.state = 'superseded'
          )
        )
        SELECT address, sha256 FROM (
          SELECT 0 AS id, l.address, l.sha256 FROM kept k JOIN ledger l ON l.sha256 = k.sha256 AND l.outcome = 'duplicate'
          UNION ALL SELECT id, address, sha256 FROM kept
        ) ORDER BY id
        """
}
