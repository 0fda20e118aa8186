import Facts
import GRDB

extension CasebookStore {
    /// Adds a source, due at once.
    ///
    /// - Throws: where there is one of that address or name.
    package func addSource(
        _ address: String, name: String, kind: Source.Kind, filter: String, rules: String, every: Int
    ) throws -> Source {
        try write("adding a source") { db in
            if let same = try Row.fetchOne(
                db, sql: "SELECT name FROM sources WHERE address = ? OR name = ?", arguments: [address, name])
            {
                throw CasebookError(
                    address, "there is a source of this address or name already: \(same[0] as String)",
                    "see jikenbo source list, or name it otherwise with --name")
            }
            let now = surroundings.now()
            try db.execute(
                sql: """
                    INSERT INTO sources (address, name, kind, filter, rules, every, added_at, next_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """, arguments: [address, name, kind.rawValue, filter, rules, every, now, now])
            return try db.source(db.lastInsertedRowID)!
        }
    }

    package func sources() throws -> [Source] {
        try read("listing sources") { try $0.sources("ORDER BY name", []) }
    }

    /// The source of that name or address.
    package func source(_ name: String) throws -> Source? {
        try read("looking for a source") {
            try $0.sources("WHERE name = ?1 OR address = ?1 LIMIT 1", [name]).first
        }
    }

    /// Takes a source away; what was collected through it stays.
    package func removeSource(_ id: Int64) throws {
        try write("removing a source") { db in
            try db.execute(sql: "DELETE FROM fetch_queue WHERE source = ? AND state = 'waiting'", arguments: [id])
            try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [id])
        }
    }

    package func setPaused(_ isPaused: Bool, source id: Int64) throws {
        try write("changing a source") { db in
            try db.execute(
                sql: "UPDATE sources SET paused = ?, next_at = ? WHERE id = ?",
                arguments: [isPaused, surroundings.now(), id])
        }
    }

    /// The sources whose time has come.
    package func dueSources() throws -> [Source] {
        try read("looking for sources") {
            try $0.sources("WHERE NOT paused AND next_at <= ? ORDER BY next_at, id", [surroundings.now()])
        }
    }

    package func standings() throws -> [SourceStanding] {
        try read("listing sources") { db in
            try db.sources("ORDER BY name", []).map { source in
                var counts: [String: Int] = [:]
                for row in try Row.fetchAll(
                    db, sql: "SELECT state, count(*) FROM fetch_queue WHERE source = ? GROUP BY state",
                    arguments: [source.id])
                { counts[row[0]] = row[1] }
                return SourceStanding(
                    source: source, waiting: counts["waiting"] ?? 0, fetched: counts["done"] ?? 0,
                    failed: counts["failed"] ?? 0, left: counts["left"] ?? 0)
            }
        }
    }
}

extension Database {
    func source(_ id: Int64) throws -> Source? { try sources("WHERE id = ?", [id]).first }

    func sources(_ clause: String, _ arguments: StatementArguments) throws -> [Source] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT id, address, name, kind, filter, rules, every, paused, added_at, next_at, visited_at,
                  succeeded_at, format, failures, trouble FROM sources \(clause)
                """, arguments: arguments
        ).map { row in
            Source(
                id: row[0], address: row[1], name: row[2], kind: Source.Kind(rawValue: row[3]) ?? .listing,
                filter: row[4], rules: row[5], every: row[6], isPaused: row[7], addedAt: row[8], nextAt: row[9],
                visitedAt: row[10], succeededAt: row[11], format: row[12], failures: row[13], trouble: row[14])
        }
    }
}
