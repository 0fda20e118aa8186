import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// One going through candidates, by one command with one reader.
    package struct Run: Sendable {
        let id: Int64
        let who: String
    }

    /// - Parameter who: who does it; the surroundings' user where nobody is named.
    package func beginRun(_ action: String, reader: String, by who: String? = nil) throws -> Run {
        let who = who ?? surroundings.user()
        return try write("beginning to \(action)") { db in
            try db.execute(
                sql: "INSERT INTO runs (at, who, action, reader) VALUES (?, ?, ?, ?)",
                arguments: [surroundings.now(), who, action, reader])
            return Run(id: db.lastInsertedRowID, who: who)
        }
    }

    /// Whether nothing was ever added, so that no page need be looked for.
    package func hasNoPages() throws -> Bool {
        try read("looking for pages") { try !Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM pages)")! }
    }

    /// Whether these bytes are the newest version of the page.
    package func isUnchanged(_ bytes: [UInt8], at address: String) throws -> Bool {
        let sha256 = Digest.sha256(bytes)
        return try read("looking for \(address)") { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT o.sha256 = ? FROM pages p JOIN originals o ON o.id = p.original
                        WHERE p.address = ? ORDER BY p.version DESC LIMIT 1
                        """), arguments: [Data(sha256), address]) ?? false
        }
    }

    /// Files candidates in their order, in one transaction: whatever happens, each of them is wholly in the casebook or not
    /// at all, and adding it again finishes or recognises it.
    package func add(_ candidates: [Candidate], in run: Run) throws -> [Intake] {
        let first = candidates.first?.address ?? ""
        let (intakes, added) = try write("adding \(first)") { db in
            var filing = try Filing(db, run: run, at: surroundings.now(), waiting: waiting)
            let intakes = try candidates.map { candidate in
                switch candidate {
                case .page(let page): try filing.file(page)
                case .failed(let page): try filing.file(page)
                case .unchanged(let address): Intake(address: address, outcome: .unchanged, newNotices: 0, cases: [])
                }
            }
            return (intakes, filing.added)
        }
        for (id, notice) in added { fresh.put(id, notice) }
        return intakes
    }
}

/// Files pages within one transaction.
struct Filing {
    let db: Database
    let run: CasebookStore.Run
    let at: Int
    let waiting: WaitingKeys
    var audit: AuditLog
    /// The notices that were added, by their rows.
    private(set) var added: [(id: Int64, notice: FreshNotices.Notice)] = []

    init(_ db: Database, run: CasebookStore.Run, at: Int, waiting: WaitingKeys) throws {
        self.db = db
        self.run = run
        self.at = at
        self.waiting = waiting
        audit = try AuditLog(db, at: at, who: run.who)
    }

    mutating func file(_ page: IncomingPage) throws -> Intake {
        let latest = try latestVersion(at: page.address)
        let original = try originalID(page.sha256)
        if let original, let latest, latest.original == original {
            if page.isImported, let changed = try replaceRecords(of: page, on: latest) { return changed }
            let cases = page.isImported ? try numbers(of: original) : []
            return Intake(address: page.address, outcome: .unchanged, newNotices: 0, cases: cases)
        }
        if let original, latest == nil, let (other, version) = try newestVersion(ofOriginal: original) {
            // The same record from another place, or under another name, by a mapping that has changed.
            if page.isImported, let changed = try replaceRecords(of: page, on: version) { return changed }
            try enter(page.address, page.sha256, "duplicate", "the same content as \(other)", page: nil)
            let cases = page.isImported ? try numbers(of: original) : []
            return Intake(address: page.address, outcome: .duplicate(of: other), newNotices: 0, cases: cases)
        }
        return try store(page, original: original, after: latest)
    }

    func file(_ failed: FailedPage) throws -> Intake {
        try enter(failed.address, failed.sha256, "failed", failed.reason, page: nil)
        return Intake(address: failed.address, outcome: .failed(failed.reason), newNotices: 0, cases: [])
    }

    private mutating func store(_ page: IncomingPage, original: Int64?, after latest: Version?) throws -> Intake {
        let version = (latest?.number ?? 0) + 1
        let original = try original ?? insertOriginal(page)
        try db.cachedStatement(
            sql: """
                INSERT INTO pages (address, version, original, format, charset, added_at) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [page.address, version, original, page.format, page.charset, at])
        let pageID = db.lastInsertedRowID

        var filed: [FiledNotice] = []
        for notice in page.notices { filed.append(try place(notice, on: pageID, reader: page.reader)) }
        let changes = try latest.map { try supersede($0, on: page.address, by: filed) } ?? PageChanges()
        var numbers = changes.cases
        var copies = 0
        for notice in filed where notice.isNew && notice.record.kind == .incident {
            guard
                let placed = try CaseFiling(db: db, at: at, waiting: waiting).place(notice, isImported: page.isImported)
            else { continue }
            numbers.append(placed.number)
            if placed.isCopy { copies += 1 }
        }

        let isOther = !page.notices.contains { $0.record.kind == .incident }
        let count = filed.count { $0.isNew }
        let reason =
            if isOther { page.notices.isEmpty ? "no notice in it" : "no notice about an incident in it" } else {
                "version \(version), \(page.notices.count) notices, \(count) of them new"
                    + (changes.returned.isEmpty ? "" : ", \(changes.returned.count) as before again")
                    + (copies == 0 ? "" : ", \(copies) the same as another page's")
            }
        try enter(page.address, page.sha256, isOther ? "other" : "added", reason, page: pageID)
        try audit.append(
            "add", "page:\(pageID)",
            .object(
                [
                    JSONValue.Member(key: "address", value: .string(page.address)),
                    JSONValue.Member(key: "version", value: .int(version)),
                    JSONValue.Member(key: "sha256", value: .string(Digest.hex(page.sha256))),
                    JSONValue.Member(key: "notices", value: .strings(filed.map(\.record.id))),
                ] + changes.members))
        let outcome: Intake.Outcome = isOther ? .other : version == 1 ? .added : .changed(version: version)
        return Intake(address: page.address, outcome: outcome, newNotices: count, cases: numbers)
    }

    // MARK: Pages

    struct Version {
        var page: Int64
        var number: Int
        var original: Int64
    }

    private func latestVersion(at address: String) throws -> Version? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, version, original FROM pages WHERE address = ? ORDER BY version DESC LIMIT 1"),
            arguments: [address]
        ).map { Version(page: $0[0], number: $0[1], original: $0[2]) }
    }

    private func originalID(_ sha256: [UInt8]) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM originals WHERE sha256 = ?"), arguments: [Data(sha256)])
    }

    private func newestVersion(ofOriginal original: Int64) throws -> (address: String, version: Version)? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT address, id, version, original FROM pages WHERE original = ? ORDER BY id DESC LIMIT 1"),
            arguments: [original]
        ).map { ($0[0], Version(page: $0[1], number: $0[2], original: $0[3])) }
    }

    private func insertOriginal(_ page: IncomingPage) throws -> Int64 {
        try db.cachedStatement(sql: "INSERT INTO originals (sha256, media_type, size, bytes) VALUES (?, ?, ?, ?)")
            .execute(arguments: [Data(page.sha256), page.mediaType, page.size, Data(page.compressed)])
        return db.lastInsertedRowID
    }

    private func enter(_ address: String, _ sha256: [UInt8], _ outcome: String, _ reason: String, page: Int64?) throws {
        try db.enter(address, outcome, reason, sha256: sha256, page: page, at: at, run: run)
    }

    // MARK: Notices

    private mutating func place(_ notice: IncomingNotice, on page: Int64, reader: String) throws -> FiledNotice {
        let record = notice.record
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM notices WHERE hash = ?"), arguments: [record.id])
        let id = try known ?? insert(notice, reader: reader)
        if known == nil { added.append((id, .init(text: notice.text, entry: notice.entry, reader: reader))) }
        try db.cachedStatement(sql: "INSERT INTO page_notices (page, start, end, notice) VALUES (?, ?, ?, ?)")
            .execute(arguments: [page, notice.at.start, notice.at.end, id])
        return FiledNotice(id: id, isNew: known == nil, record: record, traits: notice.traits)
    }

    private func insert(_ notice: IncomingNotice, reader: String) throws -> Int64 {
        let record = notice.record
        try db.cachedStatement(
            sql: """
                INSERT INTO notices (hash, kind, published, organisation, title, added_at) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.id, record.kind.rawValue, record.published?.value.dayNumber, record.organisation?.value,
            record.title?.value, at,
        ])
        let id = db.lastInsertedRowID
        try db.cachedStatement(sql: "INSERT INTO bodies (notice, reader, text, record) VALUES (?, ?, ?, ?)")
            .execute(arguments: [id, reader, Data(notice.compressedText), Data(notice.compressedRecord)])
        return id
    }
}

extension Database {
    /// Writes a line of the ledger: what came of a candidate.
    ///
    /// - Parameter sha256: empty where no bytes came.
    func enter(
        _ address: String, _ outcome: String, _ reason: String, sha256: [UInt8] = [], page: Int64? = nil, at now: Int,
        run: CasebookStore.Run
    ) throws {
        try cachedStatement(
            sql: """
                INSERT INTO ledger (address, sha256, outcome, reason, page, at, run) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (address, sha256) DO UPDATE SET
                  outcome = excluded.outcome, reason = excluded.reason, page = excluded.page, at = excluded.at,
                  run = excluded.run
                """
        ).execute(arguments: [address, Data(sha256), outcome, reason, page, now, run.id])
    }
}

/// A notice that is in the casebook now.
struct FiledNotice {
    var id: Int64
    var isNew: Bool
    var record: NoticeRecord
    /// What tells which case it belongs to; `nil` for one about no incident.
    var traits: NoticeTraits?
}
