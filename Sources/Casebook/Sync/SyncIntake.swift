import Facts
import GRDB

/// Takes in what was changed in files.
struct SyncIntake {
    let store: CasebookStore
    let folder: SyncFolder
    let state: SyncState
    let shelf: SyncShelf
    let options: SyncOptions

    /// Ends a transaction that was only tried.
    private struct TriedOut: Error {
        var edits: [Int64]
        var words: [String]
    }

    /// What is known of the folder's files.
    struct Outcome {
        /// Those that are left as they are.
        var left: Set<String> = []
        /// The digests of the others that somebody had changed.
        var taken: [String: String] = [:]
    }

    func run(author: SyncAuthor.Finder, tell: (SyncEvent) throws -> Void) throws -> Outcome {
        var outcome = Outcome()
        for path in folder.files(in: SyncPath.cases) where path.hasSuffix(".json") {
            switch try folder.read(path) {
            case .none: continue
            case .refused(let reason):
                try tell(.failed(sentence(path, 0, reason, "put a plain file in its place, or delete it")))
                outcome.left.insert(path)
            case .bytes(let bytes):
                let digest = Digest.short(bytes)
                guard state.entry(of: path, digest: digest) == nil else { continue }
                if try take(path, bytes, author, tell) {
                    outcome.taken[path] = digest
                } else {
                    outcome.left.insert(path)
                }
            }
        }
        return outcome
    }

    private func sentence(_ path: String, _ line: Int, _ reason: String, _ remedy: String) -> String {
        CasebookError("\(folder.name)/\(path)" + (line > 0 ? ":\(line)" : ""), reason, remedy).description
    }

    /// - Returns: whether the file may be written anew.
    private func take(
        _ path: String, _ bytes: [UInt8], _ author: SyncAuthor.Finder, _ tell: (SyncEvent) throws -> Void
    ) throws -> Bool {
        let bases = state.bases(of: path)
        guard let entry = shelf.entries[path] else {
            if !bases.isEmpty, options.preference == .casebook { return true }
            let remedy =
                bases.isEmpty
                ? "a case begins with a notice: use jikenbo add, and delete the file"
                : "delete the file, or bring the case back with jikenbo undo"
            try tell(.failed(sentence(path, 0, "the casebook shows no case for it", remedy)))
            return false
        }
        switch entry {
        case .pointer(let number, let target):
            if SyncedCase.pointer(number, to: target) == bytes || options.preference == .casebook { return true }
            try tell(
                .conflict(
                    sentence(
                        path, 1, "the file was changed, and the case is part of \(target) now",
                        "make the change in \(SyncPath.path(of: target)), then run with --ours")))
            return false
        case .casefile(let id, let number):
            do {
                let file = try SyncedFile(bytes, number: number)
                return try take(path, file, id, bases, bytes, author, tell)
            } catch let fault as SyncedFile.Fault {
                if options.preference == .casebook { return true }
                try tell(.failed(sentence(path, fault.line, fault.reason, fault.remedy)))
                return false
            }
        }
    }

    private func take(
        _ path: String, _ file: SyncedFile, _ id: Int64, _ bases: [[String: String]], _ bytes: [UInt8],
        _ author: SyncAuthor.Finder, _ tell: (SyncEvent) throws -> Void
    ) throws -> Bool {
        let plan = try store.read("syncing") { try self.plan(file, id, bases, $0) }
        for conflict in plan.conflicts {
            try tell(
                .conflict(
                    sentence(
                        path, conflict.line,
                        "'\(conflict.field)' was changed in the file to \(conflict.file), and in the casebook to \(conflict.casebook)",
                        "keep the casebook's with --ours, take the file's with --theirs")))
        }
        if !plan.conflicts.isEmpty { return false }
        if plan.isEmpty { return true }
        let author = author(path, bytes)
        do {
            let edits: [Int64] = try store.write("syncing") { db in
                // Once more, in the transaction: nobody else changes the case between looking and writing.
                let plan = try self.plan(file, id, bases, db)
                let edits = try carryOut(plan, id, author, db)
                if options.isTrial { throw TriedOut(edits: edits, words: plan.words) }
                return edits
            }
            try tell(.taken(path, edits: edits, author: author, changes: plan.words))
            return true
        } catch let tried as TriedOut {
            try tell(.taken(path, edits: [], author: author, changes: tried.words))
            // It would be written anew as the casebook then has it.
            return false
        } catch let error as CasebookError {
            try tell(.failed("\(folder.name)/\(path): \(error.description)"))
            return false
        }
    }

    private func plan(
        _ file: SyncedFile, _ id: Int64, _ bases: [[String: String]], _ db: Database
    ) throws -> SyncPlan {
        let preference: SyncPlan.Preference =
            switch options.preference {
            case .ask: .ask
            case .casebook: .casebook
            case .files: .file
            }
        return try SyncPlan(file, present: SyncShelf.casefile(id, db), bases: bases, preferring: preference) { notice in
            try db.noticeRef(notice).flatMap { try db.notice($0.id)?.text }
        }
    }

    /// Makes the edits, and sees to it that the case then says what the file says.
    private func carryOut(_ plan: SyncPlan, _ id: Int64, _ author: SyncAuthor, _ db: Database) throws -> [Int64] {
        let editor = Editor(db: db, at: store.surroundings.now(), who: author.who, why: author.why)
        var edits: [Int64] = []
        for (notice, corrections) in plan.corrections {
            edits.append(try editor.carryOut(.change(target: notice, corrections: corrections, quote: nil)).number)
        }
        let after = try SyncShelf.casefile(id, db)
        for note in plan.notes { edits.append(try editor.carryOut(.note(target: after.number, text: note)).number) }
        for field in SyncedCase.edited {
            let values = (after.fields[field] ?? []).map(\.value)
            let wanted = plan.wanted[field] ?? []
            guard values.count == wanted.count, Set(values) == Set(wanted) else {
                throw CasebookError(
                    field.rawValue, "another notice of the case says otherwise, so the change would have no effect",
                    "correct that notice with jikenbo edit NOTICE \(field.rawValue)=…")
            }
        }
        return edits
    }
}
