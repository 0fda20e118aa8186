import Testing

@testable import Pages

@Suite("Which part of a page is its text")
struct HTMLContentTests {
    static let body = "<h1>お詫びとお知らせ</h1><p>\(prose(3))</p><p>お問い合わせ窓口 0120-000-000</p>"
    static let plain = "お詫びとお知らせ\n\n\(prose(3))\n\nお問い合わせ窓口 0120-000-000"

    @Test(
        "Furniture is left out, whatever names it",
        arguments: [
            "<nav>メニュー</nav>", "<header>サイト名</header>", "<footer>著作権</footer>", "<aside>関連</aside>",
            "<form>検索<input></form>",
            "<div class=breadcrumb>トップ &gt; 会社</div>", "<div id='topicPath'>トップ</div>",
            "<ul class='p-pankuzu'><li>トップ</ul>",
            "<div class='share-buttons'>シェア</div>", "<div class=sns>共有</div>",
            "<div id=cookie-banner>クッキーを使います。同意しますか。</div>",
            "<div class='l-sidebar'>最新記事</div>", "<div id=global_nav>会社</div>", "<div role=navigation>会社</div>",
            "<div role=contentinfo>住所</div>",
            "<div id=header>サイト名</div>", "<div class='pagetop'>上へ</div>", "<script>var a = '本文';</script>",
            "<style>p{}</style>",
            "<noscript>JavaScriptを有効に</noscript>", "<template><p>雛形</p></template>", "<div hidden>隠し</div>",
            "<div style='color:red; DISPLAY : none'>隠し</div>",
            "<p style='visibility:hidden'>隠し</p>", "<svg><title>絵</title><text>絵</text></svg>", "<iframe>枠</iframe>",
            "<dialog>窓</dialog>",
            "<!-- 注釈 <p>注釈</p> -->", "<x-menu hidden>隠し</x-menu>".replacing("x-menu", with: "div"),
        ])
    func furniture(extra: String) throws {
        #expect(try text(extra + Self.body) == Self.plain)
        #expect(try text(Self.body + extra) == Self.plain)
        #expect(try text("<main>\(Self.body)</main>" + extra) == Self.plain)
    }

    @Test(
        "The part that the page marks is its content",
        arguments: [
            "<main>B</main>", "<article>B</article>", "<div role=main>B</div>", "<div id=main>B</div>",
            "<div class='entry-content'>B</div>",
            "<div id='contents'><div class=news-detail>B</div></div>", "<main><article>B</article></main>",
        ])
    func marked(shell: String) throws {
        let page = "<div>当サイトの案内</div>\(shell.replacing("B", with: Self.body))<div>住所 東京都</div>"
        #expect(try text(page) == Self.plain)
    }

    @Test("An unmarked page's menus of links go, its sentences and contacts stay")
    func unmarked() throws {
        let menu = "<ul>" + (1...8).map { "<li><a href=\($0)>項目\($0)</a></li>" }.joined() + "</ul>"
        #expect(try text("<div>\(menu)</div><div><div>\(Self.body)</div></div><div>\(menu)</div>") == Self.plain)
        let outside = try text("<p>はじめにお詫びします。</p><div>\(Self.body)</div><div>連絡先 03-0000-0000</div>")
        #expect(outside == "はじめにお詫びします。\n\n\(Self.plain)\n\n連絡先 03-0000-0000")
    }

    @Test("A marked part of less than a third of the text is not the content")
    func smallMain() throws {
        #expect(try text("<main><p>読み込み中です。</p></main><div>\(Self.body)</div>") == "読み込み中です。\n\n\(Self.plain)")
    }

    @Test(
        "What holds half of the page is content, whatever it is called",
        arguments: [
            "<form>B</form>", "<div class=sidebar>B</div>", "<header>B</header>", "<div id=header>B</div>",
            "<aside>B</aside>",
        ])
    func misnamed(shell: String) throws {
        let long = Self.body + "<p>\(prose(12))</p>"
        #expect(try text(shell.replacing("B", with: long) + "<p>短い。</p>") == Self.plain + "\n\n\(prose(12))\n\n短い。")
    }

    @Test("A page of nothing but furniture is given as it is")
    func onlyFurniture() throws {
        #expect(try text("<nav>会社案内</nav><footer>住所</footer>") == "会社案内\n住所")
    }

    @Test("An article's own header holds its title")
    func articleHeader() throws {
        #expect(
            try text("<header>サイト名</header><article><header><h1>題</h1></header><p>\(prose(2))</p></article>")
                == "題\n\n\(prose(2))")
    }

    @Test(
        "All articles of a page are kept, in order",
        arguments: [
            "<article>A</article><aside>関連</aside><article>B</article><article>C</article>",
            "<div class=post>A</div><div class=post>B</div><div class=post>C</div>",
            "<div id=main><div class=entry>A</div><div class=pager>次へ</div><div class=entry>B</div><div class=entry>C</div></div>",
            "<div class=section><div class='widget Blog'><div class=post>A</div><div class=post>B</div><div class=post>C</div></div></div>",
            "<div><div class=x1>A</div><div class=x2>B</div><div class=x3>C</div></div>",
        ])
    func blog(page: String) throws {
        var filled = page
        for (letter, title) in [("A", "一"), ("B", "二"), ("C", "三")] {
            filled = filled.replacing(letter, with: "<h2>\(title)</h2><p>\(prose(2))</p>")
        }
        #expect(try text(filled) == "一\n\n\(prose(2))\n\n二\n\n\(prose(2))\n\n三\n\n\(prose(2))")
    }

    @Test("The page's title stands in where the content has no heading")
    func title() throws {
        func page(_ body: String) throws -> PageText {
            try decode(
                Array("<html><head><title> お詫び &amp; <b>お知らせ\n| 架空商事</title></head><body>\(body)".utf8), "a.html")
        }
        let untitled = try page("<p>\(prose(1))</p>")
        #expect(untitled.text == "お詫び & <b>お知らせ | 架空商事\n\n\(prose(1))")
        #expect(untitled.headings.map(\.level) == [1])
        #expect(try page("<h2>経緯</h2><p>\(prose(1))</p>").text == "経緯\n\n\(prose(1))")
    }

    @Test("The heading above the content is its title")
    func headingAbove() throws {
        #expect(
            try text("<div><h1>お詫び</h1></div><main><h2>経緯</h2><p>\(prose(1))</p></main>") == "お詫び\n\n経緯\n\n\(prose(1))")
    }

    @Test(
        "Pages that show nothing say so",
        arguments: [
            "<html><body></body></html>", "<html><script>render()</script><div id=app></div>",
            "<html><div hidden>隠し</div>", "<html><img alt=画像>",
        ])
    func nothing(page: String) {
        #expect(
            complaint(Array(page.utf8), "a.html") == PageError(name: "a.html", reason: .htmlWithoutText).description)
    }

    @Test(
        "Names are looked up whole",
        arguments: [
            ("shareholder", false), ("share", true), ("c-breadcrumb", true), ("Global-Nav", true),
            ("entry-header", false), ("search-result", false),
        ])
    func names(name: String, isFurniture: Bool) {
        #expect(HTMLMarks(className: Array(name.utf8)[...]).contains(.furniture) == isFurniture)
    }
}
