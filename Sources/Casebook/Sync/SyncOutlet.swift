import GRDB

/// Writes the files that differ from the casebook.
struct SyncOutlet {
    private let folder: SyncFolder
    private let before: SyncState
    private var state: SyncState
    private let files: SyncIntake.Outcome
    private let isTrial: Bool

    /// Files that are to be written together.
    private var waiting: [Waiting] = []

    private struct Waiting {
        var path: String
        var bytes: [UInt8]
        var entry: SyncState.Entry
        var isRestored = false
    }
    private static let batch = 128
    private var hasBegun = false

    init(folder: SyncFolder, state: SyncState, files: SyncIntake.Outcome, isTrial: Bool) {
        self.folder = folder
        before = state
        self.state = state
        self.files = files
        self.isTrial = isTrial
    }

    mutating func run(
        _ shelf: SyncShelf, _ db: Database, progress: (Int, Int) -> Void, tell: (SyncEvent) throws -> Void
    ) throws {
        if try isOfOthers(SyncPath.schema, SyncedCaseSchema.bytes) {
            try tell(
                failure(
                    SyncPath.schema, "is not the schema that jikenbo writes, and is left",
                    "take it away, or name another folder"))
        } else {
            try put(SyncPath.schema, SyncedCaseSchema.bytes, [:], tell)
        }
        // The folder does without ours where somebody has written another.
        if try !isOfOthers(SyncPath.readme, SyncReadme.bytes) { try put(SyncPath.readme, SyncReadme.bytes, [:], tell) }
        let paths = shelf.entries.keys.sorted()
        for (index, path) in paths.enumerated() {
            progress(index + 1, paths.count)
            guard !files.left.contains(path), let entry = shelf.entries[path] else { continue }
            switch entry {
            case .pointer(let number, let target): try put(path, SyncedCase.pointer(number, to: target), [:], tell)
            case .casefile(let id, _):
                let casefile = try SyncShelf.casefile(id, db)
                try put(path, casefile.bytes, casefile.digests, tell)
            }
        }
        try flush(tell)
        try removeOthers(shelf, tell)
        try finish()
    }

    private func failure(_ path: String, _ reason: String, _ remedy: String) -> SyncEvent {
        .failed(CasebookError("\(folder.name)/\(path)", reason, remedy).description)
    }

    /// Whether a file is there that this program did not write.
    private mutating func isOfOthers(_ path: String, _ own: [UInt8]) throws -> Bool {
        guard case .bytes(let bytes) = try folder.read(path), bytes != own,
            before.entry(of: path, digest: Digest.short(bytes)) == nil
        else { return false }
        state.remove(path)
        return true
    }

    private mutating func put(
        _ path: String, _ bytes: [UInt8], _ members: [String: String], _ tell: (SyncEvent) throws -> Void
    ) throws {
        let entry = SyncState.Entry(digest: Digest.short(bytes), members: members)
        switch try folder.read(path) {
        case .bytes(let found) where found == bytes: state.set(path, entry)
        case .refused(let reason):
            try tell(failure(path, reason, "put a plain file in its place, or delete it"))
        case .none: waiting.append(Waiting(path: path, bytes: bytes, entry: entry, isRestored: before.knows(path)))
        case .bytes: waiting.append(Waiting(path: path, bytes: bytes, entry: entry))
        }
        if waiting.count >= Self.batch { try flush(tell) }
    }

    private mutating func flush(_ tell: (SyncEvent) throws -> Void) throws {
        if !isTrial, !waiting.isEmpty {
            // What the files will be is known before the first of them is written.
            var lines = hasBegun || !before.isEmpty ? [] : state.begin
            hasBegun = true
            // Behind a line that was not finished, a new one begins.
            if lines.isEmpty { lines = [0x0A] }
            for file in waiting {
                var entry = file.entry
                entry.isPlanned = true
                lines += SyncState.line(file.path, entry)
            }
            try folder.append(SyncPath.state, lines)
        }
        for file in waiting {
            guard try isAsTaken(file.path) else {
                try tell(failure(file.path, "was changed while jikenbo sync was at work, and is left", "run it again"))
                continue
            }
            if !isTrial { try folder.write(file.path, file.bytes) }
            state.set(file.path, file.entry)
            try tell(file.isRestored ? .restored(file.path) : .written(file.path))
        }
        waiting.removeAll()
    }

    /// Whether a file is as it was written, or as it was when its changes were taken.
    private func isAsTaken(_ path: String) throws -> Bool {
        guard case .bytes(let bytes) = try folder.read(path) else { return true }
        let digest = Digest.short(bytes)
        return before.entry(of: path, digest: digest) != nil || files.taken[path] == digest
    }

    private mutating func removeOthers(_ shelf: SyncShelf, _ tell: (SyncEvent) throws -> Void) throws {
        let own = [SyncPath.schema, SyncPath.readme]
        for path in state.paths where shelf.entries[path] == nil && !own.contains(path) && !files.left.contains(path) {
            if case .bytes(let bytes) = try folder.read(path) {
                // What is not as it was written is somebody's, and stays.
                guard state.entry(of: path, digest: Digest.short(bytes)) != nil else { continue }
                if !isTrial { try folder.remove(path) }
                try tell(.removed(path))
            }
            state.remove(path)
        }
    }

    private func finish() throws {
        guard !isTrial else { return }
        let bytes = state.bytes
        if case .bytes(let found) = try folder.read(SyncPath.state, limit: SyncFolder.stateLimit), found == bytes {
            return
        }
        try folder.write(SyncPath.state, bytes)
    }
}
