import Casebook
import HTTPTypes
import Language
import Testing

@testable import Web

@Suite struct LoginTests {
    private let right = TestSite.password

    @Test func whoHasTheRightPasswordIsLoggedIn() async throws {
        let test = try TestSite()
        try await test.run { browser in
            let answer = try await browser.post(
                "/ja/login", ["name": "hana", "password": right, "next": "/ja/history?page=1"])
            #expect(answer.status == 303 && answer.location == "/ja/history?page=1")
            let cookie = try #require(answer.headers[.setCookie])
            #expect(
                cookie.hasPrefix("jikenbo=") && cookie.hasSuffix("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"))
            var known = browser
            known.cookie = String(cookie.prefix { $0 != ";" })
            let account = try await known.get("/ja/account")
            #expect(account.status == 200 && account.body.contains("<strong>hana</strong>"))
            #expect(account.headers[.cacheControl] == "private, no-store")
        }
    }

    @Test func aCookieOverTLSIsHeldToTheHost() {
        var settings = SiteSettings()
        settings.publicAddress = "https://casebook.example.jp"
        #expect(
            Identify.cookie(settings, token: "t")
                == "__Host-jikenbo=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure")
    }

    @Test(arguments: [("hana", "wrong password"), ("nobody", "correct horse battery"), ("", ""), ("hana", "")])
    func whoHasNotIsToldTheSameWhateverIsWrong(name: String, password: String) async throws {
        let test = try TestSite()
        try await test.run { browser in
            let answer = try await browser.post("/en/login", ["name": name, "password": password])
            #expect(answer.status == 403 && answer.headers[.setCookie] == nil)
            #expect(answer.body.contains("The user name or the password is wrong."))
        }
    }

    @Test func aDisabledUserIsNotLoggedIn() async throws {
        let test = try TestSite()
        try test.store.setDisabled(true, "hana")
        try await test.run { browser in
            let answer = try await browser.post("/ja/login", ["name": "hana", "password": right])
            #expect(answer.status == 403)
        }
    }

    @Test func attemptsAreLimitedByName() async throws {
        let test = try TestSite()
        try await test.run { browser in
            for _ in 0..<Limits.loginsOfName {
                #expect(try await browser.post("/ja/login", ["name": "hana", "password": "wrong"]).status == 403)
            }
            let answer = try await browser.post("/ja/login", ["name": "ＨＡＮＡ", "password": right])
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "180")
            #expect(try await browser.post("/ja/login", ["name": "mio", "password": right]).status == 303)
            test.clock.pass(180)
            #expect(try await browser.post("/ja/login", ["name": "hana", "password": right]).status == 303)
        }
    }

    @Test func attemptsAreLimitedByAddress() async throws {
        let test = try TestSite(people: ["a": .reader, "b": .reader, "c": .reader, "d": .reader, "hana": .editor]) {
            $0.isBehindProxy = true
        }
        try await test.run { browser in
            let from: HTTPFields = [.xForwardedFor: "203.0.113.9, 198.51.100.7"]
            for number in 0..<Limits.loginsOfAddress {
                let name = ["a", "b", "c", "d"][number % 4]
                let answer = try await browser.post("/ja/login", ["name": name, "password": "x"], from)
                #expect(answer.status == 403)
            }
            #expect(try await browser.post("/ja/login", ["name": "hana", "password": right], from).status == 429)
            let elsewhere: HTTPFields = [.xForwardedFor: "198.51.100.8"]
            #expect(try await browser.post("/ja/login", ["name": "hana", "password": right], elsewhere).status == 303)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/ja/\r\nX: y", "/other",
    ])
    func loggingInLeadsToOwnPagesOnly(next: String) async throws {
        let test = try TestSite()
        try await test.run { browser in
            let answer = try await browser.post("/ja/login", ["name": "hana", "password": right, "next": next])
            #expect(answer.location == "/ja/")
        }
    }

    @Test func loggingOutEndsTheSessionAtTheServer() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let browser = try test.browser(stranger.client, as: "hana")
            let answer = try await browser.post("/ja/logout")
            #expect(answer.status == 303)
            #expect(answer.headers[.setCookie]?.contains("jikenbo=; Path=/; Max-Age=0") == true)
            #expect(try await browser.get("/ja/account").location == "/ja/login?next=%2Fja%2Faccount")
        }
    }

    @Test func aSessionEndsByTheClock() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let browser = try test.browser(stranger.client, as: "hana")
            #expect(try await browser.get("/ja/account").status == 200)
            test.clock.pass(LoginSession.idle)
            #expect(try await browser.get("/ja/account").status == 303)
        }
    }

    @Test func theFirstLoginLinkIsUsedByAButtonAndOnce() async throws {
        let test = try TestSite(people: [:])
        let path = Addresses.loginLink(try #require(try test.store.firstLogin()), .ja)
        try await test.run { browser in
            #expect(try await browser.get(path).status == 200, "a program that follows links uses up nothing")
            #expect(try await browser.get(path).status == 200)
            let answer = try await browser.post(path)
            #expect(answer.status == 303 && answer.location == "/ja/account?done=welcome")
            #expect(try await browser.get(path).status == 403)
            #expect(try await browser.post(path).status == 403)
        }
    }
}

@Suite struct OriginTests {
    @Test(
        arguments: [
            ("https://evil.example", nil, 403), ("null", nil, 403), ("http://localhost", "same-origin", 303),
            (nil, "cross-site", 403), (nil, "same-site", 403), (nil, nil, 303),
            ("http://localhost.evil.example", nil, 403),
        ] as [(String?, String?, Int)])
    func aFormOfAnotherSiteIsRefused(origin: String?, site: String?, status: Int) async throws {
        let test = try TestSite()
        try await test.run { browser in
            var headers: HTTPFields = [:]
            headers[.origin] = origin
            headers[.secFetchSite] = site
            let answer = try await browser.post(
                "/ja/login", ["name": "hana", "password": TestSite.password], headers)
            #expect(answer.status == status)
        }
    }

    @Test func aFormNeedsTheTokenOfItsSession() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let browser = try test.browser(stranger.client, as: "hana")
            let other = try test.browser(stranger.client, as: "hana")
            let note: KeyValuePairs = ["do": "note", "text": "電話した"]
            let path = "/ja/cases/\(TestSite.casefile)/edit"
            var without = browser
            without.formToken = ""
            #expect(try await without.post(path, note).status == 403)
            #expect(try await browser.post(path, note, csrf: other.formToken).status == 403)
            #expect(try await browser.post(path, note, csrf: "x").status == 403)
            #expect(try test.store.history(limit: 9) == [])
            #expect(try await browser.post(path, note).status == 303)
            #expect(try test.store.history(limit: 9).map(\.who) == ["web:hana"])
        }
    }
}
