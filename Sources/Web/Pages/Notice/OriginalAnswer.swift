import Casebook
import Facts
import HTTPTypes
import Hummingbird
import Language
import NIOCore

/// The archived original of a page, safely: its text as plain text, or its bytes as a file to keep. Never as a page.
struct OriginalAnswer: Sendable {
    var id: String
    /// Which of the pages that the notice stands on, from 0.
    var page: Int
    /// `nil` for the newest.
    var version: Int?
    var isDownload: Bool

    /// Nothing in it may run or load, and it has no part in the site.
    static let policy = "default-src 'none'; sandbox; frame-ancestors 'none'"

    init(id: String, _ parameters: [String: String]) {
        self.id = id
        page = max(1, parameters["page"].flatMap { Int($0) } ?? 1) - 1
        version = parameters["version"].flatMap { Int($0) }
        isDownload = parameters["download"] != nil
    }

    static func address(_ id: String, page: Int, version: Int, _ addresses: Addresses) -> String {
        let parameters = (page == 0 ? [] : [("page", "\(page + 1)")]) + [("version", "\(version)")]
        return addresses.original(id) + Addresses.query(parameters)
    }

    /// `nil` where there is no such original.
    func response(_ site: Site) throws -> Response? {
        guard let (entry, bytes) = try site.store.original(of: id, page: page, version: version) else { return nil }
        var headers: HTTPFields = [
            .contentSecurityPolicy: Self.policy, .xContentTypeOptions: "nosniff", .cacheControl: "no-cache",
        ]
        if isDownload {
            headers[.contentType] = "application/octet-stream"
            headers[.contentDisposition] = "attachment; filename=\"\(Self.fileName(id, entry))\""
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentType] = "text/plain; charset=utf-8"
        let text = try site.reading.text(bytes, entry.address)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Of the notice's id and the version alone: nothing that the page says gets into a header.
    static func fileName(_ id: String, _ entry: PageEntry) -> String {
        let ending =
            switch entry.format {
            case "html": "html"
            case "pdf": "pdf"
            default: "txt"
            }
        return "\(id.filter { $0.isASCII && $0.isHexDigit })-v\(entry.version).\(ending)"
    }
}
