import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a sync does and asks.
package struct SyncOptions: Sendable {
    package enum Preference: Sendable {
        /// What was changed in a file and in the casebook is told, and left as it is.
        case ask
        /// The casebook's values hold, and are written.
        case casebook
        /// The files' values are taken.
        case files
    }

    package var preference = Preference.ask
    /// Whether nothing is written, neither in the folder nor in the casebook.
    package var isTrial = false

    package init() {}
}

/// On whose word a change in a file is taken.
package struct SyncAuthor: Hashable, Sendable {
    /// Tells who changed a file, by its path below the folder and the bytes that were read of it.
    package typealias Finder = (_ path: String, _ bytes: [UInt8]) -> SyncAuthor

    package var who: String
    package var why: String

    package init(who: String, why: String) {
        self.who = who
        self.why = why
    }
}

/// Something that a sync did, or could not do, to a file.
package enum SyncEvent: Hashable, Sendable {
    case written(String)
    /// Its case is no longer shown.
    case removed(String)
    /// Somebody had deleted it.
    case restored(String)
    /// Changes of it are in the casebook now, by these edits.
    case taken(String, edits: [Int64], author: SyncAuthor, changes: [String])
    /// It was changed in the file and in the casebook: the sentence says what.
    case conflict(String)
    /// It could not be taken: the sentence says why.
    case failed(String)
}

/// What came of a sync.
package struct SyncSummary: Hashable, Sendable {
    package var cases = 0
    package var written = 0
    package var removed = 0
    package var taken = 0
    package var conflicts = 0
    package var failed = 0

    package var isQuiet: Bool { written + removed + taken + conflicts + failed == 0 }

    mutating func note(_ event: SyncEvent) {
        switch event {
        case .written, .restored: written += 1
        case .removed: removed += 1
        case .taken: taken += 1
        case .conflict: conflicts += 1
        case .failed: failed += 1
        }
    }
}

extension CasebookStore {
    /// Brings a folder with a file for each case, and the casebook, up to date with each other: what was changed in files comes in as
    /// corrections, then what differs is written.
    ///
    /// Stopped at any moment, the next run finishes.
    ///
    /// - Parameters:
    ///   - author: asked for each changed file.
    ///   - progress: told how many of all cases are done.
    ///   - each: told of all that happens, as it happens.
    /// - Throws: CasebookError where the folder or the casebook cannot be worked with at all.
    package func sync(
        _ path: String, _ options: SyncOptions, author: SyncAuthor.Finder,
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }, each: (SyncEvent) throws -> Void
    ) throws -> SyncSummary {
        let folder = try SyncFolder(path, isMade: !options.isTrial)
        var summary = SyncSummary()
        func tell(_ event: SyncEvent) throws {
            summary.note(event)
            try each(event)
        }
        let shelf = try read("syncing") { try SyncShelf($0) }
        var state = SyncState(casebook: shelf.casebook)
        switch try folder.read(SyncPath.state, limit: SyncFolder.stateLimit) {
        case .bytes(let bytes):
            state = try SyncState(bytes, name: "\(path)/\(SyncPath.state)", casebook: shelf.casebook)
        case .none: break
        case .refused(let reason):
            throw CasebookError("\(path)/\(SyncPath.state)", reason, "take it away")
        }
        summary.cases = shelf.cases
        let intake = SyncIntake(store: self, folder: folder, state: state, shelf: shelf, options: options)
        let files = try intake.run(author: author, tell: tell)
        var outlet = SyncOutlet(folder: folder, state: state, files: files, isTrial: options.isTrial)
        try read("syncing") { db in
            try outlet.run(shelf, db, progress: progress, tell: tell)
        }
        return summary
    }
}

/// Which case or number stands in which file.
struct SyncShelf {
    enum Entry {
        /// A case by its row.
        case casefile(Int64, number: String)
        /// A number that leads to another case.
        case pointer(String, to: String)

        var number: String {
            switch self {
            case .casefile(_, let number): number
            case .pointer(let number, _): number
            }
        }
    }

    /// By path.
    private(set) var entries: [String: Entry] = [:]
    private(set) var cases = 0
    /// What tells the casebook from others: how its log begins. `nil` where nothing was ever done in it.
    let casebook: String?

    /// The cases are those that have a notice about an incident in force.
    init(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT c.id, c.number" + CasebookStore.openCasesSQL) {
            entries[SyncPath.path(of: row[1])] = .casefile(row[0], number: row[1])
        }
        cases = entries.count
        casebook = try Data.fetchOne(db, sql: "SELECT hash FROM audit ORDER BY seq LIMIT 1")
            .map { Digest.hex([UInt8]($0.prefix(8))) }
        for number in try String.fetchAll(db, sql: "SELECT number FROM cases WHERE merged_into IS NOT NULL") {
            let path = SyncPath.path(of: number)
            guard entries[path] == nil, let target = try db.caseRef(number),
                entries[SyncPath.path(of: target.number)] != nil
            else { continue }
            entries[path] = .pointer(number, to: target.number)
        }
    }

    /// The case as it is now.
    static func casefile(_ id: Int64, _ db: Database) throws -> SyncedCase {
        let found = try db.caseRef(id: id)
        return SyncedCase(try db.caseView(found).view, notes: try db.margin(of: found).notes)
    }
}
