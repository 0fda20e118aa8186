import Dispatch
package import Facts
import GRDB
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// Hands over, one after the other, the cases that a query finds: of all that have a notice about an incident in force, in the
    /// order of `openCases`. They are of one moment, whatever is written meanwhile.
    ///
    /// While one batch of cases is handed over, other threads put the next ones together. Of the rest only their rows' numbers are
    /// kept, 8 bytes each.
    ///
    /// - Parameters:
    ///   - query: the search index must be up to date, unless it finds everything.
    ///   - withDigests: whether the digests of the notices' pages are wanted.
    ///   - make: what the other threads make of each case.
    ///   - body: is given what was made of a case, which of them it is from 1, and how many there are.
    package func filedCases<Made: Sendable>(
        _ query: SearchQuery, withDigests: Bool = false, making make: @escaping @Sendable (FiledCase) -> Made,
        _ body: (Made, _ place: Int, _ all: Int) throws -> Void
    ) throws {
        try read("exporting") { db in
            var ids = try Int64.fetchAll(db, sql: "SELECT c.id" + Self.openCasesSQL)
            if query != .everything {
                let found = Set(try self.cases(of: query, [], db).map(\.id))
                ids.removeAll { !found.contains($0) }
            }
            let reader = CaseReader(db: db)
            var place = 0
            func take(_ batch: CaseBatch<Made>) throws {
                for made in batch.made() {
                    place += 1
                    try body(try made.get(), place, ids.count)
                }
            }
            var ahead: [CaseBatch<Made>] = []
            for first in stride(from: 0, to: ids.count, by: caseBatchSize) {
                let end = min(first + caseBatchSize, ids.count)
                let parts = try reader.parts(of: Array(ids[first..<end]), withDigests: withDigests)
                let next = CaseBatch(parts, make)
                // Whose turn it is may throw: what was begun behind it ends by itself.
                ahead.append(next)
                if ahead.count > batchesAhead { try take(ahead.removeFirst()) }
            }
            for batch in ahead { try take(batch) }
        }
    }
}

/// How many cases are read at once.
private let caseBatchSize = 64

/// How many batches other threads may be at while the next is read: enough that none of them waits for work.
private let batchesAhead = max(4, makers.count / 4)

/// The threads that put cases together: one for each core. The global queue, whose threads it could use as well, starts all of them
/// within a second at best, in which an export of thousands of cases is half done.
private let makers = (0..<max(ProcessInfo.processInfo.activeProcessorCount, 1)).map {
    DispatchQueue(label: "jikenbo.cases.\($0)")
}

/// What the makers are to do, the oldest first: the shares of the batches that are ahead, at most.
private let waiting = Mutex<[@Sendable () -> Void]>([])

/// Has work done by whichever maker is free first, so that none waits while there is work.
private func make(_ work: @escaping @Sendable () -> Void) {
    waiting.withLock { $0.append(work) }
    for maker in makers {
        maker.async { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }?() }
    }
}

/// Cases that are put together by other threads as soon as their rows were read.
private final class CaseBatch<Made: Sendable>: Sendable {
    private let group = DispatchGroup()
    private let shares = Mutex<[Int: [Result<Made, any Error>]]>([:])

    init(_ parts: [CaseParts], _ made: @escaping @Sendable (FiledCase) -> Made) {
        // How many one thread takes at a time.
        let size = 8
        for start in stride(from: 0, to: parts.count, by: size) {
            let share = parts[start..<min(start + size, parts.count)]
            group.enter()
            make { [self] in
                let all = share.map { part in Result { made(try part.filed()) } }
                shares.withLock { $0[start] = all }
                group.leave()
            }
        }
    }

    /// What was made of the cases, in their order, once all is there.
    func made() -> [Result<Made, any Error>] {
        group.wait()
        return shares.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value) }
    }
}
