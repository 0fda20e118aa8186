import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a visit of a source found.
package enum VisitResult: Sendable {
    /// Nothing is new: the server said so, or the content is that of the last time.
    case unchanged
    /// A listing: its pages, each with whether the filter lets it through, and what kept it from being whole, if anything did.
    case listing(format: String, pages: [(address: String, title: String, isWanted: Bool)], trouble: String?)
    /// The source is the page itself, and has come.
    case page
    /// It failed, and why. A failed visit says nothing about what is new.
    case failed(String)
}

/// What became of the fetching of a page.
package enum PageResult: Sendable {
    /// The server has what we have.
    case unchanged
    case fetched(Candidate)
    /// It will not do: gone, refused, too large.
    case failed(String)
    /// It may do later, in so many seconds.
    case later(String, seconds: Int)
}

extension CasebookStore {
    /// How often a page is tried.
    package static let mostTries = 5

    /// Writes down what a visit found, in one transaction.
    ///
    /// - Returns: how many pages are new.
    @discardableResult
    package func note(_ result: VisitResult, of source: Source, captures: [String: Capture] = [:], in run: Run) throws
        -> Int
    {
        try write("visiting \(source.address)") { db in
            let now = surroundings.now()
            for (address, capture) in captures { try db.keep(capture, of: address) }
            if case .failed(let trouble) = result {
                let failures = source.failures + 1
                // Twice as long after each failure, up to a day.
                let wait = min(max(source.every, 60) << min(failures, 10), max(86_400, source.every))
                try db.execute(
                    sql: "UPDATE sources SET visited_at = ?, next_at = ?, failures = ?, trouble = ? WHERE id = ?",
                    arguments: [now, now + wait, failures, trouble, source.id])
                try db.enter(source.address, "failed", trouble, at: now, run: run)
                return 0
            }
            var format = source.format
            var trouble: String?
            var new = 0
            if case .listing(let found, let pages, let fault) = result {
                (format, trouble) = (found, fault)
                for page in pages {
                    try db.cachedStatement(
                        sql: """
                            INSERT INTO fetch_queue (address, source, title, state, found_at, next_at)
                            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE
                              SET state = excluded.state, source = excluded.source, next_at = excluded.next_at
                              WHERE state = 'left' AND excluded.state = 'waiting'
                            """
                    ).execute(arguments: [
                        page.address, source.id, page.title, page.isWanted ? "waiting" : "left", now, now,
                    ])
                    guard db.changesCount > 0 else { continue }
                    new += 1
                    if !page.isWanted {
                        try db.enter(
                            page.address, "excluded", "its title does not fit the source's filter: \(page.title)",
                            at: now, run: run)
                    }
                }
            }
            try db.execute(
                sql: """
                    UPDATE sources SET visited_at = ?1, succeeded_at = ?1, next_at = ?2, format = ?3, failures = 0,
                      trouble = ?4 WHERE id = ?5
                    """, arguments: [now, now + source.every, format, trouble, source.id])
            return new
        }
    }

