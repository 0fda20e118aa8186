package import Facts
package import GRDB

/// Keeps the search index in step with the notices.
///
/// Indexing a notice alone costs several times what it costs as one of thousands. So whatever changes a notice only notes it
/// as pending, in the same transaction, and `refresh` indexes what is pending in batches. A crash between the two loses
/// nothing: the next refresh goes on.
package enum SearchIndex {
    /// A notice as it is to be found.
    package struct Notice {
        package var id: Int64
        package var caseID: Int64?
        package var caseNumber: String?
        package var text: String
        package var record: NoticeRecord

        package init(id: Int64, caseID: Int64?, caseNumber: String?, text: String, record: NoticeRecord) {
            self.id = id
            self.caseID = caseID
            self.caseNumber = caseNumber
            self.text = text
            self.record = record
        }
    }

    /// A notice as it is to be indexed.
    package struct Item {
        var caseID: Int64?
        var caseNumber: String?
        var text: String
        var entry: SearchEntry

        init(caseID: Int64?, caseNumber: String?, text: String, entry: SearchEntry) {
            self.caseID = caseID
            self.caseNumber = caseNumber
            self.text = text
            self.entry = entry
        }

        package init(_ notice: Notice) {
            self.init(
                caseID: notice.caseID, caseNumber: notice.caseNumber, text: notice.text,
                entry: SearchEntry(notice.record))
        }
    }

    /// How many notices are indexed in one transaction.
    package static let batch = 8_000
    /// How much FTS5 holds in memory before it writes: enough for a batch, because every piece that it writes is merged
    /// with others again and again.
    static let heldBytes = 64 << 20

    /// Indexes up to a batch of pending notices.
    ///
    /// - Parameter load: the notice as it is now; `nil` where it is not to be found any more.
    /// - Returns: how many notices were taken off the list.
    package static func refresh(_ db: Database, most: Int = batch, load: (Int64) throws -> Item?) throws -> Int {
        let pending = try Int64.fetchAll(db, sql: Self.pendingSQL, arguments: [most])
        guard !pending.isEmpty else { return 0 }
        var loaded: [Loaded] = []
        loaded.reserveCapacity(pending.count)
        let bury = try db.cachedStatement(sql: Self.burySQL)
        var buried = 0
        for id in pending {
            try bury.execute(arguments: [id])
            buried += db.changesCount
            if let item = try load(id) { loaded.append(Loaded(notice: id, item: item)) }
        }
        if buried > 0 { try db.execute(sql: Self.changedSQL) }
        // FTS5 writes out what it holds when a row id is smaller than the one before.
        var ids = EntryIDs()
        for index in loaded.indices { loaded[index].id = try ids.next(after: loaded[index].item.entry.day, db) }
        loaded.sort { $0.id < $1.id }
        let addEntry = try db.cachedStatement(
            sql: """
                INSERT INTO search_entries (id, notice, "case", packed, data, people, lag, told, measures, lags)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let addWords = try db.cachedStatement(sql: "INSERT INTO search_index (rowid, body, marks) VALUES (?, ?, ?)")
        for notice in loaded {
            let item = notice.item
            let values = item.entry.values
            try addEntry.execute(arguments: [
                notice.id, notice.notice, item.caseID, values.packed, values.data, values.people, values.lag,
                item.entry.details.told, item.entry.details.measures, item.entry.details.lags,
            ])
            try addWords.execute(arguments: [notice.id, body(item.text), item.entry.marks(in: item.caseNumber)])
        }
        try db.execute(sql: Self.doneSQL, arguments: [pending.last])
        return pending.count
    }

    private static let pendingSQL = "SELECT notice FROM search_pending ORDER BY notice LIMIT ?"
    private static let burySQL = "UPDATE search_entries SET notice = NULL WHERE notice = ?"
    private static let changedSQL = "UPDATE search_changes SET number = number + 1"
    private static let doneSQL = "DELETE FROM search_pending WHERE notice <= ?"
    /// What is run for each notice or batch, for the test that none of it scans a table.
    static let statements = [pendingSQL, burySQL, doneSQL, EntryIDs.lastSQL]

    private struct Loaded {
        var notice: Int64
        var item: Item
        var id: Int64 = 0
    }

    /// The text as it is indexed. One that begins with the sign of marks would be taken for a list of marks.
    private static func body(_ text: String) -> String {
        text.utf8.first == SearchMark.sign ? " " + text : text
    }

    /// Fewer notices than that make no piece that would slow a search.
    package static let worthMerging = 20_000
    /// Pages of the index that one transaction of a merge writes.
    private static let mergedPages = 4_000

    /// Does a part of the merging of all the index's pieces.
    ///
    /// - Returns: whether there was anything to do.
    static func merge(_ db: Database, isFirst: Bool) throws -> Bool {
        let before = db.totalChangesCount
        try db.execute(
            sql: "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)",
            arguments: [isFirst ? -mergedPages : mergedPages])
        // The command itself counts as one.
        return db.totalChangesCount - before >= 2
    }

    /// Whether notices wait to be indexed.
    package static func hasPending(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM search_pending)") ?? false
    }

    /// How many notices wait to be indexed.
    static func pending(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM search_pending")) ?? 0
    }

    /// Changes when texts or values are indexed in another way than before; the index is then made anew.
    private static let version = 3

    /// What the index depends on besides the notices: this program's way of indexing, the common words, and the order of
    /// the vocabularies, by which values are packed.
    private static let makeup: String = {
        let slugs = [
            IncidentType.allCases.map(\.slug), Cause.allCases.map(\.slug), DataKind.allCases.map(\.slug),
            Sector.allCases.map(\.slug), LeakStatus.allCases.map(\.rawValue), MisuseStatus.allCases.map(\.rawValue),
            Authority.allCases.map(\.slug), Response.allCases.map(\.slug), Measure.allCases.map(\.slug),
        ]
        let words = CommonWords.builtIn.words.map { String(decoding: $0.mark, as: UTF8.self) }
        let lists = (slugs + [words]).map { $0.joined(separator: " ") }
        return "\(version) " + Digest.short(lists.joined(separator: "\n").utf8)
    }()

    /// Whether the index was made in the way of this program, and is not worn: at most a quarter of it is dead.
    package static func isCurrent(_ db: Database) throws -> Bool {
        guard try String.fetchOne(db, sql: "SELECT makeup FROM search_state") == makeup else { return false }
        let dead = try Int.fetchOne(db, sql: "SELECT count(*) FROM search_entries WHERE notice IS NULL") ?? 0
        if dead < 1_000 { return true }
        return try dead <= (Int.fetchOne(db, sql: "SELECT count(*) FROM search_entries") ?? 0) / 4
    }

    /// Empties the index and makes every notice pending.
    package static func rebuild(_ db: Database) throws {
        try empty(db)
        try db.execute(sql: changedSQL)
    }

    /// The same before there was a count of changes.
    static func empty(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO search_index (search_index) VALUES ('delete-all');
                DELETE FROM search_entries;
                \(SearchSchema.allPending)
                DELETE FROM search_state;
                """)
        try db.execute(sql: "INSERT INTO search_state (makeup) VALUES (?)", arguments: [makeup])
    }
}

