import Casebook
import HTTPTypes
import Hummingbird

/// Who may log in, for admins.
struct UsersPage: Sendable {
    var done: String?
    var fault: FormFault?
    var name = ""

    func build(_ site: Site, _ viewer: Viewer, _ writer: PageWriter) throws -> Page {
        let roles = User.Role.allCases
        func choices(_ present: User.Role) -> [Model] {
            roles.map {
                ["slug": $0.rawValue, "label": writer.words["role_" + $0.rawValue], "isPresent": $0 == present]
            }
        }
        var model: Model = [
            "users": try site.store.users().enumerated().map { place, user -> Model in
                [
                    "user": user.name, "place": "\(place)", "made": Moments.model(user.createdAt),
                    "isDisabled": user.disabledAt != nil, "isSelf": user.name == viewer.name,
                    "roleName": writer.words["role_" + user.role.rawValue], "roles": choices(user.role),
                ]
            },
            "newName": name, "newRoles": choices(.editor),
        ]
        if let fault { model[fault.form + "Fault"] = fault.model(writer) }
        model["notice"] = writer.flash(done)
        return Page(
            template: "users", title: writer.words["usersTitle"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "account")
    }
}

extension Site {
    /// Answers the admins' forms.
    func users(
        _ request: Request, _ context: SiteContext, _ writer: PageWriter, _ action: UsersAction
    ) async throws -> Response {
        let form = try await form(request, context, for: .admin, upTo: 20_000)
        let viewer = context.viewer
        let store = store
        let outcome: (page: UsersPage?, done: String) = try await work {
            let name = form["name"]
            if let fault = try Self.fault(action, form, viewer, store) {
                return (UsersPage(fault: fault, name: action == .add ? name : ""), "")
            }
            do {
                switch action {
                case .add:
                    try store.addUser(
                        name, role: User.Role(rawValue: form["role"]) ?? .reader, password: form.raw("password"),
                        by: viewer.who)
                    return (nil, "user")
                case .role:
                    if let role = User.Role(rawValue: form["role"]) {
                        try store.setRole(of: name, to: role, by: viewer.who)
                    }
                    return (nil, "role")
                case .disable, .enable:
                    try store.setDisabled(action == .disable, name, by: viewer.who)
                    return (nil, action == .disable ? "disabled" : "enabled")
                }
            } catch let error as CasebookError {
                return (UsersPage(fault: FormFault(action == .add ? "add" : "list", error), name: name), "")
            }
        }
        guard let page = outcome.page else { return Self.seeOther(writer.addresses.users + "?done=" + outcome.done) }
        return try await self.page(request, context, writer.language, isKept: false) {
            try page.build(self, viewer, $0)
        }
    }

    enum UsersAction: Sendable { case add, role, disable, enable }

    private static func fault(
        _ action: UsersAction, _ form: FormBody, _ viewer: Viewer, _ store: CasebookStore
    ) throws -> FormFault? {
        switch action {
        case .add:
            guard let name = try? User.checked(form["name"]) else { return FormFault("add", "faultName") }
            if try store.users().contains(where: { User.folded($0.name) == User.folded(name) }) {
                return FormFault("add", "faultNameTaken")
            }
            return form.raw("password").count < PasswordHash.shortest
                ? FormFault("add", "faultShort", "\(PasswordHash.shortest)") : nil
        // Whoever shuts themselves out would need another to come back in.
        case .role, .disable, .enable: return form["name"] == viewer.name ? FormFault("list", "faultSelf") : nil
        }
    }
}
