import GRDB

extension CasebookStore {
    /// Makes a token for programs of a user: the token itself, which is not kept and cannot be shown again.
    package func addToken(of user: String, name: String, scopes: Set<TokenScope>, by who: String? = nil) throws
        -> String
    {
        let name = try User.checked(name)
        let token = APIToken.prefix + Secret.token()
        guard !scopes.isEmpty else {
            throw CasebookError("the token", "would let nobody do anything", "give it the scope read, edit or admin")
        }
        let list = TokenScope.allCases.filter(scopes.contains).map(\.rawValue)
        try write("making a token") { db in
            let user = try db.requiredUser(user)
            try db.execute(
                sql: "INSERT INTO api_tokens (sha256, user, name, scopes, created_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    Secret.stored(token), user.id, name, list.joined(separator: " "), surroundings.now(),
                ])
            let id = db.lastInsertedRowID
            try note(
                db, "token add", user.name,
                .object(["token": .int(Int(id)), "name": .string(name), "scopes": .strings(list)]), who)
        }
        return token
    }

    /// The tokens that work, of one user or of all, the latest first.
    package func tokens(of user: String? = nil) throws -> [APIToken] {
        try read("listing tokens") { db in
            let id = try user.map { try db.requiredUser($0).id }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT t.id, u.name, t.name, t.scopes, t.created_at, t.used_at, t.revoked_at
                    FROM api_tokens t JOIN users u ON u.id = t.user
                    WHERE t.revoked_at IS NULL AND (?1 IS NULL OR u.id = ?1) ORDER BY t.id DESC
                    """, arguments: [id]
            ).map {
                APIToken(
                    id: $0[0], user: $0[1], name: $0[2], scopes: Self.scopes($0[3]), createdAt: $0[4], usedAt: $0[5],
                    revokedAt: $0[6])
            }
        }
    }

    /// Makes a token useless for good.
    ///
    /// - Parameter user: whose it must be; `nil` for anybody's.
    package func revokeToken(_ id: Int64, of user: String? = nil, by who: String? = nil) throws {
        try write("revoking a token") { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT u.name, t.name FROM api_tokens t JOIN users u ON u.id = t.user
                    WHERE t.id = ? AND t.revoked_at IS NULL
                    """, arguments: [id])
            guard let row, user == nil || User.folded(row[0]) == User.folded(user!) else {
                throw CasebookError("token \(id)", "there is none of this number", "see jikenbo user tokens")
            }
            try db.execute(
                sql: "UPDATE api_tokens SET revoked_at = ? WHERE id = ?", arguments: [surroundings.now(), id])
            try note(
                db, "token revoke", row[0], .object(["token": .int(Int(id)), "name": .string(row[1])]), who)
        }
    }

    /// The user of a token and what it lets a program do; `nil` where it was revoked, its user is disabled or there never was one.
    package func bearer(_ token: String) throws -> (user: User, scopes: Set<TokenScope>)? {
        guard token.hasPrefix(APIToken.prefix) else { return nil }
        let now = surroundings.now()
        let found = try read("looking for a token") { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT u.id, u.name, u.role, u.created_at, u.disabled_at, u.password IS NOT NULL, t.id, t.scopes,
                          t.used_at
                        FROM api_tokens t JOIN users u ON u.id = t.user
                        WHERE t.sha256 = ? AND t.revoked_at IS NULL AND u.disabled_at IS NULL
                        """), arguments: [Secret.stored(token)]
            ).map { (user: try User($0), id: $0[6] as Int64, scopes: $0[7] as String, usedAt: $0[8] as Int?) }
        }
        guard let found else { return nil }
        if found.usedAt ?? 0 <= now - LoginSession.noted {
            try write("noting a token's use") {
                try $0.execute(sql: "UPDATE api_tokens SET used_at = ? WHERE id = ?", arguments: [now, found.id])
            }
        }
        return (found.user, TokenScope.closed(Self.scopes(found.scopes)))
    }

    private static func scopes(_ list: String) -> Set<TokenScope> {
        Set(list.split(separator: " ").compactMap { TokenScope(rawValue: String($0)) })
    }
}
