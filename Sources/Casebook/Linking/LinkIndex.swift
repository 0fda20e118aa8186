import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The index through which a notice's candidates are found: `link_keys` and `traits` of the casebook.
struct LinkIndex {
    let db: Database

    /// The tables, as a migration makes them.
    static let tables = """
        CREATE TABLE traits (
          notice INTEGER PRIMARY KEY REFERENCES notices,
          traits BLOB NOT NULL
        );

        CREATE TABLE link_keys (
          key INTEGER NOT NULL,
          part INTEGER NOT NULL,
          day INTEGER NOT NULL,
          notice INTEGER NOT NULL REFERENCES notices,
          PRIMARY KEY (key, part, day, notice)
        ) WITHOUT ROWID;

        ALTER TABLE review_queue ADD COLUMN relation TEXT;
        """

    /// The notices in cases that may have to do with one of these traits, itself left out.
    func candidates(for traits: NoticeTraits, except notice: Int64? = nil) throws -> [Linker.Candidate] {
        let sql = "SELECT notice FROM link_keys WHERE key = ? AND part = ? AND day BETWEEN ? AND ? ORDER BY day"
        let latest = try db.cachedStatement(sql: sql + " DESC LIMIT ?")
        let earliest = try db.cachedStatement(sql: sql + " LIMIT ?")
        var found: Set<Int64> = []
        for lookup in Linker.lookups(for: traits) {
            let cursor = try Int64.fetchCursor(
                lookup.latestFirst ? latest : earliest,
                arguments: [
                    Int64(bitPattern: lookup.key), lookup.part.rawValue, lookup.days.lowerBound, lookup.days.upperBound,
                    lookup.limit,
                ])
            while let id = try cursor.next() { found.insert(id) }
        }
        if let notice { found.remove(notice) }
        return try found.sorted().compactMap(candidate)
    }

    private func candidate(_ notice: Int64) throws -> Linker.Candidate? {
        // An excluded notice draws no others to its case.
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT c."case", t.traits FROM case_notices c
                    JOIN traits t ON t.notice = c.notice JOIN notices n ON n.id = c.notice
                    WHERE c.notice = ? AND n.state != 'excluded'
                    """), arguments: [notice])
        guard let row else { return nil }
        return try row.withUnsafeData(atIndex: 1) { data in data.flatMap { NoticeTraits(blob: $0) } }.map {
            Linker.Candidate(notice: notice, incident: row[0], traits: $0)
        }
    }

    func traits(of notice: Int64) throws -> NoticeTraits? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT traits FROM traits WHERE notice = ?"), arguments: [notice]
        )?.withUnsafeData(atIndex: 0) { data in data.flatMap { NoticeTraits(blob: $0) } }
    }

    /// Has the notice be found by these traits, and no longer by those that it had before; by none where there are none.
    func put(_ traits: NoticeTraits?, of notice: Int64) throws {
        if let old = try self.traits(of: notice) {
            if old == traits { return }
            let delete = try db.cachedStatement(
                sql: "DELETE FROM link_keys WHERE key = ? AND part = ? AND day = ? AND notice = ?")
            for key in Set(old.keys) { try delete.execute(arguments: arguments(key, old, notice)) }
            try db.execute(sql: "DELETE FROM traits WHERE notice = ?", arguments: [notice])
        }
        guard let traits else { return }
        let insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO link_keys (key, part, day, notice) VALUES (?, ?, ?, ?)")
        for key in Set(traits.keys) { try insert.execute(arguments: arguments(key, traits, notice)) }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO traits (notice, traits) VALUES (?, ?)")
            .execute(arguments: [notice, Data(traits.blob)])
    }

    private func arguments(_ key: NoticeTraits.Key, _ traits: NoticeTraits, _ notice: Int64) -> StatementArguments {
        [Int64(bitPattern: key.key), key.part.rawValue, Linker.indexDay(of: traits), notice]
    }
}
