import Facts

/// What keeps a notice's text from acting on the screen, log or file that it is shown in.
package enum HostileText {
    /// Whether a character steers a terminal, reorders its line or hides in it.
    package static func steers(_ scalar: Unicode.Scalar) -> Bool { scalar.steers }

    /// The text on one line: runs of white space are one space, steering characters are written as `\u{202E}`.
    package static func line(_ text: String) -> String {
        if text.utf8.withContiguousStorageIfAvailable(isLine) == true { return text }
        var out = ""
        var gap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                gap = true
                continue
            }
            if gap, !out.isEmpty { out += " " }
            gap = false
            append(scalar, to: &out)
        }
        return out
    }

    /// Whether a text is as `line` would write it, as nearly all are that are asked about.
    private static func isLine(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < utf8.count {
            let byte = utf8[place]
            if byte == 0x20 {
                guard place > 0, place + 1 < utf8.count, utf8[place - 1] != 0x20 else { return false }
            } else if byte == 0xE3 ? utf8[place + 1] == 0x80 : isCareful(byte) {
                // The ideographic space begins with E3, with which kana do too: those are told by the second byte.
                let (scalar, count) = scalar(utf8, at: place)
                guard let scalar, !steers(scalar), !scalar.properties.isWhitespace else { return false }
                place += count
                continue
            }
            place += step(byte)
        }
        return true
    }

    /// The text with its line breaks kept, its tabs as spaces, and steering characters written as `\u{202E}`.
    package static func block(_ text: some StringProtocol) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": if !afterReturn { out += "\n" }
            case "\r": out += "\n"
            case "\t": out += " "
            default: append(scalar, to: &out)
            }
            afterReturn = scalar == "\r"
        }
        return out
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout String) {
        if steers(scalar) {
            out += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            out.unicodeScalars.append(scalar)
        }
    }

    // MARK: Bytes

    /// Whether a character that begins with a byte may steer.
    package static func isCareful(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
        default: false
        }
    }

    /// Whether a byte begins a character of three bytes that steers nothing, as most of a Japanese text are.
    @inline(__always) private static func isWide(_ byte: UInt8) -> Bool { byte &- 0xE3 < 0xC }

    /// How far the next character is that wants a look, at least.
    @inline(__always) private static func step(_ byte: UInt8) -> Int { isWide(byte) ? 3 : 1 }

    /// Appends a text, and asks about each character that may steer or is one of two in ASCII: what the closure has not written itself is
    /// copied. All else goes over in runs, without a look at characters.
    @inline(__always) static func copy(
        _ text: String, to out: inout [UInt8], careful first: Unicode.Scalar, _ second: Unicode.Scalar,
        _ write: (Unicode.Scalar, inout [UInt8]) -> Bool
    ) {
        let (first, second) = (UInt8(ascii: first), UInt8(ascii: second))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var place = 0
            while place < utf8.count {
                let byte = utf8[place]
                if isWide(byte) {
                    place += 3
                    continue
                }
                guard byte == first || byte == second || isCareful(byte) else {
                    place += 1
                    continue
                }
                let (scalar, count) = scalar(utf8, at: place)
                out.append(contentsOf: utf8[start..<place])
                start = place
                place += count
                if let scalar, write(scalar, &out) { start = place }
            }
            out.append(contentsOf: utf8[start...])
        }
    }

    /// The character that begins at a place, and how many bytes it has. Bytes of a string are whole characters.
    private static func scalar(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> (Unicode.Scalar?, count: Int) {
        let byte = utf8[place]
        let count = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = count == 1 ? UInt32(byte) : UInt32(byte) & (0x7F >> UInt32(count))
        for next in utf8[place + 1..<place + count] { value = value << 6 | UInt32(next & 0x3F) }
        return (Unicode.Scalar(value), count)
    }
}
