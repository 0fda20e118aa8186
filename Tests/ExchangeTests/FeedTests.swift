import Foundation
import Testing

@testable import Exchange

@Suite struct FeedTests {
    private let feed = Feed(
        id: "urn:jikenbo:feed:1", title: "事件簿: \"a\" & <b>", language: "ja",
        page: "https://casebook.example.jp/ja/cases?q=a&sort=size",
        own: "https://casebook.example.jp/feeds/cases.atom", updated: "2026-05-12T00:00:00Z",
        entries: [
            Feed.Entry(
                id: "urn:jikenbo:case:2026-501", title: "不正アクセス<script>\u{1}\u{202E}\u{FFFE}",
                summary: "種別: 'x'\n件数: 1,234",
                page: "https://casebook.example.jp/ja/cases/2026-501", updated: "2026-05-12T00:00:00Z",
                published: "2026-05-12T00:00:00+09:00", author: "株式会社あさぎり文具")
        ])

    @Test func atomIsWrittenToTheLetter() {
        #expect(
            String(decoding: AtomFeed.bytes(feed), as: UTF8.self) == """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja">
                  <id>urn:jikenbo:feed:1</id>
                  <title>事件簿: &quot;a&quot; &amp; &lt;b&gt;</title>
                  <updated>2026-05-12T00:00:00Z</updated>
                  <link rel="self" type="application/atom+xml" href="https://casebook.example.jp/feeds/cases.atom"/>
                  <link rel="alternate" type="text/html" href="https://casebook.example.jp/ja/cases?q=a&amp;sort=size"/>
                  <author><name>Jikenbo</name></author>
                  <entry>
                  <id>urn:jikenbo:case:2026-501</id>
                  <title>不正アクセス&lt;script&gt;\u{FFFD}\u{FFFD}\u{FFFD}</title>
                  <updated>2026-05-12T00:00:00Z</updated>
                  <published>2026-05-12T00:00:00+09:00</published>
                  <author><name>株式会社あさぎり文具</name></author>
                  <link rel="alternate" type="text/html" href="https://casebook.example.jp/ja/cases/2026-501"/>
                  <summary>種別: &#39;x&#39; 件数: 1,234</summary>
                  </entry>
                </feed>

                """)
    }

    @Test func jsonFeedIsWrittenToTheLetter() {
        var plain = feed
        plain.entries[0].title = "不正アクセス"
        #expect(
            String(decoding: JSONFeed.bytes(plain), as: UTF8.self)
                == #"{"version":"https://jsonfeed.org/version/1.1","title":"事件簿: \"a\" & <b>","home_page_url":"https://casebook.example.jp/ja/cases?q=a&sort=size","feed_url":"https://casebook.example.jp/feeds/cases.atom","language":"ja","items":[{"id":"urn:jikenbo:case:2026-501","url":"https://casebook.example.jp/ja/cases/2026-501","title":"不正アクセス","content_text":"種別: 'x'\n件数: 1,234","date_published":"2026-05-12T00:00:00+09:00","date_modified":"2026-05-12T00:00:00Z","authors":[{"name":"株式会社あさぎり文具"}]}]}"#
        )
    }

    @Test func whatAtomMayNotHoldIsReplaced() {
        for scalar in (0...0x1F).compactMap(Unicode.Scalar.init) + ["\u{7F}", "\u{FFFE}", "\u{FFFF}", "\u{200B}"] {
            let text = Markup.escaped(String(scalar))
            #expect(text == " " || text == "\u{FFFD}", "U+\(String(scalar.value, radix: 16))")
        }
    }
}
