// What several parts of the program ask of texts, addresses and moments.

extension Unicode.Scalar {
    /// Whether a character steers a terminal, reorders its line or hides in it: control characters (ANSI escapes begin
    /// with one), line and paragraph separators, bidirectional controls, and characters that show nothing at all.
    ///
    /// U+200C and U+200D stay: they join and part letters and emoji, and reach no further than their neighbours.
    package var steers: Bool {
        switch value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F: true
        case 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Whether it is the address of a page in the web, and not the path of a file that was read.
    package var isOfTheWeb: Bool { hasPrefix("https://") || hasPrefix("http://") }
}

extension Sequence<UInt8> {
    /// The bytes as text, all but those that are kept written as `%2F` (RFC 3986, 2.1).
    package func percentEncoded(isUppercase: Bool = true, keeping isKept: (UInt8) -> Bool) -> String {
        var out = ""
        for byte in self {
            if isKept(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += byte < 0x10 ? "%0" : "%"
                out += String(byte, radix: 16, uppercase: isUppercase)
            }
        }
        return out
    }
}

extension UInt8 {
    /// Whether it is one of the unreserved characters of RFC 3986, 2.3.
    package var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension DateValue {
    /// The day of a moment, in UTC.
    ///
    /// - Parameter seconds: since 1970-01-01 UTC.
    package static func day(ofMoment seconds: Int) -> DateValue {
        day(number: Int((Double(seconds) / 86_400).rounded(.down)))
    }
}
