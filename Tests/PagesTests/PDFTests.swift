import Foundation
import Testing

@testable import Pages

/// A small PDF: one page for each text, one line for each of its lines. `encrypt` has it ask for a password.
func pdf(_ pages: [String], font: String = "/Subtype /Type1 /BaseFont /Helvetica", encrypt: Bool = false) -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font \(font) >>"]
    var kids: [String] = []
    for page in pages {
        var drawing = "BT /F1 11 Tf 14 TL 50 780 Td\n"
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            drawing += (line.hasPrefix("<") ? line : "(\(line))") + " Tj T*\n"
        }
        drawing += "ET"
        kids.append("\(objects.count + 1) 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count + 2) 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append("<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream")
    }
    objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(kids.count) >>"
    let key = String(repeating: "41", count: 32)
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (i, object) in objects.enumerated() {
        offsets.append(file.utf8.count)
        file += "\(i + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { file += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n" }
    let lock =
        encrypt
        ? "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <\(key)> /U <\(key)> >> /ID [<\(key)> <\(key)>]" : ""
    return Array(
        (file + "trailer << /Size \(objects.count + 1) /Root 1 0 R \(lock) >>\nstartxref\n\(start)\n%%EOF\n").utf8)
}

/// Runs `body` with a decoder whose `pdftotext` is this shell script.
func withTool<Result>(_ script: String, limits: PageDecoder.Limits = .init(), _ body: (PageDecoder) throws -> Result)
    throws -> Result
{
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = folder.appendingPathComponent("pdftotext").path
    try #require(
        FileManager.default.createFile(
            atPath: tool, contents: Data("#!/bin/sh\n\(script)\n".utf8), attributes: [.posixPermissions: 0o755]))
    return try body(PageDecoder(limits: limits, pdf: PDFReader(searchPath: folder.path)))
}

@Suite("PDF", .enabled(if: PDFReader().hasTool, "pdftotext is not installed"))
struct PDFTests {
    @Test("Lines come out as lines, pages are parted by a blank one")
    func lines() throws {
        let page = try decode(pdf(["Notice\nunauthorised access", "Second page"]), "notice.bin")
        #expect(page.text == "Notice\nunauthorised access\n\nSecond page")
        #expect(page.format == .pdf)
        #expect(page.headings.isEmpty)
    }

    @Test(
        "Japanese text comes out in Japanese",
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/poppler/cMap/Adobe-Japan1")))
    func japanese() throws {
        let font = """
            /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0
            /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>]
            """
        let hex = try encode("お詫びとお知らせ（第2報）", "CP932").map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
        #expect(try decode(pdf(["<\(hex)>"], font: font)).text == "お詫びとお知らせ（第2報）")
    }

    @Test("A PDF without text says that it may be a scan")
    func scan() {
        #expect(complaint(pdf([""]), "scan.pdf") == PageError(name: "scan.pdf", reason: .noTextInPDF).description)
    }

    @Test("An encrypted PDF says that it asks for a password")
    func encrypted() {
        #expect(
            complaint(pdf(["secret"], encrypt: true), "a.pdf")
                == PageError(name: "a.pdf", reason: .encryptedPDF).description)
    }

    @Test("A broken PDF says what the tool says of it")
    func broken() {
        let said = complaint(Array("%PDF-1.4\ngarbage".utf8), "a.pdf")
        #expect(said.hasPrefix("a.pdf: the PDF cannot be read (") && said.hasSuffix("); fetch or save it again"))
        #expect(
            complaint(Array("no PDF".utf8), "a.pdf")
                == PageError(name: "a.pdf", reason: .brokenPDF("it does not begin with %PDF-")).description)
    }

    @Test("A PDF of many pages is read whole")
    func manyPages() throws {
        let text = try decode(pdf((1...150).map { "Line \($0 * 7) of the notice\n- \($0) -" })).text
        #expect(text.hasPrefix("Line 7 of the notice\n\nLine 14 of the notice\n\n"))
        #expect(text.hasSuffix("\n\nLine 1050 of the notice"))
    }
}

@Suite("The tool that reads PDFs is not trusted")
struct PDFToolTests {
    static let file = Array("%PDF-1.4\n".utf8)

    @Test("A missing tool says how to get it", arguments: ["", "/nonexistent", "relative:."])
    func missing(path: String) {
        let decoder = PageDecoder(limits: .init(), pdf: PDFReader(searchPath: path))
        #expect(complaint(Self.file, "a.pdf", decoder) == PageError(name: "a.pdf", reason: .pdfToolMissing).description)
    }

    @Test(
        "A tool that hangs is killed",
        arguments: ["exec sleep 30", "exec >&- 2>&-; exec sleep 30", "echo text; trap '' TERM; exec sleep 30"])
    func hangs(script: String) throws {
        let clock = ContinuousClock()
        let start = clock.now
        let said = try withTool(script, limits: .init(pdfSeconds: 0.3)) { complaint(Self.file, "a.pdf", $0) }
        #expect(said == PageError(name: "a.pdf", reason: .pdfTimeout(seconds: 0.3)).description)
        #expect(clock.now - start < .seconds(10))
    }

