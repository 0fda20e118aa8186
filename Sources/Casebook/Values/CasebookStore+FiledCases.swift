import Dispatch
package import Facts
import GRDB
import Synchronization

extension CasebookStore {
    /// Hands over, one after the other, the cases that a query finds: of all that have a notice about an incident in force, in the
    /// order of `openCases`. They are of one moment, whatever is written meanwhile.
    ///
    /// While one batch of cases is handed over, other threads put the next together. Of the rest only their rows' numbers are
    /// kept, 8 bytes each.
    ///
    /// - Parameters:
    ///   - query: the search index must be up to date, unless it finds everything.
    ///   - body: is given a case, which of them it is from 1, and how many there are.
    package func filedCases(
        _ query: SearchQuery, _ body: (FiledCase, _ place: Int, _ all: Int) throws -> Void
    ) throws {
        try read("exporting") { db in
            var ids = try Int64.fetchAll(db, sql: "SELECT c.id" + Self.openCasesSQL)
            if query != .everything {
                let found = Set(try self.cases(of: query, [], db).map(\.id))
                ids.removeAll { !found.contains($0) }
            }
            let reader = CaseReader(db: db)
            var place = 0
            func take(_ batch: CaseBatch) throws {
                for filed in batch.cases() {
                    place += 1
                    try body(try filed.get(), place, ids.count)
                }
            }
            var ahead: CaseBatch?
            for first in stride(from: 0, to: ids.count, by: CaseBatch.size) {
                let end = min(first + CaseBatch.size, ids.count)
                let next = CaseBatch(try reader.parts(of: Array(ids[first..<end])))
                // Whose turn it is may throw: what was begun behind it ends by itself.
                if let ahead { try take(ahead) }
                ahead = next
            }
            if let ahead { try take(ahead) }
        }
    }
}

/// Cases that are put together by other threads as soon as their rows were read.
private final class CaseBatch: Sendable {
    static let size = 64
    /// How many one thread takes at a time.
    private static let share = 8

    private let group = DispatchGroup()
    private let made = Mutex<[Int: [Result<FiledCase, any Error>]]>([:])

    init(_ parts: [CaseParts]) {
        for start in stride(from: 0, to: parts.count, by: Self.share) {
            let share = parts[start..<min(start + Self.share, parts.count)]
            DispatchQueue.global().async(group: group) { [self] in
                let cases = share.map { part in Result { try part.filed() } }
                made.withLock { $0[start] = cases }
            }
        }
    }

    /// The cases in their order, once all are there.
    func cases() -> [Result<FiledCase, any Error>] {
        group.wait()
        return made.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value) }
    }
}
