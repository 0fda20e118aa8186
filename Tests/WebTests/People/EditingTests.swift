import Casebook
import Facts
import HTTPTypes
import Testing

@testable import Web

@Suite struct EditingTests {
    private let notice = "/ja/notices/\(TestSite.notice)/edit"
    private let casefile = "/ja/cases/\(TestSite.casefile)/edit"

    private func record(_ test: TestSite) throws -> NoticeRecord {
        try test.store.notice(try #require(try test.site.notice(named: TestSite.notice))).record
    }

    @Test func aValueIsCorrectedAndTheHistorySaysHowAndTakesItBack() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let answer = try await editor.post(
                notice, ["field": "counts", "value": "1,235", "unit": "名", "quote": "1,234名", "why": "数え直した"])
            #expect(answer.status == 303 && answer.location == notice + "?done=edit")
            #expect(try record(test).counts.map(\.value) == [1234, 1235])
            let history = try await editor.get("/ja/history?target=\(TestSite.casefile)")
            #expect(history.body.contains("値を修正: 件数") && history.body.contains("数え直した"))
            #expect(history.body.contains("<ins>1,235名</ins>") && history.body.contains("<strong>hana</strong>"))
            #expect(try await editor.post("/ja/history/undo", ["edit": "1"]).location == "/ja/history?done=undo")
            #expect(try record(test).counts.map(\.value) == [1234])
            let again = try await editor.post("/ja/history/undo", ["edit": "1"])
            #expect(again.status == 422 && again.body.contains("取り消せません"))
        }
    }

    @Test func valuesAreTakenAwayByTheirTicks() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let page = try await editor.get(notice)
            #expect(page.body.contains("value=\"[1234,&quot;名&quot;,&quot;お客様&quot;,true]\""))
            let answer = try await editor.post(
                notice, ["field": "counts", "remove": "[1234,\"名\",\"お客様\",true]", "why": "誤読"])
            #expect(answer.status == 303)
            #expect(try record(test).counts == [])
        }
    }

    @Test(
        arguments: [
            (["field": "counts", "value": "many", "why": "x"], "数は 12,480 のような整数で書いてください。"),
            (["field": "published", "value": "昨日", "why": "x"], "日付は 2023-01-04 のように書いてください。"),
            (["field": "sector", "value": "media", "why": " "], "理由を書いてください。"),
            (["field": "sector", "value": "media", "why": "x", "quote": "ない言葉"], "お知らせの本文にその言葉がありません。"),
            (["field": "sector", "why": "x"], "変更する内容がありません。"),
            (["field": "timeline", "value": "detected", "why": "x"], "日付を入力してください。"),
            (["field": "sector", "value": "no-such", "why": "x"], "sector does not know the value"),
        ] as [(KeyValuePairs<String, String>, String)])
    func whatIsWrongIsSaidBesideTheFormAndTheInputKept(
        fields: KeyValuePairs<String, String>, words: String
    ) async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let answer = try await editor.post(notice, fields)
            #expect(answer.status == 422 && answer.body.contains(words))
            #expect(answer.body.contains("<details class=\"field\" id=\"field-\(fields[0].value)\" open>"))
            #expect(try test.store.history(limit: 9) == [])
        }
    }

    @Test func aCaseIsSplitMergedAndNoted() async throws {
        let test = try TestSite()
        let second = TestSite.text.replacing("1,234", with: "1,300").replacing("5月12日", with: "6月12日")
        try test.add(second, at: "https://example.jp/2")
        let other = Digest.noticeID(second)
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let linked = try await editor.post(casefile, ["do": "link", "other": other, "why": "続報"])
            #expect(linked.status == 303)
            func count() throws -> Int { try #require(try test.store.caseView(TestSite.casefile)).notices.count }
            #expect(try count() == 2)
            let all = try await editor.post(
                casefile, ["do": "split", "notice": other, "notice": TestSite.notice, "why": "x"])
            #expect(all.status == 422 && all.body.contains("1件は残してください"))
            #expect(try await editor.post(casefile, ["do": "split", "notice": other, "why": "別件"]).status == 303)
            #expect(try count() == 1)
            let unknown = try await editor.post(casefile, ["do": "merge", "into": "1999-1", "why": "<b>"])
            #expect(unknown.status == 422 && unknown.body.contains("「1999-1」という事件はありません。"))
            #expect(unknown.body.contains("value=\"&lt;b&gt;\"") && !unknown.body.contains("<b>"))
            #expect(try await editor.post(casefile, ["do": "note", "text": "<i>電話</i>"]).status == 303)
            #expect(try await editor.get(casefile).body.contains("&lt;i&gt;電話"))
        }
    }

    @Test func theReviewQueueIsDecided() async throws {
        let test = try TestSite()
        try test.addQuestion()
        try await test.run { stranger in
            let reader = try await test.browser(stranger.client, as: "yomi").get("/ja/review")
            #expect(reader.body.contains("同じ組織") && !reader.body.contains("value=\"accept\""))
            let editor = try test.browser(stranger.client, as: "hana")
            #expect(try await editor.get("/en/review").body.contains("Does this notice belong to this case?"))
            let rejected = try await editor.post("/ja/review", ["item": "1", "decision": "reject", "why": "別件"])
            #expect(rejected.location == "/ja/review?done=reject")
            #expect(try test.store.openReviewCount() == 0)
            let again = try await editor.post("/ja/review", ["item": "1", "decision": "accept"])
            #expect(again.status == 422 && again.body.contains("すでに判断されたか"))
            let history = try await stranger.get("/ja/history")
            #expect(history.body.contains("却下: 同じ事件のお知らせか") && !history.body.contains("undo"))
        }
    }
}