    @Test("A tool that writes without end is stopped")
    func floods() throws {
        let said = try withTool("exec yes", limits: .init(maxTextBytes: 100_000)) { complaint(Self.file, "a.pdf", $0) }
        #expect(said == PageError(name: "a.pdf", reason: .tooMuchText(limit: 100_000)).description)
    }

    @Test("Complaints without end do no harm")
    func complainsWithoutEnd() throws {
        let text = try withTool("head -c 3000000 /dev/zero | tr '\\0' e >&2; echo text") {
            try $0.text(of: Self.file, name: "a.pdf").text
        }
        #expect(text == "text")
    }

    @Test("A tool that crashes leaves the file to blame")
    func crashes() throws {
        let said = try withTool("kill -SEGV $$") { complaint(Self.file, "a.pdf", $0) }
        #expect(said == PageError(name: "a.pdf", reason: .brokenPDF("pdftotext crashed on it")).description)
    }

    @Test(
        "What the tool's status and complaints mean",
        arguments: [
            ("echo 'Command Line Error: Incorrect password' >&2; exit 1", PageError.Reason.encryptedPDF),
            ("exit 3", .copyForbiddenPDF),
            ("echo 'Syntax Error: a' >&2; echo 'Syntax Error: b' >&2; exit 1", .brokenPDF("Syntax Error: b")),
            ("exit 99", .brokenPDF("pdftotext ended with status 99")),
            ("echo \"Syntax Error: Missing language pack for 'Adobe-Japan1' mapping\" >&2", .pdfDataMissing),
            ("printf ' \\f\\f\\n'", .noTextInPDF),
        ])
    func meanings(script: String, reason: PageError.Reason) throws {
        #expect(
            try withTool(script) { complaint(Self.file, "a.pdf", $0) }
                == PageError(name: "a.pdf", reason: reason).description)
    }

    @Test("The tool is given a file that nobody else may read, by its full path, and the file is removed")
    func temporaryFile() throws {
        let lines = try withTool("ls -l \"$5\"; echo \"$5\"; cat \"$5\"; echo \"$6 $#\"") { decoder in
            try decoder.text(of: Self.file, name: "-opw; rm -rf $HOME.pdf").text.split(separator: "\n").map(String.init)
        }
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("-rw-------"))
        #expect(lines[1].hasPrefix("/") && lines[1].contains("/jikenbo-") && lines[1].hasSuffix(".pdf"))
        #expect(!FileManager.default.fileExists(atPath: lines[1]))
        #expect(lines[2] == "%PDF-1.4")
        #expect(lines[3] == "- 6")
    }
}

@Suite("Headers, footers and page numbers")
struct PDFPagesTests {
    /// Pages with `|` between them and `/` for line ends, and what is left.
    @Test(
        "They are taken out",
        arguments: [
            ("甲/- 1 -|乙/- 2 -|丙/- 3 -", "甲//乙//丙"), ("甲/1|乙/2", "甲//乙"), ("甲/1／2|乙/2／2", "甲//乙"),
            ("1 ページ/甲|2 ページ/乙", "甲//乙"),
            ("甲/Page 1 of 2|乙/Page 2 of 2", "甲//乙"), ("甲/－１－", "甲"),
            // What every page repeats stays once, at the outer edge.
            ("架空商事/甲|架空商事/乙|架空商事/丙", "架空商事/甲//乙//丙"), ("甲/© 架空商事|乙/© 架空商事", "甲//乙/© 架空商事"),
            ("架空商事/お知らせ//甲/1|架空商事/お知らせ//乙/2", "架空商事/お知らせ//甲//乙"), ("架空商事 (1 頁)/甲|架空商事 (2 頁)/乙", "甲//乙"),
            // These are the notice's own.
            ("1月4日 検知/甲|1月5日 遮断/乙", "1月4日 検知/甲//1月5日 遮断/乙"), ("6月5日/甲|6月6日/乙", "6月5日/甲//6月6日/乙"),
            ("甲/88|乙/97", "甲/88//乙/97"), ("(1)/甲|(2)/乙", "(1)/甲//(2)/乙"), ("第1報/甲|第2報/乙", "第1報/甲//第2報/乙"),
            ("同じ|同じ", "同じ//同じ"), ("甲|同じ/乙|同じ/丙", "甲//同じ/乙//同じ/丙"), ("甲", "甲"), ("|甲||乙|", "甲//乙"),
            ("甲 /乙\u{7}/", "甲/乙"),
        ])
    func pages(input: String, expected: String) {
        let output = input.map { $0 == "|" ? "\u{C}" : $0 == "/" ? "\n" : String($0) }.joined()
        #expect(PDFPages.text(output).replacing("\n", with: "/") == expected)
    }
}
