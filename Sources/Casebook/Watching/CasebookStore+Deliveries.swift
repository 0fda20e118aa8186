import GRDB

/// A message that is to be sent by a channel.
package struct OutgoingMessage: Sendable {
    package var id: Int64
    /// The same at every try, and of no other message: by it receivers drop repeats.
    package var key: String
    package var channel: Int64
    /// How often it was tried.
    package var tries: Int
    package var madeAt: Int

    package init(id: Int64, key: String, channel: Int64, tries: Int, madeAt: Int) {
        self.id = id
        self.key = key
        self.channel = channel
        self.tries = tries
        self.madeAt = madeAt
    }
}

/// How a try to send a message ended.
package enum SendingEnd: Hashable, Sendable {
    case sent
    /// - Parameters:
    ///   - isRefused: whether the channel works but does not take this message.
    ///   - wait: for how many seconds the receiver asks to be left alone, where it does.
    case failed(String, isRefused: Bool = false, wait: Int? = nil)
}

/// How failures are answered: with tries that lie further and further apart.
package enum Retrying {
    /// A message is given up after so many tries: with a channel that had worked before, in the third day.
    package static let most = 14
    /// One that a working channel does not take is given up sooner.
    package static let mostRefused = 3
    private static let longest = 12 * 3_600

    /// Seconds to wait after so many failures in a row: 1, 2, 4 minutes and so on, up to twelve hours.
    package static func wait(after failures: Int) -> Int {
        min(longest, 60 << min(max(failures - 1, 0), 10))
    }
}

extension CasebookStore {
    /// Makes up the digests that are due.
    package func makeDigests() throws {
        try write("making up digests") { try Outgoing(db: $0, at: surroundings.now()).digest() }
    }

    /// What is due by a channel, in the order in which it was made.
    package func dueMessages(of channel: Int64) throws -> [OutgoingMessage] {
        try messages(
            "m.channel = ?1 AND m.state = 'waiting' AND m.next_at <= ?2 AND c.next_at <= ?2",
            [channel, surroundings.now()])
    }

    /// What was being sent by a channel when the program was killed.
    package func interruptedMessages(of channel: Int64) throws -> [OutgoingMessage] {
        try messages("m.channel = ?1 AND m.state = 'sending'", [channel])
    }

    private func messages(_ condition: String, _ arguments: StatementArguments) throws -> [OutgoingMessage] {
        try read("listing messages") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT m.id, m.key, m.channel, m.tries, m.made_at
                    FROM watch_messages m JOIN watch_channels c ON c.id = m.channel WHERE \(condition) ORDER BY m.id
                    """, arguments: arguments
            ).map { OutgoingMessage(id: $0[0], key: $0[1], channel: $0[2], tries: $0[3], madeAt: $0[4]) }
        }
    }

    /// The events of a message, in order.
    package func events(of message: OutgoingMessage) throws -> [WatchEvent] {
        try read("reading a message") { db in
            try db.events(
                """
                JOIN watch_deliveries d ON d.event = e.id JOIN watch_channels c ON c.id = d.channel
                JOIN watch_matches m ON m.event = e.id AND m.watch = c.watch
                WHERE d.message = ? ORDER BY e.id
                """, [message.id])
        }
    }

    /// Notes that a message is about to be sent. To be called before its first byte leaves.
    ///
    /// - Returns: whether it was waiting: `false` where it is gone, because its watch was removed.
    package func beginSending(_ message: OutgoingMessage) throws -> Bool {
        try write("beginning to send") { db in
            try db.execute(
                sql:
                    "UPDATE watch_messages SET state = 'sending', tries = tries + 1 WHERE id = ? AND state = 'waiting'",
                arguments: [message.id])
            return db.changesCount == 1
        }
    }

    /// Notes how sending ended.
    package func endSending(_ message: OutgoingMessage, _ end: SendingEnd) throws {
        let now = surroundings.now()
        try write("noting what was sent") { db in
            switch end {
            case .sent:
                try db.execute(
                    sql: "UPDATE watch_messages SET state = 'sent', sent_at = ?, last_error = NULL WHERE id = ?",
                    arguments: [now, message.id])
                try db.execute(
                    sql: """
                        UPDATE watch_channels SET failures = 0, last_error = NULL, succeeded_at = ?, next_at = 0
                        WHERE id = ?
                        """, arguments: [now, message.channel])
            case .failed(let why, let isRefused, let wait):
                try db.fail(message, why, isRefused: isRefused, wait: wait, now: now)
            }
        }
    }

    /// Has a message that was being sent when the program was killed be sent again.
    package func sendAgain(_ message: OutgoingMessage) throws {
        let now = surroundings.now()
        try write("noting what is to be sent") { db in
            try db.execute(
                sql: "UPDATE watch_messages SET state = 'waiting', next_at = ? WHERE id = ? AND state = 'sending'",
                arguments: [now, message.id])
        }
    }

    /// Has everything that was given up or waits for another try be tried at once.
    package func retryMessages() throws {
        let now = surroundings.now()
        try write("noting what is to be sent") { db in
            try db.execute(
                sql: "UPDATE watch_messages SET state = 'waiting', tries = 0, next_at = ? WHERE state = 'failed'",
                arguments: [now])
            try db.execute(
                sql: "UPDATE watch_messages SET next_at = ?1 WHERE state = 'waiting' AND next_at > ?1",
                arguments: [now])
            try db.execute(sql: "UPDATE watch_channels SET next_at = 0")
        }
    }
}

extension Database {
    fileprivate func fail(
        _ message: OutgoingMessage, _ why: String, isRefused: Bool, wait: Int?, now: Int
    ) throws {
        let tries =
            try Int.fetchOne(self, sql: "SELECT tries FROM watch_messages WHERE id = ?", arguments: [message.id]) ?? 0
        let isOver = tries >= (isRefused ? Retrying.mostRefused : Retrying.most)
        try execute(
            sql: "UPDATE watch_messages SET state = ?, next_at = ?, last_error = ? WHERE id = ?",
            arguments: [
                isOver ? "failed" : "waiting", now + (isRefused ? Retrying.wait(after: tries) : 0), why, message.id,
            ])
        // A channel that works but for this message goes on with the next one.
        try execute(
            sql: "UPDATE watch_channels SET last_error = ?, failed_at = ? WHERE id = ?",
            arguments: [why, now, message.channel])
        if isRefused { return }
        let failures =
            try Int.fetchOne(
                self, sql: "SELECT failures FROM watch_channels WHERE id = ?", arguments: [message.channel]) ?? 0
        try execute(
            sql: "UPDATE watch_channels SET failures = ?, next_at = ? WHERE id = ?",
            arguments: [
                failures + 1, now + max(wait ?? 0, Retrying.wait(after: failures + 1)), message.channel,
            ])
    }
}
