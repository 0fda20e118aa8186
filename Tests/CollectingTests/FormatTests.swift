import Casebook
import Testing

@testable import Collecting

/// Feeds, sitemaps and list pages in the shapes that they really have.
@Suite("What sources list")
struct FormatTests {
    private let address = WebAddress("https://www.example.jp/news/feed.xml")!

    private func read(_ text: String, rules: String = "") throws -> SourceListing {
        try SourceListing.read(Array(text.utf8), address: address, rules: LinkRules(rules))
    }

    private func lines(_ listing: SourceListing) -> [String] {
        listing.entries.map { "\($0.address) \($0.title) \($0.date.map { "\($0)" } ?? "-")" }
    }

    @Test func atomTakesThePageAmongManyLinks() throws {
        let listing = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.jp/base/"><title>お知らせ</title>
            <entry><id>urn:1</id><title type="html">不正アクセス&lt;b&gt;について&lt;/b&gt;&amp;amp;お詫び</title>
            <link rel="self" href="x.atom"/><link rel="enclosure" href="a.pdf"/><link rel="alternate" type="text/html" href="1.html"/>
            <updated>2026-01-05T09:00:00+09:00</updated></entry>
            <entry><id>https://www.example.jp/2</id><title/><published>2026-01-05T00:00:00.123Z</published></entry>
            <entry><id>urn:none</id><title>no address</title></entry>
            </feed>
            """)
        #expect(listing.format == .atom && listing.title == "お知らせ" && listing.fault == nil)
        #expect(
            lines(listing) == [
                "https://www.example.jp/base/1.html 不正アクセスについて&お詫び 1767571200",
                "https://www.example.jp/2  1767571200",
            ])
        #expect(listing.entries[0].id == "urn:1")
    }

    @Test func rssTwoWithWhatFeedsGetWrong() throws {
        let listing = try read(
            """


            <?xml version="1.0"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title>
            <item><media:title>picture</media:title><title><![CDATA[お詫び&nbsp;と<br>お知らせ]]></title><link> /1 </link>
            <pubDate>Mon, 5 Jan 26 09:00 JST</pubDate></item>
            <item><title>A &nbsp; B & C</title><guid>https://www.example.jp/2</guid><pubDate>5 Jan 2026 00:00:00 +0000</pubDate></item>
            <item><title>tag</title><guid isPermaLink="false">tag:1</guid><link>https://www.example.jp/3#part</link></item>
            <item><title>script</title><link>javascript:alert(1)</link></item>
            <item><title>with a name</title><link>https://user:secret@www.example.jp/4</link></item>
            </channel></rss>
            """)
        #expect(listing.format == .rss2)
        #expect(
            lines(listing) == [
                "https://www.example.jp/1 お詫び と お知らせ 1767571200", "https://www.example.jp/2 A B & C 1767571200",
                "https://www.example.jp/3 tag -",
            ])
        #expect(listing.entries[2].id == "tag:1")
    }

    @Test func rssOneInItsOwnEncoding() throws {
        let text = """
            <?xml version="1.0" encoding="EUC-JP"?>
            <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="x"><title>|TITLE|</title></channel>
            <item rdf:about="https://www.example.jp/1"><title>|ITEM|</title><dc:date>2026-01-05T09:00+09:00</dc:date></item>
            </rdf:RDF>
            """
        // 新着情報 and 情報漏えいのお詫び in EUC-JP.
        let words: [String: [UInt8]] = [
            "TITLE": [0xBF, 0xB7, 0xC3, 0xE5, 0xBE, 0xF0, 0xCA, 0xF3],
            "ITEM": [
                0xBE, 0xF0, 0xCA, 0xF3, 0xCF, 0xB3, 0xA4, 0xA8, 0xA4, 0xA4, 0xA4, 0xCE, 0xA4, 0xAA, 0xCF, 0xCD, 0xA4,
                0xD3,
            ],
        ]
        let bytes = text.split(separator: "|").flatMap { words[String($0)] ?? Array($0.utf8) }
        let listing = try SourceListing.read(bytes, address: address)
        #expect(listing.format == .rss1 && listing.title == "新着情報")
        #expect(lines(listing) == ["https://www.example.jp/1 情報漏えいのお詫び 1767571200"])
    }

    @Test func jsonFeedWithNumbersForNames() throws {
        let listing = try read(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"お知らせ","items":[
            {"id":1,"url":"/1","title":"第2報","date_published":"2026-01-05T09:00:00+09:00"},
            {"id":"https://www.example.jp/2","content_text":"個人情報の流出"},{"id":"3"},{"title":"none"}]}
            """)
        #expect(listing.format == .jsonFeed)
        #expect(
            lines(listing) == [
                "https://www.example.jp/1 第2報 1767571200", "https://www.example.jp/2 個人情報の流出 -",
            ])
    }

    @Test func sitemapsOfBothKinds() throws {
        let map = try read(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://www.example.jp/a?x=1&amp;y=お</loc><lastmod>2026-01-05</lastmod></url>
            <url><loc>/b</loc><n:news><n:title>お詫び</n:title><n:publication_date>2026-01-05T09:00:00+09:00</n:publication_date></n:news></url>
            </urlset>
            """)
        #expect(map.format == .sitemap)
        #expect(
            lines(map) == [
                "https://www.example.jp/a?x=1&y=%E3%81%8A  1767538800", "https://www.example.jp/b お詫び 1767571200",
            ])
        let index = try read(
            "<sitemapindex><sitemap><loc>https://www.example.jp/s.xml.gz</loc></sitemap></sitemapindex>")
        #expect(index.format == .sitemapIndex && index.entries.count == 1)
    }

    @Test func aListPageGivesItsDatedLinks() throws {
        let page = """
            <!doctype html><html><head><base href="https://www.example.jp/info/"><title>お知らせ一覧</title></head><body>
            <header><a href="/about">2026年1月1日 会社案内</a></header>
            <ul class="globalNav"><li><a href="/menu">2026.01.01 メニュー</a></li></ul>
            <div id="news"><dl><dt>2026年1月5日</dt><dd><a href="1.html">不正アクセスに関するお詫び</a></dd></dl>
            <ul><li><span>令和8年1月6日</span><a href="2.html#x">個人情報の漏えいについて</a></li>
            <li><a href="https://other.example.com/">2026/01/07 他社のページ</a></li><li><a href="3.html">日付のないお知らせ</a></li>
            <li><a href="report.pdf">調査報告書</a></li></ul>
            <table><tr><td>２０２６．１．８</td><td><a href="4.html">詳細</a></td></tr></table></div>
            <footer><a href="/privacy">2026年1月9日 個人情報保護方針</a></footer></body></html>
            """
        let listing = try read(page)
        #expect(listing.format == .listPage && listing.title == "お知らせ一覧")
        #expect(
            listing.entries.map { $0.address.replacing("https://www.example.jp/info/", with: "") }
                == ["1.html", "2.html", "report.pdf", "4.html"])
        #expect(listing.entries[0].date == 1_767_538_800 && listing.entries[0].title == "不正アクセスに関するお詫び")
        #expect(listing.entries[3].title.contains("詳細") && listing.entries[3].title.contains("８"))
        let ruled = try read(page, rules: "include=/info/*.html exclude=*/2.html within=#news")
        #expect(ruled.entries.map { $0.address.suffix(6) } == ["1.html", "3.html", "4.html"])
    }

    @Test func whatIsCutShortGivesWhatWasWhole() throws {
        let listing = try read("<rss><channel><title>t</title><item><link>/1</link></item><item><link>/2</li")
        #expect(listing.entries.first?.address == "https://www.example.jp/1" && listing.fault != nil)
    }

    @Test(arguments: [
        (
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><rss><channel><item><title>&a;</title></item></channel></rss>",
            "entities"
        ),
        ("<?xml version='1.0'?><kml><a/></kml>", "no feed"), ("{\"a\":1}", "no items"), ("{\"items\":[", "no JSON"),
        ("", "empty"), ("  \n ", "empty"),
    ])
    func whatIsNoListIsTold(text: String, reason: String) {
        #expect { try read(text) } throws: { "\($0)".contains(reason) }
    }

    /// Nothing outside is loaded: a file named by an entity stays where it is.
    @Test func entitiesFromOutsideAreNotLoaded() {
        let text =
            "<?xml version='1.0'?><!DOCTYPE r SYSTEM 'file:///etc/passwd'><rss><channel><item><link>/1</link><title>a&x;b</title></item></channel></rss>"
        #expect((try? read(text))?.entries.first?.title == "a&x;b")
    }

    @Test func titlesAreTextAndDoNotSteer() throws {
        let listing = try read(
            "<rss><channel><item><link>/1</link><title>a\u{202E}b\u{200B}&lt;script&gt;alert(1)&lt;/script&gt; 1 &lt; 2</title></item></channel></rss>"
        )
        #expect(listing.entries[0].title == "abalert(1) 1 < 2")
    }

    @Test func mutatedFeedsNeverCrash() throws {
        let whole = Array(
            """
            <?xml version="1.0"?><rss version="2.0"><channel><title>お知らせ</title><item><title>&amp;<![CDATA[x]]></title>
            <link>https://www.example.jp/1</link><pubDate>Mon, 05 Jan 2026 09:00:00 +0900</pubDate></item></channel></rss>
            """.utf8)
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
                }
            }
            let listing = try? SourceListing.read(bytes, address: address)
            for entry in listing?.entries ?? [] { #expect(entry.address.hasPrefix("http")) }
        }
    }
}

@Suite("Dates of feeds")
struct FeedDateTests {
    @Test(arguments: [
        ("Mon, 05 Jan 2026 09:00:00 +0900", 1_767_571_200), ("05 Jan 2026 00:00:00 GMT", 1_767_571_200),
        ("Mon, 5 Jan 26 00:00 UT", 1_767_571_200), ("Sun, 4 Jan 2026 19:00:00 EST", 1_767_571_200),
        ("2026-01-05T09:00:00+09:00", 1_767_571_200), ("2026-01-05T00:00:00Z", 1_767_571_200),
        ("2026-01-05T09:00:00.000+0900", 1_767_571_200), ("2026-01-05 09:00:00", 1_767_571_200),
        ("2026-01-05", 1_767_538_800), ("2026/1/5", 1_767_538_800), ("2026年1月5日", 1_767_538_800),
        ("令和8年1月5日", 1_767_538_800), ("２０２６．０１．０５", 1_767_538_800),
    ])
    func isRead(text: String, seconds: Int) { #expect(FeedDate.seconds(text) == seconds) }

    @Test(arguments: ["", "yesterday", "2026-13-05", "99999", "Mon, 55 Jan 2026", "03-1234-5678"])
    func isNone(text: String) { #expect(FeedDate.seconds(text) == nil) }
}

@Suite("Title filters, rules and OPML")
struct FilterTests {
    @Test func aFilterIsAQueryOfWords() throws {
        let filter = try TitleFilter("(漏えい OR \"不正アクセス\") -訓練", synonyms: .builtIn)
        #expect(filter.accepts("個人情報の漏洩について"))
        #expect(filter.accepts("不正アクセスに関するお詫び（第２報）"))
        #expect(!filter.accepts("不正アクセス対応訓練のお知らせ"))
        #expect(!filter.accepts("新製品のご案内"))
    }

    @Test(arguments: ["type:ransomware 漏えい", "people:>100", "(", "published:2026"])
    func whatATitleDoesNotTellIsRefused(query: String) {
        #expect(throws: TitleFilter.Fault.self) { try TitleFilter(query, synonyms: .builtIn) }
    }

    @Test(arguments: ["include", "color=red", "within=news", "include="])
    func aRuleThatIsNoneIsTold(text: String) { #expect(throws: LinkRules.Fault.self) { try LinkRules(text) } }

    @Test func patternsTakeStars() {
        func fits(_ pattern: String, _ text: String) -> Bool { Wildcard.fits(Array(pattern.utf8), Array(text.utf8)) }
        #expect(fits("/news/*.html", "/news/2026/1.html") && fits("*", "") && fits("/a", "/a"))
        #expect(!fits("/news/*", "/new/1") && !fits("/a", "/ab"))
        #expect(!fits(String(repeating: "*a", count: 200), String(repeating: "b", count: 2_000)))
    }

    @Test func opmlGoesOutAndComesBack() throws {
        let outlines = [
            OPML.Outline(address: "https://www.example.jp/feed?a=1&b=2", name: "お知らせ <\"新着\">"),
            OPML.Outline(address: "https://www.example.jp/2", name: "二"),
        ]
        let text = OPML.write(outlines, title: "t")
        #expect(try OPML.read(text) == outlines)
        let nested = """
            <opml version="1.0"><body><outline text="folder"><outline text="a" xmlUrl="https://www.example.jp/a"/>
            <outline text="none" xmlUrl="ftp://www.example.jp/a"/></outline></body></opml>
            """
        #expect(try OPML.read(nested) == [OPML.Outline(address: "https://www.example.jp/a", name: "a")])
        #expect(throws: ListingFault.self) { try OPML.read("<html></html>") }
    }
}
