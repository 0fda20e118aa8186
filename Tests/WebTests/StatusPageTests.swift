import Casebook
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct StatusPageTests {
    private func site() throws -> TestSite {
        let test = try TestSite()
        let source = try test.store.addSource(
            "https://feeds.example/<b>", name: "例の<b>フィード", kind: .listing, filter: "", rules: "", every: 3600)
        let run = try test.store.beginRun("collect", reader: "test")
        try test.store.note(
            .failed("https://feeds.example/: the server fell silent"), of: source, captures: [:], in: run)
        try test.store.queue("https://a.example/1")
        return test
    }

    @Test func editorsSeeHowSourcesFareAndWhatWaits() async throws {
        let test = try site()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let page = try await editor.get("/ja/status")
            #expect(page.status == 200)
            for words in [
                "例の&lt;b&gt;フィード", "失敗中（連続1回）", "the server fell silent", "取得待ちのページ: 1件", "送り先のある見張りはありません",
            ] { #expect(page.body.contains(words), "\(words)") }
            #expect(!page.body.contains("<b>フィード"))
            let english = try await editor.get("/en/status")
            #expect(
                english.body.contains("failing (1 in a row)")
                    && english.body.contains("Pages waiting to be fetched: 1."))
        }
    }

    @Test func othersDoNot() async throws {
        let test = try site()
        try await test.run { stranger in
            #expect(try await stranger.get("/ja/status").status == 303)
            let reader = try test.browser(stranger.client, as: "yomi")
            #expect(try await reader.get("/ja/status").status == 403)
        }
    }

    @Test func anEditorPutsAnAddressIntoTheQueue() async throws {
        let test = try site()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            #expect(try await editor.get("/ja/submit").body.contains("取得待ちに入れる"))
            let answer = try await editor.post("/ja/submit/queue", ["address": "https://a.example/新しい"])
            #expect(answer.status == 303 && answer.headers[.location] == "/ja/submit?done=queued")
            #expect(
                try await editor.post("/ja/submit/queue", ["address": "https://a.example/新しい"])
                    .headers[.location] == "/ja/submit?done=waiting")
            #expect(try test.store.outlook().waiting == 2)
            #expect(
                try test.store.duePages(limit: 9).map(\.address).contains(
                    "https://a.example/%E6%96%B0%E3%81%97%E3%81%84"))
            #expect(try await editor.post("/ja/submit/queue", ["address": "javascript:alert(1)"]).status == 422)
        }
    }

    @Test func aNoticeThatWasChangedWithoutAWordIsShownWithTheDifference() async throws {
        let test = try TestSite()
        let new = TestSite.text.replacing("1,234名", with: "1,243名")
        try test.add(new, at: "https://example.jp/1")
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let review = try await editor.get("/ja/review")
            #expect(review.body.contains("掲載後に断りなく書き換えられた"))
            #expect(review.body.contains("<del>-") && review.body.contains("<ins>+") && review.body.contains("1,243名"))
            let page = try await stranger.get("/ja/notices/\(Digest.noticeID(new))")
            #expect(page.body.contains("掲載後に変わった箇所") && page.body.contains("<del>-"))
            let casefile = try await stranger.get("/ja/cases/\(TestSite.casefile)")
            #expect(casefile.body.contains("掲載後に変更") && casefile.body.contains("#s-rewording"))
        }
    }

    @Test func aNoticeOfTwoSourcesNamesBothOnce() async throws {
        let test = try TestSite()
        let again = TestSite.text + "\n以上"
        try test.add(again, at: "https://own.example.com/news/1")
        try await test.run { stranger in
            let casefile = try await stranger.get("/ja/cases/\(TestSite.casefile)")
            #expect(
                casefile.body.contains("https://own.example.com/news/1")
                    && casefile.body.contains("https://example.jp/1"))
            #expect(casefile.body.components(separatedBy: "class=\"notice-head\"").count == 2)
            let copy = try await stranger.get("/en/notices/\(Digest.noticeID(again))")
            #expect(copy.body.contains("the same notice elsewhere"))
            #expect(copy.body.contains("/en/notices/\(Digest.noticeID(TestSite.text))"))
        }
    }
}
