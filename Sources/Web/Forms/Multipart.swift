/// Reads `multipart/form-data`: RFC 7578. Strict, and bounded by what the whole body may be.
enum Multipart {
    struct Part {
        var name: String
        /// `nil` for a part that is no file.
        var fileName: String?
        var bytes: ArraySlice<UInt8>
    }

    private static let mostHeader = 4096

    /// The parts of a body; `nil` where it is not well formed.
    static func parts(of body: [UInt8], contentType: String) -> [Part]? {
        guard let boundary = boundary(in: contentType) else { return nil }
        let opening = Array("--\(boundary)".utf8)
        let delimiter = Array("\r\n--\(boundary)".utf8)
        guard body.starts(with: opening) else { return nil }
        var place = opening.count
        var parts: [Part] = []
        while true {
            let rest = body[place...]
            if rest.starts(with: "--".utf8) { return parts }
            guard rest.starts(with: "\r\n".utf8), parts.count < FormBody.mostFields else { return nil }
            place += 2
            guard let end = find(delimiter, in: body[place...]), let part = part(body[place..<end]) else { return nil }
            parts.append(part)
            place = end + delimiter.count
        }
    }

    private static func boundary(in contentType: String) -> String? {
        let parameters = Self.parameters(contentType)
        guard let boundary = parameters["boundary"], (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return boundary
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = find(blank, in: bytes.prefix(mostHeader)) else { return nil }
        let header = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
        for line in header.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
                continue
            }
            let value = String(line[line.index(after: colon)...])
            let parameters = Self.parameters(value)
            guard FormBody.trimmed(String(value.prefix { $0 != ";" })).lowercased() == "form-data",
                let name = parameters["name"]
            else { return nil }
            return Part(name: name, fileName: parameters["filename"], bytes: bytes[(end + blank.count)...])
        }
        return nil
    }

    /// `form-data; name="a"; filename="b"`: what stands behind the semicolons. Browsers write a quote within a value as %22.
    private static func parameters(_ value: String) -> [String: String] {
        var found: [String: String] = [:]
        var rest = value.drop { $0 != ";" }
        while let first = rest.first, first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { break }
            let name = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            var text = ""
            if rest.first == "\"" {
                rest = rest.dropFirst()
                while let character = rest.popFirst(), character != "\"" {
                    if character == "\\", let escaped = rest.popFirst() {
                        text.append(escaped)
                    } else {
                        text.append(character)
                    }
                }
                rest = rest.drop { $0 != ";" }
            } else {
                text = String(rest.prefix { $0 != ";" })
                rest = rest.drop { $0 != ";" }
            }
            if found[name] == nil { found[name] = text }
        }
        return found
    }

    /// Where some bytes stand first.
    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            guard buffer.count >= wanted.count else { return nil }
            var place = 0
            while place <= buffer.count - wanted.count {
                if buffer[place] == wanted[0] {
                    var same = 1
                    while same < wanted.count, buffer[place + same] == wanted[same] { same += 1 }
                    if same == wanted.count { return bytes.startIndex + place }
                }
                place += 1
            }
            return nil
        }
    }
}
