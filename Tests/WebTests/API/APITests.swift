import Casebook
import Exchange
import Facts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct APITests {
    private typealias Answer = (status: Int, headers: HTTPFields, body: String)

    private func ask(
        _ site: TestSite, _ path: String, _ method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Answer {
        let application = Application(router: site.routes.router())
        return try await application.test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
            ) { ($0.status.code, $0.headers, String(buffer: $0.body)) }
        }
    }

    private func json(_ answer: Answer) throws -> JSONValue { try #require(JSONValue(text: answer.body)) }

    /// That an answer tells a problem as RFC 9457 has it.
    private func expectProblem(_ answer: Answer, _ status: Int, _ comment: Comment) {
        #expect(answer.status == status, comment)
        #expect(answer.headers[.contentType] == "application/problem+json", comment)
        let problem = JSONValue(text: answer.body)
        #expect(problem?["status"]?.int == status, comment)
        #expect(problem?["type"]?.string?.hasPrefix("urn:jikenbo:problem:") == true, comment)
        #expect(problem?["title"]?.string?.isEmpty == false && problem?["detail"]?.string?.isEmpty == false, comment)
    }

    /// Feeds of watches are for who knows their secret: `WatchesPageTests`.
    private static let openRoutes = APIRoutes.all.filter {
        $0.method == .get && !$0.needsEditor && !$0.path.hasPrefix("/feeds/watches/")
    }

    private static let notice = TestSite.notice
    private static func filled(_ route: APIRoute) -> String {
        route.path.replacing("{number}", with: TestSite.casefile).replacing("{id}", with: notice)
            .replacing("{name}", with: "causes").replacing("{item}", with: "1").replacing("{edit}", with: "1")
    }

    @Test func everyRouteThatReadsAnswers() async throws {
        let site = try TestSite()
        for route in Self.openRoutes {
            let answer = try await ask(site, Self.filled(route))
            #expect(answer.status == 200, "\(route.path): \(answer.body.prefix(200))")
            #expect(answer.headers[.contentType]?.hasPrefix(route.answer.mediaType) == true, "\(route.path)")
            #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(route.path)")
        }
    }

    @Test func whatOneHasIsNotSentAgain() async throws {
        let site = try TestSite()
        for route in Self.openRoutes {
            let path = Self.filled(route)
            let tag = try #require(try await ask(site, path).headers[.eTag])
            let again = try await ask(site, path, .get, [.ifNoneMatch: tag])
            #expect(again.status == 304 && again.body.isEmpty, "\(path)")
            let other = try await ask(site, path, .get, [.ifNoneMatch: "\"other\""])
            #expect(other.status == 200, "\(path)")
            let head = try await ask(site, path, .head)
            #expect(head.status == 200 && head.body.isEmpty && head.headers[.eTag] == tag, "\(path)")
        }
    }

    @Test func whatGoesWrongIsTold() async throws {
        let site = try TestSite()
        for route in APIRoutes.all {
            let path = Self.filled(route)
            expectProblem(try await ask(site, path, .delete), 405, "DELETE \(path)")
            if route.method == .get, !route.needsEditor {
                expectProblem(try await ask(site, path + "?colour=red"), 400, "\(path) with a parameter unknown")
            }
            if route.needsEditor {
                expectProblem(try await ask(site, path, route.method), 401, "\(path) by a stranger")
            }
            if route.inQuery.contains(where: { $0.name == "limit" }), !route.needsEditor {
                for limit in ["0", "101", "x", "", "+1", "1.5"] {
                    expectProblem(
                        try await ask(site, path + "?limit=" + Addresses.escaped(limit)), 400, "\(path) limit \(limit)")
                }
            }
        }
        expectProblem(try await ask(site, "/api/v1/nothing"), 404, "unknown")
        expectProblem(try await ask(site, "/api/v2"), 404, "unknown version")
        expectProblem(try await ask(site, "/feeds/cases.rss"), 404, "unknown feed")
        expectProblem(try await ask(site, "/api/v1/cases/9999-001"), 404, "no such case")
        expectProblem(try await ask(site, "/api/v1/notices/0000000000000000"), 404, "no such notice")
        expectProblem(try await ask(site, "/api/v1/cases/%ff"), 400, "bad escape")
        expectProblem(try await ask(site, "/api/v1/cases?q=a&q=b"), 400, "twice")
        expectProblem(try await ask(site, "/api/v1/cases?sort=colour"), 400, "order")
        let methods = try await ask(site, "/api/v1/cases", .post)
        #expect(methods.headers[.allow] == "GET, HEAD")
    }

    @Test func aFaultyQueryIsToldWithItsPlace() async throws {
        let site = try TestSite()
        for path in ["/api/v1/cases", "/api/v1/facts", "/api/v1/facets", "/api/v1/statistics", "/feeds/cases.atom"] {
            let answer = try await ask(site, path + "?q=" + Addresses.escaped("漏えい type:nonsense"))
            expectProblem(answer, 400, "\(path)")
            #expect(try json(answer)["at"]?.array?.count == 2, "\(path)")
        }
    }

    @Test func aCursorOfAnotherListIsNone() async throws {
        let site = try TestSite()
        let cursor = APICursor(list: "cases date ", place: 1, last: "x").text
        #expect(try await ask(site, "/api/v1/cases?cursor=" + cursor).status == 200)
        expectProblem(try await ask(site, "/api/v1/cases?q=x&cursor=" + cursor), 400, "another query")
        expectProblem(try await ask(site, "/api/v1/facts?cursor=" + cursor), 400, "another list")
        expectProblem(try await ask(site, "/api/v1/cases?cursor=" + cursor.dropLast() + "0"), 400, "changed")
        expectProblem(try await ask(site, "/api/v1/changes?since=" + cursor), 400, "no place of changes")
        expectProblem(try await ask(site, "/api/v1/cases?cursor="), 400, "empty")
    }

    private func addMany(_ site: TestSite, _ numbers: ClosedRange<Int>) throws {
        for number in numbers {
            let day = number % 28 + 1
            try site.add(
                """
                株式会社ためし\(number)号
                2025年\(number % 12 + 1)月\(day)日
                不正アクセスによる個人情報流出のお知らせ
                当社のサーバー\(number)が不正アクセスを受け、お客様\(number * 37)名の氏名が流出しました。
                """, at: "https://example.jp/many/\(number)")
        }
    }

    @Test(arguments: ["date", "relevance", "size"])
    func pagesHaveEveryCaseOnce(order: String) async throws {
        let site = try TestSite()
        try addMany(site, 1...23)
        var numbers: [String] = []
        var next: String? = "/api/v1/cases?limit=5&sort=\(order)"
        while let path = next {
            let answer = try await ask(site, path)
            numbers += (try json(answer)["hits"]?.array ?? []).compactMap { $0["number"]?.string }
            let link = answer.headers[HTTPField.Name("Link")!]
            next = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
            #expect((next == nil) == (try json(answer)["next"] == .null))
        }
        let all = try site.store.search(.everything, limit: 100).hits.compactMap(\.number)
        #expect(numbers.count == all.count && Set(numbers) == Set(all))
    }

    @Test func casesThatComeInFrontMeanwhileRepeatNone() async throws {
        let site = try TestSite()
        try addMany(site, 1...12)
        let first = try json(try await ask(site, "/api/v1/cases?limit=5"))
        let cursor = try #require(first["next"]?.string)
        try site.add(
            TestSite.text.replacing("あさぎり", with: "ゆうぎり").replacing("2026年5月", with: "2026年9月"),
            at: "https://example.jp/new")
        let second = try json(try await ask(site, "/api/v1/cases?limit=5&cursor=" + cursor))
        func numbers(_ page: JSONValue) -> Set<String> {
            Set((page["hits"]?.array ?? []).compactMap { $0["number"]?.string })
        }
        #expect(numbers(first).isDisjoint(with: numbers(second)) && numbers(second).count == 5)
    }

    @Test func factsCarryTheirEvidence() async throws {
        let site = try TestSite()
        let facts = try json(try await ask(site, "/api/v1/facts?field=counts"))["facts"]?.array ?? []
        let fact = try #require(facts.first?["fact"])
        #expect(fact["value"]?.int == 1234)
        let at = fact["at"]?.array?.compactMap { $0.int } ?? []
        try #require(at.count == 2)
        let text = try await ask(site, "/api/v1/notices/\(Self.notice)/text").body
        #expect(String(decoding: Array(text.utf8)[at[0]..<at[1]], as: UTF8.self) == fact["quote"]?.string)
    }

    @Test func readingFilesNothing() async throws {
        let site = try TestSite()
        let before = try site.store.changeNumber()
        let body = JSONValue.object(["text": .string(TestSite.text)]).text
        for (mediaType, body) in [("application/json", body), ("text/plain; charset=utf-8", TestSite.text)] {
            let answer = try await ask(site, "/api/v1/read", .post, [.contentType: mediaType], body: body)
            #expect(answer.status == 200)
            #expect(
                try json(answer)["notices"]?.array?.first?["record"]?["counts"]?.array?.first?["value"]?.int == 1234)
        }
        #expect(try site.store.changeNumber() == before)
        let path = "/api/v1/read"
        expectProblem(try await ask(site, path, .post, [.contentType: "image/png"], body: "x"), 415, "a picture")
        expectProblem(try await ask(site, path, .post, body: "x"), 415, "no kind")
        for body in ["{", "", "[]", #"{"text":1}"#, #"{"text":""}"#, #"{"text":"a","more":1}"#, #""text""#] {
            expectProblem(
                try await ask(site, path, .post, [.contentType: "application/json"], body: body), 400, "\(body)")
        }
        let large = String(repeating: "x", count: 10_000_001)
        expectProblem(try await ask(site, path, .post, [.contentType: "text/plain"], body: large), 413, "large")
    }

    @Test func changesGoOnWhereTheyEnded() async throws {
        let site = try TestSite()
        let first = try json(try await ask(site, "/api/v1/changes"))
        let change = try #require(first["changes"]?.array?.last)
        #expect(change["action"]?.string == "add" && change["notices"]?.array == [.string(Self.notice)])
        #expect(change["cases"]?.array == [.string(TestSite.casefile)])
        let cursor = try #require(first["cursor"]?.string)
        let none = try json(try await ask(site, "/api/v1/changes?since=" + cursor))
        #expect(none["changes"]?.array == [] && none["cursor"]?.string == cursor)
        _ = try site.store.edit(.note(target: TestSite.casefile, text: "seen"), why: "")
        let next = try json(try await ask(site, "/api/v1/changes?since=" + cursor))
        #expect(next["changes"]?.array?.map { $0["action"]?.string } == ["note"])
        #expect(next["cursor"]?.string != cursor)
    }

    @Test func editorsEditWithATokenAndOthersDoNot() async throws {
        let site = try TestSite()
        func headers(_ user: String, _ scopes: Set<TokenScope>) throws -> HTTPFields {
            let token = try site.store.addToken(of: user, name: "test \(scopes.count) \(user)", scopes: scopes)
            return [.authorization: "Bearer \(token)", .contentType: "application/json"]
        }
        let editor = try headers("hana", [.read, .edit])
        let path = "/api/v1/cases/\(TestSite.casefile)/notes"
        let body = #"{"text":"asked them","why":"by phone"}"#
        let done = try await ask(site, path, .post, editor, body: body)
        #expect(done.status == 201)
        let edit = try #require(try json(done)["edit"]?.int)
        let edits = try await ask(site, "/api/v1/edits", .get, editor)
        #expect(try json(edits)["edits"]?.array?.first?["who"]?.string == "web:hana")
        #expect(edits.headers[.accessControlAllowOrigin] == nil)
        expectProblem(try await ask(site, path, .post, try headers("hana", [.read]), body: body), 403, "read only")
        expectProblem(try await ask(site, path, .post, try headers("yomi", [.read, .edit]), body: body), 403, "reader")
        let undo = try await ask(site, "/api/v1/edits/\(edit)/undo", .post, editor, body: "{}")
        #expect(undo.status == 201)
        expectProblem(
            try await ask(site, "/api/v1/edits/\(edit)/undo", .post, editor, body: "{}"), 422, "undone already")
        let filed = try await ask(
            site, "/api/v1/notices", .post, editor,
            body: JSONValue.object([
                "text": .string(TestSite.text.replacing("1,234", with: "2,345").replacing("あさぎり", with: "ゆうぎり")),
                "address": .string("https://example.jp/2"),
            ]).text)
        #expect(filed.status == 201)
        #expect(try json(filed)["new_notices"]?.int == 1)
        expectProblem(
            try await ask(
                site, "/api/v1/notices/\(Self.notice)/corrections", .post, editor,
                body: #"{"changes":["colour=red"]}"#), 422, "no such field")
    }

    private func editor(_ site: TestSite) throws -> HTTPFields {
        let token = try site.store.addToken(of: "hana", name: "test", scopes: [.read, .edit])
        return [.authorization: "Bearer \(token)", .contentType: "application/json"]
    }

    private func cases(_ site: TestSite) throws -> [String: [String]] {
        _ = try site.store.refreshSearch()
        let numbers = try site.store.search(.everything, limit: 100).hits.compactMap(\.number)
        return Dictionary(
            try numbers.map { ($0, try site.store.caseView($0)?.notices.map(\.id) ?? []) },
            uniquingKeysWith: { a, _ in a })
    }

    @Test func casesAreMergedSplitAndJoinedByProgram() async throws {
        let site = try TestSite()
        try addMany(site, 1...1)
        let editor = try editor(site)
        func post(_ path: String, _ body: String) async throws -> Answer {
            try await ask(site, "/api/v1" + path, .post, editor, body: body)
        }
        let here = TestSite.casefile
        let other = try #require(try cases(site).keys.first { $0 != here })
        let notice = try #require(try cases(site)[other]?.first)

        #expect(try await post("/cases/\(other)/merge", #"{"into":"\#(here)"}"#).status == 201)
        #expect(Set(try cases(site)[here] ?? []) == [notice, Self.notice])
        let moved = try await ask(site, "/api/v1/cases/\(other)")
        #expect(moved.status == 308 && moved.headers[.location] == "/api/v1/cases/\(here)")
        #expect(try json(moved)["number"]?.string == here)

        let split = try await post("/cases/\(here)/split", #"{"notices":["\#(notice)"],"why":"of another"}"#)
        #expect(split.status == 201)
        let opened = try #require(try json(split)["opened"]?.string)
        #expect(try cases(site)[opened] == [notice])

        #expect(try await post("/cases/\(here)/link", #"{"notices":["\#(notice)"]}"#).status == 201)
        #expect(Set(try cases(site)[here] ?? []) == [notice, Self.notice])

        expectProblem(try await post("/cases/\(here)/unlink", #"{"notice":"0000000000000000"}"#), 422, "no such notice")
        #expect(try await post("/cases/\(here)/unlink", #"{"notice":"\#(notice)"}"#).status == 201)
        #expect(try cases(site)[here] == [Self.notice])

        #expect(try await post("/cases/\(here)/exclude", #"{"why":"a test"}"#).status == 201)
        #expect(try cases(site)[here] == nil)
        expectProblem(try await ask(site, "/api/v1/notices/\(Self.notice)"), 404, "excluded, by a stranger")
        #expect(try await ask(site, "/api/v1/notices/\(Self.notice)", .get, editor).status == 200)
    }

    @Test func whatWaitsAndWhatWasDoneComeInPages() async throws {
        let site = try TestSite()
        try site.addQuestion()
        for number in 1...5 {
            _ = try site.store.edit(.note(target: TestSite.casefile, text: "note \(number)"), why: "")
        }
        let editor = try editor(site)
        func all(_ path: String, _ list: String, _ key: String) async throws -> [Int] {
            var found: [Int] = []
            var next: String? = path
            while let path = next {
                let answer = try json(try await ask(site, path, .get, editor))
                let page = try #require(answer[list]?.array)
                #expect(page.count <= 2)
                found += page.compactMap { $0[key]?.int }
                next = answer["next"]?.string.map { "\(path.prefix { $0 != "&" })&cursor=\($0)" }
            }
            return found
        }
        #expect(try await all("/api/v1/edits?limit=2", "edits", "edit") == [5, 4, 3, 2, 1])
        let waiting = try site.store.read("test") { try $0.openReviews() }.map { Int($0.id) }
        #expect(!waiting.isEmpty)
        #expect(try await all("/api/v1/review?limit=1", "items", "item") == waiting)
        expectProblem(try await ask(site, "/api/v1/review?cursor=00", .get, editor), 400, "no cursor")
    }

    @Test func aClosedCasebookAnswersWhoHasAToken() async throws {
        let site = try TestSite { $0.isClosed = true }
        let editor = try editor(site)
        for path in ["/api/v1/cases", "/api/v1/cases/\(TestSite.casefile)", "/feeds/cases.atom"] {
            expectProblem(try await ask(site, path), 401, "\(path) by a stranger")
            let answer = try await ask(site, path, .get, editor)
            #expect(answer.status == 200, "\(path)")
            #expect(answer.headers[.cacheControl] == "private, no-cache", "\(path)")
        }
    }

    @Test func textThatSteersIsEscaped() async throws {
        let site = try TestSite()
        try site.add(
            TestSite.text.replacing("株式会社あさぎり文具", with: "株式会社<b>&\u{202E}\u{200B}\u{7}ぶんぐ"),
            at: "https://example.jp/\u{202E}")
        for path in ["/api/v1/cases", "/api/v1/facts", "/api/v1/changes", "/feeds/cases.atom", "/feeds/cases.json"] {
            let body = try await ask(site, path).body
            #expect(!body.unicodeScalars.contains { HostileText.steers($0) && $0 != "\n" }, "\(path)")
        }
    }
}
