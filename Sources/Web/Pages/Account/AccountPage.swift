import Casebook
import HTTPTypes
import Hummingbird
import Language

/// One's own password, sessions and tokens.
struct AccountPage: Sendable {
    var done: String?
    /// A token that was just made: shown this once.
    var token: String?
    /// What went wrong, with the form it is about.
    var fault: FormFault?
    var tokenName = ""

    func build(_ site: Site, _ viewer: Viewer, _ writer: PageWriter) throws -> Page {
        let name = viewer.name ?? ""
        let user = try site.store.users().first { $0.name == name }
        let hasPassword = user?.hasPassword == true
        let scopes: [TokenScope] = viewer.isAdmin ? [.read, .edit, .admin] : viewer.canEdit ? [.read, .edit] : [.read]
        var model: Model = [
            "user": name, "role": writer.words["role_" + (viewer.role ?? .reader).rawValue], "hasPassword": hasPassword,
            "isAdmin": viewer.isAdmin, "tokenName": tokenName,
            "scopes": scopes.enumerated().map { place, scope -> Model in
                ["scope": scope.rawValue, "label": writer.words["scope_" + scope.rawValue], "first": place == 0]
            },
            "sessions": try site.store.sessions(of: name).map { session -> Model in
                [
                    "id": "\(session.id)", "began": Moments.model(session.createdAt),
                    "seen": Moments.model(session.seenAt), "isThis": session.id == viewer.session,
                ]
            },
        ]
        let tokens = try site.store.tokens(of: name).map { token -> Model in
            var row: Model = [
                "tokenID": "\(token.id)", "called": token.name, "made": Moments.model(token.createdAt),
                "may": TokenScope.allCases.filter(token.scopes.contains).map { writer.words["scope_" + $0.rawValue] }
                    .joined(separator: ", "),
            ]
            if let used = token.usedAt { row["used"] = Moments.model(used) }
            return row
        }
        if !tokens.isEmpty { model["tokens"] = ["rows": tokens] as Model }
        if let token { model["newToken"] = ["secret": token] as Model }
        if let fault { model[fault.form + "Fault"] = fault.model(writer) }
        model["notice"] = writer.flash(done)
        return Page(
            template: "account", title: writer.words["account"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "account")
    }
}

/// What went wrong with a form: a sentence that is shown beside it.
struct FormFault: Sendable {
    var form: String
    /// The key of the words in the interface's language, with what fills their gap; else the casebook's own sentence.
    var key: String?
    var value = ""
    var sentence = ""

    init(_ form: String, _ key: String, _ value: String = "") {
        self.form = form
        self.key = key
        self.value = value
    }

    /// The casebook's sentence about what it refused.
    init(_ form: String, _ error: CasebookError) {
        self.form = form
        sentence = error.description
    }

    func model(_ writer: PageWriter) -> Model {
        if let key { return ["faultWords": writer.words(key, value), "faultLang": writer.language.rawValue] }
        return ["faultWords": sentence, "faultLang": "en"]
    }
}

extension Site {
    /// Answers the account's forms.
    func account(
        _ request: Request, _ context: SiteContext, _ writer: PageWriter, _ action: AccountAction
    ) async throws -> Response {
        let form = try await form(request, context, for: .reader, upTo: 20_000)
        guard let name = context.viewer.name, let who = context.viewer.who else { throw HTTPError(.forbidden) }
        let viewer = context.viewer
        let (store, limits) = (store, limits)
        let outcome: (page: AccountPage?, done: String) = try await work {
            switch action {
            case .password:
                if let fault = try Self.setPassword(form, viewer, store, limits) {
                    return (AccountPage(fault: fault), "")
                }
                return (nil, "password")
            case .endSession:
                if let id = Int64(form["id"]) { try store.endSession(id, of: name) }
                return (nil, "session")
            case .addToken:
                let scopes = Set(form.all("scope").compactMap(TokenScope.init))
                guard !scopes.isEmpty else {
                    return (AccountPage(fault: FormFault("token", "faultNoScope"), tokenName: form["name"]), "")
                }
                do {
                    let token = try store.addToken(of: name, name: form["name"], scopes: scopes, by: who)
                    return (AccountPage(token: token), "")
                } catch let error as CasebookError {
                    return (AccountPage(fault: FormFault("token", error), tokenName: form["name"]), "")
                }
            case .revokeToken:
                if let id = Int64(form["id"]) { try? store.revokeToken(id, of: name, by: who) }
                return (nil, "revoked")
            }
        }
        guard let page = outcome.page else {
            return Self.seeOther(writer.addresses.account + "?done=" + outcome.done)
        }
        return try await self.page(request, context, writer.language, isKept: false) {
            try page.build(self, viewer, $0)
        }
    }

    enum AccountAction: Sendable { case password, endSession, addToken, revokeToken }

    private static func setPassword(
        _ form: FormBody, _ viewer: Viewer, _ store: CasebookStore, _ limits: Limits
    ) throws -> FormFault? {
        guard let name = viewer.name else { return nil }
        let user = try store.users().first { $0.name == name }
        if user?.hasPassword == true {
            let folded = User.folded(name)
            if limits.loginsByName.take(folded, at: limits.now()) != nil {
                return FormFault("password", "tooManyWords")
            }
            guard try store.user(named: name, password: form.raw("present")) != nil else {
                return FormFault("password", "faultPassword")
            }
            limits.loginsByName.forget(folded)
        }
        let new = form.raw("new")
        guard new == form.raw("again") else { return FormFault("password", "faultAgain") }
        guard new.count >= PasswordHash.shortest else {
            return FormFault("password", "faultShort", "\(PasswordHash.shortest)")
        }
        do {
            try store.setPassword(of: name, to: new, keeping: viewer.session, by: viewer.who)
            return nil
        } catch let error as CasebookError { return FormFault("password", error) }
    }
}
