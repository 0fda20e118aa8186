import Casebook
import Facts
import Foundation
import GRDB
import Testing

@Suite struct CareTests {
    static let text = "2024年3月1日 ミント堂 862名の情報"

    /// A casebook with a bit of everything.
    static func fill(_ casebook: CasebookStore) throws {
        try casebook.add(
            Make.page("/1", [(Make.notice(text, organisation: "ミント堂", published: "2024-03-01"), text)]),
            Make.page("/2", "第2報", published: "2024-03-08"), Make.page("/3", "別件"), Make.page("/3", "別件(訂正)"),
            Make.page("/4", [(Make.notice("告知", kind: .other), "告知")]), Make.page("/5", "別件(訂正)"),
            .failed(FailedPage(address: "/e", bytes: [1], reason: "/e: is binary")))
        for edit: Edit in [
            .correct(target: "2024-501", changes: ["sector=food-service", "counts+=862,名"], quote: "862名"),
            .merge(casefile: "2024-502", into: "2024-501"), .undo(edit: 2), .exclude(targets: ["2024-502"]),
            .note(target: "2024-501", text: "電話した\n\"済\""),
        ] {
            _ = try casebook.edit(edit, why: "because")
        }
        try casebook.write("testing") { db in
            try db.execute(
                sql: """
                    INSERT INTO review_queue (kind, notice, "case", other, score, reasons, at)
                      VALUES ('merge', 2, 1, 2, 0.123456789, '["理由"]', 7);
                    INSERT INTO related_cases VALUES (1, 3, 'provider', 'machine', 0.5, '[]');
                    """)
        }
    }

    // MARK: Verifying

    @Test func aSoundCasebookHasNoFaults() throws {
        let casebook = try Make.casebook()
        try Self.fill(casebook)
        let result = try casebook.verify(jobs: 2) { _, _ in }
        #expect(result.faults == [])
        #expect(result.notices == 5 && result.originals == 5 && result.auditRows == 10)
        #expect(result.facts == 3)
    }

    @Test(
        arguments: [
            (
                "DROP TRIGGER audit_is_not_changed; UPDATE audit SET who = 'nobody' WHERE seq = 3",
                "audit row 3: its hash does not follow from the row and the one before: one of them was changed"
            ),
            (
                "DROP TRIGGER audit_is_not_cut; DELETE FROM audit WHERE seq = 2",
                "audit row 3: the row before it is missing"
            ),
            (
                "UPDATE pages SET original = 2 WHERE id = 1", "page 1: its content is not that which was added"
            ),
            ("UPDATE originals SET size = 3 WHERE id = 1", "original 1: has 44 bytes, not 3"),
            (
                "UPDATE originals SET bytes = (SELECT bytes FROM originals WHERE id = 2) WHERE id = 1",
                "original 1: the bytes are not those of its SHA-256"
            ),
            (
                "UPDATE originals SET bytes = x'00' WHERE id = 1", "original 1: the bytes cannot be decompressed"
            ),
            (
                "UPDATE bodies SET text = (SELECT text FROM bodies WHERE notice = 2) WHERE notice = 1",
                "notice FIRST: its text is not that of its id"
            ),
            (
                "UPDATE bodies SET record = (SELECT record FROM bodies WHERE notice = 1) WHERE notice = 2",
                "notice SECOND: does not say 「ミント堂」 where organisation says it does"
            ),
            (
                "UPDATE bodies SET record = text WHERE notice = 2",
                "notice SECOND: its record cannot be decompressed and parsed"
            ),
            (
                "UPDATE notices SET organisation = 'ハッカ堂' WHERE id = 1",
                "notice FIRST: its row in the table notices differs from its record"
            ),
            (
                "UPDATE corrections SET quote = '863名' WHERE quote != ''",
                "notice FIRST: does not say 「863名」 where a correction says it does"
            ),
            (
                "UPDATE page_notices SET end = end + 1 WHERE notice = 1",
                "notice FIRST: its place on a page has another length"
            ),
            ("DELETE FROM page_notices WHERE notice = 2", "notice SECOND: stands on no page"),
            (
                "UPDATE notices SET state = 'superseded' WHERE id = 1",
                "notice FIRST: is superseded by nothing, or a copy of one that is a copy itself"
            ),
            (
                "UPDATE notices SET state = 'superseded', copy_of = 1 WHERE id IN (1, 2)",
                "notice SECOND: is superseded by nothing, or a copy of one that is a copy itself"
            ),
            (
                "PRAGMA foreign_keys = OFF; DELETE FROM cases WHERE id = 1",
                "case_notices 1: leads to a row of cases that is not there"
            ),
        ])
    func everyKindOfDamageIsFound(sql: String, fault: String) throws {
        let casebook = try Make.casebook()
        try Self.fill(casebook)
        try casebook.tamper(sql)
        let result = try casebook.verify(jobs: 1) { _, _ in }
        let wanted = fault.replacing("FIRST", with: Digest.noticeID(Self.text))
            .replacing("SECOND", with: Digest.noticeID("第2報"))
        #expect(result.faults.map(\.description).contains(wanted), "\(result.faults)")
        #expect(result.faultCount >= 1)
    }

