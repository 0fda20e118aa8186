import GRDB

/// Makes messages of events, within the transaction that they are found in or that a digest is made up in. From then on the
/// events of a message are the same, however often it is tried.
struct Outgoing {
    let db: Database
    let at: Int

    /// Takes new events. Where they are told immediately, those of a case are one message.
    func take(_ fresh: [(watch: Watch, event: Int64, casefile: Int64)]) throws {
        var messages: [[Int64]: Int64] = [:]
        for (watch, event, casefile) in fresh {
            for channel in watch.channels {
                var message: Int64?
                if watch.digest == .immediately {
                    message = try messages[[channel.id, casefile]] ?? make(for: channel.id)
                    messages[[channel.id, casefile]] = message
                }
                try db.cachedStatement(
                    sql: "INSERT INTO watch_deliveries (channel, event, message) VALUES (?, ?, ?)"
                ).execute(arguments: [channel.id, event, message])
            }
        }
    }

    /// Makes up the digests that are due.
    func digest() throws {
        for watch in try db.watches() where watch.digest != .immediately {
            guard DigestTimes.next(watch.digest, after: watch.digestedAt) <= at else { continue }
            try db.execute(sql: "UPDATE watches SET digested_at = ? WHERE id = ?", arguments: [at, watch.id])
            for channel in watch.channels {
                let isWaiting = try Bool.fetchOne(
                    db,
                    sql: "SELECT EXISTS (SELECT 1 FROM watch_deliveries WHERE channel = ? AND message IS NULL)",
                    arguments: [channel.id])!
                guard isWaiting else { continue }
                try db.execute(
                    sql: "UPDATE watch_deliveries SET message = ? WHERE channel = ? AND message IS NULL",
                    arguments: [try make(for: channel.id), channel.id])
            }
        }
    }

    private func make(for channel: Int64) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT INTO watch_messages (key, channel, made_at, next_at) VALUES (?, ?, ?, ?)"
        ).execute(arguments: ["msg_" + Digest.hex(Secret.bytes(12)), channel, at, at])
        return db.lastInsertedRowID
    }
}
