import GRDB
package import Language

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A watch that is to be made.
package struct NewWatch: Sendable {
    package var name: String
    package var subject: Watch.Subject
    package var events: Set<WatchEvent.Kind>
    package var digest: Watch.Rhythm
    package var language: InterfaceLanguage
    package var channels: [WatchChannel.Kind]

    package init(
        name: String, subject: Watch.Subject, events: Set<WatchEvent.Kind> = Self.usual,
        digest: Watch.Rhythm = .immediately, language: InterfaceLanguage = .ja, channels: [WatchChannel.Kind] = []
    ) {
        self.name = name
        self.subject = subject
        self.events = events
        self.digest = digest
        self.language = language
        self.channels = channels
    }

    /// What is told unless somebody chooses: all but mere changes of wording.
    package static let usual: Set<WatchEvent.Kind> = [.newCase, .followUp, .changedValue]
}

extension CasebookStore {
    /// Makes a watch, which tells of what is done from now on.
    ///
    /// - Returns: the secret part of its feeds' addresses, which is not kept and cannot be shown again.
    package func addWatch(_ new: NewWatch) throws -> String {
        let name = try Watch.checked(new.name)
        let token = Secret.token()
        try write("adding a watch") { db in
            if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM watches WHERE name = ?)", arguments: [name])! {
                throw CasebookError(name, "there is a watch of this name", "choose another one, or remove that first")
            }
            let place = try Int64.fetchOne(db, sql: "SELECT max(seq) FROM audit") ?? 0
            // Without a watch nothing was looked at, and nothing before this one is of interest.
            if try !Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM watches)")! {
                try db.execute(sql: "UPDATE watch_state SET position = ?", arguments: [place])
            }
            var query: String?
            if case .query(let text) = new.subject { query = text }
            let now = surroundings.now()
            try db.execute(
                sql: """
                    INSERT INTO watches (name, query, events, digest, language, feed_sha256, since, added_at, digested_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    name, query, new.events.map(\.rawValue).sorted().joined(separator: " "), new.digest.rawValue,
                    new.language.rawValue, Secret.stored(token), place, now, now,
                ])
            let watch = db.lastInsertedRowID
            if case .organisations(let list) = new.subject { try db.insert(list, of: watch) }
            for channel in new.channels { try db.insert(channel, of: watch) }
        }
        return token
    }

    /// All watches, by name.
    package func watches() throws -> [Watch] { try read("listing watches") { try $0.watches() } }

    /// - Throws: CasebookError where there is none of this name.
    package func watch(_ name: String) throws -> Watch {
        try read("looking for a watch") { db in
            guard let watch = try db.watches(" WHERE name = ?", [name]).first else { throw Self.noWatch(name) }
            return watch
        }
    }

    /// Removes a watch with all that waits to be sent for it.
    package func removeWatch(_ name: String) throws {
        try write("removing a watch") { db in
            try db.execute(sql: "DELETE FROM watches WHERE name = ?", arguments: [name])
            if db.changesCount == 0 { throw Self.noWatch(name) }
            try db.execute(
                sql: "DELETE FROM watch_events WHERE id NOT IN (SELECT event FROM watch_matches)")
        }
    }

    /// Gives a watch's feeds another secret address; the one before leads nowhere from then on.
    package func renewFeed(of name: String) throws -> String {
        let token = Secret.token()
        try write("renewing a feed's address") { db in
            try db.execute(
                sql: "UPDATE watches SET feed_sha256 = ? WHERE name = ?", arguments: [Secret.stored(token), name])
            if db.changesCount == 0 { throw Self.noWatch(name) }
        }
        return token
    }

    /// Whether this is the secret part of a watch's feeds' addresses.
    package func isFeedToken(_ token: String, of name: String) throws -> Bool {
        try read("looking for a watch") { db in
            let stored = try Data.fetchOne(
                db, sql: "SELECT feed_sha256 FROM watches WHERE name = ?", arguments: [name])
            return stored.map { Secret.areEqual(Array($0), Array(Secret.stored(token))) } ?? false
        }
    }

    private static func noWatch(_ name: String) -> CasebookError {
        CasebookError(name, "the casebook has no watch of this name", "see jikenbo watch list")
    }
}

extension Database {
    fileprivate func insert(_ organisations: [WatchedOrganisation], of watch: Int64) throws {
        let statement = try cachedStatement(
            sql: "INSERT INTO watch_organisations (watch, place, name, aliases, note) VALUES (?, ?, ?, ?, ?)")
        for (place, organisation) in organisations.enumerated() {
            try statement.execute(arguments: [
                watch, place, organisation.name, JSONValue.strings(organisation.aliases).text, organisation.note,
            ])
        }
    }

    fileprivate func insert(_ channel: WatchChannel.Kind, of watch: Int64) throws {
        let row: (kind: String, target: String, style: String?, file: String?) =
            switch channel {
            case .mail(let address): ("mail", address, nil, nil)
            case .webhook(let url, let style, let file): ("webhook", url, style.rawValue, file)
            case .output: ("output", "", nil, nil)
            }
        try execute(
            sql: "INSERT INTO watch_channels (watch, kind, target, style, secret_file) VALUES (?, ?, ?, ?, ?)",
            arguments: [watch, row.kind, row.target, row.style, row.file])
    }

    /// - Parameter clause: which of them.
    func watches(_ clause: String = "", _ arguments: StatementArguments = []) throws -> [Watch] {
        try Row.fetchAll(
            self,
            sql: "SELECT id, name, query, events, digest, language, since, added_at, digested_at FROM watches"
                + clause + " ORDER BY name", arguments: arguments
        ).map { row in
            let id: Int64 = row[0]
            let query: String? = row[2]
            let kinds = (row[3] as String).split(separator: " ").compactMap { WatchEvent.Kind(rawValue: String($0)) }
            guard let digest = Watch.Rhythm(rawValue: row[4]), let language = InterfaceLanguage(rawValue: row[5])
            else { throw damaged("watch \(row[1] as String)") }
            return Watch(
                id: id, name: row[1], subject: try query.map { .query($0) } ?? .organisations(organisations(of: id)),
                events: Set(kinds), digest: digest, language: language, channels: try channels(of: id), since: row[6],
                addedAt: row[7], digestedAt: row[8])
        }
    }

    private func organisations(of watch: Int64) throws -> [WatchedOrganisation] {
        try Row.fetchAll(
            self, sql: "SELECT name, aliases, note FROM watch_organisations WHERE watch = ? ORDER BY place",
            arguments: [watch]
        ).map {
            WatchedOrganisation(
                name: $0[0], aliases: (JSONValue(text: $0[1])?.array ?? []).compactMap(\.string), note: $0[2])
        }
    }

    private func channels(of watch: Int64) throws -> [WatchChannel] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT c.id, c.kind, c.target, c.style, c.secret_file, c.failures, c.last_error, c.failed_at,
                  c.succeeded_at, c.next_at,
                  (SELECT count(*) FROM watch_messages m WHERE m.channel = c.id AND m.state IN ('waiting', 'sending')),
                  (SELECT count(*) FROM watch_messages m WHERE m.channel = c.id AND m.state = 'failed')
                FROM watch_channels c WHERE c.watch = ? ORDER BY c.id
                """, arguments: [watch]
        ).map { row in
            WatchChannel(
                id: row[0], kind: try channelKind(row), failures: row[5], lastError: row[6], failedAt: row[7],
                succeededAt: row[8], nextAt: row[9], waiting: row[10], givenUp: row[11])
        }
    }

    /// - Parameter row: `id, kind, target, style, secret_file, …`.
    private func channelKind(_ row: Row) throws -> WatchChannel.Kind {
        switch row[1] as String {
        case "mail": return .mail(row[2])
        case "output": return .output
        default:
            guard let style = (row[3] as String?).flatMap(WatchChannel.Style.init) else {
                throw damaged("channel \(row[0] as Int64)")
            }
            return .webhook(url: row[2], style: style, secretFile: row[4])
        }
    }
}
