import Exchange

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A mail as it goes over the wire: RFC 5322 with MIME, plain text and HTML side by side, in UTF-8.
///
/// Whatever stands in a notice comes into headers as encoded words and into bodies as base64 only: no text can begin a header, a
/// part or a command of its own.
package struct MailMessage: Sendable {
    package var from: String
    package var to: String
    package var subject: String
    package var text: String
    package var html: String
    /// The same at every try: receivers drop repeats by it.
    package var key: String
    /// When it was made: seconds since 1970-01-01 UTC.
    package var date: Int
    /// The name that the sender is shown by.
    package var sender: String

    package init(
        from: String, to: String, subject: String, text: String, html: String, key: String, date: Int, sender: String
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.key = key
        self.date = date
        self.sender = sender
    }

    /// Whether this is an address that can be written to as it is: `name@host` in ASCII, nothing around it.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") }), text.utf8.count <= 254 else {
            return false
        }
        return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),:;<>[\\]".utf8.contains($0) }
    }

    package var id: String { "<\(key)@\(from.split(separator: "@").last ?? "localhost")>" }

    package var bytes: [UInt8] {
        let boundary = "=_\(key)"
        let headers = [
            "Date: " + Moment.mail(date),
            "From: " + Self.words(sender) + " <\(from)>",
            "To: <\(to)>",
            "Subject: " + Self.words(subject),
            "Message-ID: " + id,
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        var lines = headers + [""]
        for (type, body) in [("plain", text), ("html", html)] {
            lines += [
                "--" + boundary, "Content-Type: text/\(type); charset=utf-8", "Content-Transfer-Encoding: base64", "",
            ]
            lines += Self.base64Lines(body)
        }
        lines += ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// Text for a header: as it is where it is short plain ASCII, else as encoded words (RFC 2047), each of whole characters.
    static func words(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 == 0x20 || (0x30...0x39).contains($0) || isLetter($0) || $0 == 0x2D }
        if isPlain, text.utf8.count <= 60, text.first != " ", text.last != " ", !text.isEmpty { return text }
        var words: [String] = []
        var word: [UInt8] = []
        func close() {
            if !word.isEmpty { words.append("=?UTF-8?B?" + Data(word).base64EncodedString() + "?=") }
            word = []
        }
        // 45 bytes are 60 in base64; with the marks around a word stays below its 75. Before the first stands the header's name, and a
        // line with encoded words has at most 76.
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar)!)
            if word.count + bytes.count > (words.isEmpty ? 36 : 45) { close() }
            word += bytes
        }
        close()
        return words.joined(separator: "\r\n ")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    private static func base64Lines(_ text: String) -> [String] {
        let crlf = text.replacing("\n", with: "\r\n")
        let encoded = Array(Data(crlf.utf8).base64EncodedString().utf8)
        return stride(from: 0, to: encoded.count, by: 76).map {
            String(decoding: encoded[$0..<min($0 + 76, encoded.count)], as: UTF8.self)
        }
    }
}
