import Facts
import GRDB
import Language
import LanguageTests
import Reading
import Testing

@testable import Casebook

/// Whether keys wait or are in the table, the same notices are found under them.
struct WaitingKeysTests {
    @discardableResult
    private func add(_ file: String, to casebook: CasebookStore) throws -> String {
        let text = try Places.series(file)
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        return try casebook.add(Make.page("/\(file)", [(record, text)])).flatMap(\.cases).first ?? ""
    }

    private static let series = [
        "contractor-1", "shop-1", "client-city", "university-1", "client-lender", "shop-2", "client-clinic",
        "contractor-2", "university-2",
    ]

    @Test func casesAreTheSameWhetherKeysWaitOrNot() throws {
        let waiting = try Make.casebook()
        let filed = try Make.casebook()
        let forgetful = try Make.casebook()
        for file in Self.series {
            try add(file, to: waiting)
            try add(file, to: filed)
            try filed.refreshSearch()
            try add(file, to: forgetful)
            forgetful.waiting.forget()
        }
        #expect(try waiting.count("link_waiting") == Self.series.count)
        #expect(try waiting.count("link_keys") == 0)
        #expect(try filed.count("link_waiting") == 0)
        for other in [filed, forgetful] {
            for table in ["case_notices", "related_cases", "review_queue", "cases"] {
                #expect(try other.rows(of: table) == waiting.rows(of: table))
            }
        }
        let alike = try filed.lookAlikes(limit: 10)
        #expect(try waiting.lookAlikes(limit: 10) == alike)
        #expect(!alike.isEmpty)
        try waiting.refreshSearch()
        #expect(try waiting.rows(of: "link_keys") == filed.rows(of: "link_keys"))
    }

    /// Any question to the index has the same answer, in the same order, however much of it waits.
    @Test func everyQuestionHasTheSameAnswer() throws {
        var dice = Dice(seed: 11)
        let casebook = try Make.casebook()
        let filed = try Make.casebook()
        let notices = 60
        for number in 1...notices {
            // About no incident, so that filing it puts no keys of its own.
            var record = Make.notice("通知\(number)")
            record.kind = .other
            let page = Make.page("\(number)", [(record, "通知\(number)")])
            for book in [casebook, filed] { try book.add(page) }
            var traits = NoticeTraits()
            traits.organisation = UInt64(dice.roll(1..<4))
            traits.otherNames = [UInt64.max - UInt64(dice.roll(0..<3))]
            traits.published = dice.roll(0..<5) == 0 ? nil : Int32(dice.roll(1..<6))
            for book in [casebook, filed] {
                try book.write("testing") {
                    try LinkIndex(db: $0, waiting: book.waiting).put(traits, of: Int64(number))
                }
            }
            if number == notices / 2 { try casebook.refreshSearch() }
        }
        try filed.refreshSearch()
        #expect(try casebook.count("link_waiting") == notices / 2)
        for _ in 0..<400 {
            let days = Int32(dice.roll(0..<4))...Int32(dice.roll(4..<7))
            let lookup = Linker.Lookup(
                key: dice.pick([1, 2, 3, .max, .max - 1, .max - 2]), part: .publisher, days: days,
                latestFirst: dice.roll(0..<2) == 0, limit: dice.roll(1..<9))
            func answer(_ book: CasebookStore) throws -> [Int64] {
                try book.read("testing") { db in
                    let index = LinkIndex(db: db)
                    try index.waiting.follow(db)
                    return try index.notices(lookup)
                }
            }
            let (one, other) = (try answer(casebook), try answer(filed))
            #expect(one == other, "\(lookup)")
        }
    }

