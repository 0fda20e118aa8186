import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Filing {
    /// Puts the records of a page whose content is known in the place of those that another mapping made of it. Corrections hold.
    ///
    /// - Returns: `nil` where nothing has changed.
    func replaceRecords(of page: IncomingPage, on version: Version) throws -> Intake? {
        var numbers: [String] = []
        var count = 0
        for notice in page.notices where try replace(notice, page.reader) {
            count += 1
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM notices WHERE hash = ?"), arguments: [notice.record.id])
            guard let id: Int64 = row?[0] else { continue }
            if let found = try db.caseRef(of: NoticeRef(id: id, hash: notice.record.id)) {
                numbers.append(found.number)
            }
        }
        guard count > 0 else { return nil }
        try db.enter(
            page.address, "added", "version \(version.number), \(count) records made anew by another mapping",
            sha256: page.sha256, page: version.page, at: at, run: run)
        return Intake(address: page.address, outcome: .changed(version: version.number), newNotices: 0, cases: numbers)
    }

    /// The numbers of the cases that an original's records are in.
    func numbers(of original: Int64) throws -> [String] {
        let cases = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT c."case" FROM pages p JOIN page_notices n ON n.page = p.id
                    JOIN case_notices c ON c.notice = n.notice WHERE p.original = ? ORDER BY 1
                    """), arguments: [original])
        return try cases.map { try db.caseRef(id: $0).number }
    }

    /// Whether the record was another.
    private func replace(_ notice: IncomingNotice, _ reader: String) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT b.notice, b.reader, b.record FROM bodies b JOIN notices n ON n.id = b.notice WHERE n.hash = ?"
            ),
            arguments: [notice.record.id])
        guard let row, (row[1] as String).hasPrefix(ImportedRecord.prefix), row[1] != reader else { return false }
        let id: Int64 = row[0]
        let before = try row.decompressed(2)
        try db.cachedStatement(sql: "UPDATE bodies SET reader = ?, record = ? WHERE notice = ?")
            .execute(arguments: [reader, Data(notice.compressedRecord), id])
        guard before != StoredRecord.bytes(of: notice.record) else { return false }
        guard let new = try db.notice(id) else { throw db.damaged("notice \(notice.record.id)") }
        try db.refresh(new)
        return true
    }
}
