import Casebook
import HTTPTypes
import Hummingbird

/// Finds out who asks: by the cookie of a browser's session, or by the token of a program.
struct Identify: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let authorization = request.headers[.authorization] {
            context.viewer = try await program(authorization)
        } else if let token = request.cookies[Self.cookie(site.settings)]?.value, Self.mayUseCookie(request) {
            let store = site.store
            if let (id, user) = try await site.work({ try store.session(token) }) {
                context.viewer = Viewer(user, session: id, token: token)
            }
        }
        return try await next(request, context)
    }

    /// A browser sends its cookie along whoever made it ask. Forms carry something else besides; the API's bodies do not, so there a
    /// cookie reads only.
    private static func mayUseCookie(_ request: Request) -> Bool {
        !request.uri.path.hasPrefix(Addresses.api) || request.method == .get || request.method == .head
    }

    private func program(_ authorization: String) async throws -> Viewer {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        let store = site.store
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Self.refusal }
        let token = String(parts[1])
        guard let (user, scopes) = try await site.work({ try store.bearer(token) }) else { throw Self.refusal }
        return Viewer(user, scopes: scopes)
    }

    /// RFC 6750, 3.
    static let refusal = HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Bearer realm=\"jikenbo\""])

    // MARK: The cookie

    static func cookie(_ settings: SiteSettings) -> String { settings.isSecure ? "__Host-jikenbo" : "jikenbo" }

    /// The header that has a browser keep a session's token, or forget it.
    static func cookie(_ settings: SiteSettings, token: String?) -> String {
        let age = token == nil ? 0 : LoginSession.longest
        return "\(cookie(settings))=\(token ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Lax"
            + (settings.isSecure ? "; Secure" : "")
    }
}

/// Lets nobody read a closed casebook but who is logged in.
struct ClosedReading: RouterMiddleware {
    typealias Context = SiteContext

    let isClosed: Bool

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard isClosed, context.viewer.name == nil, !Self.isOpen(request.uri.path) else {
            return try await next(request, context)
        }
        let path = request.uri.path
        if path.hasPrefix("/api") || path.hasPrefix("/feeds") { throw Identify.refusal }
        guard request.method == .get || request.method == .head else { throw HTTPError(.forbidden) }
        let language = Routes.language(of: request)
        let to = Addresses(language: language)
        let leads = Addresses.own(request.uri.string)
        return Site.seeOther(leads.map { to.login(next: $0) } ?? to.login)
    }

    /// What shows nothing of the casebook, or knows its readers.
    static func isOpen(_ path: String) -> Bool {
        // Feeds of watches ask by themselves who may read them, whether the casebook is closed or not.
        if path.hasPrefix("/feeds/watches/") { return true }
        if path.hasPrefix("/assets/") || path.hasPrefix("/health") || path == "/robots.txt" { return true }
        let parts = path.split(separator: "/")
        guard parts.count >= 2, parts[0] == "ja" || parts[0] == "en" else { return false }
        return parts[1] == "login" || parts.dropFirst() == ["submit", "clip"]
    }
}

/// Lets no other site send a form here. Browsers say from where a request comes; what says nothing is no browser, and has no
/// cookie that it did not put there itself.
struct SameOrigin: RouterMiddleware {
    typealias Context = SiteContext

    let settings: SiteSettings

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let isSafe = [.get, .head, .options].contains(request.method)
        guard isSafe || request.uri.path.hasSuffix("/submit/clip") || isOwn(request) else {
            throw HTTPError(.forbidden)
        }
        return try await next(request, context)
    }

    func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
        guard let origin = request.headers[.origin] else { return true }
        if origin == settings.publicAddress { return true }
        guard let host = request.head.authority, !host.isEmpty else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
}
