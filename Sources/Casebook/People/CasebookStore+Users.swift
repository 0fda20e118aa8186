import Foundation
import GRDB

extension CasebookStore {
    /// All users, by name.
    package func users() throws -> [User] {
        try read("listing users") { db in
            try Row.fetchAll(db, sql: User.sql + " ORDER BY folded").map { try User($0) }
        }
    }

    package func hasUsers() throws -> Bool {
        try read("looking for users") { try !Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM users)")! }
    }

    /// Adds a user.
    ///
    /// - Parameter by: who does it; the surroundings' user where nobody is named. The same goes for what follows.
    @discardableResult
    package func addUser(_ name: String, role: User.Role, password: String, by who: String? = nil) throws -> User {
        try addUser(name, role: role, hash: try PasswordHash(checked: password, name: try User.checked(name)), by: who)
    }

    /// Adds a user whose password was hashed already.
    @discardableResult
    package func addUser(_ name: String, role: User.Role, hash: PasswordHash, by who: String? = nil) throws -> User {
        let name = try User.checked(name)
        return try write("adding a user") { db in
            if try db.user(name) != nil {
                throw CasebookError(name, "there is a user of this name", "choose another name")
            }
            return try insertUser(db, name, role, hash.text, who)
        }
    }

    func insertUser(_ db: Database, _ name: String, _ role: User.Role, _ password: String?, _ who: String?) throws
        -> User
    {
        try db.execute(
            sql: "INSERT INTO users (name, folded, role, password, created_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [name, User.folded(name), role.rawValue, password, surroundings.now()])
        try note(db, "user add", name, .object(["role": .string(role.rawValue)]), who)
        return try db.requiredUser(name)
    }

    package func setRole(of name: String, to role: User.Role, by who: String? = nil) throws {
        try write("changing a role") { db in
            let user = try db.requiredUser(name)
            guard user.role != role else { return }
            if user.role == .admin { try db.requireAnotherAdmin(than: user) }
            try db.execute(sql: "UPDATE users SET role = ? WHERE id = ?", arguments: [role.rawValue, user.id])
            try note(
                db, "user role", user.name,
                .object(["before": .string(user.role.rawValue), "after": .string(role.rawValue)]), who)
        }
    }

    /// Ends or allows anew whatever a user can do. Sessions end; tokens stop working for as long as it holds.
    package func setDisabled(_ isDisabled: Bool, _ name: String, by who: String? = nil) throws {
        try write(isDisabled ? "disabling a user" : "enabling a user") { db in
            let user = try db.requiredUser(name)
            guard (user.disabledAt != nil) != isDisabled else { return }
            if isDisabled, user.role == .admin { try db.requireAnotherAdmin(than: user) }
            try db.execute(
                sql: "UPDATE users SET disabled_at = ? WHERE id = ?",
                arguments: [isDisabled ? surroundings.now() : nil, user.id])
            try db.execute(sql: "DELETE FROM sessions WHERE user = ?", arguments: [user.id])
            try note(db, isDisabled ? "user disable" : "user enable", user.name, .object([]), who)
        }
    }

    /// Sets a password, and ends all sessions of the user but the one named.
    package func setPassword(
        of name: String, to password: String, keeping session: Int64? = nil, by who: String? = nil
    ) throws {
        let hash = try PasswordHash(checked: password, name: name)
        try write("setting a password") { db in
            let user = try db.requiredUser(name)
            try db.execute(sql: "UPDATE users SET password = ? WHERE id = ?", arguments: [hash.text, user.id])
            try db.execute(
                sql: "DELETE FROM sessions WHERE user = ? AND id IS NOT ?", arguments: [user.id, session])
            try note(db, "user password", user.name, .object([]), who)
        }
    }

    /// The user of a name and password; `nil` where the two do not go together, whether there is such a user or not. It takes as
    /// long in either case.
    package func user(named name: String, password: String) throws -> User? {
        let found = try read("logging in") { db in
            try Row.fetchOne(
                db, sql: "SELECT id, password FROM users WHERE folded = ? AND disabled_at IS NULL",
                arguments: [User.folded(name)]
            ).map { (id: $0[0] as Int64, password: $0[1] as String?) }
        }
        let hash = found?.password.flatMap { PasswordHash(text: $0) }
        // An empty password, which is nobody's, takes its time as well.
        let matches = try (hash ?? .decoy).matches(password.isEmpty ? " " : password)
        guard let found, let hash, matches, !password.isEmpty else { return nil }
        if hash.isOutdated {
            let text = try PasswordHash(of: password).text
            try write("renewing a password's hash") {
                try $0.execute(sql: "UPDATE users SET password = ? WHERE id = ?", arguments: [text, found.id])
            }
        }
        return try read("logging in") { try User.fetch($0, id: found.id) }
    }

    /// Writes something that was done to users into the audit log; never with a secret.
    func note(_ db: Database, _ action: String, _ name: String, _ detail: JSONValue, _ who: String?) throws {
        var audit = try AuditLog(db, at: surroundings.now(), who: who ?? surroundings.user())
        try audit.append(action, "user:\(name)", detail)
    }
}

extension User {
    static let sql = """
        SELECT id, name, role, created_at, disabled_at, password IS NOT NULL FROM users
        """

