import Facts
import GRDB
import LanguageTests
import Testing

@testable import Casebook

/// The index stays in step with the notices, is asked without scanning tables, and holds exact ranges.
@Suite struct SearchIndexTests {
    @Test func aChangedPageIsFoundByWhatItSaysNow() throws {
        let store = try Make.casebook()
        try store.add(Make.page("a.html", "誤送信のお知らせ", published: "2023-01-01"))
        try store.refreshSearch()
        try store.add(Make.page("a.html", "紛失のお知らせ", published: "2023-01-01"))
        try store.refreshSearch()
        #expect(try store.search(.words("誤送信")).cases == 0)
        #expect(try store.search(.words("紛失")).cases == 1)
        #expect(try store.search(.everything).cases == 1)
    }

    @Test func whatIsPendingIsIndexedInBatchesWhateverHappensBetween() throws {
        let store = try Make.casebook()
        for number in 1...10 { try store.add(Make.page("\(number).txt", "漏えい\(number)", published: "2023-01-01")) }
        let first = try store.write("testing") { db in
            try SearchIndex.refresh(db, most: 4) { try CasebookStore.searched(db, $0).map(SearchIndex.Item.init) }
        }
        #expect(first == 4)
        #expect(try store.search(.words("漏えい")).cases == 4)
        // A crash undoes a batch as a whole.
        struct Crash: Error {}
        _ = try? store.write("testing") { db in
            _ = try SearchIndex.refresh(db, most: 4) { try CasebookStore.searched(db, $0).map(SearchIndex.Item.init) }
            throw Crash()
        }
        #expect(try store.search(.words("漏えい")).cases == 4)
        #expect(try store.refreshSearch() == 6)
        #expect(try store.search(.words("漏えい")).cases == 10)
        #expect(try store.refreshSearch() == 0)
    }

    @Test func theIndexIsMergedIntoOnePieceThatFindsTheSame() throws {
        let store = try Make.casebook()
        for number in 1...6 {
            try store.add(Make.page("\(number).txt", "漏えい\(number)番", published: "2023-01-0\(number)"))
            try store.refreshSearch()
        }
        let pieces = "SELECT CAST(count(DISTINCT segid) AS TEXT) FROM search_index_idx"
        #expect(try store.texts(pieces) != ["1"])
        let before = try store.search(.words("漏えい")).hits.map(\.notice)
        try store.mergeSearch()
        #expect(try store.texts(pieces) == ["1"])
        #expect(try store.search(.words("漏えい")).hits.map(\.notice) == before)
        #expect(before.count == 6)
    }

    @Test func anIndexMadeInAnotherWayIsMadeAnew() throws {
        var book = try SearchBook()
        try book.add("漏えい")
        #expect(try book.result("漏えい").cases == 1)
        try book.store.write("testing") { try $0.execute(sql: "UPDATE search_state SET makeup = 'older'") }
        #expect(try book.store.refreshSearch() == 1)
        #expect(try book.result("漏えい").cases == 1)
        #expect(try book.store.refreshSearch() == 0)
    }

    @Test func theIndexIsWholeAfterManyChanges() throws {
        var book = try SearchBook()
        var dice = Dice(seed: 5)
        for round in 0..<5 {
            for number in 0..<8 {
                let day = dice.roll(1..<29)
                try book.store.add(
                    Make.page("\(number)", "漏えい\(round)番\(number)", published: "2023-02-\(day < 10 ? "0" : "")\(day)"))
            }
            try book.store.refreshSearch()
        }
        #expect(try book.store.search(.words("漏えい")).cases == 8)
        try book.store.write("testing") { db in
            try db.execute(sql: "INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        }
        try book.add("別件の漏えい")
        #expect(try book.result("漏えい").cases == 9)
    }

    // MARK: How it is asked

    @Test(arguments: [SearchScan.sql, SearchScan.weighedSQL])
    func searchingScansNoTableAndSortsNothing(sql: String) throws {
        let store = try Make.casebook()
        let plan = try store.read("testing") { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: ["漏"]).map { $0["detail"] as String }
        }
        #expect(plan.count == 1)
        #expect(plan[0].hasPrefix("SCAN search_index VIRTUAL TABLE INDEX"))
    }

    @Test(arguments: SearchIndex.statements)
    func keepingTheIndexScansNoTable(sql: String) throws {
        let store = try Make.casebook()
        let plan = try store.read("testing") { db in
            let arguments = StatementArguments(sql.filter { $0 == "?" }.map { _ in 1 })
            return try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
                $0["detail"] as String
            }
        }
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") || $0.hasPrefix("SCAN search_pending") }, "\(plan)")
    }

    /// Whatever is typed, FTS5 sees nothing but quoted tokens.
    @Test func noQueryReachesTheSyntaxOfTheIndex() throws {
        var book = try SearchBook()
        try book.add("漏えいのお知らせ")
        try book.store.refreshSearch()
        var dice = Dice(seed: 4)
        var asked = 0
        for _ in 0..<2_000 {
            let text = dice.text(of: AnyQueryTests.pieces, count: dice.roll(0..<10))
            guard let query = try? SearchQuery.parse(text) else { continue }
            asked += 1
            #expect(throws: Never.self, "\(text.debugDescription)") { try book.store.search(query) }
        }
        #expect(asked > 200)
    }

