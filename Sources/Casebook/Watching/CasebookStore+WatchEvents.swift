import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// How many entries of the audit log one transaction looks at, so that others need not wait long to write.
    static let watchBatch = 200

    /// Finds what has happened since this was last called, and keeps for each watch what it tells of. What is to be told immediately
    /// becomes a message in the same transaction: a crash at any moment neither loses an event nor finds it twice.
    ///
    /// - Returns: how many events were found that a watch tells of.
    @discardableResult
    package func findWatchEvents() throws -> Int {
        // What comes meanwhile may not be indexed yet, and is left for the next time.
        let end = try changeNumber()
        guard try read("looking for watches", { try $0.hasNews(before: end) }) else { return 0 }
        try refreshSearch()
        var count = 0
        while let found = try write("finding events", { try findEvents($0, before: end) }) { count += found }
        return count
    }

    /// Looks at the next entries; `nil` where there are none.
    private func findEvents(_ db: Database, before end: Int64) throws -> Int? {
        let position = try db.watchPosition()
        guard position < end else { return nil }
        let entries = try db.entries(after: position, to: end, most: Self.watchBatch)
        let watches = try db.watches()
        let matcher = try WatchMatcher(db, watches)
        var horizon = try db.lastPage(before: position)
        var count = 0
        var fresh: [(watch: Watch, event: Int64, casefile: Int64)] = []
        for entry in watches.isEmpty ? [] : entries {
            if entry.subject.hasPrefix("page:"), let page = entry.number { horizon = page }
            for found in try EventFinder(db: db).events(of: entry, horizon: horizon) {
                let matches = try matcher.matches(found)
                guard !matches.isEmpty, let event = try db.insert(found) else { continue }
                count += 1
                for (watch, reasons) in matches {
                    try db.execute(
                        sql: "INSERT INTO watch_matches (watch, event, reasons) VALUES (?, ?, ?)",
                        arguments: [watch.id, event, JSONValue.array(reasons.map(\.json)).text])
                    fresh.append((watch, event, found.casefile.id))
                }
            }
        }
        try Outgoing(db: db, at: surroundings.now()).take(fresh)
        // Entries about users and the like are passed over.
        let reached = entries.count == Self.watchBatch ? entries[entries.count - 1].place : end
        try db.execute(sql: "UPDATE watch_state SET position = ?", arguments: [reached])
        return count
    }

    /// The newest events of a watch, the latest first.
    package func events(of watch: Watch, limit: Int) throws -> [WatchEvent] {
        try read("listing events") { db in
            try db.events(
                """
                JOIN watch_matches m ON m.event = e.id WHERE m.watch = ? ORDER BY e.id DESC LIMIT ?
                """, [watch.id, limit])
        }
    }
}

extension Database {
    fileprivate func watchPosition() throws -> Int64 {
        try Int64.fetchOne(self, sql: "SELECT position FROM watch_state")!
    }

    fileprivate func hasNews(before end: Int64) throws -> Bool {
        try watchPosition() < end && Bool.fetchOne(self, sql: "SELECT EXISTS (SELECT 1 FROM watches)")!
    }

    fileprivate func entries(after position: Int64, to end: Int64, most: Int) throws -> [EventFinder.Entry] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT seq, at, who, action, subject, detail, hash FROM audit
                WHERE seq > ? AND seq <= ? AND (subject LIKE 'page:%' OR subject LIKE 'edit:%') ORDER BY seq LIMIT ?
                """, arguments: [position, end, most]
        ).map { row in
            guard let detail = JSONValue(text: row[5]) else { throw damaged("entry \(row[0] as Int64)") }
            return EventFinder.Entry(
                place: row[0], at: row[1], who: row[2], action: row[3], subject: row[4], detail: detail, hash: row[6])
        }
    }

    /// The last page that was filed up to a place of the audit log.
    fileprivate func lastPage(before position: Int64) throws -> Int64 {
        let subject = try String.fetchOne(
            self, sql: "SELECT subject FROM audit WHERE seq <= ? AND subject LIKE 'page:%' ORDER BY seq DESC LIMIT 1",
            arguments: [position])
        return subject.flatMap { Int64($0.dropFirst("page:".count)) } ?? 0
    }

    /// `nil` where the event is known already.
    fileprivate func insert(_ found: EventFinder.Found) throws -> Int64? {
        try execute(
            sql: """
                INSERT INTO watch_events (key, kind, place, at, "case", notice, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (key) DO NOTHING
                """,
            arguments: [
                found.key, found.kind.rawValue, found.place, found.at, found.casefile.id, found.notice,
                found.detail.json.text,
            ])
        return changesCount == 0 ? nil : lastInsertedRowID
    }

    /// Events with why the watch of the row `m` of `watch_matches` tells of them.
    ///
    /// - Parameter clauses: what of a statement follows the table's name; it joins `watch_matches` as `m`.
    func events(_ clauses: String, _ arguments: StatementArguments) throws -> [WatchEvent] {
        try Row.fetchAll(
            self,
            sql: "SELECT e.id, e.key, e.kind, e.at, e.\"case\", e.detail, m.reasons FROM watch_events e " + clauses,
            arguments: arguments
        ).map { row in
            guard let kind = WatchEvent.Kind(rawValue: row[2]),
                let detail = JSONValue(text: row[5]).flatMap({ WatchEvent.Detail($0) }),
                let number = try caseRef(caseRef(id: row[4]).number)?.number
            else { throw damaged("event \(row[1] as String)") }
            let reasons = (JSONValue(text: row[6])?.array ?? []).compactMap { WatchReason($0) }
            return WatchEvent(
                id: row[0], key: row[1], kind: kind, at: row[3], number: number, detail: detail, reasons: reasons)
        }
    }
}