    /// Pages that wait and whose time has come, those found first in front.
    package func duePages(limit: Int) throws -> [QueuedPage] {
        try read("looking for pages") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT address, source, title, tries FROM fetch_queue
                    WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, address LIMIT ?
                    """, arguments: [surroundings.now(), limit]
            ).map { QueuedPage(address: $0[0], source: $0[1], title: $0[2], tries: $0[3]) }
        }
    }

    /// How many pages wait, and when the next of them or of the sources is due; `nil` for never.
    package func outlook() throws -> (waiting: Int, next: Int?) {
        try read("looking ahead") { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM fetch_queue WHERE state = 'waiting'),
                      (SELECT min(next_at) FROM (
                        SELECT min(next_at) AS next_at FROM fetch_queue WHERE state = 'waiting'
                        UNION ALL SELECT min(next_at) FROM sources WHERE NOT paused))
                    """)!
            return (row[0], row[1])
        }
    }

    /// Puts a page into the queue by hand.
    ///
    /// - Returns: whether it was not waiting already.
    @discardableResult
    package func queue(_ address: String, title: String = "") throws -> Bool {
        try write("queueing \(address)") { db in
            let now = surroundings.now()
            try db.execute(
                sql: """
                    INSERT INTO fetch_queue (address, title, state, found_at, next_at) VALUES (?1, ?2, 'waiting', ?3, ?3)
                    ON CONFLICT (address) DO UPDATE SET state = 'waiting', next_at = ?3, tries = 0, trouble = NULL
                      WHERE state != 'waiting'
                    """, arguments: [address, title, now])
            return db.changesCount > 0
        }
    }

    /// The latest content that came from an address.
    package func lastCapture(of address: String) throws -> Capture? {
        try read("looking for \(address)") { db in
            try db.captures("WHERE address = ? ORDER BY id DESC LIMIT 1", address).first
        }
    }

    /// Everything that came for the pages of a case, the oldest first.
    package func captures(ofCase number: String) throws -> [Capture]? {
        try read("looking for a case") { db in
            guard let casefile = try db.caseRef(number) else { return nil }
            let addresses = try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT p.address FROM case_notices c JOIN page_notices n ON n.notice = c.notice
                    JOIN pages p ON p.id = n.page WHERE c."case" = ? ORDER BY p.address
                    """, arguments: [casefile.id])
            return try addresses.flatMap { try db.captures("WHERE address = ? ORDER BY id", $0) }
        }
    }

    /// A page that came back, with what is to be remembered of it.
    package struct CollectedPage: Sendable {
        package var page: QueuedPage
        package var result: PageResult
        package var capture: Capture?

        package init(page: QueuedPage, result: PageResult, capture: Capture?) {
            self.page = page
            self.result = result
            self.capture = capture
        }
    }

    /// Files what came back and takes it out of the queue, in one transaction: a page whose fetching was cut short at any
    /// moment is still waiting.
    package func add(_ pages: [CollectedPage], in run: Run) throws -> [Intake] {
        let (intakes, added) = try write("adding \(pages.first?.page.address ?? "")") { db in
            let now = surroundings.now()
            var filing = try Filing(db, run: run, at: now, waiting: waiting)
            var intakes: [Intake] = []
            for collected in pages {
                let address = collected.page.address
                if let capture = collected.capture { try db.keep(capture, of: address) }
                let intake: Intake
                switch collected.result {
                case .unchanged: intake = Intake(address: address, outcome: .unchanged, newNotices: 0, cases: [])
                case .fetched(.page(let page)): intake = try filing.file(page)
                case .fetched(.failed(let page)): intake = try filing.file(page)
                case .fetched(.unchanged):
                    intake = Intake(address: address, outcome: .unchanged, newNotices: 0, cases: [])
                case .failed(let trouble):
                    try db.enter(address, "failed", trouble, at: now, run: run)
                    intake = Intake(address: address, outcome: .failed(trouble), newNotices: 0, cases: [])
                case .later(let trouble, let seconds):
                    if collected.page.tries + 1 < Self.mostTries {
                        try db.enter(address, "failed", trouble, at: now, run: run)
                        try db.execute(
                            sql: "UPDATE fetch_queue SET tries = tries + 1, trouble = ?, next_at = ? WHERE address = ?",
                            arguments: [trouble, now + seconds, address])
                        continue
                    }
                    let reason = "\(trouble) (tried \(Self.mostTries) times)"
                    try db.enter(address, "failed", reason, at: now, run: run)
                    intake = Intake(address: address, outcome: .failed(reason), newNotices: 0, cases: [])
                }
                var trouble: String?
                if case .failed(let reason) = intake.outcome { trouble = reason } else { try db.forgetFailure(address) }
                try db.cachedStatement(
                    sql: "UPDATE fetch_queue SET state = ?, trouble = ?, tries = tries + 1 WHERE address = ?"
                ).execute(arguments: [trouble == nil ? "done" : "failed", trouble, address])
                intakes.append(intake)
            }
            return (intakes, filing.added)
        }
        for (id, notice) in added { fresh.put(id, notice) }
        return intakes
    }
}

extension Database {
    fileprivate func keep(_ capture: Capture, of address: String) throws {
        try cachedStatement(
            sql: """
                INSERT INTO captures (address, at, etag, modified, sha256, file, offset, records)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            address, capture.at, capture.etag, capture.modified, Data(capture.sha256), capture.file, capture.offset,
            capture.records,
        ])
    }

    fileprivate func captures(_ clause: String, _ address: String) throws -> [Capture] {
        try Row.fetchAll(
            cachedStatement(
                sql: "SELECT at, etag, modified, sha256, file, offset, records FROM captures " + clause),
            arguments: [address]
        ).map { row in
            Capture(
                at: row[0], etag: row[1], modified: row[2], sha256: Array(row[3] as Data), file: row[4],
                offset: row[5], records: row[6])
        }
    }

    /// What failed before and has come now is not failed any more.
    fileprivate func forgetFailure(_ address: String) throws {
        try cachedStatement(sql: "DELETE FROM ledger WHERE address = ? AND sha256 = x'' AND outcome = 'failed'")
            .execute(arguments: [address])
    }
}
