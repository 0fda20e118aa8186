import Facts
import Foundation
import LanguageTests
import Reading
import Testing

@Suite("Reading is pure, quick and exact")
struct ReaderTests {
    @Test("The same text gives the same record, from eight tasks at once")
    func pure() async throws {
        let texts = try Samples.texts("text")
        #expect(texts.count > 20)
        let alone = texts.map { Reader().read($0) }
        await withTaskGroup(of: [NoticeRecord].self) { group in
            for _ in 0..<8 { group.addTask { texts.map { Reader().read($0) } } }
            for await together in group { #expect(together == alone) }
        }
    }

    @Test("Every quote of the samples is the words at its place")
    func samples() throws {
        for text in try Samples.texts("text") {
            let record = Reader().read(text)
            #expect(fault(in: record, of: text) == nil, "\(text.prefix(60))")
        }
    }

    @Test("The check of evidence finds what is wrong")
    func check() {
        let text = "当社の名簿が流出しました。"
        var record = NoticeRecord(id: "", kind: .incident)
        func evidence(_ quote: String, _ start: Int, _ end: Int) -> Evidence {
            Evidence(quote: quote, at: TextSpan(start, end), confidence: 1, rule: "r")
        }
        record.leakStatus = Fact(.confirmed, evidence("流出", 18, 24))
        #expect(fault(in: record, of: text) == nil)
        record.leakStatus = Fact(.confirmed, evidence("流出", 15, 21))
        #expect(fault(in: record, of: text) == "r: 流出")
        record.leakStatus = Fact(.confirmed, evidence("流出", 18, 99))
        #expect(fault(in: record, of: text) == "r: 18..<99 of 39")
    }

    @Test(
        "A text that says nothing gives an empty record",
        arguments: ["", " ", "\n\n", "\u{FEFF}", "\0", "。", "\u{3000}\r\n"])
    func empty(text: String) {
        let record = Reader().read(text)
        #expect(record.kind == .other)
        #expect(Field.all.flatMap { $0.values(record) } == [] || fault(in: record, of: text) == nil)
    }

    @Test("Line ends do not matter to what is read")
    func lineEnds() throws {
        for text in try Samples.texts("text") {
            let (unix, dos) = (Reader().read(text), Reader().read(text.replacing("\n", with: "\r\n")))
            for field in Field.all {
                #expect(
                    field.values(unix).map { $0.replacing("\n", with: "") }
                        == field.values(dos).map { $0.replacing("\r\n", with: "") })
            }
        }
    }

    /// A text of one piece again and again, that tempts a reader to do the same work again and again.
    struct Shape: CustomTestStringConvertible, Sendable {
        let name: String
        let piece: String
        /// The text's length in kB.
        var size = 250

        var text: String {
            HeaderTests.casebook + String(repeating: piece, count: size * 1000 / piece.utf8.count)
        }
        var testDescription: String { "\(size) kB of \(name)" }
    }

    static let shapes = [
        Shape(name: "one line", piece: "当社は2024年1月4日に不正アクセスを検知し、氏名1,200件が流出した可能性を警察に報告しました。", size: 1000),
        Shape(name: "digits", piece: "1234567890", size: 1000), Shape(name: "brackets", piece: "(「『【", size: 1000),
        Shape(name: "quotes within quotes", piece: "「", size: 1000), Shape(name: "closing brackets", piece: ")」』】"),
        Shape(name: "pairs of quotes", piece: "「甲」"), Shape(name: "kanji numerals", piece: "一二三四五六七八九十百千"),
        Shape(name: "dates", piece: "2024年1月4日"), Shape(name: "ranges", piece: "1月4日から1月5日まで"),
        Shape(name: "counts", piece: "1,234名、"), Shape(name: "empty lines", piece: "\n"),
        Shape(name: "items", piece: "・氏名\n"),
        Shape(name: "headings", piece: "【原因】\n"), Shape(name: "long vowels", piece: "ー"),
        Shape(name: "spaces", piece: "\u{3000}"),
        Shape(name: "casebook headings", piece: "【セキュリティ事件簿#2023-060】"), Shape(name: "services", piece: "「甲ショップ」サイト"),
        Shape(name: "data", piece: "氏名、"), Shape(name: "roles", piece: "委託先の甲山カンパニー、"),
        // Words of one endless sentence, or names: some rules look at all of them for each.
        Shape(name: "leaks within quotes", piece: "「流出", size: 60),
        Shape(name: "leaks without a stop", piece: "個人情報の漏えいの可能性", size: 60),
        Shape(name: "denials without a stop", piece: "流出は確認されておりません", size: 60),
        Shape(name: "events without a stop", piece: "1月4日に検知し、", size: 60),
        Shape(name: "names", piece: "株式会社甲山、", size: 60),
        Shape(name: "authorities", piece: "警察、個人情報保護委員会、", size: 60),
        Shape(name: "short names", piece: "株式会社甲(以下「乙」といいます)、", size: 60),
    ]

    /// Seconds that this thread has had of a processor.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("Long texts of any shape are read at once", arguments: shapes)
    func shape(shape: Shape) {
        let text = shape.text
        let start = Self.processorSeconds()
        let record = Reader().read(text)
        let seconds = Self.processorSeconds() - start
        let fault = fault(in: record, of: text)
        #expect(fault == nil)
        // For a debug build; work that grew with the square of the length would take hours. The thread's own time, because
        // other tests and programs that share the processor are no fault of the reader's.
        #expect(seconds < 20)
    }

    @Test("Whatever was done to a notice, it is read and quoted to the letter", .timeLimit(.minutes(2)))
    func chance() throws {
        let texts = try Samples.texts("text")
        var mutation = Mutation(seed: 4)
        var incidents = 0
        for round in 0..<1500 {
            let text = mutation.mutate(texts[round % texts.count], with: mutation.dice.pick(texts))
            let record = Reader().read(text)
            let fault = fault(in: record, of: text)
            #expect(fault == nil, "round \(round): \(text.debugDescription)")
            if fault != nil { break }
            if record.kind == .incident { incidents += 1 }
        }
        // Were every text refused, nothing would be tested.
        #expect(incidents > 500)
    }
}
