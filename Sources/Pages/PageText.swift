public import Facts

/// What kind of file a page was.
public enum PageFormat: String, Sendable { case plain, html, pdf }

/// The text of a page, decoded to UTF-8 and otherwise as the page has it.
///
/// The text of a plain UTF-8 file without control characters is the file byte for byte (less a byte order mark), carriage returns
/// included, so that offsets into the one are offsets into the other. In all other cases lines end in LF.
public struct PageText: Sendable {
    public var text: String
    public var format: PageFormat
    /// The name of the charset that the bytes were in, such as `UTF-8` or `Shift_JIS`.
    public var charset: String
    /// The lines that the page marks as headings (h1 to h6); empty for plain text and PDF.
    public var headings: [Heading]

    public init(text: String, format: PageFormat, charset: String, headings: [Heading] = []) {
        self.text = text
        self.format = format
        self.charset = charset
        self.headings = headings
    }

    /// A heading: its level (1 to 6) and its line's place in the text, as half-open UTF-8 byte offsets.
    public struct Heading: Hashable, Sendable {
        public var level: Int
        public var at: TextSpan

        public init(level: Int, at: TextSpan) {
            self.level = level
            self.at = at
        }
    }
}
