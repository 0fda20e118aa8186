import HTTPTypes
import Hummingbird
import NIOCore

/// What a form sent: names with their values, in order, and files.
struct FormBody: Sendable {
    struct File: Sendable {
        /// Its name as the browser gives it: for the eye only.
        var name: String
        var bytes: [UInt8]
    }

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [String: File] = [:]

    /// More names than any form here has.
    static let mostFields = 500

    init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

    /// The first value of a name, without white space around it.
    subscript(_ name: String) -> String { Self.trimmed(raw(name)) }

    func raw(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Reads a body of either kind that forms send; `nil` where it is none.
    init?(_ bytes: [UInt8], contentType: String) {
        let kind = contentType.prefix { $0 != ";" }.lowercased()
        switch Self.trimmed(kind) {
        case "application/x-www-form-urlencoded": self.init(urlEncoded: bytes)
        case "multipart/form-data":
            guard let parts = Multipart.parts(of: bytes, contentType: contentType) else { return nil }
            self.init()
            for part in parts {
                if let file = part.fileName {
                    // A field for a file that was left empty is sent all the same.
                    if !(file.isEmpty && part.bytes.isEmpty) {
                        files[part.name] = File(name: file, bytes: Array(part.bytes))
                    }
                } else {
                    fields.append((part.name, Self.lines(String(decoding: part.bytes, as: UTF8.self))))
                }
            }
        default: return nil
        }
    }

    /// `application/x-www-form-urlencoded`, as the URL standard of WHATWG parses it.
    init?(urlEncoded bytes: [UInt8]) {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < Self.mostFields else { return nil }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = pair[equals...].dropFirst()
            fields.append((Self.decoded(pair[..<equals]), Self.lines(Self.decoded(value))))
        }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        func digit(_ at: Int) -> UInt8? {
            at < bytes.endIndex
                ? Character(Unicode.Scalar(bytes[at])).hexDigitValue.map { UInt8($0) } : nil
        }
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "%"), let high = digit(place + 1), let low = digit(place + 2) {
                out.append(high << 4 | low)
                place += 3
            } else {
                out.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Browsers send every line end as CR LF.
    private static func lines(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\r") {
                out.append(UInt8(ascii: "\n"))
            } else if !(afterReturn && byte == 10) {
                out.append(byte)
            }
            afterReturn = byte == UInt8(ascii: "\r")
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// Who may send a form.
enum FormRight: Sendable {
    /// Anybody: it changes nothing, or is about logging in.
    case anybody
    /// Who is logged in with a browser.
    case reader, editor, admin
}

extension Site {
    /// The form that a request sends, once it is certain that the sender may send it and meant to.
    ///
    /// - Throws: 403 for whoever may not; 413, 415 and 400 for what is no form.
    func form(
        _ request: Request, _ context: SiteContext, for right: FormRight, upTo limit: Int = 1_000_000
    ) async throws -> FormBody {
        let viewer = context.viewer
        let isAllowed =
            switch right {
            case .anybody: true
            // A program's token is no way round what it was limited to.
            case .reader: viewer.session != nil
            case .editor: viewer.session != nil && viewer.canEdit
            case .admin: viewer.session != nil && viewer.isAdmin
            }
        guard isAllowed else { throw HTTPError(.forbidden) }
        var request = request
        let body = try await request.collectBody(upTo: limit)
        guard let type = request.headers[.contentType],
            let form = FormBody(Array(body.readableBytesView), contentType: type)
        else { throw HTTPError(.badRequest) }
        if right != .anybody, !viewer.owns(form.raw("csrf")) { throw HTTPError(.forbidden) }
        return form
    }

    /// Leads the browser on, by GET.
    static func seeOther(_ path: String, cookie: String? = nil) -> Response {
        var headers: HTTPFields = [.location: path, .cacheControl: "no-store"]
        headers[.setCookie] = cookie
        return Response(status: .seeOther, headers: headers)
    }
}
