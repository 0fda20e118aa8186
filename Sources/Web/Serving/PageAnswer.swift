import Casebook
import Exchange
import HTTPTypes
import Hummingbird
import Language
import NIOCore

extension Site {
    /// Answers with a page. What strangers see is kept until the casebook changes; what a person who is logged in sees is not.
    func page(
        _ request: Request, _ context: SiteContext, _ language: InterfaceLanguage, isKept: Bool = true,
        _ build: @escaping @Sendable (PageWriter) throws -> Page
    ) async throws -> Response {
        let path = request.uri.string
        let viewer = context.viewer
        let isKept = isKept && viewer.name == nil
        return try await work {
            let version = try store.changeNumber()
            let key = "\(language)\(path)"
            if isKept, let entry = cache.entry(key, version: version) {
                return Self.answer(request, entry, status: .ok)
            }
            let writer = PageWriter(language: language)
            let page = try build(writer)
            if let location = page.location {
                return Response(status: .found, headers: [.location: location, .cacheControl: "no-cache"])
            }
            let waiting = viewer.canEdit ? try store.openReviewCount() : 0
            let html = writer.html(page, path: path, viewer: viewer, waiting: waiting)
            let entry = PageCache.Entry(body: ByteBuffer(string: html), tag: Self.tag(html))
            if isKept, page.status == .ok { cache.keep(entry, as: key, version: version) }
            return Self.answer(request, entry, status: page.status, isShared: viewer.name == nil)
        }
    }

    /// The entity tag of a body: RFC 9110, 8.8.3.
    static func tag(_ body: String) -> String { "\"\(Digest.short(body.utf8))\"" }

    /// A page, or 304 where the browser has it already.
    private static func answer(
        _ request: Request, _ entry: PageCache.Entry, status: HTTPResponse.Status, isShared: Bool = true
    ) -> Response {
        var headers: HTTPFields = [.eTag: entry.tag, .cacheControl: isShared ? "no-cache" : "private, no-store"]
        if status == .ok, isShared, request.knows(entry.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: entry.body))
    }
}
