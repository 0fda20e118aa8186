import Testing

@testable import Pages

@Suite("Charsets")
struct CharsetTests {
    /// Charset, the C library's name for it, the name that a page's record has.
    static let charsets = [
        ("UTF-8", "UTF-8"), ("CP932", "Shift_JIS"), ("SHIFT_JIS", "Shift_JIS"), ("EUC-JP", "EUC-JP"),
        ("EUC-JP-MS", "EUC-JP"),
        ("ISO-2022-JP", "ISO-2022-JP"), ("UTF-16LE", "UTF-16LE"), ("UTF-16BE", "UTF-16BE"),
    ]

    @Test("Plain text without a declaration comes out as it was", arguments: charsets)
    func undeclared(table: String, name: String) throws {
        let page = try decode(encode(notice, table))
        #expect(page.text == notice)
        #expect(page.charset == name)
        #expect(page.format == .plain)
    }

    @Test("Sixty characters are enough", arguments: charsets)
    func short(table: String, name: String) throws {
        let text = "弊社が運営する通販サイトにおきまして、第三者による不正アクセスを受け、お客様の情報が流出した可能性があることが判明いたしました。"
        let page = try decode(encode(text, table))
        #expect(page.text == text)
        #expect(page.charset == name)
    }

    @Test(
        "A page in one charset that declares another is read in its own", arguments: charsets,
        ["UTF-8", "Shift_JIS", "EUC-JP", "ISO-8859-1"])
    func wrongDeclaration(charset: (String, String), declared: String) throws {
        let html = "<html><head><meta charset=\"\(declared)\"></head><body><p>\(notice)</p></body></html>"
        let page = try decode(encode(html, charset.0), "page.html")
        #expect(page.charset == charset.1)
        #expect(page.text.contains("お客様の個人情報（氏名、メールアドレス）約3,400件"))
    }

    @Test(
        "Every way to declare a charset is heard",
        arguments: [
            "<meta charset=Shift_JIS>", "<META CHARSET='x-sjis'>", "<meta name=a content=b><meta charset = \"ms932\">",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Windows-31J\">",
            "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><html>",
        ])
    func declarations(head: String) {
        #expect(CharsetDeclaration.charset(in: Array(head.utf8)) == .shiftJIS)
    }

    @Test("An unknown label is no declaration")
    func unknownLabel() {
        #expect(CharsetDeclaration.charset(in: Array("<meta charset=klingon><p>".utf8)) == nil)
        #expect(CharsetDeclaration.charset(in: Array("<meta charset=klingon><meta charset=euc-jp>".utf8)) == .eucJP)
    }

    @Test("A declaration tips the balance where a few half-width kana could be either")
    func declarationDecides() throws {
        let bytes = try encode("<meta charset=Shift_JIS><p>ﾃｷ", "CP932")
        #expect(try decode(bytes).text == "ﾃｷ")
        #expect(try decode(bytes).charset == "Shift_JIS")
    }

    @Test(
        "A byte order mark outranks all and is dropped",
        arguments: [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
        ] as [([UInt8], String)])
    func byteOrderMark(mark: [UInt8], charset: String) throws {
        let page = try decode(mark + encode("短い", charset))
        #expect(page.text == "短い")
        #expect(page.charset == charset)
    }

    @Test(
        "UTF-16 of Latin letters and digits has no mark and is known by its zeros", arguments: ["UTF-16LE", "UTF-16BE"])
    func latinWide(charset: String) throws {
        #expect(try decode(encode("Notice 2023-01-04\n", charset)).text == "Notice 2023-01-04\n")
    }

    @Test("Digits that look like wide text are digits")
    func zeros() throws {
        #expect(try decode(Array("10203040506070".utf8)).text == "10203040506070")
    }
}

@Suite("Characters outside the standards")
struct ExtensionTests {
    @Test("The rows of NEC and IBM are read in Shift_JIS")
    func shiftJIS() throws {
        let text = notice + "①㈱Ⅲ℡髙﨑〝〟ｶﾀｶﾅ"
        #expect(try decode(encode(text, "CP932")).text == text)
    }

