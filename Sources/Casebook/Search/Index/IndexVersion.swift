import GRDB
import Synchronization

/// What the index holds, told by the last change of the casebook and by how much of it waits to be indexed.
struct IndexVersion: Equatable {
    private var change: Int64
    private var pending: Int

    /// - Parameter db: within the transaction in which the index is read.
    init(_ db: Database) throws {
        change = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM audit")) ?? 0
        pending = try SearchIndex.pending(db)
    }
}

/// What is read from the whole index, and held in memory.
protocol TableOfIndex: Sendable {
    init(_ db: Database) throws
}

/// A table of the index as it is, read again once that has changed.
final class KeptTable<Table: TableOfIndex>: Sendable {
    private let kept = Mutex<(version: IndexVersion, table: Table)?>(nil)

    /// - Parameter db: within a transaction, so that the version is that of the rows.
    func table(_ db: Database) throws -> Table {
        let version = try IndexVersion(db)
        if let kept = kept.withLock({ $0 }), kept.version == version { return kept.table }
        let table = try Table(db)
        kept.withLock { $0 = (version, table) }
        return table
    }
}
