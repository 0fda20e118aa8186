import Testing

@testable import Exchange

@Suite struct HostileTextTests {
    @Test func whateverSteersBeginsWithACarefulByte() {
        let careful = HostileText.careful(besides: "")
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), HostileText.steers(scalar) else { continue }
            if !careful[Int(UTF8.encode(scalar)!.first!)] { Issue.record("U+\(String(value, radix: 16))") }
        }
    }

    @Test func whatIsCopiedIsTheTextButForWhatIsWritten() {
        let text = "a\u{202E}漏えい\"𠮷\u{7F}é"
        var out: [UInt8] = []
        HostileText.copy(text, to: &out, careful: HostileText.careful(besides: "\"")) { scalar, out in
            guard HostileText.steers(scalar) || scalar == "\"" else { return false }
            out.append(UInt8(ascii: "?"))
            return true
        }
        #expect(String(decoding: out, as: UTF8.self) == "a?漏えい?𠮷?é")
    }
}
