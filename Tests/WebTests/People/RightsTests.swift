import Casebook
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// Who may do what, for every route that changes something.
@Suite struct RightsTests {
    /// The routes that anybody may post to: they file nothing.
    static let open: Set = ["login", "login/{link}", "submit", "submit/clip", "lint"]
    static let ofReaders: Set = [
        "logout", "account/password", "account/sessions", "account/tokens", "account/tokens/revoke",
    ]
    static let ofEditors: Set = [
        "review", "history/undo", "notices/{id}/edit", "cases/{number}/edit", "submit/file", "submit/queue",
    ]
    static let ofAdmins: Set = ["users/add", "users/role", "users/disable", "users/enable"]

    /// Every route of pages that is posted to, as the router has it.
    static func posts(_ router: Router<SiteContext>) -> Set<String> {
        Set(
            router.routes.filter { $0.method != .get && $0.method != .head }.map { "\($0.path)" }
                .filter { $0.hasPrefix("/ja/") }.map { String($0.dropFirst(4)) })
    }

    @Test func everyPostedRouteIsInTheTable() throws {
        let known = Self.open.union(Self.ofReaders).union(Self.ofEditors).union(Self.ofAdmins)
        #expect(Self.posts(try TestSite().routes.router()) == known)
    }

    private static func path(_ route: String) -> String {
        let filled = route.replacing("{id}", with: TestSite.notice).replacing("{number}", with: TestSite.casefile)
        return "/ja/" + filled.replacing("{link}", with: "x")
    }

    @Test func whoLacksTheRightIsRefused() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let reader = try test.browser(stranger.client, as: "yomi")
            let editor = try test.browser(stranger.client, as: "hana")
            let before = try test.store.changeNumber()
            for route in Self.ofReaders.union(Self.ofEditors).union(Self.ofAdmins) {
                let answer = try await stranger.post(Self.path(route))
                #expect(answer.status == 403, "a stranger at \(route)")
            }
            for route in Self.ofEditors.union(Self.ofAdmins) {
                #expect(try await reader.post(Self.path(route)).status == 403, "a reader at \(route)")
            }
            for route in Self.ofAdmins {
                #expect(try await editor.post(Self.path(route)).status == 403, "an editor at \(route)")
            }
            #expect(try test.store.changeNumber() == before)
        }
    }

    @Test func whoHasTheRightIsNotRefused() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            for (name, routes) in [("yomi", Self.ofReaders), ("hana", Self.ofEditors), ("mio", Self.ofAdmins)] {
                for route in routes {
                    let browser = try test.browser(stranger.client, as: name)
                    let answer = try await browser.post(Self.path(route))
                    #expect(answer.status != 403 && answer.status < 500, "\(name) at \(route): \(answer.status)")
                }
            }
        }
    }

    @Test(arguments: [
        ("account", [303, 200, 200, 200]), ("users", [303, 403, 403, 200]), ("review", [200, 200, 200, 200]),
        ("history", [200, 200, 200, 200]), ("submit", [200, 200, 200, 200]), ("lint", [200, 200, 200, 200]),
        ("notices/{id}/edit", [303, 403, 200, 200]), ("cases/{number}/edit", [303, 403, 200, 200]),
    ])
    func pagesAreShownToWhoMaySeeThem(route: String, statuses: [Int]) async throws {
        let test = try TestSite()
        try await test.run { stranger in
            var found = [try await stranger.get(Self.path(route)).status]
            for name in ["yomi", "hana", "mio"] {
                found.append(try await test.browser(stranger.client, as: name).get(Self.path(route)).status)
            }
            #expect(found == statuses)
        }
    }

    @Test func aTokenMayNoMoreThanItsScopesAndItsOwner() async throws {
        let test = try TestSite()
        func viewer(_ name: String, _ scopes: Set<TokenScope>) throws -> Viewer {
            let token = try test.store.addToken(of: name, name: "t", scopes: scopes)
            let (user, scopes) = try #require(try test.store.bearer(token))
            return Viewer(user, scopes: scopes)
        }
        #expect(try viewer("mio", [.read]).canEdit == false)
        #expect(try viewer("yomi", [.admin]).canEdit == false)
        #expect(try viewer("hana", [.admin]).isAdmin == false)
        #expect(try viewer("hana", [.edit]).canEdit)
        #expect(try viewer("mio", [.admin]).isAdmin)
    }

    @Test func aTokenDoesNotSendForms() async throws {
        let test = try TestSite()
        let token = try test.store.addToken(of: "mio", name: "t", scopes: [.read])
        try await test.run { stranger in
            let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
            let answer = try await stranger.post("/ja/account/tokens", ["name": "more", "scope": "admin"], bearer)
            #expect(answer.status == 403)
            let unknown = try await stranger.get("/ja/", [.authorization: "Bearer jkb_0"])
            #expect(unknown.status == 401 && unknown.headers[.wwwAuthenticate] == "Bearer realm=\"jikenbo\"")
        }
    }

    // MARK: Closed reading

    @Test func aClosedCasebookIsReadByWhoIsLoggedIn() async throws {
        let test = try TestSite { $0.isClosed = true }
        let token = try test.store.addToken(of: "yomi", name: "t", scopes: [.read])
        try await test.run { stranger in
            for path in ["/ja/", "/en/cases?q=x", "/ja/history", "/ja/submit", "/ja/review", "/", "/metrics"] {
                let answer = try await stranger.get(path)
                #expect(answer.status == 303 && answer.location?.contains("/login") == true, "\(path)")
                #expect(!answer.body.contains("あさぎり"))
            }
            #expect(try await stranger.get("/en/cases?q=x").location == "/en/login?next=%2Fen%2Fcases%3Fq%3Dx")
            #expect(try await stranger.get("/ja/login").status == 200)
            #expect(try await stranger.get(Asset.style.address).status == 200)
            #expect(try await stranger.get("/health").status == 200)
            #expect(try await stranger.get("/api/v1/cases").status == 401)
            #expect(try await stranger.post("/ja/submit", ["text": TestSite.text]).status == 403)
            let reader = try test.browser(stranger.client, as: "yomi")
            #expect(try await reader.get("/ja/").status == 200)
            let program = try await stranger.get("/ja/", [.authorization: "Bearer \(token)"])
            #expect(program.status == 200)
        }
    }

    // MARK: Limits

    @Test func anAddressThatAsksTooOftenIsAskedToWait() async throws {
        let test = try TestSite { $0.requestsPerMinute = 3 }
        try await test.run { browser in
            for _ in 0..<3 { #expect(try await browser.get("/ja/login").status == 200) }
            let answer = try await browser.get("/ja/login")
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "20")
            #expect(try await browser.get(Asset.style.address).status == 200)
            test.clock.pass(20)
            #expect(try await browser.get("/ja/login").status == 200)
        }
    }

    @Test func aThrottleKnowsABoundedNumberOfNames() {
        let throttle = Throttle(2, within: 60, capacity: 10)
        for number in 0..<1000 { #expect(throttle.take("\(number)", at: number / 100) == nil) }
        #expect(throttle.take("999", at: 9) == nil)
        #expect(throttle.take("999", at: 9) == 30)
    }
}
