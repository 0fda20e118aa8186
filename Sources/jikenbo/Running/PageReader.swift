import Casebook
import Exchange
import Facts
import Language
import Pages
import Reading

/// The way of one page: bytes, text, notices, records. Safe to use from any number of threads.
struct PageReader: Sendable {
    private let decoder: PageDecoder
    private let splitter: Splitter
    private let reader: Reader
    private let limit: ByteSize

    init(lexicon: Lexicon, limit: ByteSize) {
        decoder = PageDecoder(limits: PageDecoder.Limits(maxBytes: limit.bytes))
        splitter = Splitter(lexicon: lexicon)
        reader = Reader(lexicon: lexicon)
        self.limit = limit
    }

    /// The bytes of an input.
    func bytes(of input: Input) throws(InputError) -> [UInt8] {
        switch input {
        case .file(let path): try FileSystem.bytes(of: path, limit: limit)
        case .standardInput: try FileSystem.standardInput(limit: limit)
        case .failure(let error): throw error
        }
    }

    /// A page with its notices, each with its id and its place in the page.
    func read(_ bytes: [UInt8], name: String) throws(InputError) -> (page: PageText, notices: [ReadNotice]) {
        let page = try page(bytes, name)
        let (spans, only) = splitter.split(page)
        let notices = spans.map { span in
            let utf8 = page.text.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: span.start)
            let text = String(page.text[start..<utf8.index(start, offsetBy: span.count)])
            var record = only.map { reader.read(text, $0) } ?? reader.read(text)
            record.id = Digest.noticeID(text)
            record.source = NoticeRecord.Source(page: name, at: span)
            return ReadNotice(record: record, text: text)
        }
        return (page, notices)
    }

    /// The text of a page.
    func text(of bytes: [UInt8], name: String) throws(InputError) -> String { try page(bytes, name).text }

    private func page(_ bytes: [UInt8], _ name: String) throws(InputError) -> PageText {
        do throws(PageError) {
            return try decoder.text(of: bytes, name: name == "-" ? "standard input" : name)
        } catch {
            throw InputError(sentence: error.description)
        }
    }
}