/// Gives entries their ids, in the order of publication: newest first is then the index's own order, backwards, and needs
/// no sorting. Notices without a date have negative ids and come last.
struct EntryIDs {
    /// For each day met, the id given last.
    private var last: [Int: Int64] = [:]
    private var lastUndated: Int64?

    /// Days before this one, in 1900, share its ids.
    static let firstDay = -25_567
    private static let idsPerDay: Int64 = 1 << 21

    static let lastSQL = "SELECT max(id) FROM search_entries WHERE id BETWEEN ? AND ?"

    static func first(ofDay day: Int) -> Int64 { Int64(max(day, firstDay) - firstDay + 1) * idsPerDay }
    static func day(of id: Int64) -> Int { Int(id / idsPerDay) - 1 + firstDay }

    mutating func next(after day: Int?, _ db: Database) throws -> Int64 {
        guard let day else {
            let id = try lastUndated ?? Int64.fetchOne(db, sql: "SELECT min(id) FROM search_entries WHERE id < 0") ?? 0
            lastUndated = id - 1
            return id - 1
        }
        let first = Self.first(ofDay: day)
        let before =
            try last[day]
            ?? Int64.fetchOne(
                db.cachedStatement(sql: Self.lastSQL), arguments: [first, first + Self.idsPerDay - 1]) ?? first - 1
        last[day] = before + 1
        return before + 1
    }
}
