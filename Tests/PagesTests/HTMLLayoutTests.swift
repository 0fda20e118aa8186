import Facts
import Testing

@testable import Pages

@Suite("How a page's elements become lines")
struct HTMLLayoutTests {
    /// What a body holds, and the text that comes of it.
    static let examples: [(String, String)] = [
        // White space
        ("<p>不正   アクセス\t について</p>", "不正 アクセス について"),
        ("<p>不正\n    アクセス</p>", "不正アクセス"),
        ("<p>unauthorised\n  access</p>", "unauthorised access"),
        ("<p>2023年\n1月</p>", "2023年 1月"),
        ("<p>不正<span>アクセス</span><b>被害</b>の<a href=x>お知らせ</a></p>", "不正アクセス被害のお知らせ"),
        ("<p>不正</p>\n\n\n<p>アクセス</p>", "不正\n\nアクセス"),
        ("  \n <div>  端  </div> \n", "端"),
        ("<p>　字下げ&nbsp;と&amp;参照&#12354;&hellip;&copy;</p>", "　字下げ\u{A0}と&参照あ…©"),
        ("<p>上</p><p>&nbsp;</p><p>　</p><p>下</p>", "上\n\n下"),
        // Lines
        ("一<br>二<br/>三", "一\n二\n三"),
        ("一<br><br><br><br>二", "一\n\n二"),
        ("<div>一</div><div>二<div>三</div></div>四", "一\n二\n三\n四"),
        ("<p>一<br></p><p>二</p>", "一\n\n二"),
        ("一<hr>二", "一\n二"),
        ("<pre>一  二\n\t三</pre>四", "一  二\n\t三\n\n四"),
        // Headings
        ("前<h2>見出し</h2>後", "前\n\n見出し\n後"),
        ("<h1>長い<br>見出し</h1><p>本文</p>", "長い 見出し\n\n本文"),
        ("<h2></h2><h3> </h3><p>本文</p>", "本文"),
        ("<h3><button>原因</button></h3><p>本文<button>閉じる</button></p>", "原因\n\n本文"),
        // Lists
        ("<ul><li>氏名</li><li>住所</li></ul>", "・氏名\n・住所"),
        ("<ul><li>氏名<li>住所</ul>後", "・氏名\n・住所\n後"),
        ("<ol><li>氏名</li><li>住所</li></ol>", "1. 氏名\n2. 住所"),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3. 甲\n7. 乙\n8. 丙"),
        ("<ul><li>項目<ol><li>甲</li></ol></li><li>次</li></ul>", "・項目\n1. 甲\n・次"),
        ("<ul><li><p>段落</p></li><li></li><li> <div>甲</div> </li></ul>", "・段落\n・甲"),
        // Pages that write their own marks hide the list's.
        ("<ul><li>・氏名</li><li>※注</li><li>①番号</li><li>（1）番号</li><li>1.番号</li></ul>", "・氏名\n※注\n①番号\n（1）番号\n1.番号"),
        ("<ol><li>(1) 甲</li><li>2023年1月4日 判明</li><li>1.5倍</li></ol>", "(1) 甲\n2. 2023年1月4日 判明\n3. 1.5倍"),
        ("<dl><dt>発生日</dt><dd>1月4日</dd><dt>件数：</dt> <dd>88件</dd></dl>", "発生日 : 1月4日\n件数： 88件"),
        ("<dl><dt>経緯</dt><dd><p>一</p><p>二</p></dd><dt>甲</dt><dd>乙</dd><dd>丙</dd></dl>", "経緯\n一\n二\n甲\n乙\n丙"),
        // Tables
        ("<table><tr><th>件数</th><td>88件</td></tr><tr><th>期間:</th><td>1月</td></tr></table>", "件数 : 88件\n期間: 1月"),
        (
            "<table><thead><tr><th>日付</th><th>対応</th></tr></thead><tbody><tr><td>2023/6/5</td>\n<td>検知</td></tr></tbody></table>",
            "日付 対応\n2023/6/5 検知"
        ),
        ("<table><tr><td>甲<td><td>乙<br>丙<tr><td><p>丁</p><p>戊</p></table>", "甲 乙 丙\n丁 戊"),
        (
            "<table><caption>表題</caption><tr><th>甲</th><td><ul><li>一</li><li>二</li></ul></td></tr></table>",
            "表題\n甲 : 一 二"
        ),
        (
            "<table><tr><td><h2>見出し</h2><p>本文</p></td></tr><tr><td><table><tr><th>甲</th><td>乙</td></tr></table></td></tr></table>",
            "見出し\n\n本文\n\n甲 : 乙"
        ),
        // Ruby, images, controls
        ("<ruby>漏<rp>(</rp><rt>ろう</rt><rp>)</rp>洩<rt>えい</rt></ruby>しました", "漏洩しました"),
        ("<p>前<img src=a.png alt=画像>後</p>", "前後"),
        ("<p>前<select><option>甲</select><textarea>乙</textarea><input value=丙>後</p>", "前後"),
        ("<p>約<del>3,000</del><sup>※1</sup>件</p>", "約3,000※1件"),
    ]

    @Test("Layout", arguments: examples)
    func layout(body: String, expected: String) throws {
        let result = try text(body)
        #expect(result == expected, "\(result.debugDescription)")
    }

    @Test("Headings are kept with their level and place, to the byte")
    func headings() throws {
        let html =
            "<html><body><h1> お詫びと<b>お知らせ</b> </h1><p>本文</p><h2>1. 経緯</h2><p>続き</p><ul><li><h3>原因</h3>不明</li></ul></body></html>"
        let page = try decode(Array(html.utf8), "a.html")
        let bytes = Array(page.text.utf8)
        let lines = page.headings.map { String(decoding: bytes[$0.at.start..<$0.at.end], as: UTF8.self) }
        #expect(lines == ["お詫びとお知らせ", "1. 経緯", "原因"])
        #expect(page.headings.map(\.level) == [1, 2, 3])
        #expect(page.headings.first?.at == TextSpan(0, 24))
    }
}
