import Testing

@testable import Exchange

@Suite struct HostileTextTests {
    @Test func whateverSteersBeginsWithACarefulByte() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), HostileText.steers(scalar) else { continue }
            if !HostileText.isCareful(UTF8.encode(scalar)!.first!) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    @Test func whatIsCopiedIsTheTextButForWhatIsWritten() {
        let text = "a\u{202E}漏えい\"𠮷\u{7F}é"
        var out: [UInt8] = []
        HostileText.copy(text, to: &out, careful: "\"", "\"") { scalar, out in
            guard HostileText.steers(scalar) || scalar == "\"" else { return false }
            out.append(UInt8(ascii: "?"))
            return true
        }
        #expect(String(decoding: out, as: UTF8.self) == "a?漏えい?𠮷?é")
    }

    @Test func aLineHasNoWhiteSpaceButSingleSpacesAndNothingThatSteers() {
        let cases = [
            ("お詫び と お知らせ", "お詫び と お知らせ"), (" 前後 ", "前後"), ("二  つ", "二 つ"), ("全角　空白", "全角 空白"),
            ("改\n行", "改 行"), ("\u{202E}逆", "\\u{202E}逆"), ("（1）", "（1）"), ("", ""), (" ", ""), ("a ", "a"),
            ("\u{FEFF}頭", "\\u{FEFF}頭"), ("か\u{3099}", "か\u{3099}"), ("😀 。", "😀 。"),
        ]
        for (written, line) in cases { #expect(HostileText.line(written) == line) }
        for value in (0...0x10FFFF as ClosedRange<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let line = HostileText.line("あ\(scalar)い")
            let expected =
                scalar.properties.isWhitespace
                ? "あ い"
                : HostileText.steers(scalar) ? "あ\\u{\(String(value, radix: 16, uppercase: true))}い" : "あ\(scalar)い"
            if line != expected { Issue.record("U+\(String(value, radix: 16)): \(line)") }
        }
    }
}