    @Test func whatWasUndoneIsNotFound() throws {
        let casebook = try Make.casebook()
        try add("shop-1", to: casebook)
        struct Crash: Error {}
        let text = try Places.series("shop-2")
        let traits = NoticeTraits(Reader().read(text), text: NormalText(text))
        _ = try? casebook.write("testing") { db in
            try db.execute(
                sql: "INSERT INTO notices (hash, kind, added_at) VALUES ('undone', 'incident', 0)")
            _ = try CaseFiling(db: db, at: 0, waiting: casebook.waiting).place(
                FiledNotice(id: db.lastInsertedRowID, isNew: true, record: Reader().read(text), traits: traits))
            throw Crash()
        }
        #expect(try casebook.count("link_waiting") == 1)
        try add("university-1", to: casebook)
        try casebook.refreshSearch()
        #expect(
            try casebook.texts("SELECT DISTINCT CAST(notice AS TEXT) FROM link_keys ORDER BY notice") == ["1", "2"])
    }

    @Test func aCorrectedNoticeWaitsNoMore() throws {
        let casebook = try Make.casebook()
        try add("shop-1", to: casebook)
        try add("university-1", to: casebook)
        _ = try casebook.edit(
            .correct(target: "2025-501", changes: ["organisation=有限会社もみのき"], quote: nil), why: "misread")
        #expect(try casebook.texts("SELECT CAST(notice AS TEXT) FROM link_waiting") == ["2"])
        #expect(try add("shop-2", to: casebook) == "2025-502")
        #expect(try casebook.texts("SELECT DISTINCT CAST(notice AS TEXT) FROM link_keys") == ["1"])
    }

    @Test func whatOthersFileIsFollowed() throws {
        try Folder.with { folder in
            let one = try CasebookStore(file: folder + "/a.sqlite", surroundings: Make.surroundings)
            let other = try CasebookStore(file: folder + "/a.sqlite", surroundings: Make.surroundings)
            try add("university-1", to: other)
            try add("shop-1", to: one)
            #expect(try add("shop-2", to: other) == "2025-501")
            try one.refreshSearch()
            try add("contractor-1", to: one)
            #expect(try add("contractor-2", to: other) == "2025-502")
        }
    }

    @Test func aCasebookOfTheVersionBeforeIsBroughtUpToDate() throws {
        try Folder.with { folder in
            let file = folder + "/a.sqlite"
            func open() throws -> CasebookStore { try CasebookStore(file: file, surroundings: Make.surroundings) }
            try autoreleased {
                let casebook = try open()
                try add("shop-1", to: casebook)
                try casebook.refreshSearch()
                try casebook.tamper(
                    """
                    DROP TABLE link_waiting; DROP TABLE link_state;
                    DROP INDEX review_queue_by_notice; DROP INDEX review_queue_by_other;
                    INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8);
                    INSERT INTO search_index (search_index, rank) VALUES ('crisismerge', 16);
                    DELETE FROM grdb_migrations WHERE identifier = '8-adding';
                    """)
            }
            let casebook = try open()
            #expect(try add("shop-2", to: casebook) == "2025-501")
            #expect(
                try casebook.texts("SELECT k || v FROM search_index_config WHERE k LIKE '%merge' ORDER BY k")
                    == ["automerge16", "crisismerge32"])
            #expect(try casebook.verify(jobs: 1, progress: { _, _ in }).faults.isEmpty)
        }
    }

    private func autoreleased(_ body: () throws -> Void) rethrows { try body() }

    // MARK: How it is asked

    /// Every question that filing puts to the file is answered through an index.
    @Test(arguments: [
        LinkIndex.latestSQL, LinkIndex.earliestSQL, WaitingKeys.stateSQL, WaitingKeys.traitsSQL, CaseFiling.askedSQL,
    ])
    func filingScansNoTable(sql: String) throws {
        let casebook = try Make.casebook()
        let steps = try casebook.read("testing") { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + sql,
                arguments: StatementArguments(Array(repeating: 1, count: Self.parameters(sql)))
            ).map { $0["detail"] as String }
        }
        // Of the state there is one row.
        let scans = steps.filter { $0.hasPrefix("SCAN") && $0 != "SCAN CONSTANT ROW" && $0 != "SCAN link_state" }
        #expect(scans.isEmpty, "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }

    private static func parameters(_ sql: String) -> Int {
        sql.contains("?1") ? Set(sql.split(separator: "?").dropFirst().map(\.first)).count : sql.count { $0 == "?" }
    }
}