    init(_ row: Row) throws {
        guard let role = Role(rawValue: row[2]) else {
            throw CasebookError("user \(row[0] as Int64)", "its row in the casebook is damaged", "run jikenbo verify")
        }
        self.init(
            id: row[0], name: row[1], role: role, createdAt: row[3], disabledAt: row[4], hasPassword: row[5])
    }

    static func fetch(_ db: Database, id: Int64) throws -> User? {
        try Row.fetchOne(db, sql: sql + " WHERE id = ?", arguments: [id]).map { try User($0) }
    }

    /// A name as it is compared: Hana, ＨＡＮＡ and hana are one.
    package static func folded(_ name: String) -> String {
        name.precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// The name without white space around it.
    ///
    /// - Throws: CasebookError where it is too long, or holds what does not show.
    package static func checked(_ name: String) throws -> String {
        let parts = name.split(whereSeparator: \.isWhitespace)
        let name = parts.joined(separator: " ")
        guard (1...64).contains(name.count), name.utf8.count <= 256 else {
            throw CasebookError("the name", "is empty or too long", "give one of 1 to 64 characters")
        }
        let isHidden = name.unicodeScalars.contains {
            [.control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned].contains(
                $0.properties.generalCategory)
        }
        guard !isHidden, !name.contains(":") else {
            throw CasebookError("the name", "holds a colon or a character that does not show", "leave it out")
        }
        return name
    }
}

extension PasswordHash {
    /// - Throws: CasebookError where the password is too short, too long, or the name itself.
    init(checked password: String, name: String) throws {
        guard password.count >= Self.shortest else {
            throw CasebookError(
                "the password", "is too short", "choose one of at least \(Self.shortest) characters")
        }
        guard password.utf8.count <= Self.longest else {
            throw CasebookError("the password", "is too long", "choose one of at most \(Self.longest) bytes")
        }
        guard User.folded(password) != User.folded(name) else {
            throw CasebookError("the password", "is the user's name", "choose another one")
        }
        try self.init(of: password)
    }
}

extension Database {
    func user(_ name: String) throws -> User? {
        try Row.fetchOne(self, sql: User.sql + " WHERE folded = ?", arguments: [User.folded(name)]).map {
            try User($0)
        }
    }

    func requiredUser(_ name: String) throws -> User {
        guard let user = try user(name) else {
            throw CasebookError(name, "the casebook has no user of this name", "see jikenbo user list")
        }
        return user
    }

    /// A casebook whose last admin is gone could not be managed from the web any more.
    func requireAnotherAdmin(than user: User) throws {
        let others = try Bool.fetchOne(
            self,
            sql: "SELECT EXISTS (SELECT 1 FROM users WHERE role = 'admin' AND disabled_at IS NULL AND id != ?)",
            arguments: [user.id])!
        guard others else {
            throw CasebookError(user.name, "is the only admin", "make another user an admin first")
        }
    }
}
