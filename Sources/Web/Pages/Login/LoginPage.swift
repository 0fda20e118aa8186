import Casebook
import HTTPTypes
import Hummingbird

/// Logging in, and the link by which the first admin does.
struct LoginPage: Sendable {
    var name = ""
    /// The address of the site to go on to; empty for the front page.
    var next = ""
    /// The words of what went wrong, by their key.
    var fault: String?
    /// The token of a login link; `nil` for the form with name and password.
    var link: String?

    func build(_ writer: PageWriter) -> Page {
        var model: Model = ["login": ["name": name, "next": next] as Model]
        if let link { model = ["link": ["href": Addresses.loginLink(link, writer.language)] as Model] }
        if let fault { model["fault"] = ["words": writer.words[fault]] as Model }
        return Page(
            template: "login", title: writer.words["login"], model: model, status: fault == nil ? .ok : .forbidden)
    }
}

extension Site {
    /// Answers a login form: a session for the right name and password, else the form again. Failed attempts are counted by name and by
    /// address, whether there is such a name or not.
    func logIn(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .anybody, upTo: 20_000)
        let (name, password) = (form["name"], form.raw("password"))
        let next = Addresses.own(form["next"]) ?? ""
        let now = limits.now()
        let address = Limits.address(request, context, settings)
        let folded = User.folded(String(name.prefix(64)))
        let waits = [
            limits.loginsByName.mustWait(folded, at: now), limits.loginsByAddress.mustWait(address, at: now),
        ].compactMap { $0 }
        if let seconds = waits.max() { throw Limits.refusal(seconds) }
        // Counted before the password is looked at, so that attempts at one time are as many as attempts in turn.
        _ = limits.loginsByName.take(folded, at: now)
        _ = limits.loginsByAddress.take(address, at: now)
        let store = store
        let token: String? = try await work {
            guard let user = try store.user(named: name, password: password) else { return nil }
            return try store.beginSession(of: user)
        }
        guard let token else {
            let page = LoginPage(name: name, next: next, fault: "loginFailed")
            return try await self.page(request, context, writer.language, isKept: false) { page.build($0) }
        }
        limits.loginsByName.forget(folded)
        try await endSession(context.viewer)
        return Self.seeOther(
            next.isEmpty ? writer.addresses.home : next, cookie: Identify.cookie(settings, token: token))
    }

    /// Answers the form of a login link.
    func logIn(
        link: String, _ request: Request, _ context: SiteContext, _ writer: PageWriter
    ) async throws -> Response {
        _ = try await form(request, context, for: .anybody, upTo: 20_000)
        let address = Limits.address(request, context, settings)
        if let seconds = limits.loginsByAddress.take(address, at: limits.now()) { throw Limits.refusal(seconds) }
        let store = store
        let token: String? = try await work {
            try store.useLoginLink(link).map { try store.beginSession(of: $0) }
        }
        guard let token else {
            let page = LoginPage(fault: "linkUsed")
            return try await self.page(request, context, writer.language, isKept: false) { page.build($0) }
        }
        return Self.seeOther(
            writer.addresses.account + "?done=welcome", cookie: Identify.cookie(settings, token: token))
    }

    func logOut(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        _ = try await form(request, context, for: .reader)
        try await endSession(context.viewer)
        return Self.seeOther(writer.addresses.home, cookie: Identify.cookie(settings, token: nil))
    }

    private func endSession(_ viewer: Viewer) async throws {
        guard let session = viewer.session, let name = viewer.name else { return }
        let store = store
        try await work { try store.endSession(session, of: name) }
    }
}
