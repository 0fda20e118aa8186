import Facts
import Foundation
import Testing

@testable import Pages

@Suite("Hostile files", .timeLimit(.minutes(2)))
struct HostileTests {
    /// Decodes, and sees that what comes out is sound. Returns the text's length.
    @discardableResult
    static func check(_ bytes: [UInt8], _ name: String) -> Int {
        // PDFs are the child's concern.
        guard let page = try? PageDecoder(limits: .init(), pdf: PDFReader(searchPath: "")).text(of: bytes, name: name)
        else { return 0 }
        let text = Array(page.text.utf8)
        #expect(String(validating: text, as: UTF8.self) != nil)
        #expect(!text.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
        for heading in page.headings {
            let isInRange = heading.at.start >= 0 && heading.at.start < heading.at.end && heading.at.end <= text.count
            #expect(isInRange && (1...6).contains(heading.level))
            if isInRange { #expect(!text[heading.at.start..<heading.at.end].contains(0x0A)) }
        }
        if page.format == .html { #expect(text.first != 0x0A && text.last != 0x0A && !text.isEmpty) }
        return text.count
    }

    @Test(
        "A hundred thousand nested tags are read",
        arguments: ["div", "b", "table><tr><td", "ul><li", "p", "font", "h1", "section", "dl><dt", "pre"])
    func nested(tag: String) throws {
        let deep = String(repeating: "<\(tag)>", count: 100_000)
        #expect(try text("\(deep)底</b>").hasSuffix("底"))
    }

    /// Shapes that make a parser do the same work again and again.
    @Test(
        "Work grows with the size of the page and no faster",
        arguments: [
            String(repeating: "<i>", count: 40_000) + String(repeating: "<div>", count: 40_000)
                + String(repeating: "</i>", count: 80_000),
            String(repeating: "<b>", count: 40_000) + String(repeating: "</u>", count: 120_000),
            "<p " + (0..<100_000).map { "a\($0)=1 " }.joined() + ">",
            String(repeating: "<!--", count: 50_000), String(repeating: "<script>", count: 30_000),
            String(repeating: "<a href=\"", count: 30_000),
            String(repeating: "<title>", count: 30_000), String(repeating: "<", count: 200_000),
            String(repeating: "&amp", count: 50_000), String(repeating: "&", count: 200_000),
            String(repeating: "<a='", count: 30_000), String(repeating: "<p><table>", count: 10_000),
            String(repeating: "<ul><li>", count: 20_000),
            String(repeating: "<td>", count: 50_000), String(repeating: "<dl><dt>甲<dd>", count: 10_000),
            String(repeating: "<h1>甲", count: 20_000),
            String(repeating: "\u{A0}<br>", count: 20_000), String(repeating: "\u{3000}", count: 200_000),
            "<p class=\"" + String(repeating: "a ", count: 200_000) + "\">",
            String(repeating: "<svg><title>", count: 10_000),
            "<ol start=9223372036854775807>" + String(repeating: "<li>甲", count: 10_000),
            String(repeating: "<dd>甲", count: 20_000), String(repeating: "<form><nav>", count: 20_000),
            String(repeating: "<button>", count: 20_000),
        ])
    func quadratic(shape: String) {
        let clock = ContinuousClock()
        let start = clock.now
        Self.check(Array("<html><body>本文です。\(shape)終わりです。".utf8), "a.html")
        #expect(clock.now - start < .seconds(10), "\(clock.now - start) for \(shape.prefix(20))")
    }

    @Test(
        "What broken HTML says is read",
        arguments: [
            "<p>本文です。<p", "<p>本文です。<!-- 閉じない", "<p>本文です。<script>", "<p title=\"閉じない>本文です。", "<title>題<p>本文です。",
            "本文です。</div></p></body></html></table>",
            "<table>本文です。<tr>", "<p>本文です。&#xD800;&#0;&#x110000;&bogus;", "<html><html><body><body>本文です。",
            "<style>p{}<p>本文です。", "<head><main>本文です。", "<p>1 < 2 本文です。<3",
        ])
    func broken(page: String) throws {
        #expect(try decode(Array(page.utf8), "a.html").text.contains("本文です。"))
    }

    /// In place of a fuzzer, which SwiftPM does not run: 2,000 files made by chance, the same in every run.
    @Test("Files made by chance do no harm")
    func chance() throws {
        var dice = Dice(state: 20_230_104)
        let seeds: [[UInt8]] =
            try [
                Array(notice.utf8), encode(notice, "CP932"), encode(notice, "EUC-JP"), encode(notice, "ISO-2022-JP"),
                encode(notice, "UTF-16LE"),
                Array("<html><head><title>題</title><meta charset=sjis></head><body>\(HTMLContentTests.body)".utf8),
            ] + HTMLLayoutTests.examples.map { Array($0.0.utf8) }
        let words = [
            "<", ">", "</", "\"", "'", "<!--", "-->", "<table>", "</td>", "<h1>", "</h2>", "<li>", "<ol>", "<script>",
            "<pre>", "&#", "&amp;", "\u{1B}$B", "%PDF-",
        ].map { Array($0.utf8) }
        var read = 0
        for round in 0..<2_000 {
            var bytes = seeds[round % seeds.count]
            if round % 10 == 0 {
                bytes = (0..<Int.random(in: 0...2_000, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice)
                }
            }
            for _ in 0..<Int.random(in: 1...12, using: &dice) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<5, using: &dice) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...8, using: &dice)))
                case 2: bytes.insert(contentsOf: words.randomElement(using: &dice) ?? [], at: at)
                case 3:
                    bytes.insert(
                        contentsOf: bytes[at..<min(bytes.count, at + 40)],
                        at: Int.random(in: 0...bytes.count, using: &dice))
                default: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &dice))
                }
            }
            if Self.check(bytes, round.isMultiple(of: 2) ? "a.html" : "a.txt") > 0 { read += 1 }
        }
        // A test in which every file is refused would see nothing.
        #expect(read > 1_000)
    }
}
