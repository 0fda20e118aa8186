import Casebook
import Exchange
import Facts
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct CasePageTests {
    private func shop() throws -> SampleSite {
        try SampleSite([
            ("https://kakinoki.example/1", try SampleSite.sample("shop-1")),
            ("https://kakinoki.example/2", try SampleSite.sample("shop-2")),
        ])
    }

    /// What a page says, without its markup.
    private func plain(_ html: some StringProtocol) -> String {
        String(html).replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    @Test func aCorrectedFigureIsShownWithItsHistory() async throws {
        let html = try await shop().page("/ja/cases/2025-501")
        let figure = try #require(html.firstMatch(of: /<div class="figure">.*?<\/div>/.dotMatchesNewlines()))
        #expect(plain(figure.output).contains("最大12,480件 → 11,932件"))
        #expect(plain(figure.output).contains("第2報で確定"))
        #expect(html.contains("<s><a href=\"?notice="), "the figure before leads to its words in the first report")
    }

    @Test func theTextsStandOnThePageToTheLetter() async throws {
        let html = try await shop().page("/ja/cases/2025-501")
        let texts = html.matches(of: /<div class="words">(.*?)<\/div>/.dotMatchesNewlines()).map { plain($0.output.1) }
        #expect(texts == [try SampleSite.sample("shop-1"), try SampleSite.sample("shop-2")])
    }

    @Test func everyLinkToWordsHasAMarkAndEveryMarkAFact() async throws {
        let html = try await shop().page("/ja/cases/2025-501")
        let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count, "each name is given once")
        let targets = html.matches(of: /href="[^"\/]*#([wf][0-9-]+)"/).map { String($0.output.1) }
        #expect(targets.count > 60)
        for target in Set(targets) { #expect(ids.contains(target), "\(target)") }
        let facts = html.matches(of: /data-f="([^"]+)"/).flatMap { $0.output.1.split(separator: " ") }
        for fact in Set(facts) { #expect(ids.contains("f\(fact)"), "\(fact)") }
    }

    @Test func theNewestNoticeIsOpenUnlessAnotherIsAskedFor() async throws {
        let site = try shop()
        let first = Digest.noticeID(try SampleSite.sample("shop-1"))
        let second = Digest.noticeID(try SampleSite.sample("shop-2"))
        func isOpen(_ html: String, _ id: String) -> Bool { html.contains("id=\"n-\(id)\" data-notice=\"\(id)\" open") }
        let newest = try await site.page("/ja/cases/2025-501")
        #expect(isOpen(newest, second) && !isOpen(newest, first))
        let asked = try await site.page("/ja/cases/2025-501?notice=\(first)")
        #expect(isOpen(asked, first) && !isOpen(asked, second))
    }

    /// The last to speak is another publisher than the first.
    @Test func theValueInForceIsShownAndOthersBesideIt() async throws {
        let site = try SampleSite(
            ["renamed-1", "renamed-2", "renamed-3"].map { ("https://aomine.example/\($0)", try SampleSite.sample($0)) })
        let number = try #require(try site.store.search(.everything).hits.first?.number)
        let html = try await site.page("/ja/cases/\(number)")
        let figure = try #require(html.firstMatch(of: /<div class="figure">.*?<\/div>/.dotMatchesNewlines()))
        let said = plain(figure.output).split(separator: "別の公表者:")
        #expect(said.first?.contains("2,298件") == true)
        #expect(said.dropFirst().allSatisfy { $0.contains("2,314件") } && said.count > 1)
    }

    @Test func whatTheSecondReportChangedIsSaid() async throws {
        let html = plain(try await shop().page("/en/cases/2025-501"))
        #expect(html.contains("Counts: at most 12,480件 → 11,932件"))
        #expect(html.contains("refers to a notice of 2025-02-14"))
    }

    @Test func peoplesWordsAreShownWithTheirReason() async throws {
        let site = try shop()
        let second = Digest.noticeID(try SampleSite.sample("shop-2"))
        _ = try site.store.edit(
            .correct(target: second, changes: ["sector=manufacturing"], quote: nil), why: "they make furniture")
        _ = try site.store.edit(.note(target: "2025-501", text: "called <them>"), why: "")
        let html = plain(try await site.page("/en/cases/2025-501"))
        #expect(html.contains("corrected by tester · 2027-01-15") && html.contains("they make furniture"))
        #expect(html.contains("called <them>"))
    }

    @Test func reportsStandBesideWhatTheLawAsks() async throws {
        let html = plain(try await shop().page("/ja/cases/2025-501"))
        #expect(html.contains("2024-11-18"))
        #expect(html.contains("3日後"), "from the day of knowing to the report to the commission")
        #expect(html.contains("速報: おおむね3〜5日以内"))
    }

    @Test func theNumberOfAMergedCaseLeadsToTheOther() async throws {
        let site = try shop()
        try site.add("https://renamed.example/", try SampleSite.sample("renamed-1"))
        let numbers = try site.store.search(.everything).hits.compactMap(\.number).filter { $0 != "2025-501" }
        let other = try #require(numbers.first)
        _ = try site.store.edit(.merge(casefile: other, into: "2025-501"), why: "one incident")
        let response = try await site.get("/ja/cases/\(other)")
        #expect(response.status == .found)
        #expect(response.headers[.location] == "/ja/cases/2025-501")
        #expect(try await site.page("/ja/cases/2025-501").contains(other), "its former number")
    }

    @Test(arguments: [
        "/ja/cases/1999-001", "/ja/cases/%00", "/en/notices/0000000000000000", "/ja/notices/xyz",
        "/ja/notices/0000000000000000/original", "/ja/organisations/%E7%84%A1%E5%90%8D%E5%A0%82",
        "/ja/organisations/%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE",
    ])
    func whatIsNotThereIsNotFound(path: String) async throws {
        #expect(try await shop().get(path).status == .notFound)
    }
}
