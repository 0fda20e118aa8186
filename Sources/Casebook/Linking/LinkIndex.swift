import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The index through which a notice's candidates are found: `link_keys`, `link_waiting` and `traits` of the casebook.
struct LinkIndex {
    let db: Database
    let waiting: WaitingKeys

    /// - Parameter waiting: the keys that wait, as far as they are known.
    init(db: Database, waiting: WaitingKeys = WaitingKeys()) {
        self.db = db
        self.waiting = waiting
    }

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

    /// - `link_waiting` names the notices whose keys are not in `link_keys` yet: see `WaitingKeys`.
    /// - `link_state` counts how often notices left that list.
    static let waitingTables = """
        CREATE TABLE link_waiting (notice INTEGER PRIMARY KEY REFERENCES notices);
        CREATE TABLE link_state (removals INTEGER NOT NULL);
        INSERT INTO link_state (removals) VALUES (0);
        """

    /// The notices in cases that may have to do with one of these traits, itself left out.
    func candidates(for traits: NoticeTraits, except notice: Int64? = nil) throws -> [Linker.Candidate] {
        try waiting.follow(db)
        var found: Set<Int64> = []
        for lookup in Linker.lookups(for: traits) { found.formUnion(try notices(lookup)) }
        if let notice { found.remove(notice) }
        return try found.sorted().compactMap(candidate)
    }

    /// The notices that answer a question to the index, those that wait among them.
    func notices(_ lookup: Linker.Lookup) throws -> [Int64] {
        let statement = try db.cachedStatement(sql: lookup.latestFirst ? Self.latestSQL : Self.earliestSQL)
        var entries = waiting.entries(for: lookup)
        let isAlone = entries.isEmpty
        let rows = try Row.fetchCursor(
            statement,
            arguments: [
                Int64(bitPattern: lookup.key), lookup.part.rawValue, lookup.days.lowerBound, lookup.days.upperBound,
                lookup.limit,
            ])
        while let row = try rows.next() { entries.append(WaitingKeys.Entry(day: row[0], notice: row[1])) }
        if !isAlone { entries.sort(by: lookup.latestFirst ? { $1 < $0 } : { $0 < $1 }) }
        return entries.prefix(lookup.limit).map(\.notice)
    }

    private static let lookupSQL =
        "SELECT day, notice FROM link_keys WHERE key = ? AND part = ? AND day BETWEEN ? AND ? ORDER BY day"
    static let latestSQL = lookupSQL + " DESC, notice DESC LIMIT ?"
    static let earliestSQL = lookupSQL + ", notice LIMIT ?"

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
    ///
    /// The keys of a notice that had none wait until `file` puts them into the table with others'.
    func put(_ traits: NoticeTraits?, of notice: Int64) throws {
        guard let old = try self.traits(of: notice) else {
            guard let traits else { return }
            try keep(traits, of: notice)
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO link_waiting (notice) VALUES (?)").execute(arguments: [
                notice
            ])
            waiting.note(traits, of: notice)
            return
        }
        if old == traits { return }
        try db.cachedStatement(sql: "DELETE FROM link_waiting WHERE notice = ?").execute(arguments: [notice])
        if db.changesCount > 0 { try countRemoval() }
        let delete = try db.cachedStatement(
            sql: "DELETE FROM link_keys WHERE key = ? AND part = ? AND day = ? AND notice = ?")
        for key in Set(old.keys) { try delete.execute(arguments: arguments(key, old, notice)) }
        try db.execute(sql: "DELETE FROM traits WHERE notice = ?", arguments: [notice])
        guard let traits else { return }
        try keep(traits, of: notice)
        let insert = try db.cachedStatement(sql: Self.insertSQL)
        for key in Set(traits.keys) { try insert.execute(arguments: arguments(key, traits, notice)) }
    }

    private func keep(_ traits: NoticeTraits, of notice: Int64) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO traits (notice, traits) VALUES (?, ?)")
            .execute(arguments: [notice, Data(traits.blob)])
    }

    /// Puts the keys that wait into the table.
    func file() throws {
        try waiting.follow(db)
        let insert = try db.cachedStatement(sql: Self.insertSQL)
        for (key, entries) in waiting.inOrder {
            for entry in entries {
                try insert.execute(
                    arguments: [Int64(bitPattern: key.key), key.part.rawValue, entry.day, entry.notice])
            }
        }
        try db.execute(sql: "DELETE FROM link_waiting")
        try countRemoval()
        waiting.forget()
    }

    /// Whether keys wait.
    static func hasWaiting(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM link_waiting)") ?? false
    }

    private func countRemoval() throws { try db.execute(sql: "UPDATE link_state SET removals = removals + 1") }

    private static let insertSQL = "INSERT OR IGNORE INTO link_keys (key, part, day, notice) VALUES (?, ?, ?, ?)"

    private func arguments(_ key: NoticeTraits.Key, _ traits: NoticeTraits, _ notice: Int64) -> StatementArguments {
        [Int64(bitPattern: key.key), key.part.rawValue, Linker.indexDay(of: traits), notice]
    }
}
