/// A person who may log in.
package struct User: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var role: Role
    package var createdAt: Int
    package var disabledAt: Int?
    /// Whether a password was set; one who came by a login link has none at first.
    package var hasPassword: Bool

    package enum Role: String, Sendable, CaseIterable, Comparable {
        /// Reads, also where strangers may not.
        case reader
        /// Changes what is filed.
        case editor
        /// Manages users besides.
        case admin

        package static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }
        private var rank: Int { Self.allCases.firstIndex(of: self)! }
    }
}

/// What a token lets a program do, at most: its owner's role limits it further.
package enum TokenScope: String, Sendable, CaseIterable {
    case read, edit, admin

    /// The scopes that a list of them gives: who may edit may read.
    static func closed(_ scopes: Set<TokenScope>) -> Set<TokenScope> {
        if scopes.contains(.admin) { return [.read, .edit, .admin] }
        return scopes.contains(.edit) ? [.read, .edit] : scopes
    }
}

/// A token for programs, without the token itself: that is shown once, when it is made.
package struct APIToken: Hashable, Sendable {
    package var id: Int64
    package var user: String
    package var name: String
    package var scopes: Set<TokenScope>
    package var createdAt: Int
    package var usedAt: Int?
    package var revokedAt: Int?

    /// What every token begins with, so that one that got into a file or log is recognised.
    package static let prefix = "jkb_"
}

/// A browser that somebody is logged in with.
package struct LoginSession: Hashable, Sendable {
    package var id: Int64
    package var createdAt: Int
    package var seenAt: Int
    package var expiresAt: Int

    /// Seconds after which a session ends whatever happens, and after which it ends when it is not used.
    package static let longest = 30 * 86_400
    package static let idle = 7 * 86_400
    /// Its use is written down at most once in so many seconds.
    static let noted = 300
}
