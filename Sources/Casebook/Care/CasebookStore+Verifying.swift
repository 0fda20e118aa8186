import Dispatch
import Facts
import GRDB
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// Checks the audit log's chain, every notice's text and the evidence of every fact, the bytes of every page, and that
    /// rows lead to rows that are there. Reads the file once, some rows at a time, on as many threads as there are jobs.
    ///
    /// - Parameter progress: told now and then how many of all notices and pages are done.
    package func verify(jobs: Int, progress: @escaping @Sendable (Int, Int) -> Void) throws -> Verification {
        let parts = try read("verifying") { try VerificationPart.all($0) }
        let total = parts.reduce(0) { $0 + $1.count }
        let result = Mutex(Verification())
        let failure = Mutex<(any Error)?>(nil)
        let next = Mutex(0)
        let done = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while failure.withLock({ $0 == nil }) {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < parts.count else { return }
                do {
                    let found = try read("verifying") { try parts[index].check($0) }
                    result.withLock { $0.merge(found) }
                } catch {
                    failure.withLock { $0 = error }
                }
                progress(
                    done.withLock { done in
                        done += parts[index].count
                        return done
                    }, total)
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return result.withLock { $0 }
    }
}

/// A part of the work that one thread does at a time.
enum VerificationPart: Sendable {
    case audit
    case references
    case notices(ClosedRange<Int64>)
    case originals(ClosedRange<Int64>)

    /// How many rows are checked in one go, so that memory stays small and a long read does not hold up the checkpoints.
    static let step: Int64 = 1000

    /// The audit log first: its chain is checked by one thread from end to end.
    static func all(_ db: Database) throws -> [VerificationPart] {
        func ranges(_ table: String) throws -> [ClosedRange<Int64>] {
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
            return stride(from: 1, through: last, by: Int(step)).map { $0...($0 + step - 1) }
        }
        return try [.audit, .references] + ranges("notices").map { .notices($0) }
            + ranges("originals").map { .originals($0) }
    }

    var count: Int {
        switch self {
        case .audit, .references: 0
        case .notices(let range), .originals(let range): range.count
        }
    }

    func check(_ db: Database) throws -> Verification {
        switch self {
        case .audit: try AuditCheck.check(db)
        case .references: try references(db)
        case .notices(let range): try NoticeCheck.check(range, db)
        case .originals(let range): try originals(range, db)
        }
    }

    private func references(_ db: Database) throws -> Verification {
        var result = Verification()
        let broken = try Row.fetchCursor(db, sql: "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")
        while let row = try broken.next() {
            let number: Int64? = row[1]
            result.fault(
                "\(row[0] as String) \(number.map(String.init) ?? "")",
                "leads to a row of \(row[2] as String) that is not there")
        }
        // Of what leads round in a circle, or nowhere, cases show nothing.
        let hidden = try String.fetchCursor(
            db,
            sql: """
                SELECT n.hash FROM notices n LEFT JOIN notices o ON o.id = coalesce(n.copy_of, n.superseded_by)
                WHERE n.state = 'superseded' AND (o.id IS NULL OR o.id = n.id
                  OR n.copy_of IS NOT NULL AND o.state = 'superseded' AND o.copy_of IS NOT NULL)
                ORDER BY n.id
                """)
        while let hash = try hidden.next() {
            result.fault("notice \(hash)", "is superseded by nothing, or a copy of one that is a copy itself")
        }
        return result
    }

    private func originals(_ range: ClosedRange<Int64>, _ db: Database) throws -> Verification {
        var result = Verification()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, sha256, size, bytes FROM originals WHERE id BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound])
        while let row = try rows.next() {
            result.originals += 1
            let name = "original \(row[0] as Int64)"
            guard let bytes = try row.decompressed(3) else {
                result.fault(name, "the bytes cannot be decompressed")
                continue
            }
            let digest = Digest.sha256(bytes)
            let isSame = try row.withUnsafeData(atIndex: 1) { $0?.elementsEqual(digest) ?? false }
            if !isSame { result.fault(name, "the bytes are not those of its SHA-256") }
            if bytes.count != row[2] { result.fault(name, "has \(bytes.count) bytes, not \(row[2] as Int)") }
        }
        return result
    }
}

/// Checks the chain of the audit log, and the pages that it tells of.
enum AuditCheck {
    static func check(_ db: Database) throws -> Verification {
        var result = Verification()
        var hash: [UInt8] = []
        var last: Int64 = 0
        let rows = try Row.fetchCursor(
            db, sql: "SELECT seq, at, who, action, subject, detail, hash FROM audit ORDER BY seq")
        while let row = try rows.next() {
            result.auditRows += 1
            let name = "audit row \(row[0] as Int64)"
            if row[0] != last + 1 { result.fault(name, "the row before it is missing") }
            last = row[0]
            let action: String = row[3]
            hash = AuditLog.hash(
                after: hash, at: row[1], who: row[2], action: action, subject: row[4], detail: row[5])
            let stored = try row.withUnsafeData(atIndex: 6) { $0.map(Array.init) ?? [] }
            if stored != hash {
                result.fault(name, "its hash does not follow from the row and the one before: one of them was changed")
                hash = stored
            }
            if action == "add" { try checkPage(row, name, db, &result) }
        }
        result.auditHead = Digest.hex(hash)
        return result
    }

    private static func checkPage(_ row: Row, _ name: String, _ db: Database, _ result: inout Verification) throws {
        guard let page = Int64((row[4] as String).dropFirst("page:".count)),
            let sha256 = JSONValue(text: row[5])?["sha256"]?.string
        else { return result.fault(name, "does not say which page was added") }
        let stored = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT o.sha256 FROM pages p JOIN originals o ON o.id = p.original WHERE p.id = ?"),
            arguments: [page])
        guard let stored else { return result.fault(name, "page \(page), which it tells of, is not there") }
        let digest = try stored.withUnsafeData(atIndex: 0) { $0.map { Digest.hex($0) } ?? "" }
        if digest != sha256 { result.fault("page \(page)", "its content is not that which was added") }
    }
}