@Suite struct SubmitTests {
    private let text = TestSite.text.replacing("あさぎり", with: "はまぐり").replacing("1,234", with: "777")

    @Test func aPreviewFilesNothing() async throws {
        let test = try TestSite()
        let before = try test.store.changeNumber()
        try await test.run { stranger in
            let answer = try await stranger.post("/ja/submit", ["text": text])
            #expect(answer.status == 200 && answer.body.contains("新しい事件になります。"))
            #expect(answer.body.contains("777名") && answer.body.contains("株式会社はまぐり文具"))
            #expect(!answer.body.contains("name=\"draft\""), "strangers look only")
            let known = try await stranger.post("/ja/submit", ["text": TestSite.text])
            #expect(known.body.contains("すでに登録されています。"))
            #expect(try test.store.changeNumber() == before)
        }
    }

    @Test func anEditorFilesWhatWasShown() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let editor = try test.browser(stranger.client, as: "hana")
            let shown = try await editor.post("/ja/submit", ["text": text, "address": "https://example.jp/9"])
            let draft = try #require(shown.body.firstMatch(of: /name="draft" value="([0-9a-f]+)"/)?.1)
            let others = try test.browser(stranger.client, as: "mio")
            #expect(try await others.post("/ja/submit/file", ["draft": String(draft)]).status == 422)
            let filed = try await editor.post("/ja/submit/file", ["draft": String(draft)])
            #expect(filed.location == "/ja/cases/2026-502")
            let result = try test.store.search(try SearchQuery.parse("はまぐり文具"))
            #expect(result.hits.map(\.number) == ["2026-502"])
            #expect(try await editor.post("/ja/submit/file", ["draft": String(draft)]).status == 422, "once")
        }
    }

    @Test func aFileIsReadFromAFormWithParts() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let body =
                "--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n"
                + "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"<b>.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\(text)\r\n--X--\r\n"
            let answer = try await stranger.ask(
                .post, "/ja/submit", [.contentType: "multipart/form-data; boundary=X"], body)
            #expect(answer.status == 200 && answer.body.contains("777名"))
            #expect(answer.body.contains("&lt;b&gt;.txt"))
        }
    }

    @Test(
        arguments: [
            (["text": " \n "], "文章を入力するか"), (["text": "x", "address": "javascript:alert(1)"], "アドレスは"),
            (["text": "x", "address": "https://a b"], "アドレスは"),
        ] as [(KeyValuePairs<String, String>, String)])
    func whatCannotBeReadIsSaid(fields: KeyValuePairs<String, String>, words: String) async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let answer = try await stranger.post("/ja/submit", fields)
            #expect(answer.status == 422 && answer.body.contains(words))
        }
    }

    @Test func theBookmarkletFillsInTheFormFromAnySite() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let answer = try await stranger.post(
                "/ja/submit/clip", ["address": "https://example.jp/n", "text": "</textarea><script>"],
                [.origin: "https://example.jp", .secFetchSite: "cross-site"])
            #expect(answer.status == 200 && answer.body.contains("value=\"https://example.jp/n\""))
            #expect(answer.body.contains("&lt;/textarea&gt;&lt;script&gt;"))
            #expect(!answer.body.contains("name=\"draft\""))
        }
    }

    @Test func theBookmarkletIsOneLineOfScript() {
        let link = Bookmarklet.link(to: "https://casebook.example.jp/ja/submit/clip")
        #expect(link.hasPrefix("javascript:%28%28%29%3D%3E%7Bconst%20d%3Ddocument"))
        #expect(link.contains("https%3A%2F%2Fcasebook.example.jp%2Fja%2Fsubmit%2Fclip"))
        #expect(!link.contains("%0A"))
    }
}
