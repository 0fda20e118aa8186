import Exchange
import Facts
import Language
import Pages
import Reading

/// The way of one page: bytes, text, notices, records, output. Safe to use from any number of threads.
struct PageReader: Sendable {
    let decoder: PageDecoder
    let splitter: Splitter
    let reader: Reader
    let format: any NoticeFormat
    let kind: NoticeKind?
    let limit: ByteSize

    init(lexicon: Lexicon, format: any NoticeFormat, kind: NoticeKind?, limit: ByteSize) {
        decoder = PageDecoder(limits: PageDecoder.Limits(maxBytes: limit.bytes))
        splitter = Splitter(lexicon: lexicon)
        reader = Reader(lexicon: lexicon)
        self.format = format
        self.kind = kind
        self.limit = limit
    }

    /// What one input gave.
    struct Result: Sendable {
        /// The notices in the format that was asked for.
        var text = ""
        /// How many notices the page holds, those not asked for included.
        var notices = 0
        var written = 0
        var failure: String?
    }

    func read(_ input: Input) -> Result {
        do throws(InputError) {
            switch input {
            case .file(let path): return try read(try FileSystem.bytes(of: path, limit: limit), name: input.name)
            case .standardInput: return try read(try FileSystem.standardInput(limit: limit), name: input.name)
            case .failure(let error): throw error
            }
        } catch {
            return Result(failure: error.description)
        }
    }

    private func read(_ bytes: [UInt8], name: String) throws(InputError) -> Result {
        let page: PageText
        do throws(PageError) {
            page = try decoder.text(of: bytes, name: name == "-" ? "standard input" : name)
        } catch {
            throw InputError(sentence: error.description)
        }
        var result = Result()
        for span in splitter.notices(in: page) {
            result.notices += 1
            let utf8 = page.text.utf8
            let start = utf8.index(utf8.startIndex, offsetBy: span.start)
            let text = String(page.text[start..<utf8.index(start, offsetBy: span.count)])
            var record = reader.read(text)
            if let kind, record.kind != kind { continue }
            record.id = NoticeID.of(text)
            record.source = NoticeRecord.Source(page: name, at: span)
            result.text += format.text(of: ReadNotice(record: record, text: text))
            result.written += 1
        }
        return result
    }
}
