import Facts
import GRDB

/// A place where a notice is published.
package struct NoticeSource: Hashable, Sendable {
    package var address: String
    /// The notice, or a copy of it, as it stands there.
    var notice: Int64
    /// Where it stands, in the text of the newest version of the page on which it does.
    var at: TextSpan
    var page: Int64
    var format: String
}

/// Finds the places where a notice is published, the publisher's own before all others.
struct NoticeSources {
    let db: Database

    /// Where the records of some notices say that they stand, and all their addresses. Most have one, and are read at once.
    func all(of notices: [StoredNotice]) throws -> [Int64: (first: NoticeRecord.Source?, addresses: [String])] {
        let list = Database.list(notices.map(\.id))
        var several = Set(
            try Int64.fetchAll(
                db.cachedStatement(sql: "SELECT copy_of FROM notices WHERE copy_of IN \(Database.listed)"),
                arguments: [list]))
        var alone: [Int64: NoticeRecord.Source] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT pn.notice, p.address, pn.start, pn.end,
                      EXISTS (SELECT 1 FROM ledger l WHERE l.sha256 = o.sha256 AND l.outcome = 'duplicate')
                    FROM page_notices pn JOIN pages p ON p.id = pn.page JOIN originals o ON o.id = p.original
                    WHERE pn.notice IN \(Database.listed) ORDER BY pn.page DESC
                    """), arguments: [list])
        while let row = try rows.next() {
            let (id, address): (Int64, String) = (row[0], row[1])
            if row[4] { several.insert(id) }
            if let newest = alone[id] {
                if newest.page != address { several.insert(id) }
            } else {
                alone[id] = NoticeRecord.Source(page: address, at: TextSpan(row[2], row[3]))
            }
        }
        var found: [Int64: (first: NoticeRecord.Source?, addresses: [String])] = [:]
        for notice in notices {
            if several.contains(notice.id) {
                let words = try notice.words()
                found[notice.id] = (
                    try first(of: notice.id, text: words), try all(of: notice.id, text: words).map(\.address)
                )
            } else if let only = alone[notice.id] {
                found[notice.id] = (only, [only.page])
            }
        }
        return found
    }

    /// - Parameter text: the notice's.
    func all(of notice: Int64, text: String) throws -> [NoticeSource] {
        var sources = try pages(of: notice)
        for (address, original) in try duplicates(of: notice) {
            guard !sources.contains(where: { $0.address == address }),
                var source = sources.first(where: { $0.address == original })
            else { continue }
            source.address = address
            sources.append(source)
        }
        return try ranked(sources, text: text)
    }

    /// Where a record says that its notice stands: the first of the sources whose bytes the casebook has.
    func first(of notice: Int64, text: String) throws -> NoticeRecord.Source? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT p.address, pn.start, pn.end, EXISTS (SELECT 1 FROM notices WHERE copy_of = ?1)
                    FROM page_notices pn JOIN pages p ON p.id = pn.page
                    WHERE pn.notice = ?1 ORDER BY pn.page DESC LIMIT 20
                    """), arguments: [notice])
        guard let newest = rows.first else { return nil }
        let isAlone = !(newest[3] as Bool) && rows.allSatisfy { $0[0] as String == newest[0] as String }
        if isAlone { return NoticeRecord.Source(page: newest[0], at: TextSpan(newest[1], newest[2])) }
        return try ranked(pages(of: notice), text: text).first.map {
            NoticeRecord.Source(page: $0.address, at: $0.at)
        }
    }

    private func pages(of notice: Int64) throws -> [NoticeSource] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT p.address, pn.notice, pn.start, pn.end, p.id, p.format FROM page_notices pn
                    JOIN pages p ON p.id = pn.page
                    WHERE pn.notice = ?1
                      OR pn.notice IN (SELECT id FROM notices WHERE copy_of = ?1 AND state = 'superseded')
                    ORDER BY p.id DESC
                    """), arguments: [notice])
        var seen: Set<String> = []
        return rows.compactMap { row in
            guard seen.insert(row[0]).inserted else { return nil }
            return NoticeSource(
                address: row[0], notice: row[1], at: TextSpan(row[2], row[3]), page: row[4], format: row[5])
        }
    }

    /// Addresses at which the same bytes were found as at another, which were therefore not kept twice.
    private func duplicates(of notice: Int64) throws -> [(address: String, original: String)] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT l.address, p.address FROM page_notices pn JOIN pages p ON p.id = pn.page
                    JOIN originals o ON o.id = p.original
                    JOIN ledger l ON l.sha256 = o.sha256 AND l.outcome = 'duplicate'
                    WHERE pn.notice = ?1
                      OR pn.notice IN (SELECT id FROM notices WHERE copy_of = ?1 AND state = 'superseded')
                    ORDER BY l.id
                    """), arguments: [notice]
        ).map { ($0[0], $0[1]) }
    }

    // MARK: Order

    /// The publisher's own page first: one of the web, whose host the notice itself names or which publishes nobody else's notices; a
    /// page before a PDF; what was found first before what came later.
    private func ranked(_ sources: [NoticeSource], text: String) throws -> [NoticeSource] {
        guard sources.count > 1 else { return sources }
        var placed: [(source: NoticeSource, rank: Int)] = []
        for source in sources { placed.append((source, try rank(source, text: text))) }
        placed.sort { ($0.rank, $0.source.page) < ($1.rank, $1.source.page) }
        return placed.map(\.source)
    }

    /// The smaller, the earlier: each ground outweighs those below it.
    private func rank(_ source: NoticeSource, text: String) throws -> Int {
        var rank = 0
        if try isNumbered(source.notice) { rank += 2 }
        if source.format == "pdf" { rank += 1 }
        guard let host = Self.host(of: source.address) else { return rank + 16 }
        if !Self.names(text, host: host) { rank += 8 }
        if try publishesOthers(at: source.address, host: host) { rank += 4 }
        return rank
    }

    /// The host of an address of the web, in lower case, without a port.
    static func host(of address: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: { address.hasPrefix($0) }) else { return nil }
        let host = address.dropFirst(scheme.count).prefix { !"/?#:".contains($0) }
        return host.isEmpty ? nil : host.lowercased()
    }

    /// Whether a notice names a host, in a link or in an address of mail: `www.example.co.jp` stands for `example.co.jp` too.
    static func names(_ text: String, host: String) -> Bool {
        let domain = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        let lower = text.lowercased()
        return lower.contains("@" + domain) || lower.contains("//" + domain) || lower.contains("www." + domain)
            || lower.contains("." + domain)
    }

    /// Whether a host has notices of several publishers: then it is nobody's own.
    private func publishesOthers(at address: String, host: String) throws -> Bool {
        let start = address.prefix(address.hasPrefix("https://") ? 8 : 7) + host
        // Behind the host stands a slash, a colon or nothing: all of them sort before the letters.
        let publishers = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(DISTINCT organisation) FROM (
                      SELECT n.organisation FROM pages p JOIN page_notices pn ON pn.page = p.id
                      JOIN notices n ON n.id = pn.notice
                      WHERE p.address >= ?1 AND p.address < ?2 AND n.kind = 'incident' LIMIT 50)
                    """), arguments: ["\(start)/", "\(start)0"])
        return (publishers ?? 0) > 2
    }

    /// Whether its heading has a casebook's number, which a publisher does not give.
    private func isNumbered(_ notice: Int64) throws -> Bool {
        let record = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT record FROM bodies WHERE notice = ?"), arguments: [notice])
        guard let json = try record?.decompressed(0).flatMap({ JSONValue($0) }) else { return false }
        return StoredRecord.facts(in: json)?.contains { $0.field == .casebookNumber } ?? false
    }
}