    @Test("The rows of NEC and IBM are read in EUC-JP, and JIS X 0212")
    func eucJP() throws {
        let bytes = try encode(notice, "EUC-JP") + [0xAD, 0xA1, 0xAD, 0xEA, 0xFC, 0xE2, 0x8E, 0xB1, 0x8F, 0xBC, 0xF4]
        #expect(try decode(bytes).text == notice + "①㈱髙ｱ彅")
    }

    @Test("The rows of NEC and IBM are read in ISO-2022-JP, half-width kana and JIS X 0212")
    func iso2022JP() throws {
        let escapes: [UInt8] = [
            0x1B, 0x24, 0x42, 0x2D, 0x21, 0x7C, 0x62, 0x1B, 0x28, 0x49, 0x31, 0x1B, 0x24, 0x28, 0x44, 0x3C, 0x74, 0x1B,
            0x28, 0x42,
        ]
        #expect(try decode(encode(notice, "ISO-2022-JP") + escapes).text == notice + "①髙ｱ彅")
    }

    @Test("Tildes, dashes and minus signs come out as Windows has them")
    func windowsForms() throws {
        let pairs: [UInt8] = [0x81, 0x60, 0x81, 0x7C, 0x81, 0x61, 0x81, 0x5C]
        #expect(try decode(encode(notice, "CP932") + pairs).text == notice + "～－∥―")
        let same: [UInt8] = [0xA1, 0xC1, 0xA1, 0xDD, 0xA1, 0xC2, 0xA1, 0xBD]
        #expect(try decode(encode(notice, "EUC-JP") + same).text == notice + "～－∥―")
    }

    @Test("English with curly quotes from Windows is read as that")
    func western() throws {
        let text =
            "We’re sorry to inform you that the café and its “member” list was seen by a third party on 4 January. "
            + "No card data."
        let page = try decode(encode(text, "CP1252"))
        #expect(page.text == text)
        #expect(page.charset == "windows-1252")
    }
}

@Suite("Bytes and offsets")
struct ByteTests {
    @Test(
        "Plain UTF-8 is the file, byte for byte, carriage returns and all",
        arguments: [
            "一行目\n二行目\n", "一行目\r\n二行目\r\n", "全角　空白\u{A0}と〜～－\u{200B}\tタブ\n\n\n", "  先頭の空白 \u{FEFF}途中のBOM\n",
            "e\u{301}\r",
        ])
    func identity(text: String) throws {
        #expect(try Array(decode(Array(text.utf8)).text.utf8) == Array(text.utf8))
    }

    @Test("In other charsets every line end becomes LF")
    func lineEnds() throws {
        let text = notice + "\r\n一\r二\n三"
        #expect(try decode(encode(text, "CP932")).text == notice + "\n一\n二\n三")
        #expect(try decode(encode(text, "UTF-16LE")).text == notice + "\n一\n二\n三")
    }

    @Test("Controls are dropped, tabs stay")
    func controls() throws {
        #expect(try decode(Array((notice + "\u{0}甲\u{7}乙\t丙\u{C}").utf8)).text == notice + "甲乙\t丙")
    }

    @Test("A file cut in the middle of a character loses that character alone")
    func cut() throws {
        let bytes = Array(notice.utf8).dropLast(1)
        #expect(try decode(Array(bytes)).text == notice.dropLast(1) + "\u{FFFD}")
        #expect(try decode(encode(notice, "CP932").dropLast(1)).text == notice.dropLast(1) + "\u{FFFD}")
    }

    @Test(
        "One bad byte among many is marked and the rest is read",
        arguments: [("UTF-8", "UTF-8"), ("CP932", "Shift_JIS"), ("EUC-JP", "EUC-JP")])
    func oneBadByte(table: String, name: String) throws {
        let page = try decode(encode(notice, table) + [0xFF] + encode("\n" + notice, table))
        #expect(page.text == "\(notice)\u{FFFD}\n\(notice)")
        #expect(page.charset == name)
    }
}
