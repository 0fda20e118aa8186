import Foundation
import Language
import Testing

@testable import Web

/// What holds for every template and every word of the pages.
@Suite struct TemplateTests {
    static let templates = WebFile.all.filter { $0.name.hasPrefix("templates/") }

    @Test func everyFileIsBuiltIn() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/WebFiles")
        for folder in ["templates", "assets"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            #expect(!names.isEmpty)
            for name in names { #expect(WebFile.all.contains { $0.name == "\(folder)/\(name)" }, "\(name)") }
        }
    }

    @Test(arguments: templates.map(\.name))
    func aPageEscapesAsPagesDo(name: String) throws {
        let text = try #require(WebFile.all.first { $0.name == name }).text
        // Also in parts and the frame: rendering one begins with Mustache's own escaping again.
        #expect(text.hasPrefix("{{% CONTENT_TYPE:PAGE}}\n"))
        #expect(!text.contains("{{{") && !text.contains("{{&"), "unescaped text")
    }

    @Test(arguments: templates.map(\.name))
    func noTemplateHasWhatThePolicyForbids(name: String) throws {
        let text = try #require(WebFile.all.first { $0.name == name }).text
        #expect(text.firstMatch(of: /\sstyle="|<style|\son[a-z]+="|href="javascript:[^{]|<script>/) == nil)
    }

    @Test func everyWordOfTheTemplatesIsThere() {
        for file in Self.templates {
            for match in file.text.matches(of: /\{\{[#^]?t\.([A-Za-z]+)\}\}/) {
                #expect(SiteWords.table[String(match.1)] != nil, "\(file.name): \(match.1)")
            }
        }
    }

    @Test func wordsAreFilledInOnceAndEscaped() {
        let words = SiteWords(language: .en)
        #expect(
            Templates.filled("<b>{{t.search}}</b>{{q}}{{t.searchHint}}", with: words) == "<b>Search</b>{{q}}"
                + PageContent().escapeText(words["searchHint"]))
        #expect(
            Templates.filled("{{#at.front}}no word{{/at.front}}", with: words) == "{{#at.front}}no word{{/at.front}}")
        #expect(!SiteWords.table.values.contains { $0.ja.contains("{{") || $0.en.contains("{{") })
    }

    @Test func everyWordIsThereOnce() {
        let keys = WebFile.all.filter { $0.name.hasPrefix("words") }.flatMap { file in
            file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " } }
        }
        #expect(Set(keys).count == keys.count, "\(Dictionary(grouping: keys, by: { $0 }).filter { $1.count > 1 }.keys)")
    }

    @Test func gapsAreFilledInOrder() {
        let words = SiteWords(language: .en)
        #expect(words("aboutFiled", "3", "4", "5") == "It holds 3 cases, 4 notices and 5 pages.")
        #expect(words["no such word"] == "⟦no such word⟧")
    }
}

@Suite struct EscapingTests {
    @Test(arguments: [
        ("plain", "plain"), ("漏えい", "漏えい"), ("a<b>&\"'`", "a&lt;b&gt;&amp;&quot;&#39;&#96;"),
        ("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\u{202E}txt.exe", "\\u{202E}txt.exe"), ("a\u{200B}b", "a\\u{200B}b"),
        ("a\u{0}b\u{1B}[31m", "a\\u{0}b\\u{1B}[31m"),
        ("one\ntwo\tthree", "one\ntwo three"), ("👨‍👩‍👧", "👨‍👩‍👧"),
    ])
    func textIsNeverMarkup(text: String, html: String) {
        #expect(PageContent().escapeText(text) == html)
    }
}

@Suite struct WholePageTests {
    /// What a text is escaped by must not be lost on the way through the frame and its parts.
    @Test func steeringCharactersAreShownInEveryPart() {
        let hit: Model = [
            "href": "", "number": "1", "title": "\u{202E}title", "organisation": ["organisation": "\u{202E}name"],
        ]
        let page = Page(
            template: "cases", title: "\u{202E}", model: ["heading": "\u{202E}", "hasHits": true, "hits": [hit]],
            query: "\u{202E}")
        let html = PageWriter(language: .ja).html(page, path: "/ja/cases", viewer: .stranger)
        #expect(!html.unicodeScalars.contains("\u{202E}"))
        #expect(html.contains("\\u{202E}title") && html.contains("\\u{202E}name"))
    }
}
