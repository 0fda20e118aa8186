import Facts
import LanguageTests
import Pages
import Testing

/// A page whose notices stand between ⟦ and ⟧, with `#` before a line that the page marks as a heading.
struct Page {
    let marked: Marked
    let page: PageText

    init(_ text: String) {
        var headings: [PageText.Heading] = []
        var plain: [String] = []
        var start = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isHeading = line.contains("#") && !line.contains("【")
            let line = isHeading ? String(line).replacing("#", with: "") : String(line)
            let end = start + Marked(line).text.utf8.count
            if isHeading { headings.append(PageText.Heading(level: 2, at: TextSpan(start, end))) }
            plain.append(line)
            start = end + 1
        }
        marked = Marked(plain.joined(separator: "\n"))
        page = PageText(
            text: marked.text, format: headings.isEmpty ? .plain : .html, charset: "UTF-8", headings: headings)
    }

    /// Compares the notices that are found with those that are marked.
    static func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let page = Page(text)
        let found = page.marked.marking(Splitter().notices(in: page.page))
        #expect(found == page.marked.marking(page.marked.spans), sourceLocation: sourceLocation)
    }

    /// The body of a notice, long enough to be one.
    static func body(_ name: String) -> String {
        """
        平素より格別のご高配を賜り、厚く御礼申し上げます。このたび、\(name)のサーバーが第三者による不正アクセスを受け、お客様の個人情報が漏えいした可能性があることが判明しました。
        詳しくは次のとおりです。お客様には多大なるご迷惑をおかけしますことを、深くお詫び申し上げます。
        再発防止に全力を尽くしてまいります。
        """
    }
}

/// What is wrong with the places of a text's notices; `nil` where all is well.
func fault(in spans: [TextSpan], of text: String) -> String? {
    var end = 0
    for span in spans {
        if span.start < end || span.end <= span.start { return "\(span.start)..<\(span.end) follows \(end)" }
        if text.words(at: span) == nil { return "\(span.start)..<\(span.end) cuts a character" }
        end = span.end
    }
    return nil
}
