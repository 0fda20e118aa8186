import Casebook
import HTTPTypes
import Hummingbird
import Language

extension Routes {
    /// What people do: logging in, reviewing, editing, submitting, and their accounts.
    func people(_ group: RouterGroup<SiteContext>, _ language: InterfaceLanguage) {
        let writer = PageWriter(language: language)
        login(group, writer)
        account(group, writer)
        reviewing(group, writer)
        editing(group, writer)
        submitting(group, writer)
        watching(group, writer)
    }

    private func watching(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        let pages: [(RouterPath, @Sendable (Site, PageWriter) throws -> Page)] = [
            ("watches", { try WatchesPage().build($0, $1) }), ("status", { try StatusPage().build($0, $1) }),
        ]
        for (path, build) in pages {
            group.get(path) { request, context in
                guard context.viewer.session != nil else { return Self.toLogin(request, writer) }
                guard context.viewer.canEdit else { throw HTTPError(.forbidden) }
                return try await site.page(request, context, writer.language, isKept: false) { try build(site, $0) }
            }
        }
    }

    private func login(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        group.get("login") { request, context in
            let page = LoginPage(next: Addresses.own(request.queryValues["next"]) ?? "")
            return try await site.page(request, context, writer.language, isKept: false) { page.build($0) }
        }
        group.post("login") { request, context in try await site.logIn(request, context, writer) }
        group.get("login/{link}") { request, context in
            let link = try context.parameters.require("link")
            return try await site.page(request, context, writer.language, isKept: false) { writer in
                let holds = try site.store.isLoginLink(link)
                return (holds ? LoginPage(link: link) : LoginPage(fault: "linkUsed")).build(writer)
            }
        }
        group.post("login/{link}") { request, context in
            try await site.logIn(link: try context.parameters.require("link"), request, context, writer)
        }
        group.post("logout") { request, context in try await site.logOut(request, context, writer) }
    }

    private func account(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        group.get("account") { request, context in
            let viewer = context.viewer
            guard viewer.session != nil else { return Self.toLogin(request, writer) }
            let page = AccountPage(done: request.queryValues["done"])
            return try await site.page(request, context, writer.language, isKept: false) {
                try page.build(site, viewer, $0)
            }
        }
        let actions: [(RouterPath, Site.AccountAction)] = [
            ("account/password", .password), ("account/sessions", .endSession), ("account/tokens", .addToken),
            ("account/tokens/revoke", .revokeToken),
        ]
        for (path, action) in actions {
            group.post(path) { try await site.account($0, $1, writer, action) }
        }
        group.get("users") { request, context in
            let viewer = context.viewer
            guard viewer.session != nil else { return Self.toLogin(request, writer) }
            guard viewer.isAdmin else { throw HTTPError(.forbidden) }
            let page = UsersPage(done: request.queryValues["done"])
            return try await site.page(request, context, writer.language, isKept: false) {
                try page.build(site, viewer, $0)
            }
        }
        let changes: [(RouterPath, Site.UsersAction)] = [
            ("users/add", .add), ("users/role", .role), ("users/disable", .disable), ("users/enable", .enable),
        ]
        for (path, action) in changes { group.post(path) { try await site.users($0, $1, writer, action) } }
    }

    private func reviewing(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        group.get("review") { request, context in
            let viewer = context.viewer
            let values = request.queryValues
            let page = ReviewPage(page: Int(values["page"] ?? "") ?? 1, done: values["done"])
            return try await site.page(request, context, writer.language) { try page.build(site, viewer, $0) }
        }
        group.post("review") { try await site.review($0, $1, writer) }
        group.get("history") { request, context in
            let viewer = context.viewer
            let page = HistoryPage(request.queryValues)
            return try await site.page(request, context, writer.language) { try page.build(site, viewer, $0) }
        }
        group.post("history/undo") { try await site.undo($0, $1, writer) }
    }

    private func editing(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        group.get("notices/{id}/edit") { request, context in
            guard context.viewer.session != nil else { return Self.toLogin(request, writer) }
            guard context.viewer.canEdit else { throw HTTPError(.forbidden) }
            let page = NoticeEditPage(
                id: try context.parameters.require("id"), done: request.queryValues["done"])
            return try await site.page(request, context, writer.language, isKept: false) {
                try page.build(site, $0)
            }
        }
        group.post("notices/{id}/edit") { try await site.editNotice($0, $1, writer) }
        group.get("cases/{number}/edit") { request, context in
            guard context.viewer.session != nil else { return Self.toLogin(request, writer) }
            guard context.viewer.canEdit else { throw HTTPError(.forbidden) }
            let page = CaseEditPage(
                number: try context.parameters.require("number"), done: request.queryValues["done"])
            return try await site.page(request, context, writer.language, isKept: false) {
                try page.build(site, $0)
            }
        }
        group.post("cases/{number}/edit") { try await site.editCase($0, $1, writer) }
    }

    private func submitting(_ group: RouterGroup<SiteContext>, _ writer: PageWriter) {
        group.get("submit") { request, context in
            let viewer = context.viewer
            let page = SubmitPage(done: request.queryValues["done"])
            return try await site.page(request, context, writer.language) { page.build(site, viewer, $0) }
        }
        group.get("lint") { request, context in
            try await site.page(request, context, writer.language) { LintPage().build(site, $0) }
        }
        group.post("lint") { try await site.lint($0, $1, writer) }
        group.post("submit") { try await site.preview($0, $1, writer) }
        group.post("submit/clip") { try await site.clip($0, $1, writer) }
        group.post("submit/queue") { try await site.queue($0, $1, writer) }
        group.post("submit/file") { try await site.file($0, $1, writer) }
    }

    /// Leads who is not logged in to the form, and back here then.
    static func toLogin(_ request: Request, _ writer: PageWriter) -> Response {
        let to = writer.addresses
        return Site.seeOther(Addresses.own(request.uri.string).map { to.login(next: $0) } ?? to.login)
    }

    /// The language of a page's path; of other paths the one that the browser asks for.
    static func language(of request: Request) -> InterfaceLanguage {
        InterfaceLanguage.allCases.first { request.uri.path.hasPrefix("/\($0)/") }
            ?? preferredLanguage(request.headers[.acceptLanguage] ?? "")
    }
}
