import Facts

/// Reads the text and the headings of an HTML page.
enum HTMLReader {
    /// The page's content as plain text.
    static func read(_ page: String) throws(PageError.Reason) -> (text: String, headings: [PageText.Heading]) {
        let content = HTMLContent(HTMLParser.parse(page.utf8.span))
        var layout = HTMLLayout(content.tree)
        if let title = content.title { layout.write(title: title) }
        for region in content.regions { layout.write(region) }
        let result = layout.finish()
        if result.text.isEmpty { throw .htmlWithoutText }
        return result
    }
}
