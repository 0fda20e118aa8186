#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a synchronised folder. No symbolic link below it is followed, nothing is read or written outside of it, and a file is
/// replaced as a whole or not at all.
final class SyncFolder {
    /// What a file below the folder is.
    enum Content {
        case none
        case bytes([UInt8])
        /// It is there, and not taken for a file of ours; and why.
        case refused(String)
    }

    let name: String
    private let folder: CInt
    /// The largest file that is read; the state has a line for each file, and grows with them.
    static let limit = 16 << 20
    static let stateLimit = 4 << 30

    /// - Parameter isMade: whether the folder is made where there is none.
    /// - Throws: CasebookError where there is no folder, or another sync is at work in it.
    init(_ path: String, isMade: Bool) throws {
        name = path
        if isMade, mkdir(path, 0o777) != 0, errno != EEXIST {
            throw CasebookError(path, "the folder cannot be made (\(Self.reason(errno)))", "make it, or name another")
        }
        folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            throw CasebookError(path, "the folder cannot be opened (\(Self.reason(errno)))", "name a folder")
        }
        guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
            close(folder)
            throw CasebookError(path, "another jikenbo sync is at work in it", "wait until it has ended")
        }
    }

    deinit { close(folder) }

    private static func reason(_ code: CInt) -> String { String(cString: strerror(code)) }

    private func failure(_ path: String, _ code: CInt) -> CasebookError {
        CasebookError(
            "\(name)/\(path)", "cannot be written (\(Self.reason(code)))",
            "check its permissions and the disk's free space")
    }

    // MARK: Walking

    /// Runs a body with the folder that a path's last part is in; `nil` where it is not there, or is a link.
    private func parent<Result>(
        of path: String, isMade: Bool, _ body: (CInt, String) throws -> Result
    ) throws -> Result? {
        let parts = path.split(separator: "/").map(String.init)
        precondition(!parts.contains { $0 == "." || $0 == ".." }, "a path that leads out of the folder")
        var opened: [CInt] = []
        defer { for file in opened { close(file) } }
        var current = folder
        for part in parts.dropLast() {
            if isMade, mkdirat(current, part, 0o777) != 0, errno != EEXIST { throw failure(path, errno) }
            let next = openat(current, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else {
                if isMade { throw failure(path, errno) }
                return nil
            }
            opened.append(next)
            current = next
        }
        return try body(current, parts.last ?? "")
    }

    /// The files below a folder of two levels, by their paths, in order; folders and files that are links are named too.
    func files(in top: String) -> [String] {
        names(at: top).flatMap { inner in
            let path = top + "/" + inner
            let names = names(at: path)
            return names.isEmpty
                ? (inner.hasSuffix(".json") || isLink(path) ? [path] : []) : names.map { path + "/" + $0 }
        }
    }

    private func isLink(_ path: String) -> Bool {
        let found = try? parent(of: path, isMade: false) { folder, name in
            var status = stat()
            return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
        }
        return found == true
    }

    private func names(at path: String) -> [String] {
        let found = try? parent(of: path, isMade: false) { folder, name -> [String] in
            let file = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard file >= 0 else { return [] }
            guard let directory = fdopendir(file) else {
                close(file)
                return []
            }
            defer { closedir(directory) }
            var names: [String] = []
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: UInt8.self, capacity: 256) {
                        String(decoding: UnsafeBufferPointer(start: $0, count: strlen($0)), as: UTF8.self)
                    }
                }
                if !name.hasPrefix(".") { names.append(name) }
            }
            return names.sorted()
        }
        return found.flatMap { $0 } ?? []
    }

    // MARK: Files

    func read(_ path: String, limit: Int = limit) throws -> Content {
        try parent(of: path, isMade: false) { folder, name in
            let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard file >= 0 else {
                switch errno {
                case ENOENT: return .none
                case ELOOP: return .refused("is a symbolic link, which is not followed")
                default: return .refused("cannot be read (\(Self.reason(errno)))")
                }
            }
            defer { close(file) }
            var status = stat()
            guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .refused("is no file") }
            guard status.st_size <= limit else { return .refused("is larger than \(limit >> 20) MB") }
            var bytes: [UInt8] = []
            while bytes.count <= limit {
                let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    count = max(0, posixRead(file, buffer.baseAddress, buffer.count))
                }
                if chunk.isEmpty { return .bytes(bytes) }
                bytes += chunk
            }
            return .refused("is larger than \(limit >> 20) MB")
        } ?? (isLinkAbove(path) ? .refused("stands behind a symbolic link, which is not followed") : .none)
    }

    private func isLinkAbove(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        return (1..<max(1, parts.count)).contains { isLink(parts.prefix($0).joined(separator: "/")) }
    }

    /// Puts a file in its place once it is whole.
    func write(_ path: String, _ bytes: [UInt8]) throws {
        _ = try parent(of: path, isMade: true) { folder, name in
            // In a folder that only this sync works in, what has this name was left behind by one that was ended.
            let draft = ".\(name).part"
            unlinkat(folder, draft, 0)
            let file = openat(folder, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw failure(path, errno) }
            let isWritten = Self.write(bytes, to: file)
            let code = errno
            close(file)
            guard isWritten else {
                unlinkat(folder, draft, 0)
                throw failure(path, code)
            }
            guard renameat(folder, draft, folder, name) == 0 else { throw failure(path, errno) }
        }
    }

    /// Adds to the end of a file, which is made where there is none.
    func append(_ path: String, _ bytes: [UInt8]) throws {
        _ = try parent(of: path, isMade: true) { folder, name in
            let file = openat(folder, name, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw failure(path, errno) }
            defer { close(file) }
            guard Self.write(bytes, to: file) else { throw failure(path, errno) }
        }
    }

    func remove(_ path: String) throws {
        _ = try parent(of: path, isMade: false) { folder, name in
            guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw failure(path, errno) }
        }
    }

    private static func write(_ bytes: [UInt8], to file: CInt) -> Bool {
        var place = 0
        while place < bytes.count {
            let wrote = bytes.withUnsafeBytes { posixWrite(file, $0.baseAddress! + place, $0.count - place) }
            if wrote < 0, errno == EINTR { continue }
            if wrote < 0 { return false }
            place += wrote
        }
        return true
    }
}

private func posixRead(_ file: CInt, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
        let got = read(file, buffer, count)
        if got >= 0 || errno != EINTR { return got }
    }
}

private func posixWrite(_ file: CInt, _ buffer: UnsafeRawPointer, _ count: Int) -> Int { write(file, buffer, count) }
