import Facts
import Foundation
import Language
import Reading
import Testing

@testable import Casebook

@Suite struct InsightsTests {
    /// All samples in one casebook.
    private static let samples = Result { () throws -> CasebookStore in
        let casebook = try Make.casebook()
        for folder in ["Samples/text", "Samples/series"] {
            let url = Places.root.appending(path: folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
            where name.hasSuffix(".txt") {
                try add(try Places.text(url.appending(path: name)), at: "https://\(name).example/", to: casebook)
            }
        }
        try casebook.refreshSearch()
        return casebook
    }

    private static func add(_ text: String, at address: String, to casebook: CasebookStore) throws {
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        try casebook.add(Make.page(address, [(record, text)]))
    }

    /// Every bar of the figures.
    private static func bars(_ figures: CaseFigures) -> [CaseFigures.Bar] {
        figures.time + [figures.undated, figures.uncounted] + figures.people + figures.records + figures.named
            + figures.groups.flatMap { $0.bars + [$0.unknown] } + figures.lags.flatMap { $0.bars + [$0.unknown] }
    }

    @Test(arguments: ["", "漏えい", "type:ransomware", "published:2025 -病院", "存在しない言葉"])
    func everyFigureEqualsTheListBehindIt(query: String) throws {
        let casebook = try Self.samples.get()
        let query = try SearchQuery.parse(query)
        let figures = try casebook.insights(query).figures
        #expect(try casebook.search(query, limit: 0).cases == figures.cases)
        func listed(_ terms: [CaseTerm]) throws -> Int { try casebook.search(query, terms, limit: 0).cases }
        for bar in Self.bars(figures) { #expect(try listed([bar.term]) == bar.cases, "\(bar.term)") }
        for grid in [figures.causesBySector, figures.measuresByCause] {
            for (row, cells) in zip(grid.rows, grid.cells) {
                for (column, cases) in zip(grid.columns, cells) {
                    #expect(try listed([row.term, column.term]) == cases, "\(row.term) \(column.term)")
                }
            }
        }
        for lag in figures.lags {
            for median in lag.byType + lag.bySector {
                #expect(try listed([median.term, CaseTerm(lag.field, .known)]) == median.cases)
            }
        }
    }

    @Test func nothingIsCountedTwiceOrLost() throws {
        let figures = try Self.samples.get().insights(.everything).figures
        #expect(figures.cases > 50)
        #expect(figures.time.reduce(figures.undated.cases) { $0 + $1.cases } == figures.cases)
        #expect((figures.people + figures.records).reduce(figures.uncounted.cases) { $0 + $1.cases } == figures.cases)
        for lag in figures.lags { #expect(lag.bars.reduce(lag.unknown.cases) { $0 + $1.cases } == figures.cases) }
        // Of a field with one value each case has one, or none.
        for field in [CaseTerm.Field.sector, .leak, .misuse] {
            let group = try #require(figures.group(field))
            #expect(group.bars.reduce(group.unknown.cases) { $0 + $1.cases } == figures.cases, "\(field)")
        }
    }

    private func texts(_ leak: String, _ count: String, _ date: String, report: String = "") -> String {
        """
        株式会社ひなげし印刷
        \(date)
        不正アクセスによる情報漏えいについて\(report)
        2025年1月10日に当社のサーバーへの不正アクセスが判明しました。\(count)の個人情報が\(leak)。
        """
    }

    @Test func aCaseIsCountedByWhatItsNoticesSayTogether() throws {
        let casebook = try Make.casebook()
        try Self.add(texts("漏えいした可能性があります", "最大500名", "2025年1月15日"), at: "https://a.example/1", to: casebook)
        try Self.add(
            texts("漏えいしたことを確認しました", "312名", "2025年2月20日", report: "(第2報)"), at: "https://a.example/2", to: casebook)
        try casebook.refreshSearch()
        let figures = try casebook.insights(.everything).figures
        #expect(figures.cases == 1 && figures.notices == 2)
        #expect(figures.group(.leak)?.bars.map(\.term.description) == ["leak:confirmed"])
        #expect(figures.persons == 312 && figures.statingPersons == 1)
        #expect(figures.time.map(\.term.description) == ["month:2025-01"])
        #expect(figures.lags.last?.quartiles?.median == 5)
    }

    @Test func whatIsNotStatedIsUnknownAndNeverZero() throws {
        let casebook = try Make.casebook()
        try Self.add(
            "株式会社ひなげし印刷\n\n不正アクセスについて\n\n当社のサーバーが不正アクセスを受けました。", at: "https://a.example/", to: casebook)
        try casebook.refreshSearch()
        let figures = try casebook.insights(.everything).figures
        #expect(figures.uncounted.cases == 1 && figures.undated.cases == 1 && figures.statingPersons == 0)
        #expect(figures.months == nil && figures.time.isEmpty)
        #expect(figures.lags.allSatisfy { $0.quartiles == nil && $0.unknown.cases == 1 })
        #expect(try casebook.search(.everything, [CaseTerm(.people, .range(0, 0))]).cases == 0)
    }

    @Test func figuresFollowWhateverChanges() throws {
        let casebook = try Make.casebook()
        let text = texts("漏えいした可能性があります", "500名", "2025年1月15日")
        try Self.add(text, at: "https://a.example/1", to: casebook)
        try casebook.refreshSearch()
        #expect(
            try casebook.insights(.everything).figures.group(.leak)?.bars.first?.term.description == "leak:possible")
        _ = try casebook.edit(
            .correct(target: Digest.noticeID(text), changes: ["leak_status=confirmed"], quote: nil), why: "")
        try casebook.refreshSearch()
        #expect(
            try casebook.insights(.everything).figures.group(.leak)?.bars.first?.term.description == "leak:confirmed")
        _ = try casebook.edit(.exclude(targets: [Digest.noticeID(text)]), why: "")
        try casebook.refreshSearch()
        #expect(try casebook.insights(.everything).figures.cases == 0)
    }

    @Test(arguments: [
        "leak:confirmed", "people:100..999", "records:1000000..", "month:2026-05", "year:2025", "cause:unknown",
        "authority:known", "disclose:0", "month:2025-11..2026-02", "month:2025-11..", "year:2020..",
    ])
    func aConditionIsReadAsItIsWritten(text: String) throws {
        #expect(try CaseTerm.list(text).map(\.description) == [text])
    }

    @Test(arguments: [
        "leak", "leak:nix", "nix:1", "people:x", "people:9..1", "month:2026-13", "month:2026", "people:-1",
        "count:5", "people:99999999999999999999", "sector:1..2",
    ])
    func whatIsNoConditionIsRefusedWithAHint(text: String) {
        #expect {
            try CaseTerm.list(text)
        } throws: { "\($0)".contains("write such as leak:confirmed") }
    }

    @Test func providersAreThoseThatClientsAreTiedTo() throws {
        let casebook = try Make.casebook()
        for file in ["contractor-1", "client-city", "client-lender", "client-clinic"] {
            try Self.add(try Places.series(file), at: "https://\(file).example/", to: casebook)
        }
        try casebook.refreshSearch()
        let providers = try casebook.insights(.everything).providers
        #expect(providers.map(\.number) == ["2025-501"] && providers.map(\.clients) == [3])
    }
}
