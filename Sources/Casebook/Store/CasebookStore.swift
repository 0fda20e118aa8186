package import GRDB

/// One casebook file: owns its connections and brings its tables up to date. Safe to use from any number of threads.
package final class CasebookStore: Sendable {
    /// The file's path, for messages.
    package let name: String
    package let surroundings: Surroundings
    /// The connections: one that writes, and in a file several that read meanwhile.
    package let database: any DatabaseWriter
    let fresh = FreshNotices()
    let likeness = KeptTable<LikenessTable>()
    let caseTable = KeptTable<CaseTable>()
    let waiting = WaitingKeys()
    let kept = KeptEntries()

    /// Opens the casebook in a file, which is created where there is none.
    package convenience init(file: String, surroundings: Surroundings) throws {
        let database = try CasebookError.wrapping(file, "opening") {
            try DatabasePool(path: file, configuration: Self.configuration)
        }
        try self.init(name: file, database: database, surroundings: surroundings)
    }

    /// A casebook that is gone with the object.
    package convenience init(inMemory name: String, surroundings: Surroundings) throws {
        let database = try DatabaseQueue(configuration: Self.configuration)
        try self.init(name: name, database: database, surroundings: surroundings)
    }

    private init(name: String, database: any DatabaseWriter, surroundings: Surroundings) throws {
        self.name = name
        self.database = database
        self.surroundings = surroundings
        try CasebookError.wrapping(name, "opening") {
            let migrator = Schema.migrator
            try database.read { db in
                let id = try Int.fetchOne(db, sql: "PRAGMA application_id")
                // Where making the file was cut short, the list of migrations is all there is.
                let isEmpty =
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name != 'grdb_migrations'") == 0
                guard isEmpty || id == Schema.applicationID else {
                    throw CasebookError(
                        name, "this is a database of another program", "name another file with --casebook")
                }
                if try migrator.hasBeenSuperseded(db) {
                    throw CasebookError(
                        name, "the casebook was written by a newer version of jikenbo than this one",
                        "install that version, or name another file with --casebook")
                }
            }
            try migrator.migrate(database)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            db.add(tokenizer: SearchTokenizer.self)
            // A commit waits for the disk only at checkpoints: after a power cut the last pages may be missing, but the
            // file is whole, and the next run adds them.
            // A larger log and cache than SQLite's own save writing the same index pages over and over while adding.
            // Of pages of 4 KB, a quarter would be empty: a text and its record take 2.2 KB, and two of them do not fit.
            // The size is that of a new file; one that is there keeps its own.
            try db.execute(
                sql: """
                    PRAGMA page_size = 8192;
                    PRAGMA synchronous = NORMAL;
                    PRAGMA wal_autocheckpoint = 16000;
                    PRAGMA journal_size_limit = 134217728;
                    """)
            // There is one connection that writes, and up to five that read.
            try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -16000 : -64000)")
        }
        return configuration
    }

    package func read<Result>(_ step: String, _ body: (Database) throws -> Result) throws -> Result {
        try CasebookError.wrapping(name, step) { try database.read(body) }
    }

    /// Runs `body` in one transaction: all of it is kept or nothing.
    package func write<Result>(_ step: String, _ body: (Database) throws -> Result) throws -> Result {
        try CasebookError.wrapping(name, step) {
            do { return try database.write(body) } catch {
                waiting.forget()
                throw error
            }
        }
    }
}
