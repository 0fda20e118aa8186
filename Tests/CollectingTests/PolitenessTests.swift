import Testing

@testable import Collecting

/// RFC 9309.
@Suite("robots.txt")
struct RobotsTests {
    private func rules(_ text: String) -> RobotsRules { RobotsRules(Array(text.utf8)) }

    @Test func theGroupOfTheRobotCountsAndElseThatForAll() {
        let rules = rules(
            """
            User-agent: *
            Disallow: /

            User-agent: Other
            User-agent: Jikenbo
            Disallow: /private # not for us
            Allow: /private/news
            Crawl-delay: 5
            Sitemap: https://www.example.jp/sitemap.xml
            """)
        let agent = "Jikenbo/1.0 (+https://www.example.jp)"
        #expect(rules.allows("/news", agent: agent) && rules.allows("/private/news/1", agent: agent))
        #expect(!rules.allows("/private/1", agent: agent) && !rules.allows("/news", agent: "Another"))
        #expect(rules.delay(agent: agent) == 5 && rules.delay(agent: "Another") == nil)
        #expect(rules.sitemaps == ["https://www.example.jp/sitemap.xml"])
    }

    @Test(arguments: [
        ("/fish", "/fish.html", false), ("/fish", "/Fish", true), ("/fish*", "/fish/salmon", false),
        ("/*.php", "/folder/any.php?x", false), ("/*.php$", "/a.php", false), ("/*.php$", "/a.php?x", true),
        ("/a%3cd", "/a%3Cd", false), ("/お", "/%E3%81%8A", false), ("", "/anything", true), ("*", "/x", false),
        ("/a*b*c", "/aXXbYY", true),
    ])
    func aPatternFitsPaths(pattern: String, path: String, isAllowed: Bool) {
        #expect(rules("User-agent: *\nDisallow: \(pattern)").allows(path, agent: "jikenbo") == isAllowed)
    }

    @Test func ofEqualRulesTheOneThatAllowsHolds() {
        #expect(rules("User-agent: *\nDisallow: /page\nAllow: /page").allows("/page", agent: "x"))
    }

    @Test func whatIsNoRuleIsPassedOver() {
        let rules = rules("\u{FEFF}nonsense\r\nUser-agent: *\rNoindex: /a\nDisallow:/b\r\n")
        #expect(rules.allows("/a", agent: "x") && !rules.allows("/b", agent: "x"))
        #expect(RobotsRules.none.allows("/", agent: "x"))
    }

    @Test func patternsOfManyStarsEnd() {
        let rules = rules("User-agent: *\nDisallow: /" + String(repeating: "*a", count: 500) + "$")
        #expect(rules.allows("/" + String(repeating: "a", count: 1_500) + "b", agent: "x"))
    }
}

@Suite("Addresses that may be asked")
struct AddressGuardTests {
    private func ip(_ text: String) -> IPAddress {
        if text.contains(":") {
            let halves = text.split(separator: ":", omittingEmptySubsequences: false)
            var (front, back): ([UInt8], [UInt8]) = ([], [])
            var isBack = false
            for part in halves {
                if part.isEmpty {
                    isBack = true
                    continue
                }
                let value = UInt16(part, radix: 16)!
                if isBack {
                    back += [UInt8(value >> 8), UInt8(value & 255)]
                } else {
                    front += [UInt8(value >> 8), UInt8(value & 255)]
                }
            }
            let bytes = front + Array(repeating: 0, count: 16 - front.count - back.count) + back
            return IPAddress(bytes: bytes, text: text)
        }
        return IPAddress(bytes: text.split(separator: ".").map { UInt8($0)! }, text: text)
    }

    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1",
        "fc00::1",
        "fd00:ec2::254", "ff02::1", "::ffff:7f00:1", "::ffff:a00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:a00:1::",
        "2001:db8::1", "fec0::1", "::7f00:1", "2001::1",
    ])
    func privateOnesMayNot(text: String) { #expect(AddressGuard.objection(to: ip(text)) != nil) }

    @Test(arguments: [
        "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:4700::1111", "64:ff9b::808:808",
        "2002:808:808::", "::ffff:808:808",
    ])
    func publicOnesMay(text: String) { #expect(AddressGuard.objection(to: ip(text)) == nil) }

    /// Whatever a name leads to, at first or behind a redirect, is looked at before anything is sent.
    @Test(arguments: ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1", "fd00::1", "::ffff:a00:1"])
    func aNameThatLeadsThereIsRefused(text: String) async {
        let address = ip(text)
        let fetcher = Fetcher(
            agent: "test", guardian: AddressGuard(), resolver: Resolver { _ in [self.ip("8.8.8.8"), address] },
            now: { 0 })
        let outcome = await fetcher.fetch(WebAddress("http://public.example.jp/")!)
        guard case .failed(let reason, let exchanges) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("--allow-host") && reason.contains("public.example.jp") && exchanges.isEmpty)
        await fetcher.shutDown()
    }

    @Test func aNameThatIsNotFoundMayBeLater() async {
        let fetcher = Fetcher(
            agent: "test", guardian: AddressGuard(),
            resolver: Resolver { _ in throw Resolver.Failure(reason: "no such name") },
            now: { 0 })
        let outcome = await fetcher.fetch(WebAddress("http://nowhere.example.jp/")!)
        guard case .later(let reason, nil, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason == "the name nowhere.example.jp is not found: no such name")
        await fetcher.shutDown()
    }
}

@Suite("Addresses of the web")
struct WebAddressTests {
    private let base = WebAddress("https://www.example.jp/news/index.html?x=1")!

    @Test(arguments: [
        ("HTTPS://WWW.Example.JP", "https://www.example.jp/"), ("http://example.jp:80/a#b", "http://example.jp/a"),
        ("https://example.jp:8443/", "https://example.jp:8443/"),
        ("/お知らせ/1", "https://www.example.jp/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B/1"),
        ("2.html", "https://www.example.jp/news/2.html"), ("../a b", "https://www.example.jp/a%20b"),
        ("//other.example.jp/x", "https://other.example.jp/x"), ("?y=2", "https://www.example.jp/news/index.html?y=2"),
        (" \n/a\t/b ", "https://www.example.jp/a/b"), ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ])
    func isWhole(text: String, whole: String) { #expect(WebAddress(text, relativeTo: base)?.text == whole) }

    @Test(arguments: [
        "javascript:alert(1)", "mailto:a@example.jp", "ftp://example.jp/", "file:///etc/passwd",
        "http://user:pass@example.jp/",
        "http:///x", "data:text/html,x", "http://example.jp:99999/", "https://" + String(repeating: "a", count: 3_000),
    ])
    func isNone(text: String) { #expect(WebAddress(text, relativeTo: base) == nil) }

    @Test func whenToComeBackIsSaidInSecondsOrByADate() {
        #expect(RetryAfter.seconds("120", now: 0) == 120 && RetryAfter.seconds("-5", now: 0) == 0)
        #expect(RetryAfter.seconds("999999999", now: 0) == 86_400)
        #expect(RetryAfter.seconds("Mon, 05 Jan 2026 00:02:00 GMT", now: 1_767_571_200) == 120)
        #expect(RetryAfter.seconds("soon", now: 0) == nil)
    }
}
