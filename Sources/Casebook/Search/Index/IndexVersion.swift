import GRDB

/// What the index holds, told by the last change of the casebook and by how much of it waits to be indexed.
struct IndexVersion: Equatable {
    private var change: Int64
    private var pending: Int

    /// - Parameter db: within the transaction in which the index is read.
    init(_ db: Database) throws {
        change = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM audit")) ?? 0
        pending = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM search_pending")) ?? 0
    }
}
