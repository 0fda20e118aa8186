import Dispatch
import GRDB
import LanguageTests
import Synchronization
import Testing

@testable import Casebook

/// Entries that are kept in memory are those of the file, whoever changes it.
@Suite struct KeptEntriesTests {
    @Test func whatAnotherProcessChangesIsSeen() throws {
        try Folder.with { folder in
            func open() throws -> CasebookStore {
                try CasebookStore(file: folder + "/a.sqlite", surroundings: Make.surroundings)
            }
            let (store, other) = (try open(), try open())
            func found() throws -> [Int64] { try store.search(.words("漏えい")).hits.map(\.notice) }
            for number in 1...3 { try other.add(Make.page("\(number)", "漏えい\(number)", published: "2023-01-01")) }
            try other.refreshSearch()
            #expect(try found() == [3, 2, 1])
            // One more of the same day.
            try other.add(Make.page("4", "漏えい4", published: "2023-01-01"))
            try other.refreshSearch()
            #expect(try found() == [4, 3, 2, 1])
            // One that is replaced: its old entry is buried.
            try other.add(Make.page("2", "第2報 漏えい", published: "2023-01-01"))
            try other.refreshSearch()
            #expect(try found() == [5, 4, 3, 1])
            // All made anew, under ids that others had.
            try other.write("testing") { try SearchIndex.rebuild($0) }
            try other.refreshSearch()
            #expect(try found() == [5, 4, 3, 1])
        }
    }

    @Test func buriedEntriesDoNotCountTowardsTheLimit() throws {
        let store = try Make.casebook()
        for number in 1...9 { try store.add(Make.page("\(number)", "漏えい\(number)", published: "2023-01-0\(number)")) }
        try store.refreshSearch()
        for number in 4...8 { try store.add(Make.page("\(number)", "別件\(number)", published: "2023-01-0\(number)")) }
        try store.refreshSearch()
        let match = SearchPlan(.words("漏えい"), synonyms: Synonyms(), days: 0...0).match
        for limit in 1...5 {
            let scan = try store.read("testing") { try SearchScan($0, match: match, limit: limit) }
            #expect(scan.matches.map(\.notice) == Array([9, 3, 2, 1].prefix(limit)))
            #expect(scan.isCut == (limit < 4))
        }
    }

    @Test func whatIsKeptDoesNotChangeTheAnswer() throws {
        let store = try Make.casebook()
        for number in 1...200 {
            let day = number % 28 + 1
            let date = number % 9 == 0 ? nil : "2023-01-\(day < 10 ? "0" : "")\(day)"
            try store.add(Make.page("\(number % 150)", "漏えい\(number)", published: date))
            // What is replaced from here on has an entry to be buried.
            if number == 150 { try store.refreshSearch() }
        }
        try store.refreshSearch()
        // So few are kept that all is forgotten again and again.
        let (kept, few) = (KeptEntries(), KeptEntries(most: 20))
        var dice = Dice(seed: 8)
        try store.read("testing") { db in
            let ids = try Int64.fetchAll(db, sql: "SELECT id FROM search_entries ORDER BY id DESC")
            let buried = Set(try Int64.fetchAll(db, sql: "SELECT id FROM search_entries WHERE notice IS NULL"))
            #expect(buried.count == 50)
            for changes in [0, 0, 0, 1, 0, 1, 1, 2] {
                let found = ids.filter { _ in dice.roll(0..<3) == 0 }.map { KeptEntries.Found(id: $0, weight: 0) }
                let fresh = try KeptEntries().matches(found, changes: changes, db)
                #expect(fresh.map(\.id) == found.map(\.id).filter { !buried.contains($0) })
                for entries in [kept, few] {
                    let matches = try entries.matches(found, changes: changes, db)
                    #expect(matches.map(\.notice) == fresh.map(\.notice))
                    #expect(matches.map(\.group) == fresh.map(\.group))
                    #expect(matches.map(\.values) == fresh.map(\.values))
                }
            }
        }
    }

    @Test func searchesAtOnceFindTheSame() throws {
        try Folder.with { folder in
            let store = try CasebookStore(file: folder + "/a.sqlite", surroundings: Make.surroundings)
            for number in 1...60 { try store.add(Make.page("\(number)", "漏えい\(number)", published: "2023-01-01")) }
            try store.refreshSearch()
            let counts = Mutex<Set<Int?>>([])
            DispatchQueue.concurrentPerform(iterations: 40) { _ in
                let count = try? store.search(.words("漏えい")).cases
                counts.withLock { _ = $0.insert(count) }
            }
            #expect(counts.withLock { $0 } == [60])
        }
    }

    @Test func lookingUpScansNoTable() throws {
        let plan = try Make.casebook().read("testing") { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + KeptEntries.sql, arguments: ["[1]"]).map {
                $0["detail"] as String
            }
        }
        #expect(plan.count == 2)
        #expect(plan[0].hasPrefix("SCAN wanted VIRTUAL TABLE"))
        #expect(plan[1].hasPrefix("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"))
    }
}
