import Casebook
import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Who looks at a page or asks the API.
struct Viewer: Sendable {
    var name: String?
    var role: User.Role?
    var canEdit = false
    var isAdmin = false
    /// What forms carry, so that no other site can send them on the viewer's behalf; empty for who is not logged in.
    var formToken = ""
    /// The browser's session; `nil` for strangers and programs.
    var session: Int64?
    /// What a program's token lets it do; `nil` for people.
    var scopes: Set<TokenScope>?

    static let stranger = Viewer()

    /// Under which name edits are kept. A name of the web cannot be taken for one of the system, which holds no colon.
    var who: String? { name.map { Self.prefix + $0 } }
    static let prefix = "web:"

    /// The name of who did something, as people know it.
    static func plainName(_ who: String) -> String {
        who.hasPrefix(prefix) ? String(who.dropFirst(prefix.count)) : who
    }

    init() {}

    /// Somebody who is logged in with a browser.
    init(_ user: User, session: Int64, token: String) {
        name = user.name
        role = user.role
        canEdit = user.role >= .editor
        isAdmin = user.role == .admin
        self.session = session
        formToken = Self.formToken(of: token)
    }

    /// A program with a token: it may do what both the token and its owner may.
    init(_ user: User, scopes: Set<TokenScope>) {
        name = user.name
        role = user.role
        canEdit = user.role >= .editor && scopes.contains(.edit)
        isAdmin = user.role == .admin && scopes.contains(.admin)
        self.scopes = scopes
    }

    /// A keyed hash of the session's token: whoever sees a page's source does not get the token.
    static func formToken(of token: String) -> String {
        let key = SymmetricKey(data: Array(token.utf8))
        return Digest.hex(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: key))
    }

    /// Whether a form carried the token of this viewer's session.
    func owns(_ sent: String) -> Bool {
        !formToken.isEmpty && Secret.areEqual(Array(sent.utf8), Array(formToken.utf8))
    }
}
