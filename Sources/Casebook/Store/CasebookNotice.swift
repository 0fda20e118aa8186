package import Facts
package import GRDB
import Language

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A notice as the casebook has it.
package struct CasebookNotice: Sendable {
    package enum State: String, Sendable {
        case current
        /// A later version of its page took its place.
        case superseded
        /// By a person.
        case excluded
        /// It is another notice once more, found at another address.
        case copy

        /// Tells a copy, which the table has as superseded, from what a later version took the place of. `n` is the table.
        static let sql = "CASE WHEN n.state = 'superseded' AND n.copy_of IS NOT NULL THEN 'copy' ELSE n.state END"
    }

    package var id: Int64
    package var state: State
    package var text: String
    /// What the reader read, with people's corrections.
    package var record: NoticeRecord
    /// What the reader read.
    package var facts: [RecordFact]
    package var corrections: [Correction]
    package var reader: String
}

extension Database {
    /// A notice by its row.
    package func notice(_ id: Int64) throws -> CasebookNotice? {
        let row = try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT n.id, n.hash, \(CasebookNotice.State.sql), b.reader, b.text, b.record FROM notices n
                    JOIN bodies b ON b.notice = n.id WHERE n.id = ?
                    """), arguments: [id])
        return try row.map { try notice(from: $0, corrections: corrections(of: id)) }
    }

    /// - Parameter row: `id, hash, state, reader, text, record`.
    func notice(from row: Row, corrections: [Correction]) throws -> CasebookNotice {
        let hash: String = row[1]
        guard let text = try row.decompressed(4), let json = try row.decompressed(5).flatMap({ JSONValue($0) }),
            let facts = StoredRecord.facts(in: json),
            let kind = json["kind"]?.string.flatMap(NoticeKind.init), let state = CasebookNotice.State(rawValue: row[2])
        else { throw damaged("notice \(hash)") }
        var corrected = facts
        for correction in corrections { correction.apply(to: &corrected) }
        guard var read = NoticeRecord(id: hash, kind: kind, facts: corrected) else { throw damaged("notice \(hash)") }
        let words = String(decoding: text, as: UTF8.self)
        read.source = try NoticeSources(db: self).first(of: row[0], text: words)
        return CasebookNotice(
            id: row[0], state: state, text: words, record: read, facts: facts,
            corrections: corrections, reader: row[3])
    }

    func damaged(_ what: String) -> CasebookError {
        CasebookError(what, "its row in the casebook is damaged", "run jikenbo verify, and restore it from a backup")
    }

    /// Corrections that hold, in the order they were made.
    func corrections(of notice: Int64) throws -> [Correction] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT field, operation, value, quote, start, end FROM corrections
                    WHERE notice = ? AND active ORDER BY id
                    """), arguments: [notice]
        ).map { try Correction($0, of: notice, self) }
    }

    /// Brings what is derived from a notice's record up to its present record: to be called after corrections or
    /// rereading, in the same transaction.
    func refresh(_ notice: CasebookNotice) throws {
        let record = notice.record
        try cachedStatement(
            sql: "UPDATE notices SET kind = ?, published = ?, organisation = ?, title = ? WHERE id = ?"
        ).execute(arguments: [
            record.kind.rawValue, record.published?.value.dayNumber, record.organisation?.value, record.title?.value,
            notice.id,
        ])
        let traits = record.kind == .incident ? NoticeTraits(record, text: NormalText(notice.text)) : nil
        try LinkIndex(db: self).put(traits, of: notice.id)
    }
}

extension Correction {
    /// - Parameter row: `field, operation, value, quote, start, end`.
    init(_ row: Row, of notice: Int64, _ db: Database) throws {
        guard let field = RecordField(rawValue: row[0]), let operation = Operation(rawValue: row[1]),
            let value = JSONValue(text: row[2])
        else { throw db.damaged("a correction of notice \(notice)") }
        self.init(field, operation, value, quote: row[3], at: TextSpan(row[4], row[5]))
    }
}

extension Row {
    /// The bytes of a compressed column; `nil` where they are damaged.
    func decompressed(_ index: Int) throws -> [UInt8]? {
        try withUnsafeData(atIndex: index) { data in data.flatMap { $0.withUnsafeBytes { Zstd.decompress($0) } } }
    }
}
