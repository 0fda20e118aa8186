import Casebook
import Exchange
import Foundation
import Testing

@testable import Web

@Suite struct WatchesPageTests {
    private func site(
        _ subject: Watch.Subject = .query("漏えい"), closed: Bool = false
    ) throws -> (test: TestSite, token: String) {
        let test = try TestSite { $0.isClosed = closed }
        let token = try test.store.addWatch(
            NewWatch(
                name: "suppliers", subject: subject,
                channels: [.webhook(url: "https://hooks.example.jp/SECRET", style: .slack, secretFile: nil)]))
        try test.add(Self.text, at: "https://example.jp/2")
        return (test, token)
    }

    private static let text = TestSite.text.replacing("あさぎり文具", with: "すずしろ物産")
        .replacing("流出した可能性", with: "<b>漏えい</b>した可能性")

    @Test func editorsSeeWatchesTheirChannelsAndEvents() async throws {
        let (test, _) = try site()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let page = try await editor.get("/ja/watches")
            #expect(page.status == 200)
            for words in ["suppliers", "webhook slack hooks.example.jp", "未送信", "新しい事件", "すずしろ物産", "該当: 「漏えい」"] {
                #expect(page.body.contains(words), "\(words)")
            }
            #expect(page.body.contains("&lt;b&gt;漏えい&lt;/b&gt;") && !page.body.contains("<b>漏えい"))
            #expect(!page.body.contains("SECRET"))
            let admin = try test.browser(stranger.client, as: "mio")
            let english = try await admin.get("/en/watches")
            #expect(english.body.contains("new case") && english.body.contains("nothing sent yet"))
        }
    }

    @Test func aDeadChannelIsShownWithItsLastError() async throws {
        let (test, _) = try site()
        try test.store.findWatchEvents()
        let channel = try test.store.watch("suppliers").channels[0].id
        for _ in 0..<WatchChannel.deadly {
            let message = try #require(try test.store.dueMessages(of: channel).first)
            #expect(try test.store.beginSending(message))
            try test.store.endSending(message, .failed("the receiver answered <500>"))
            test.clock.pass(100_000)
        }
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let page = try await editor.get("/ja/watches")
            #expect(page.body.contains("停止とみなす（連続5回失敗）") && page.body.contains("the receiver answered &lt;500&gt;"))
        }
    }

    @Test func othersDoNotSeeThePage() async throws {
        let (test, _) = try site()
        try await test.run { stranger in
            #expect(try await stranger.get("/ja/watches").status == 303)
            let reader = try test.browser(stranger.client, as: "yomi")
            #expect(try await reader.get("/ja/watches").status == 403)
        }
    }

    @Test(arguments: [false, true]) func aFeedIsForWhoKnowsItsSecretOrIsLoggedIn(closed: Bool) async throws {
        let (test, token) = try site(closed: closed)
        try await test.run { stranger in
            for format in ["atom", "json"] {
                let path = "/feeds/watches/suppliers.\(format)"
                #expect(try await stranger.get(path).status == 401)
                #expect(try await stranger.get(path + "?token=" + String(repeating: "0", count: 64)).status == 401)
                #expect(try await stranger.get("/feeds/watches/none.\(format)?token=" + token).status == 401)
                let feed = try await stranger.get(path + "?token=" + token)
                #expect(feed.status == 200 && feed.body.contains("urn:jikenbo:event:evt_"))
                #expect(feed.body.contains("すずしろ物産") && !feed.body.contains(token))
                let reader = try test.browser(stranger.client, as: "yomi")
                #expect(try await reader.get(path).body == feed.body)
                #expect(try await reader.get("/feeds/watches/none.\(format)").status == 404)
            }
            #expect(try await stranger.get("/feeds/watches/suppliers.rss?token=" + token).status == 404)
        }
    }

    @Test func aFeedsEntriesKeepTheirIds() async throws {
        let (test, token) = try site(.organisations([WatchedOrganisation(name: "(株)すずしろ物産")]))
        try await test.run { stranger in
            let path = "/feeds/watches/suppliers.json?token=" + token
            let first = try await stranger.get(path).body
            #expect(first.contains("一覧の「(株)すずしろ物産」が公表者「株式会社すずしろ物産」"))
            try test.add(TestSite.text.replacing("1,234", with: "77"), at: "https://example.jp/3")
            #expect(try await stranger.get(path).body == first)
        }
    }
}
