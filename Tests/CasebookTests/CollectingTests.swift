import Testing

@testable import Casebook

/// What the casebook remembers of sources and of pages that wait.
@Suite struct CollectingStoreTests {
    private func source(_ casebook: CasebookStore, filter: String = "") throws -> Source {
        try casebook.addSource(
            "https://www.example.jp/feed", name: "feed", kind: .listing, filter: filter, rules: "", every: 3_600)
    }

    private func list(
        _ casebook: CasebookStore, _ source: Source, _ pages: [(String, Bool)], trouble: String? = nil
    ) throws -> Int {
        try casebook.note(
            .listing(
                format: "atom", pages: pages.map { (address: $0.0, title: "お詫び", isWanted: $0.1) }, trouble: trouble),
            of: source, in: try casebook.beginRun("collect", reader: "test"))
    }

    @Test func pagesWaitOnceAndThoseLeftOutStandInTheLedger() throws {
        let casebook = try Make.casebook()
        let source = try source(casebook)
        #expect(
            try list(casebook, source, [("https://www.example.jp/1", true), ("https://www.example.jp/2", false)]) == 2)
        #expect(try list(casebook, source, [("https://www.example.jp/1", true)]) == 0)
        #expect(try casebook.duePages(limit: 9).map(\.address) == ["https://www.example.jp/1"])
        #expect(
            try casebook.texts("SELECT outcome || ' ' || address FROM ledger") == ["excluded https://www.example.jp/2"])
    }

    /// A filter that was too narrow is mended by adding the source anew.
    @Test func whatWasLeftOutWaitsOnceItIsWanted() throws {
        let casebook = try Make.casebook()
        let narrow = try source(casebook, filter: "漏えい")
        _ = try list(casebook, narrow, [("https://www.example.jp/2", false)])
        try casebook.removeSource(narrow.id)
        let wide = try source(casebook)
        #expect(try list(casebook, wide, [("https://www.example.jp/2", true)]) == 1)
        #expect(try casebook.duePages(limit: 9).map(\.address) == ["https://www.example.jp/2"])
    }

    @Test func aFailureIsNoNewsAndComesBackLaterEachTime() throws {
        let casebook = try Make.casebook()
        var waits: [Int] = []
        _ = try source(casebook)
        for _ in 0..<3 {
            let source = try #require(try casebook.source("feed"))
            try casebook.note(.failed("silent"), of: source, in: try casebook.beginRun("collect", reader: "test"))
            let after = try #require(try casebook.source("feed"))
            waits.append(after.nextAt - (after.visitedAt ?? 0))
            #expect(after.succeededAt == nil && after.trouble == "silent")
        }
        #expect(waits == [7_200, 14_400, 28_800])
        let source = try #require(try casebook.source("feed"))
        _ = try list(casebook, source, [], trouble: "it ends in the middle")
        let after = try #require(try casebook.source("feed"))
        #expect(after.succeededAt != nil && after.failures == 0 && after.trouble == "it ends in the middle")
    }

    @Test func aPageThatFailsForAPassingReasonIsTriedFiveTimes() throws {
        let casebook = try Make.casebook()
        try casebook.queue("https://www.example.jp/1")
        let run = try casebook.beginRun("collect", reader: "test")
        for tries in 0..<CasebookStore.mostTries {
            let page = try #require(try casebook.duePages(limit: 1).first)
            #expect(page.tries == tries)
            let intakes = try casebook.add(
                [.init(page: page, result: .later("busy", seconds: 0), capture: nil)], in: run)
            #expect(intakes.isEmpty == (tries + 1 < CasebookStore.mostTries))
        }
        #expect(try casebook.duePages(limit: 1).isEmpty)
        #expect(try casebook.texts("SELECT reason FROM ledger") == ["busy (tried 5 times)"])
    }

    @Test func twoSourcesOfOneNameOrAddressAreRefused() throws {
        let casebook = try Make.casebook()
        _ = try source(casebook)
        #expect(throws: CasebookError.self) { try source(casebook) }
    }
}
