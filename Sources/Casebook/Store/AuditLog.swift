import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The chain of everything that was done to the casebook. Each row's hash covers the row and the hash before it, so that no
/// row can be changed, dropped or put in between without breaking all that follow.
struct AuditLog {
    private let db: Database
    private var hash: [UInt8]
    private let at: Int
    private let who: String

    /// Continues the chain, within the transaction that the rows belong to.
    init(_ db: Database, at: Int, who: String) throws {
        self.db = db
        self.at = at
        self.who = who
        hash = try Data.fetchOne(db, sql: "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").map(Array.init) ?? []
    }

    mutating func append(_ action: String, _ subject: String, _ detail: JSONValue) throws {
        let detail = detail.text
        hash = Self.hash(after: hash, at: at, who: who, action: action, subject: subject, detail: detail)
        try db.cachedStatement(
            sql: "INSERT INTO audit (at, who, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [at, who, action, subject, detail, Data(hash)])
    }

    /// The hash of a row: SHA-256 of the hash before it and of the row's values as a JSON array.
    static func hash(
        after previous: [UInt8], at: Int, who: String, action: String, subject: String, detail: String
    ) -> [UInt8] {
        let row: JSONValue = .array([.int(at), .string(who), .string(action), .string(subject), .string(detail)])
        return Digest.sha256(previous + row.bytes)
    }
}
