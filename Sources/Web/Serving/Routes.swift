import HTTPTypes
import Hummingbird
import Language
import NIOCore

/// All routes of the site, in one place.
struct Routes: Sendable {
    let site: Site

    func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestLog(site: site)
            SecurityHeaders(isSecure: site.settings.isSecure)
            ErrorPages(site: site)
            RateLimit(site: site)
            Identify(site: site)
            SameOrigin(settings: site.settings)
            ClosedReading(isClosed: site.settings.isClosed)
        }
        programs(router)
        assets(router)
        operations(router)
        router.get("/") { request, _ in Self.choose(request, to: "/") }
        router.get("cases/{number}") { request, _ in Self.choose(request, to: request.uri.path) }
        for language in InterfaceLanguage.allCases {
            pages(router.group(RouterPath(language.rawValue)), language)
        }
        return router
    }

    private func pages(_ group: RouterGroup<SiteContext>, _ language: InterfaceLanguage) {
        group.get("/") { request, context in
            try await site.page(request, context, language) { try FrontPage.build(site, $0) }
        }
        group.get("cases") { request, context in
            let page = CasesPage(request.queryValues)
            return try await site.page(request, context, language) { try page.build(site, $0) }
        }
        group.get("insights") { request, context in
            let page = InsightsPage(request.queryValues)
            return try await site.page(request, context, language) { try page.build(site, $0) }
        }
        group.get("about") { request, context in
            try await site.page(request, context, language) { try AboutPage.build(site, $0) }
        }
        cases(group, language)
        people(group, language)
    }

    private func assets(_ router: Router<SiteContext>) {
        for asset in Asset.all {
            router.get(RouterPath(asset.address)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable",
                    ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
            }
        }
    }

    /// Leads to the page in the language that the browser asks for first: RFC 9110, 12.5.4. Japanese where it asks for neither.
    private static func choose(_ request: Request, to path: String) -> Response {
        let language = preferredLanguage(request.headers[.acceptLanguage] ?? "")
        let query = request.uri.query.map { "?" + $0 } ?? ""
        return Response(
            status: .found,
            headers: [
                .location: "/\(language)" + path + query, .vary: "Accept-Language", .cacheControl: "no-cache",
            ])
    }

    static func preferredLanguage(_ accepted: String) -> InterfaceLanguage {
        var best: (language: InterfaceLanguage, weight: Double)?
        for range in accepted.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = parts.first,
                let language = InterfaceLanguage(rawValue: String(tag.lowercased().prefix { $0 != "-" }))
            else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .ja
    }
}

extension Request {
    /// The parameters of the query as a form sends them, with `+` for spaces; of a name given twice the first, of too many
    /// none.
    var queryValues: [String: String] {
        let form = FormBody(urlEncoded: Array((uri.query ?? "").utf8)) ?? FormBody()
        return Dictionary(form.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
    }
}
