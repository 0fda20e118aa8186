/// Turns the bytes of a file into text: plain text in any charset that Japanese pages use, HTML, PDF.
///
/// HTML is read in this process and nothing is ever fetched. PDFs are read by poppler's `pdftotext` in a process of its own, so
/// that a hostile one can crash or hang nothing but that.
public struct PageDecoder: Sendable {
    /// What a page may cost.
    public struct Limits: Hashable, Sendable {
        /// Bytes that a file may have; more than 256 MiB counts as 256 MiB.
        public var maxBytes: Int
        /// Bytes (UTF-8) that its text may have.
        public var maxTextBytes: Int
        /// Seconds that `pdftotext` may take.
        public var pdfSeconds: Double

        /// 50 MiB of file, 100 MiB of text, a minute for a PDF, unless told otherwise.
        public init(maxBytes: Int = 50 * 1024 * 1024, maxTextBytes: Int = 100 * 1024 * 1024, pdfSeconds: Double = 60) {
            // Offsets within a page are 32 bits wide, and a byte may become four.
            self.maxBytes = min(maxBytes, 256 * 1024 * 1024)
            self.maxTextBytes = maxTextBytes
            self.pdfSeconds = pdfSeconds
        }
    }

    let limits: Limits
    let pdf: PDFReader

    /// A decoder that finds `pdftotext` on the PATH.
    public init(limits: Limits = Limits()) {
        self.init(limits: limits, pdf: PDFReader())
    }

    init(limits: Limits, pdf: PDFReader) {
        self.limits = limits
        self.pdf = pdf
    }

    /// The text of a file.
    ///
    /// The content says what the file is; its name's extension is asked only where the content is silent. The text of plain UTF-8 is
    /// the file's bytes, carriage returns included, so that offsets into it are offsets into the file; only a byte order mark and
    /// control characters, where there are any, are taken out.
    /// - Parameter name: The file's name or address, for its extension and for messages.
    public func text(of bytes: [UInt8], name: String) throws(PageError) -> PageText {
        do {
            return try page(bytes, kind: PageKind(name: name))
        } catch {
            throw PageError(name: name, reason: error)
        }
    }

    /// The characters of a text file of whatever kind, as they stand: markup is left as it is.
    /// - Throws: where the bytes are no text, or in no charset that Jikenbo knows.
    package static func decoded(_ bytes: [UInt8]) throws(PageError.Reason) -> String {
        try CharsetDecoder.decode(bytes, declared: CharsetDeclaration.charset(in: bytes)).text
    }

    private func page(_ bytes: [UInt8], kind: PageKind) throws(PageError.Reason) -> PageText {
        if bytes.count > limits.maxBytes { throw .tooLarge(bytes: bytes.count, limit: limits.maxBytes) }
        if bytes.isEmpty { throw .empty }
        let page: PageText
        switch FileSignature(bytes, named: kind) {
        case .pdf:
            let text = try pdf.text(of: bytes, seconds: limits.pdfSeconds, maxBytes: limits.maxTextBytes)
            page = PageText(text: text, format: .pdf, charset: Charset.utf8.rawValue)
        case .binary(let what): throw .binary(what)
        case nil: page = try textPage(bytes, kind: kind)
        }
        let count = page.text.utf8.count
        if count > limits.maxTextBytes { throw .tooMuchText(limit: limits.maxTextBytes) }
        return page
    }

    private func textPage(_ bytes: [UInt8], kind: PageKind) throws(PageError.Reason) -> PageText {
        let decoded = try CharsetDecoder.decode(bytes, declared: CharsetDeclaration.charset(in: bytes))
        let charset = decoded.charset.rawValue
        guard decoded.text.utf8.contains(where: { !ASCII.isSpace($0) }) else { throw .empty }
        if HTMLSniffer.isHTML(decoded.text.utf8.span, named: kind) {
            let page = try HTMLReader.read(decoded.text)
            return PageText(text: page.text, format: .html, charset: charset, headings: page.headings)
        }
        if kind == .pdf { throw .brokenPDF("it does not begin with %PDF-") }
        return PageText(text: decoded.text, format: .plain, charset: charset)
    }
}

