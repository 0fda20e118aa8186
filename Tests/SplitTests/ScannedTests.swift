import Facts
import LanguageTests
import Pages
import Reading
import Testing

@Suite("A page that is one notice is scanned once")
struct ScannedTests {
    @Test("It is read as if it had been scanned again", arguments: ["", "\n", "\n\n \u{3000}\r\n\n", "\n\n共有\n\n"])
    func once(end: String) throws {
        var alone = 0
        for text in try Samples.texts("text") {
            let page = PageText(text: text + end, format: .plain, charset: "UTF-8", headings: [])
            let (spans, only) = Splitter().split(page)
            #expect(spans == Splitter().notices(in: page))
            guard let only else { continue }
            alone += 1
            let span = try #require(spans.first)
            let notice = String(decoding: Array(page.text.utf8)[span.start..<span.end], as: UTF8.self)
            #expect(spans.count == 1 && Reader().read(notice, only) == Reader().read(notice))
        }
        // Words behind a notice may have a part in what is found in it.
        #expect(end.contains("共有") ? alone == 0 : alone > 100)
    }
}
