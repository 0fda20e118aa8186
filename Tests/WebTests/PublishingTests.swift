import Casebook
import Testing

@testable import Web

@Suite struct StaticAddressTests {
    @Test(arguments: [
        ("/", "index.html", ""), ("/ja/", "ja/index.html", ""), ("/en/about#language", "en/about.html", "#language"),
        ("/ja/cases", "ja/cases/index.html", ""), ("/ja/cases?q=published%3A2026", "ja/years/2026.html", ""),
        ("/ja/cases?q=published%3A2026&page=2", "ja/years/2026-2.html", ""),
        ("/ja/cases?q=type%3Aransomware", "ja/cases/index.html", "?q=type%3Aransomware"),
        ("/ja/cases?sort=size&q=published%3A2026", "ja/cases/index.html", "?sort=size&q=published%3A2026"),
        ("/ja/cases/2026-501", "ja/cases/2026-501.html", ""),
        ("/api/v1/cases/2026-501", "data/cases/2026-501.json", ""),
        ("/feeds/cases.atom?lang=en", "feeds/en-cases.atom", ""),
    ])
    func anAddressHasAFile(address: String, path: String, rest: String) throws {
        let file = try #require(StaticAddress.file(address))
        #expect(file.path == path)
        #expect(file.rest == rest)
    }

    @Test(arguments: ["/ja/login", "/ja/notices/82e2/original", "/metrics", "/feeds/cases.atom?q=x"])
    func whatNeedsAServerIsNotPublished(address: String) { #expect(StaticAddress.file(address) == nil) }

    /// Names of organisations are hostile: no path, no name that a file system refuses.
    @Test(arguments: ["..", "a/b", "CON", "%E6%A0%AA", "x\u{0}", String(repeating: "a", count: 300), ""])
    func aFileNameIsPlain(part: String) {
        let name = StaticAddress.name(part)
        #expect(name.utf8.count <= 60)
        #expect(part.isEmpty || name.wholeMatch(of: /[a-z0-9-]+/) != nil, "\(name)")
        #expect(name != part || part.wholeMatch(of: /[a-z0-9-]*/) != nil)
    }

    @Test func linksAreRelativeAndTextIsLeftAlone() {
        let html =
            #"<a href="/ja/cases/2026-501">x</a><p>href=&quot;/ja/&quot;</p><form action="/ja/login"><a href="https://example.jp/">"#
        #expect(
            StaticAddress.rewritten(html, path: "ja/notices/82e2.html")
                == ##"<a href="../../ja/cases/2026-501.html">x</a><p>href=&quot;/ja/&quot;</p><form action="#"><a href="https://example.jp/">"##
        )
    }

    @Test func anAmpersandInALinkStaysOne() {
        #expect(
            StaticAddress.rewritten(#"<a href="/ja/cases?q=a&amp;sort=size">"#, path: "index.html")
                == #"<a href="ja/cases/index.html?q=a&amp;sort=size">"#)
    }
}

@Suite struct StaticIndexTests {
    @Test func spellingsThatAreOneFoldToOne() {
        func same(_ a: String, _ b: String) { #expect(StaticIndex.folded(a) == StaticIndex.folded(b), "\(a) \(b)") }
        same("サーバー", "ｻｰﾊﾞ")
        same("ＶＰＮ", "vpn")
        same("ランサムウェア", "ランサムウエア")
    }

    @Test func spellingsAreSynonyms() {
        #expect(
            StaticIndex.withSpellings([["漏えい", "流出"]]) == [["漏えい", "流出", "漏洩", "漏泄"], ["改ざん", "改竄"]])
    }

    /// The script computes the same: 32-bit FNV-1a over UTF-16 units.
    @Test func shardsAreThoseOfTheScript() {
        #expect(StaticIndex.shard("", of: 1 << 31) == 2_166_136_261 % (1 << 31))
        #expect(StaticIndex.shard("a", of: 1 << 31) == Int(UInt32(0xE40C_292C)) % (1 << 31))
    }

    @Test func aCaseIsFoundByPairsAndValues() throws {
        var index = StaticIndex()
        index.add(.object(["number": .string("2026-501")]), texts: ["京都の病院"], values: ["type:ransomware"])
        index.add(.object(["number": .string("2026-502")]), texts: ["東京都"], values: [])
        var files: [String: String] = [:]
        try index.files(synonyms: [["漏えい", "流出"]]) { files[$0] = $1 }
        #expect(files["search/cases-0.json"] == #"[{"number":"2026-501"},{"number":"2026-502"}]"#)
        #expect(files["search/index.json"] == #"{"cases":2,"chunk":200,"shards":1,"synonyms":[["漏えい","流出"]]}"#)
        let shard = try #require(files["search/shard-0.json"])
        #expect(shard.contains(#""京都":[0,1]"#) && shard.contains(#""type:ransomware":[0]"#))
        #expect(shard.contains(#""東京":[1]"#) && !shard.contains("都の病"))
    }
}