    @Test func theAuditLogIsAppendOnly() throws {
        let casebook = try Make.casebook()
        try Self.fill(casebook)
        for sql in ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit WHERE seq = 1"] {
            #expect(throws: DatabaseError.self) { try casebook.tamper(sql) }
        }
    }

    // MARK: Exporting

    @Test func anExportComesBackRowForRow() throws {
        try Folder.with { folder in
            let casebook = try Make.casebook()
            try Self.fill(casebook)
            try casebook.tamper(
                "INSERT INTO users (name, folded, role, password, created_at) VALUES ('h', 'h', 'editor', '', 0)")
            try casebook.fileKeys()
            try casebook.export(to: folder + "/export")
            let copy = try CasebookStore(file: folder + "/copy.sqlite", surroundings: Make.surroundings)
            try copy.importExport(from: folder + "/export")
            for table in try casebook.texts(Self.tables) {
                #expect(try copy.rows(of: table) == casebook.rows(of: table), "\(table)")
                #expect(try casebook.count(table) > 0, "\(table)")
            }
            #expect(try copy.verify(jobs: 1) { _, _ in }.faults == [])
            // Who may log in stays with the casebook that says so.
            #expect(try copy.count("users") == 0 && casebook.count("users") == 1)
            // The search index is made anew of what came back.
            #expect(try copy.refreshSearch() == casebook.refreshSearch())
            for query in ["", "別件", "862名", "org:ミント", "kind:other"] {
                let (ours, theirs) = (try Self.numbers(casebook, query), try Self.numbers(copy, query))
                #expect(ours == theirs && !ours.isEmpty, "\(query)")
            }
            // What is filed next gets the same number.
            for store in [casebook, copy] {
                #expect(try store.add(Make.page("/9", "次", published: "2024-01-01")).flatMap(\.cases) == ["2024-503"])
            }
        }
    }

    private static func numbers(_ casebook: CasebookStore, _ query: String) throws -> [String] {
        try casebook.search(try SearchQuery.parse(query)).hits.map { "\($0.number ?? "-") \($0.title ?? "-")" }
    }

    /// All tables that hold something of their own: an export that lacks one would lose it. The search index is none,
    /// nor is the list of what waits to be put into `link_keys`.
    private static let tables = """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
          AND name NOT IN ('link_waiting', 'link_state', 'grdb_migrations', 'users', 'sessions', 'api_tokens', 'login_links',
            'sources', 'fetch_queue', 'captures') AND name NOT LIKE 'watch%' AND name != 'saves'
        """

    @Test func whatIsNoWholeExportIsRefused() throws {
        try Folder.with { folder in
            let casebook = try Make.casebook()
            try Self.fill(casebook)
            let export = folder + "/export"
            try casebook.export(to: export)
            func refused(_ reason: String, _ damage: () throws -> Void) throws {
                try damage()
                let copy = try Make.casebook()
                do {
                    try copy.importExport(from: export)
                    Issue.record("imported all the same")
                } catch let error as CasebookError {
                    #expect(error.description.contains(reason), "\(error)")
                }
                #expect(try copy.count("pages") == 0)
            }
            let ledger = export + "/ledger.jsonl"
            try refused("lines, not the") {
                let lines = try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n")
                try lines.dropLast().joined(separator: "\n").write(toFile: ledger, atomically: true, encoding: .utf8)
            }
            try refused("ledger.jsonl:1: the line is no JSON") {
                try "{\n".write(toFile: ledger, atomically: true, encoding: .utf8)
            }
            let sha256 = Digest.hex(Digest.sha256(Array(Self.text.utf8)))
            let original = "\(export)/originals/\(sha256.prefix(2))/\(sha256)"
            try refused("was changed") { try "x".write(toFile: original, atomically: true, encoding: .utf8) }
            try refused("is not there") { try FileManager.default.removeItem(atPath: original) }
            try refused("no manifest.json") {
                try FileManager.default.removeItem(atPath: export + "/manifest.json")
            }
        }
    }

    @Test func nothingIsOverwritten() throws {
        try Folder.with { folder in
            let casebook = try Make.casebook()
            try Self.fill(casebook)
            try casebook.export(to: folder + "/export")
            #expect(
                throws: CasebookError(
                    folder + "/export", "the folder is not empty", "name a folder that is empty or not there")
            ) { try casebook.export(to: folder + "/export") }
            #expect(throws: CasebookError.self) { try casebook.importExport(from: folder + "/export") }
            try casebook.backup(to: folder + "/backup.sqlite")
            #expect(
                throws: CasebookError(
                    folder + "/backup.sqlite", "there is a file already", "name a file that is not there")
            ) { try casebook.backup(to: folder + "/backup.sqlite") }
        }
    }

    @Test func aBackupIsTheCasebookOfThatMoment() throws {
        try Folder.with { folder in
            let casebook = try CasebookStore(file: folder + "/a.sqlite", surroundings: Make.surroundings)
            try Self.fill(casebook)
            try casebook.backup(to: folder + "/b.sqlite")
            try casebook.add(Make.page("/later", "後"))
            let copy = try CasebookStore(file: folder + "/b.sqlite", surroundings: Make.surroundings)
            #expect(try copy.count("pages") == casebook.count("pages") - 1)
            #expect(try copy.verify(jobs: 1) { _, _ in }.faults == [])
        }
    }

    // MARK: Rereading

    @Test func aNewReadersRecordComesInAndCorrectionsHold() throws {
        let casebook = try Make.casebook()
        try Self.fill(casebook)
        @Sendable func read(_ text: String) -> NoticeRecord {
            var record = Make.notice(text, organisation: text.contains("ミント堂") ? "ミント" : nil)
            record.sector = Fact(.media, Make.evidence(String(text.prefix(1)), in: text, rule: "sector"))
            return record
        }
        var changes: [NoticeChange] = []
        let run = try casebook.beginRun("reread", reader: "newer")
        let result = try casebook.reread(in: run, reader: "newer", read: read) { changes.append($0) }
        #expect(result.notices == 5 && result.changed == 5)
        let first = try #require(changes.first { $0.notice == Digest.noticeID(Self.text) })
        #expect(first.casefile == "2024-501")
        // A person said food-service, so the sector stays.
        #expect(first.fields.map(\.field) == [.organisation, .published])
        #expect(first.fields[0].lost == [.string("ミント堂")] && first.fields[0].gained == [.string("ミント")])
        #expect(try casebook.texts("SELECT organisation FROM notices WHERE id = 1") == ["ミント"])
        #expect(try casebook.verify(jobs: 1) { _, _ in }.faults == [])
        // 告知 was none and is an incident now.
        #expect(try casebook.count("case_notices") == 5)

        let again = try casebook.reread(in: run, reader: "newer", read: read) { _ in Issue.record("read twice") }
        #expect(again.notices == 0)
    }
}

/// A folder that is gone after the test.
enum Folder {
    static func with(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }
}