    @Test func matchesBeyondTheLimitAreSaidToBeThere() throws {
        var book = try SearchBook()
        for number in 1...5 { try book.add("漏えい\(number)", published: "2023-01-0\(number)") }
        try book.store.refreshSearch()
        let match = SearchPlan(.words("漏えい"), synonyms: Synonyms(), days: 0...0).match
        func scan(_ limit: Int) throws -> SearchScan {
            try book.store.read("testing") { try SearchScan($0, match: match, limit: limit) }
        }
        #expect(try scan(3).matches.count == 3)
        #expect(try scan(3).isCut)
        #expect(try scan(5).matches.count == 5)
        #expect(try !scan(5).isCut)
    }

    // MARK: Ranges

    @Test func rangesOfNumbersAreExact() {
        var dice = Dice(seed: 6)
        let edges = [0, 1, 9, 10, 11, 99, 100, 101, 999, 1_000, 9_999, 10_000, 10_001, 123_456, 999_999, 1_000_000]
        for _ in 0..<3_000 {
            func number() -> Int { dice.roll(0..<2) == 0 ? dice.pick(edges) : dice.roll(0..<20_000) }
            let (value, a, b) = (number(), number(), number())
            let low = dice.roll(0..<5) == 0 ? nil : min(a, b), high = dice.roll(0..<5) == 0 ? nil : max(a, b)
            let asked = Set(SearchRanges.marks(from: low, to: high, .people))
            let isFound = !asked.isDisjoint(with: SearchRanges.marks(of: value, .people))
            #expect(isFound == (value >= low ?? 0 && value <= high ?? .max), "\(value) in \(low ?? -1)..\(high ?? -1)")
            #expect(asked.count < 130)
        }
    }

    @Test func rangesOfDaysAreExactAndShort() {
        var dice = Dice(seed: 7)
        let start = DateValue.dayNumber(year: 2019, month: 1, day: 1)
        for _ in 0..<2_000 {
            let (day, a, b) = (start + dice.roll(0..<2_000), start + dice.roll(0..<2_000), start + dice.roll(0..<2_000))
            let asked = Set(SearchRanges.marks(fromDay: min(a, b), to: max(a, b)))
            let isFound = !asked.isDisjoint(with: SearchRanges.marks(ofDay: day))
            #expect(isFound == (day >= min(a, b) && day <= max(a, b)))
            #expect(asked.count < 100)
        }
    }

    @Test func valuesFitTheirBits() {
        #expect(IncidentType.allCases.count <= 20 && Cause.allCases.count <= 20 && DataKind.allCases.count <= 63)
        #expect(Sector.allCases.count < 63 && LeakStatus.allCases.count < 7 && MisuseStatus.allCases.count < 7)
        let last = SearchValues(
            types: IncidentType.allCases, causes: Cause.allCases, data: DataKind.allCases, sector: Sector.allCases.last,
            leak: LeakStatus.allCases.last, misuse: MisuseStatus.allCases.last, year: 2026, people: 1, lag: 2)
        #expect(last.typeBits.nonzeroBitCount == IncidentType.allCases.count)
        #expect(last.causeBits.nonzeroBitCount == Cause.allCases.count)
        #expect(last.data.nonzeroBitCount == DataKind.allCases.count)
        #expect(last.sectorPlace == Sector.allCases.count - 1 && last.leakPlace == LeakStatus.allCases.count - 1)
        #expect(last.misusePlace == MisuseStatus.allCases.count - 1 && last.year == 2026)
        #expect(last.packed > 0)
    }
}

/// Cases like a case.
@Suite struct SimilarTests {
    @Test func theMostAlikeComeFirstWithTheReasons() throws {
        var book = try SearchTests.book()
        try book.add("学園をおそうランサムウェア", published: "2023-09-01", number: "2023-070") {
            $0.types(.ransomware)
            $0.causes(.unpatchedDevice)
            $0.exposes(.grades)
            $0.sector = NoticeRecord.fact(.education)
            $0.actor = NoticeRecord.fact("LockBit")
            $0.count(54_321)
        }
        try book.store.refreshSearch()
        let cases = try #require(try book.store.cases(like: "2023-070"))
        #expect(cases.map { $0.hit.organisation ?? "-" } == ["学校法人そら学園", "-", "-"])
        #expect(
            cases[0].reasons == [
                .values(.actor, ["LockBit"]), .values(.type, ["ransomware"]), .values(.cause, ["unpatched-device"]),
                .values(.sector, ["education"]), .values(.data, ["grades"]), .size(12_345),
            ])
        // 15 of 30 for types, 20 for causes, 7.5 of 15 for data, 15, 20 and 10 for sector, actor and size: of 110.
        #expect(abs(cases[0].likeness - 87.5 / 110) < 0.001)
        #expect(cases.map(\.likeness) == cases.map(\.likeness).sorted(by: >))
        #expect(!cases.contains { $0.hit.number == "2023-070" })
    }

    @Test func anUnknownNumberIsNoCase() throws {
        #expect(try SearchTests.book().store.cases(like: "1999-001") == nil)
    }
}
