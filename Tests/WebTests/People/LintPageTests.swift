import Casebook
import HTTPTypes
import Testing

@testable import Web

/// The page that checks a notice.
@Suite struct LintPageTests {
    private let text = """
        2024年3月1日
        株式会社甲山商会
        個人情報の漏えいに関するお詫びとお知らせ

        弊社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性があることが判明しました。
        個人情報委員会には2024年2月20日に報告済みです。<script>alert(1)</script>
        """

    @Test func itShowsWhatWasFoundBesideTheWords() async throws {
        let test = try TestSite()
        let before = try test.store.changeNumber()
        try await test.run { stranger in
            let answer = try await stranger.post("/ja/lint", ["text": text])
            #expect(answer.status == 200)
            #expect(answer.body.contains("<code>NL507</code> 「個人情報委員会」という機関はありません。"))
            #expect(answer.body.contains("個人情報委員会</a></mark>"))
            #expect(answer.body.contains("お知らせ 1件: 誤り "))
            #expect(!answer.body.contains("<script>alert"))
            #expect(try await stranger.post("/en/lint", ["text": text]).body.contains("1 notice: "))
            #expect(try test.store.changeNumber() == before)
        }
    }

    @Test func aFileIsChecked() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            let body =
                "--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n"
                + "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"<b>.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\(text)\r\n--X--\r\n"
            let answer = try await stranger.ask(
                .post, "/ja/lint", [.contentType: "multipart/form-data; boundary=X"], body)
            #expect(answer.status == 200 && answer.body.contains("NL507"))
            #expect(answer.body.contains("&lt;b&gt;.txt"))
        }
    }

    @Test func whatIsNoNoticeIsSaid() async throws {
        let test = try TestSite()
        try await test.run { stranger in
            #expect(try await stranger.post("/ja/lint", ["text": " "]).status == 422)
            let other = try await stranger.post("/ja/lint", ["text": "本日は晴天なり。"])
            #expect(other.status == 200 && other.body.contains("事件についてのお知らせが見つかりません"))
        }
    }
}
