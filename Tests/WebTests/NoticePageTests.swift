import Casebook
import Exchange
import Facts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Language
import NIOCore
import Testing

@testable import Web

@Suite struct NoticePageTests {
    /// A notice that does what it can to be more than text.
    private static let hostile = """
        株式会社<script>alert(1)</script>ミント堂

        不正アクセスについて"><img src=x onerror=alert(2)> \u{202E}gnol\u{200B}

        2026年1月5日

        弊社サーバーへの不正アクセスにより、お客様862名の氏名、</div></mark><svg onload=alert(3)>住所が漏えいしました。{{title}} {{{reader}}}
        """

    @Test(arguments: ["/ja/notices/", "/en/notices/"])
    func hostileTextIsShownAsText(path: String) async throws {
        let site = try SampleSite([("javascript:alert(4)//\"><b>", Self.hostile)])
        let html = try await site.page(path + Digest.noticeID(Self.hostile))
        for markup in ["<script>alert", "<img src=x", "<svg onload", "<b>", "href=\"javascript"] {
            #expect(!html.contains(markup), "\(markup)")
        }
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(
            html.contains("\\u{202E}gnol") && html.contains("\\u{200B}"), "what steers the line is shown as what it is")
        #expect(html.contains("{{title}} {{{reader}}}"), "and what looks like a template's tag is none")
        #expect(!html.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{200B}" })
    }

    @Test func theCaseOfHostileTextIsNoWorse() async throws {
        let site = try SampleSite([("https://mint.example/", Self.hostile)])
        let number = try #require(try site.store.search(.everything).hits.first?.number)
        let html = try await site.page("/ja/cases/\(number)")
        #expect(!html.contains("<script>alert") && !html.contains("<img src=x") && !html.contains("<svg onload"))
    }

    @Test func whereItCameFromIsSaid() async throws {
        let text = try SampleSite.sample("shop-1")
        let site = try SampleSite([("https://kakinoki.example/1", text)])
        let html = try await site.page("/ja/notices/\(Digest.noticeID(text))")
        #expect(html.contains("<a href=\"https://kakinoki.example/1\" rel=\"noopener noreferrer nofollow\">"))
        #expect(html.contains(Digest.hex(Digest.sha256(Array(text.utf8)))))
        #expect(html.contains("/ja/cases/2025-501"))
    }

    @Test func aLaterVersionIsSaidAndCompared() async throws {
        let old = try SampleSite.sample("shop-1")
        let new = old.replacing("12,480件", with: "12,490件")
        let site = try SampleSite([("https://kakinoki.example/1", old), ("https://kakinoki.example/1", new)])
        let superseded = try await site.page("/ja/notices/\(Digest.noticeID(old))")
        #expect(superseded.contains("新しい版あり"))
        #expect(superseded.contains("/ja/notices/\(Digest.noticeID(new))"))
        let html = try await site.page("/ja/notices/\(Digest.noticeID(new))?diff=2")
        #expect(html.contains("<del>-") && html.contains("<ins>+"))
        #expect(html.contains("12,490件"))
    }

    @Test func theOriginalIsTextOrAFileAndNeverAPage() async throws {
        let site = try SampleSite([("https://mint.example/\"\r\nx: y", Self.hostile)])
        let path = "/ja/notices/\(Digest.noticeID(Self.hostile))/original"
        let shown = try await site.get(path + "?version=1")
        #expect(shown.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(String(buffer: shown.body) == Self.hostile)
        let kept = try await site.get(path + "?version=1&download=1")
        #expect(kept.headers[.contentType] == "application/octet-stream")
        #expect(
            kept.headers[.contentDisposition] == "attachment; filename=\"\(Digest.noticeID(Self.hostile))-v1.html\"")
        for response in [shown, kept] {
            #expect(response.headers[.contentSecurityPolicy] == OriginalAnswer.policy)
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
        }
        #expect(try await site.get(path + "?version=2").status == .notFound)
        #expect(try await site.get(path + "?page=2").status == .notFound)
    }
}

@Suite struct OrganisationPageTests {
    private func site() throws -> SampleSite {
        try SampleSite(
            ["contractor-1", "client-city", "client-lender"].map {
                ("https://\($0).example/", try SampleSite.sample($0))
            })
    }

    @Test func itsCasesAreListedByItsPart() async throws {
        let site = try site()
        let publisher = try #require(SampleSite.read(try SampleSite.sample("contractor-1")).record.organisation?.value)
        let html = try await site.page(Addresses(language: .ja).organisation(publisher))
        let own = try #require(html.range(of: "s-own"))
        let others = try #require(html.range(of: "s-others"))
        #expect(own.lowerBound < others.lowerBound)
        #expect(html[others.lowerBound...].matches(of: /<li class="hit">/).count == 2)
    }

    @Test func spellingsOfANameMeet() async throws {
        let site = try site()
        let publisher = try #require(SampleSite.read(try SampleSite.sample("contractor-1")).record.organisation?.value)
        let bare = publisher.replacing("株式会社", with: "")
        let short = try await site.page(Addresses(language: .ja).organisation(bare))
        #expect(short.contains("<h1>\(publisher)</h1>"))
        #expect(try await site.get(Addresses(language: .ja).organisation("㈱" + bare)).status == .ok)
    }
}
