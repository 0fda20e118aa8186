import Dispatch
package import Facts
import GRDB
import Language
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What reading a notice anew changed in its record, corrections included.
package struct NoticeChange: Sendable {
    package var notice: String
    /// The number of its case.
    package var casefile: String?
    package var fields: [Field]

    package struct Field: Hashable, Sendable {
        package var field: RecordField
        package var lost: [JSONValue]
        package var gained: [JSONValue]
    }
}

/// What came of reading anew.
package struct Rereading: Hashable, Sendable {
    package var notices = 0
    /// Notices of which a value changed.
    package var changed = 0
    /// Notices of which only words, places or confidences changed.
    package var evidenceOnly = 0
}

extension CasebookStore {
    /// Reads all notices anew that another reader than this run's has read, some hundred in a transaction: stopped at any
    /// moment, the next run goes on. Corrections hold. Records that were imported stay as they came.
    ///
    /// - Parameters:
    ///   - read: the reader; called on several threads.
    ///   - each: told of each notice of which a value changed.
    package func reread(
        in run: Run, reader: String, read: @escaping @Sendable (String) -> NoticeRecord,
        each: (NoticeChange) throws -> Void
    ) throws -> Rereading {
        var result = Rereading()
        var last: Int64 = 0
        while true {
            let notices = try self.read("reading anew") { try Self.next(after: last, reader, $0) }
            guard let end = notices.last?.id else { break }
            last = end
            let records = Mutex([NoticeRecord?](repeating: nil, count: notices.count))
            DispatchQueue.concurrentPerform(iterations: notices.count) { index in
                let record = read(notices[index].text)
                records.withLock { $0[index] = record }
            }
            let changes = try write("reading anew") { db in
                try zip(notices, records.withLock { $0 }).compactMap { notice, record in
                    try self.replace(notice, record!, reader, db, &result)
                }
            }
            for change in changes { try each(change) }
        }
        try write("reading anew") { db in
            var audit = try AuditLog(db, at: surroundings.now(), who: run.who)
            try audit.append(
                "reread", "run:\(run.id)",
                .object([
                    "reader": .string(reader), "notices": .int(result.notices), "changed": .int(result.changed),
                ]))
        }
        return result
    }

    private static let step = 256

    private static func next(after last: Int64, _ reader: String, _ db: Database) throws -> [CasebookNotice] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT notice FROM bodies WHERE notice > ? AND reader != ? AND \(ImportedRecord.isRead("reader"))
                ORDER BY notice LIMIT ?
                """,
            arguments: [last, reader, step]
        ).map { id in
            guard let notice = try db.notice(id) else { throw db.damaged("notice \(id)") }
            return notice
        }
    }

    private func replace(
        _ old: CasebookNotice, _ record: NoticeRecord, _ reader: String, _ db: Database, _ result: inout Rereading
    ) throws -> NoticeChange? {
        result.notices += 1
        let facts = record.facts
        guard facts != old.facts || record.kind != old.record.kind else {
            try db.cachedStatement(sql: "UPDATE bodies SET reader = ? WHERE notice = ?")
                .execute(arguments: [reader, old.id])
            return nil
        }
        try db.cachedStatement(sql: "UPDATE bodies SET reader = ?, record = ? WHERE notice = ?")
            .execute(arguments: [reader, Data(Zstd.compress(StoredRecord.bytes(of: record))), old.id])
        guard let new = try db.notice(old.id) else { throw db.damaged("notice \(old.id)") }
        try db.refresh(new)
        if new.record.kind == .incident, old.record.kind == .other, new.state == .current {
            let filed = FiledNotice(
                id: new.id, isNew: true, record: new.record,
                traits: NoticeTraits(new.record, text: NormalText(new.text)))
            _ = try CaseFiling(db: db, at: surroundings.now(), waiting: waiting).place(filed)
        }
        let fields = Self.differences(old.record.facts, new.record.facts)
        guard !fields.isEmpty || new.record.kind != old.record.kind else {
            result.evidenceOnly += 1
            return nil
        }
        result.changed += 1
        let ref = NoticeRef(id: new.id, hash: new.record.id)
        return NoticeChange(notice: ref.hash, casefile: try db.caseRef(of: ref)?.number, fields: fields)
    }

    static func differences(_ old: [RecordFact], _ new: [RecordFact]) -> [NoticeChange.Field] {
        RecordField.allCases.compactMap { field in
            let before = old.filter { $0.field == field }.map(\.value)
            let after = new.filter { $0.field == field }.map(\.value)
            let lost = before.filter { !after.contains($0) }
            let gained = after.filter { !before.contains($0) }
            return lost.isEmpty && gained.isEmpty
                ? nil : NoticeChange.Field(field: field, lost: lost, gained: gained)
        }
    }
}
