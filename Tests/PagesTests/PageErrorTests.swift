import Testing

@testable import Pages

@Suite("Complaints are one line: name, reason, remedy")
struct PageErrorTests {
    static let sentences: [(PageError.Reason, String)] = [
        (
            .tooLarge(bytes: 52_428_801, limit: 52_428_800),
            "the file has 52428801 bytes, more than the limit of 52428800; give the notice's own page, or raise the limit"
        ),
        (.empty, "the file is empty; fetch or save the page again"),
        (.binary(nil), "this is binary data, not text; save the notice as text, HTML or PDF"),
        (.binary("a PNG image"), "this is a PNG image, not text; save the notice as text, HTML or PDF"),
        (.unreadable, "the text is in no charset that fits its bytes; save it as UTF-8"),
        (
            .charsetMissing("EUC-JP"),
            "the C library has no conversion table for EUC-JP; install the system's iconv modules, or save the file as UTF-8"
        ),
        (
            .htmlWithoutText,
            "the HTML page shows no text; its text may be put there by a script: save it from a browser, or give its text"
        ),
        (.encryptedPDF, "the PDF asks for a password; save a copy without one, such as with qpdf --decrypt"),
        (
            .copyForbiddenPDF,
            "the PDF's owner forbids copying its text; ask the publisher for another copy, or type the text off"
        ),
        (.brokenPDF("no trailer"), "the PDF cannot be read (no trailer); fetch or save it again"),
        (
            .noTextInPDF,
            "the PDF has no text layer, it may be a scanned image; add one by OCR, such as with ocrmypdf -l jpn IN.pdf OUT.pdf"
        ),
        (.pdfDataMissing, "pdftotext lacks the data for the PDF's Japanese encoding; apt-get install poppler-data"),
        (
            .pdfToolMissing,
            "reading a PDF needs pdftotext, which is not on the PATH; apt-get install poppler-utils, or brew install poppler"
        ),
        (
            .pdfToolFailed("it could not be started"),
            "pdftotext could not be run (it could not be started); see that pdftotext works and the temporary folder can be written to"
        ),
        (
            .pdfTimeout(seconds: 60),
            "pdftotext took more than 60 s; give a PDF with fewer pages, or raise the time limit"
        ),
        (
            .pdfTimeout(seconds: 0.5),
            "pdftotext took more than 0.5 s; give a PDF with fewer pages, or raise the time limit"
        ),
        (.tooMuchText(limit: 10), "the text has more than 10 bytes; give the notice's own page, or raise the limit"),
    ]

    @Test("Every reason has its sentence", arguments: sentences)
    func sentence(reason: PageError.Reason, words: String) {
        #expect(PageError(name: "a.pdf", reason: reason).description == "a.pdf: \(words)")
    }

    @Test("A hostile name stays on its line and keeps its direction")
    func hostileName() {
        let error = PageError(name: "a\nb\u{1B}[31m\u{202E}\u{2028}お知らせ.txt", reason: .empty)
        #expect(
            error.description
                == #"a\nb\u{1B}[31m\u{202E}\u{2028}お知らせ.txt: the file is empty; fetch or save the page again"#)
    }

    @Test("What is no text is refused by what it is")
    func refused() throws {
        #expect(complaint([], "a.txt") == PageError(name: "a.txt", reason: .empty).description)
        #expect(complaint(Array(" \r\n\t".utf8), "a.txt") == PageError(name: "a.txt", reason: .empty).description)
        #expect(complaint([0xEF, 0xBB, 0xBF], "a.txt") == PageError(name: "a.txt", reason: .empty).description)
        #expect(complaint([0x50, 0x4B, 3, 4, 20, 0], "a.docx").contains("a ZIP archive or an Office document"))
        #expect(complaint([0x89, 0x50, 0x4E, 0x47, 13, 10], "a.txt").contains("a PNG image"))
        var dice = Dice(state: 1)
        let noise = (0..<4_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
        #expect(complaint(noise, "a.txt") == PageError(name: "a.txt", reason: .binary(nil)).description)
        let high = (0..<4_000).map { _ in UInt8.random(in: 0xFD...0xFF, using: &dice) }
        #expect(complaint(high, "a.txt") == PageError(name: "a.txt", reason: .unreadable).description)
    }

    @Test("Limits hold to the byte")
    func limits() throws {
        let decoder = PageDecoder(limits: .init(maxBytes: 10))
        #expect(try decoder.text(of: Array("0123456789".utf8), name: "a").text == "0123456789")
        #expect(
            complaint(Array("0123456789a".utf8), "a", decoder)
                == PageError(name: "a", reason: .tooLarge(bytes: 11, limit: 10)).description)
        let short = PageDecoder(limits: .init(maxTextBytes: 11))
        #expect(
            complaint(try encode("あいうえ", "UTF-16"), "a", short)
                == PageError(name: "a", reason: .tooMuchText(limit: 11)).description)
    }
}

@Suite("Formats")
struct FormatTests {
    @Test(
        "The content says what the file is",
        arguments: [
            ("<!DOCTYPE html><p>本文", "a.txt", PageFormat.html), ("\u{FEFF}\n<html><body>本文", "a", .html),
            ("<?xml version='1.0'?>\n<html>本文", "a", .html),
            ("<!-- c --><p class=x>本文", "a.txt", .html), ("<P>本文", "a", .html), ("<お知らせ> 本文", "a.txt", .plain),
            ("<pre-release> 本文", "a.txt", .plain),
            ("本文 <b>太字</b>", "a.txt", .plain), ("a < b", "a.txt", .plain),
        ])
    func byContent(content: String, name: String, format: PageFormat) throws {
        #expect(try decode(Array(content.utf8), name).format == format)
    }

    @Test(
        "Where the content is silent the name decides",
        arguments: [
            ("本文<br>続き", "https://example.jp/news/index.php?id=3#top", PageFormat.html), ("本文<br>続き", "A.HTM", .html),
            ("本文", "a.html", .plain),
            ("本文<br>続き", "a.md", .plain), ("本文", "noextension", .plain),
        ])
    func byName(content: String, name: String, format: PageFormat) throws {
        #expect(try decode(Array(content.utf8), name).format == format)
    }
}