/// Why a page has no text. Its description is one line: `NAME: reason; remedy`.
public struct PageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's name or address, as it was given.
    public var name: String
    /// What is wrong.
    public var reason: Reason

    public init(name: String, reason: Reason) {
        self.name = name
        self.reason = reason
    }

    /// What can be wrong with a file.
    public enum Reason: Error, Hashable, Sendable {
        /// The file has more bytes than the limit.
        case tooLarge(bytes: Int, limit: Int)
        /// There are no bytes, or only white space.
        case empty
        /// The bytes are no text; the kind of file where it is known.
        case binary(String?)
        /// Text, but in no charset that Jikenbo knows.
        case unreadable
        /// The system's C library has no table for a charset.
        case charsetMissing(String)
        /// An HTML page that shows no text.
        case htmlWithoutText
        /// A PDF that asks for a password.
        case encryptedPDF
        /// A PDF whose owner forbids that text be copied out of it.
        case copyForbiddenPDF
        /// A PDF that cannot be read, and what `pdftotext` says.
        case brokenPDF(String)
        /// A PDF without a text layer.
        case noTextInPDF
        /// A PDF in Japanese whose encodings need poppler's data files.
        case pdfDataMissing
        /// `pdftotext` is not on the PATH.
        case pdfToolMissing
        /// `pdftotext` could not be run, and why.
        case pdfToolFailed(String)
        /// `pdftotext` took too long.
        case pdfTimeout(seconds: Double)
        /// The text is longer than the limit.
        case tooMuchText(limit: Int)
    }

    public var description: String {
        let (what, remedy) = sentences
        return "\(Self.oneLine(name)): \(Self.oneLine(what)); \(remedy)"
    }

    /// Every reason in words, with what to do. Nowhere else are there sentences about pages.
    private var sentences: (what: String, remedy: String) {
        switch reason {
        case .tooLarge(let bytes, let limit):
            (
                "the file has \(bytes) bytes, more than the limit of \(limit)",
                "give the notice's own page, or raise the limit"
            )
        case .empty:
            ("the file is empty", "fetch or save the page again")
        case .binary(let kind):
            (
                kind.map { "this is \($0), not text" } ?? "this is binary data, not text",
                "save the notice as text, HTML or PDF"
            )
        case .unreadable:
            ("the text is in no charset that fits its bytes", "save it as UTF-8")
        case .charsetMissing(let charset):
            (
                "the C library has no conversion table for \(charset)",
                "install the system's iconv modules, or save the file as UTF-8"
            )
        case .htmlWithoutText:
            (
                "the HTML page shows no text",
                "its text may be put there by a script: save it from a browser, or give its text"
            )
        case .encryptedPDF:
            ("the PDF asks for a password", "save a copy without one, such as with qpdf --decrypt")
        case .copyForbiddenPDF:
            ("the PDF's owner forbids copying its text", "ask the publisher for another copy, or type the text off")
        case .brokenPDF(let detail):
            ("the PDF cannot be read (\(detail))", "fetch or save it again")
        case .noTextInPDF:
            (
                "the PDF has no text layer, it may be a scanned image",
                "add one by OCR, such as with ocrmypdf -l jpn IN.pdf OUT.pdf"
            )
        case .pdfDataMissing:
            ("pdftotext lacks the data for the PDF's Japanese encoding", "apt-get install poppler-data")
        case .pdfToolMissing:
            (
                "reading a PDF needs pdftotext, which is not on the PATH",
                "apt-get install poppler-utils, or brew install poppler"
            )
        case .pdfToolFailed(let detail):
            (
                "pdftotext could not be run (\(detail))",
                "see that pdftotext works and the temporary folder can be written to"
            )
        case .pdfTimeout(let seconds):
            (
                "pdftotext took more than \(Self.number(seconds)) s",
                "give a PDF with fewer pages, or raise the time limit"
            )
        case .tooMuchText(let limit):
            ("the text has more than \(limit) bytes", "give the notice's own page, or raise the limit")
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }

    /// The text with what would break a line, or turn its direction, escaped.
    private static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                line += scalar.escaped(asASCII: true)
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
