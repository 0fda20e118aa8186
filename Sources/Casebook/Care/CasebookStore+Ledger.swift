import GRDB

/// A line of the intake ledger.
package struct LedgerEntry: Hashable, Sendable {
    package var at: Int
    package var outcome: String
    package var address: String
    package var reason: String
}

extension CasebookStore {
    /// The ledger's lines in the order in which candidates first came.
    package func ledger(outcome: String?, each: (LedgerEntry) throws -> Void) throws {
        try read("reading the ledger") { db in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT at, outcome, address, reason FROM ledger WHERE outcome = ifnull(?, outcome) ORDER BY id",
                arguments: [outcome])
            while let row = try rows.next() {
                try each(LedgerEntry(at: row[0], outcome: row[1], address: row[2], reason: row[3]))
            }
        }
    }

    /// The candidates that failed last, the latest first.
    package func latestFailures(_ limit: Int) throws -> [LedgerEntry] {
        try read("reading the ledger") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT at, outcome, address, reason FROM ledger WHERE outcome = 'failed'
                    ORDER BY id DESC LIMIT ?
                    """, arguments: [limit]
            ).map { LedgerEntry(at: $0[0], outcome: $0[1], address: $0[2], reason: $0[3]) }
        }
    }
}
