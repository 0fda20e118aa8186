import Casebook
import Exchange

/// A record of a WARC file: ISO 28500:2017 (WARC 1.1).
package struct WARCRecord: Sendable {
    package enum Kind: String, Sendable { case warcinfo, request, response, revisit, metadata }

    package var kind: Kind
    /// The named fields in their order, `WARC-Type` and `Content-Length` among them.
    package var fields: [(name: String, value: String)]
    package var block: [UInt8]

    package func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The bytes of the record, without compression.
    var bytes: [UInt8] {
        var head = "WARC/1.1\r\n"
        for field in fields { head += "\(field.name): \(Self.line(field.value))\r\n" }
        return Array((head + "\r\n").utf8) + block + Array("\r\n\r\n".utf8)
    }

    /// A value stays on its line, whatever it is made of.
    static func line(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
    }

    /// `sha256:…` in base 32 as most tools write it.
    static func digest(_ bytes: some Sequence<UInt8>) -> String { "sha256:" + base32(Digest.sha256(Array(bytes))) }

    /// RFC 4648, 6.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(letters[bits >> count & 31])
            }
            bits &= 1 << count - 1
        }
        if count > 0 { text.append(letters[bits << (5 - count) & 31]) }
        while text.count % 8 != 0 { text.append("=") }
        return text
    }
}

extension WARCRecord {
    /// What was asked.
    static func request(_ exchange: Exchange, id: String, of response: String) -> WARCRecord {
        var head = "GET \(line(exchange.address.target)) HTTP/1.1\r\n"
        let authority = exchange.address.origin.drop { $0 != "/" }.drop { $0 == "/" }
        head += "Host: \(line(String(authority)))\r\n"
        for header in exchange.requestHeaders { head += "\(line(header.name)): \(line(header.value))\r\n" }
        return record(
            .request, exchange, id: id, type: "application/http; msgtype=request", block: Array((head + "\r\n").utf8),
            more: [("WARC-Concurrent-To", response)])
    }

    /// What was answered. What coded the body for the way is taken off, and the header says its length as it stands here.
    static func response(_ exchange: Exchange, id: String) -> WARCRecord {
        let head = responseHead(exchange, length: exchange.body.count)
        return record(
            .response, exchange, id: id, type: "application/http; msgtype=response", block: head + exchange.body,
            more: [("WARC-Payload-Digest", digest(exchange.body))])
    }

    /// That the content is what another record holds.
    static func revisit(
        _ exchange: Exchange, id: String, profile: String, digest: String?, earlier: (address: String, at: Int)?
    ) -> WARCRecord {
        var more: [(String, String)] = [("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/" + profile)]
        if let digest { more.append(("WARC-Payload-Digest", digest)) }
        if let earlier {
            more.append(("WARC-Refers-To-Target-URI", earlier.address))
            more.append(("WARC-Refers-To-Date", Moment.iso(earlier.at)))
        }
        return record(
            .revisit, exchange, id: id, type: "application/http; msgtype=response",
            block: responseHead(exchange, length: nil), more: more)
    }

    /// Why a request came to nothing, or what else is to be told of an address.
    static func metadata(_ address: String, id: String, at: Int, lines: [(String, String)]) -> WARCRecord {
        let block = Array(lines.map { "\(line($0.0)): \(line($0.1))\r\n" }.joined().utf8)
        return WARCRecord(
            kind: .metadata,
            fields: [
                ("WARC-Type", "metadata"), ("WARC-Record-ID", id), ("WARC-Date", Moment.iso(at)),
                ("WARC-Target-URI", address), ("WARC-Block-Digest", digest(block)),
                ("Content-Type", "application/warc-fields"), ("Content-Length", "\(block.count)"),
            ], block: block)
    }

    /// What a file begins with.
    static func info(file: String, id: String, at: Int, software: String) -> WARCRecord {
        let block = Array(
            "software: \(line(software))\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
                .utf8)
        return WARCRecord(
            kind: .warcinfo,
            fields: [
                ("WARC-Type", "warcinfo"), ("WARC-Record-ID", id), ("WARC-Date", Moment.iso(at)),
                ("WARC-Filename", file),
                ("WARC-Block-Digest", digest(block)), ("Content-Type", "application/warc-fields"),
                ("Content-Length", "\(block.count)"),
            ], block: block)
    }

    private static func record(
        _ kind: Kind, _ exchange: Exchange, id: String, type: String, block: [UInt8], more: [(String, String)]
    ) -> WARCRecord {
        var fields: [(name: String, value: String)] = [
            ("WARC-Type", kind.rawValue), ("WARC-Record-ID", id), ("WARC-Date", Moment.iso(exchange.at)),
            ("WARC-Target-URI", exchange.address.text),
        ]
        if let ip = exchange.ip { fields.append(("WARC-IP-Address", ip.description)) }
        fields += more.map { (name: $0.0, value: $0.1) }
        fields += [
            ("WARC-Block-Digest", digest(block)), ("Content-Type", type), ("Content-Length", "\(block.count)"),
        ]
        return WARCRecord(kind: kind, fields: fields, block: block)
    }

    private static func responseHead(_ exchange: Exchange, length: Int?) -> [UInt8] {
        let coding: Set<String> = ["content-encoding", "transfer-encoding", "content-length"]
        var head = "HTTP/1.1 \(exchange.status) \(line(exchange.reason))\r\n"
        for header in exchange.headers {
            if coding.contains(header.name.lowercased()) {
                guard length != nil, header.name.lowercased() != "content-length" else { continue }
                head += "X-Jikenbo-Original-\(line(header.name)): \(line(header.value))\r\n"
            } else {
                head += "\(line(header.name)): \(line(header.value))\r\n"
            }
        }
        if let length { head += "Content-Length: \(length)\r\n" }
        return Array((head + "\r\n").utf8)
    }
}
