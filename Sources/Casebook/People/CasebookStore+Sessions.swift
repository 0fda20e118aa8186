import GRDB

extension CasebookStore {
    /// Logs a user in: gives the token that the browser keeps. The casebook keeps its hash only.
    package func beginSession(of user: User) throws -> String {
        let token = Secret.token()
        let now = surroundings.now()
        try write("logging in") { db in
            try db.execute(
                sql: "DELETE FROM sessions WHERE expires_at <= ? OR seen_at <= ?",
                arguments: [now, now - LoginSession.idle])
            try db.execute(
                sql: "INSERT INTO sessions (sha256, user, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [Secret.stored(token), user.id, now, now, now + LoginSession.longest])
        }
        return token
    }

    /// The session of a token and its user; `nil` where it has ended or there never was one.
    package func session(_ token: String) throws -> (id: Int64, user: User)? {
        let now = surroundings.now()
        let found = try read("looking for a session") { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT u.id, u.name, u.role, u.created_at, u.disabled_at, u.password IS NOT NULL, s.id, s.seen_at
                        FROM sessions s JOIN users u ON u.id = s.user
                        WHERE s.sha256 = ? AND s.expires_at > ? AND s.seen_at > ? AND u.disabled_at IS NULL
                        """), arguments: [Secret.stored(token), now, now - LoginSession.idle]
            ).map { (id: $0[6] as Int64, seenAt: $0[7] as Int, user: try User($0)) }
        }
        guard let found else { return nil }
        if found.seenAt <= now - LoginSession.noted {
            try write("noting a session's use") {
                try $0.execute(sql: "UPDATE sessions SET seen_at = ? WHERE id = ?", arguments: [now, found.id])
            }
        }
        return (found.id, found.user)
    }

    /// The sessions of a user that have not ended, the latest first.
    package func sessions(of user: String) throws -> [LoginSession] {
        let now = surroundings.now()
        return try read("listing sessions") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, created_at, seen_at, expires_at FROM sessions
                    WHERE user = ? AND expires_at > ? AND seen_at > ? ORDER BY seen_at DESC, id DESC
                    """, arguments: [try db.requiredUser(user).id, now, now - LoginSession.idle]
            ).map { LoginSession(id: $0[0], createdAt: $0[1], seenAt: $0[2], expiresAt: $0[3]) }
        }
    }

    /// Ends a session of a user.
    package func endSession(_ id: Int64, of user: String) throws {
        try write("logging out") { db in
            try db.execute(
                sql: "DELETE FROM sessions WHERE id = ? AND user = ?",
                arguments: [id, try db.requiredUser(user).id])
        }
    }

    // MARK: The first login

    /// Makes the link's token by which the first admin logs in; `nil` where there are users, or such a link was made before.
    ///
    /// - Returns: a token that holds for an hour and once.
    package func firstLogin() throws -> String? {
        let token = Secret.token()
        let now = surroundings.now()
        return try write("making a login link") { db in
            let isFirst = try Bool.fetchOne(
                db,
                sql: "SELECT NOT EXISTS (SELECT 1 FROM users) AND NOT EXISTS (SELECT 1 FROM login_links)")!
            guard isFirst else { return nil }
            try db.execute(
                sql: "INSERT INTO login_links (sha256, created_at, expires_at) VALUES (?, ?, ?)",
                arguments: [Secret.stored(token), now, now + 3600])
            try note(db, "login link", "admin", .object([]), nil)
            return token
        }
    }

    /// Whether a link's token can still be used.
    package func isLoginLink(_ token: String) throws -> Bool {
        try read("looking for a login link") { try isLoginLink($0, token) }
    }

    private func isLoginLink(_ db: Database, _ token: String) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM login_links WHERE sha256 = ? AND used_at IS NULL AND expires_at > ?)",
            arguments: [Secret.stored(token), surroundings.now()])!
    }

    /// Uses a login link: makes the user `admin`, who has no password yet. `nil` where the link does not hold any more.
    package func useLoginLink(_ token: String) throws -> User? {
        try write("using a login link") { db in
            guard try isLoginLink(db, token) else { return nil }
            try db.execute(
                sql: "UPDATE login_links SET used_at = ? WHERE sha256 = ?",
                arguments: [surroundings.now(), Secret.stored(token)])
            // Who made a user at the command line meanwhile needs no other.
            guard try db.user("admin") == nil else { return nil }
            return try insertUser(db, "admin", .admin, nil, nil)
        }
    }
}
