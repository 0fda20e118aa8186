import GRDB

/// How asking a public archive to keep pages stands.
package struct SavingOutlook: Hashable, Sendable {
    package var waiting = 0
    package var saved = 0
    /// Given up.
    package var failed = 0

    package init() {}
}

extension CasebookStore {
    static let savingTables = """
        CREATE TABLE saves (
          address TEXT PRIMARY KEY,
          state TEXT NOT NULL CHECK (state IN ('waiting', 'saved', 'failed')),
          next_at INTEGER NOT NULL,
          tries INTEGER NOT NULL DEFAULT 0,
          saved_at INTEGER,
          copy TEXT,
          trouble TEXT
        ) WITHOUT ROWID;
        CREATE INDEX saves_waiting ON saves (next_at) WHERE state = 'waiting';
        """

    /// After so many tries a page is given up.
    private static let mostSavingTries = 5

    /// Notes that a public archive is to be asked to keep a page as it is now.
    package func wishSaved(_ addresses: [String]) throws {
        guard !addresses.isEmpty else { return }
        try write("noting what is to be saved") { db in
            for address in addresses {
                try db.execute(
                    sql: """
                        INSERT INTO saves (address, state, next_at) VALUES (?1, 'waiting', ?2)
                        ON CONFLICT (address) DO UPDATE SET state = 'waiting', next_at = ?2, tries = 0, trouble = NULL
                        """, arguments: [address, surroundings.now()])
            }
        }
    }

    /// The pages that a public archive is to be asked for now.
    package func dueSaves(limit: Int) throws -> [String] {
        try read("looking for what is to be saved") {
            try String.fetchAll(
                $0,
                sql:
                    "SELECT address FROM saves WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, address LIMIT ?",
                arguments: [surroundings.now(), limit])
        }
    }

    /// - Parameter copy: where the archive keeps the page; `nil` where it does not say.
    package func noteSaved(_ address: String, copy: String?) throws {
        try write("noting that \(address) was saved") {
            try $0.execute(
                sql: "UPDATE saves SET state = 'saved', saved_at = ?, copy = ?, trouble = NULL WHERE address = ?",
                arguments: [surroundings.now(), copy, address])
        }
    }

    /// - Parameter seconds: after how long to try again; `nil` for never.
    package func noteNotSaved(_ address: String, _ reason: String, seconds: Int?) throws {
        try write("noting that \(address) was not saved") {
            try $0.execute(
                sql: """
                    UPDATE saves SET tries = tries + 1, trouble = ?1, next_at = ?2 + ifnull(?3, 0),
                      state = CASE WHEN ?3 IS NULL OR tries + 1 >= ?4 THEN 'failed' ELSE 'waiting' END
                    WHERE address = ?5
                    """, arguments: [reason, surroundings.now(), seconds, Self.mostSavingTries, address])
        }
    }

    package func savingOutlook() throws -> SavingOutlook {
        try read("counting what is to be saved") { db in
            var outlook = SavingOutlook()
            for row in try Row.fetchAll(db, sql: "SELECT state, count(*) FROM saves GROUP BY state") {
                switch row[0] as String {
                case "waiting": outlook.waiting = row[1]
                case "saved": outlook.saved = row[1]
                default: outlook.failed = row[1]
                }
            }
            return outlook
        }
    }

    /// Where a public archive keeps these pages, by their addresses.
    package func savedCopies(of addresses: [String]) throws -> [String: String] {
        try read("looking for saved copies") { db in
            var copies: [String: String] = [:]
            for address in addresses {
                copies[address] = try String.fetchOne(
                    db.cachedStatement(sql: "SELECT copy FROM saves WHERE address = ? AND copy IS NOT NULL"),
                    arguments: [address])
            }
            return copies
        }
    }
}
