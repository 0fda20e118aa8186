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
    /// What the reader read, where people corrected it.
    package var read: NoticeRecord?
    package var corrections: [Correction]
    package var reader: String

    /// What the reader read.
    package var facts: [RecordFact] { (read ?? record).facts }
}

/// A notice as its row has it. It is read within a transaction, and may be opened by another thread.
struct StoredNotice: Sendable {
    let id: Int64
    let hash: String
    private let state: String
    private let reader: String
    /// Compressed.
    private let text: [UInt8]
    private let record: [UInt8]
    /// Those that hold, in the order they were made.
    var corrections: [Correction] = []
    /// Where its record says that it stands.
    var source: NoticeRecord.Source?

    /// The columns, of `notices n` and `bodies b`.
    static let columns = "n.id, n.hash, \(CasebookNotice.State.sql), b.reader, b.text, b.record"

    /// - Parameters:
    ///   - row: has `columns`.
    ///   - first: the place of the first of them.
    init(_ row: Row, from first: Int = 0) throws {
        (id, hash, state, reader) = (row[first], row[first + 1], row[first + 2], row[first + 3])
        text = try row.bytes(first + 4)
        record = try row.bytes(first + 5)
    }

    /// Whether a case shows it.
    var isShown: Bool { state != CasebookNotice.State.excluded.rawValue && state != CasebookNotice.State.copy.rawValue }

    func words() throws -> String {
        guard let bytes = text.withUnsafeBytes({ Zstd.decompress($0) }) else { throw damaged }
        return String(decoding: bytes, as: UTF8.self)
    }

    func notice() throws -> CasebookNotice { try notice(words: words()) }

    /// - Parameter words: its text.
    func notice(words: String) throws -> CasebookNotice {
        guard let bytes = record.withUnsafeBytes({ Zstd.decompress($0) }),
            let read = StoredRecord.record(in: bytes, id: hash), let state = CasebookNotice.State(rawValue: state),
            var corrected = corrected(read)
        else { throw damaged }
        corrected.source = source
        return CasebookNotice(
            id: id, state: state, text: words, record: corrected, read: corrections.isEmpty ? nil : read,
            corrections: corrections, reader: reader)
    }

    private func corrected(_ read: NoticeRecord) -> NoticeRecord? {
        if corrections.isEmpty { return read }
        var facts = read.facts
        for correction in corrections { correction.apply(to: &facts) }
        return NoticeRecord(id: hash, kind: read.kind, facts: facts)
    }

    private var damaged: CasebookError { .damaged("notice \(hash)") }
}

extension CasebookError {
    static func damaged(_ what: String) -> CasebookError {
        CasebookError(what, "its row in the casebook is damaged", "run jikenbo verify, and restore it from a backup")
    }
}

extension Database {
    /// A notice by its row.
    package func notice(_ id: Int64) throws -> CasebookNotice? {
        try stored(id).map { try notice(from: $0, corrections: corrections(of: id)) }
    }

    func stored(_ id: Int64) throws -> StoredNotice? {
        try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT \(StoredNotice.columns) FROM notices n JOIN bodies b ON b.notice = n.id WHERE n.id = ?
                    """), arguments: [id]
        ).map { try StoredNotice($0) }
    }

    func notice(from stored: StoredNotice, corrections: [Correction]) throws -> CasebookNotice {
        let words = try stored.words()
        var stored = stored
        stored.corrections = corrections
        stored.source = try NoticeSources(db: self).first(of: stored.id, text: words)
        return try stored.notice(words: words)
    }

    func damaged(_ what: String) -> CasebookError { .damaged(what) }

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
    /// - Parameters:
    ///   - row: `field, operation, value, quote, start, end`.
    ///   - first: the place of the first of them.
    init(_ row: Row, from first: Int = 0, of notice: Int64, _ db: Database) throws {
        guard let field = RecordField(rawValue: row[first]), let operation = Operation(rawValue: row[first + 1]),
            let value = JSONValue(text: row[first + 2])
        else { throw db.damaged("a correction of notice \(notice)") }
        self.init(field, operation, value, quote: row[first + 3], at: TextSpan(row[first + 4], row[first + 5]))
    }
}

extension Row {
    /// The bytes of a column.
    func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { data in data.map { [UInt8]($0) } ?? [] }
    }

    /// The bytes of a compressed column; `nil` where they are damaged.
    func decompressed(_ index: Int) throws -> [UInt8]? {
        try withUnsafeData(atIndex: index) { data in data.flatMap { $0.withUnsafeBytes { Zstd.decompress($0) } } }
    }
}
