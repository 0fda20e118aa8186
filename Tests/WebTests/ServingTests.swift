import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Language
import Logging
import Testing

@testable import Web

@Suite struct PageCacheTests {
    private func entry(_ text: String) -> PageCache.Entry { .init(body: ByteBuffer(string: text), tag: "\"1\"") }

    @Test func whatWasKeptIsGivenUntilTheCasebookChanges() {
        let cache = PageCache(capacity: 10_000)
        #expect(cache.entry("/ja/", version: 7) == nil)
        cache.keep(entry("page"), as: "/ja/", version: 7)
        #expect(cache.entry("/ja/", version: 7)?.tag == "\"1\"")
        #expect(cache.entry("/ja/", version: 8) == nil)
        #expect(cache.entry("/ja/", version: 7) == nil, "an older state is not taken up again")
    }

    @Test func aPageBuiltBeforeAChangeIsNotKeptForTheStateBehindIt() {
        let cache = PageCache(capacity: 10_000)
        _ = cache.entry("/ja/", version: 2)
        cache.keep(entry("old"), as: "/ja/", version: 1)
        #expect(cache.entry("/ja/", version: 2) == nil)
    }

    @Test func whatWasUsedLeastLatelyGoesFirst() {
        let cache = PageCache(capacity: 10_000)
        _ = cache.entry("", version: 1)
        for number in 0..<9 { cache.keep(entry(String(repeating: "x", count: 1000)), as: "\(number)", version: 1) }
        _ = cache.entry("0", version: 1)
        cache.keep(entry(String(repeating: "x", count: 1200)), as: "new", version: 1)
        #expect(cache.entry("0", version: 1) != nil && cache.entry("new", version: 1) != nil)
        #expect(cache.entry("1", version: 1) == nil)
    }
}

@Suite struct LogTests {
    @Test func aLineIsOneObject() {
        let line = StructuredLog.line(.notice, "request", ["path": "/ja/\n", "ms": "3"], at: 1_700_000_000)
        #expect(
            line
                == #"{"time":"2023-11-14T22:13:20Z","level":"notice","message":"request","ms":"3","path":"/ja/\n"}"#
                + "\n")
    }

    @Test func figuresAreInPrometheusFormat() {
        let counts = RequestCounts()
        counts.begin()
        counts.end(.get, 200, seconds: 0.004)
        counts.begin()
        counts.end(.init("BREW")!, 404, seconds: 9)
        let text = counts.text()
        #expect(text.contains("jikenbo_requests_total{method=\"GET\",status=\"200\"} 1\n"))
        #expect(text.contains("jikenbo_requests_total{method=\"other\",status=\"404\"} 1\n"))
        #expect(text.contains("bucket{le=\"0.002\"} 0\n") && text.contains("bucket{le=\"0.005\"} 1\n"))
        #expect(text.contains("bucket{le=\"+Inf\"} 2\n") && text.contains("jikenbo_requests_in_flight 0\n"))
    }
}

@Suite struct LanguageTests {
    @Test(arguments: [
        ("", "ja"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("ja,en-US;q=0.7,en;q=0.3", "ja"),
        ("de,en;q=0.5,ja;q=0.4", "en"),
        ("fr", "ja"), ("en;q=0, ja;q=0.1", "ja"), (";;;,,q", "ja"),
    ])
    func theBrowsersFirstLanguageIsTaken(accepted: String, language: String) {
        #expect(Routes.preferredLanguage(accepted).rawValue == language)
    }
}

@Suite struct QueryTests {
    @Test(arguments: ["type%3A", "%E6%B0%8F%E5%90%8D+type%3Amisdelivery", "%E6%B0%8F%E5%90%8D%20type%3Amisdelivery"])
    func anAddressIsReadAsAFormSendsIt(query: String) async throws {
        let site = try SampleSite()
        let page = try await site.get("/ja/cases?q=" + query)
        #expect(page.status == (query.hasPrefix("type") ? .badRequest : .ok))
        if !query.hasPrefix("type") { #expect(String(buffer: page.body).contains("value=\"氏名 type:misdelivery\"")) }
    }
}

@Suite struct AnswerTests {
    /// RFC 9110, 9.3.2: HEAD is answered as GET is, without the content.
    @Test(arguments: ["/ja/", "/en/cases", "/ja/about", "/health", "/api/v1/cases"])
    func headIsAnsweredAsGetIs(path: String) async throws {
        let site = try SampleSite()
        let whole = try await site.get(path)
        let head = try await site.get(path, method: .head)
        #expect(whole.status == .ok && head.status == .ok)
        #expect(head.body.readableBytes == 0 && whole.body.readableBytes > 0)
        #expect(head.headers[.contentType] == whole.headers[.contentType])
    }

    @Test func aPageThatTheBrowserHasIsNotSentAgain() async throws {
        let site = try SampleSite()
        let tag = try #require(try await site.get("/ja/").headers[.eTag])
        let again = try await site.get("/ja/", headers: [.ifNoneMatch: tag])
        #expect(again.status == .notModified && again.body.readableBytes == 0)
        #expect(try await site.get("/ja/", headers: [.ifNoneMatch: "\"other\""]).status == .ok)
    }
}
