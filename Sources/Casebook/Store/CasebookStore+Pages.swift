package import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A case with all that a page about it shows.
package struct CaseFile: Sendable {
    package var view: CaseView
    /// The notices of the view, in its order.
    package var notices: [CasebookNotice]
    package var margin: CaseMargin
    /// The ids of the notices that took the place of others on their page, by the ids of these.
    package var successors: [String: String]
}

/// A notice with all that a page about it shows.
package struct NoticeFile: Sendable {
    package var notice: CasebookNotice
    /// What it alone states.
    package var values: CaseValues
    /// The id of the notice that took its place on its page.
    package var successor: String?
    /// The number of the case it is in.
    package var number: String?
    package var addedAt: Int
    /// Its wording before the publisher changed it, with what that was read to say; `nil` where it replaced none.
    package var replaced: CasebookNotice?
    /// The id of the notice that it is once more, found at another address.
    package var original: String?
    /// The addresses where it is published, the publisher's own first.
    package var sources: [String]
    /// The versions of each page that it stands on, by address, the oldest first.
    package var pages: [[PageEntry]]
    package var notes: [CaseMargin.Note]
}

/// A version of a page without its bytes.
package struct PageEntry: Sendable {
    package var address: String
    package var version: Int
    package var addedAt: Int
    package var format: String
    package var charset: String
    package var mediaType: String
    package var size: Int
    package var sha256: [UInt8]
    /// Whether the notice at hand stands on this version.
    package var holds: Bool
}

extension CasebookStore {
    /// A case by its number, or by that of a case that was merged into it; `nil` where there is none.
    package func caseFile(_ number: String) throws -> CaseFile? {
        try read("showing \(number)") { db in
            guard let found = try db.caseRef(number) else { return nil }
            let (view, notices) = try db.caseView(found)
            var successors: [String: String] = [:]
            for notice in notices where notice.state == .superseded {
                successors[notice.record.id] = try db.successor(of: notice.id)
            }
            return CaseFile(
                view: view, notices: notices, margin: try db.margin(of: found), successors: successors)
        }
    }

    /// A notice by its whole id; `nil` where there is none.
    package func noticeFile(_ hash: String) throws -> NoticeFile? {
        try read("showing \(hash)") { db in
            guard let ref = try db.noticeRef(whole: hash), let notice = try db.notice(ref.id) else { return nil }
            let casefile = try db.caseRef(of: ref)
            let addedAt = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT added_at FROM notices WHERE id = ?"), arguments: [ref.id])
            return NoticeFile(
                notice: notice, values: CaseHistory.values(of: [try CaseReader(db: db).stated(notice)]),
                successor: try db.successor(of: ref.id), number: casefile?.number, addedAt: addedAt ?? 0,
                replaced: try db.replaced(by: ref.id).flatMap { try db.notice($0) },
                original: notice.state == .copy ? try db.original(of: ref.id) : nil,
                sources: try NoticeSources(db: db).all(of: ref.id, text: notice.text).map(\.address),
                pages: try db.pages(of: ref.id), notes: try db.notes(on: ref.id))
        }
    }

    /// The bytes of a version of a page that a notice stands on.
    ///
    /// - Parameter page: which of the notice's pages, in the order of `NoticeFile.pages`.
    /// - Parameter version: `nil` for the newest.
    package func original(of hash: String, page: Int, version: Int?) throws -> (entry: PageEntry, bytes: [UInt8])? {
        try read("showing \(hash)") { db in
            guard let ref = try db.noticeRef(whole: hash) else { return nil }
            let pages = try db.pages(of: ref.id)
            guard pages.indices.contains(page),
                let entry = version.map({ wanted in pages[page].first { $0.version == wanted } }) ?? pages[page].last,
                let row = try Row.fetchOne(
                    db, sql: "SELECT bytes FROM originals WHERE sha256 = ?", arguments: [Data(entry.sha256)])
            else { return nil }
            guard let bytes = try row.decompressed(0) else { throw db.damaged(entry.address) }
            return (entry, bytes)
        }
    }
}

extension Database {
    fileprivate func noticeRef(whole hash: String) throws -> NoticeRef? {
        try Int64.fetchOne(cachedStatement(sql: "SELECT id FROM notices WHERE hash = ?"), arguments: [hash])
            .map { NoticeRef(id: $0, hash: hash) }
    }

    fileprivate func successor(of notice: Int64) throws -> String? {
        try String.fetchOne(
            cachedStatement(
                sql:
                    "SELECT s.hash FROM notices n JOIN notices s ON s.id = n.superseded_by WHERE n.id = ? AND n.state = 'superseded'"
            ),
            arguments: [notice])
    }

    fileprivate func original(of copy: Int64) throws -> String? {
        try String.fetchOne(
            cachedStatement(sql: "SELECT o.hash FROM notices n JOIN notices o ON o.id = n.copy_of WHERE n.id = ?"),
            arguments: [copy])
    }

    fileprivate func notes(on notice: Int64) throws -> [CaseMargin.Note] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT e.at, e.who, n.text FROM notes n JOIN edits e ON e.id = n.edit
                    WHERE n.active AND n.notice = ? ORDER BY n.id
                    """), arguments: [notice]
        ).map { CaseMargin.Note(at: $0[0], who: $0[1], text: $0[2]) }
    }

    /// The versions of the pages on which a notice stands or stood; the newest 200 of each.
    fileprivate func pages(of notice: Int64) throws -> [[PageEntry]] {
        let addresses = try String.fetchAll(
            cachedStatement(
                sql: """
                    SELECT p.address FROM page_notices n JOIN pages p ON p.id = n.page
                    WHERE n.notice = ? GROUP BY p.address ORDER BY min(p.id)
                    """), arguments: [notice])
        return try addresses.map { address in
            try Row.fetchAll(
                cachedStatement(
                    sql: """
                        SELECT p.version, p.added_at, p.format, p.charset, o.media_type, o.size, o.sha256,
                          EXISTS (SELECT 1 FROM page_notices n WHERE n.page = p.id AND n.notice = ?1)
                        FROM pages p JOIN originals o ON o.id = p.original
                        WHERE p.address = ?2 ORDER BY p.version DESC LIMIT 200
                        """), arguments: [notice, address]
            ).reversed().map {
                let digest: Data = $0[6]
                return PageEntry(
                    address: address, version: $0[0], addedAt: $0[1], format: $0[2], charset: $0[3], mediaType: $0[4],
                    size: $0[5], sha256: Array(digest), holds: $0[7])
            }
        }
    }
}
