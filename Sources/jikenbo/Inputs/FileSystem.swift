#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few questions the command asks the file system, with names as bytes and errors as sentences.
enum FileSystem {
    enum Kind { case file, folder, other }

    /// What a path leads to, symbolic links followed.
    struct Entry {
        var kind: Kind
        /// Tells folders apart whatever path leads to them.
        var identity: Identity
    }

    struct Identity: Hashable {
        var device: UInt64
        var number: UInt64
    }

    /// `nil` where there is nothing at the path.
    static func entry(at path: FilePath) -> Entry? {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        let identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
        return Entry(kind: kind, identity: identity)
    }

    /// Makes the folder that a file is to stand in, with those above it.
    static func makeFolders(of file: FilePath) throws(InputError) {
        let parts = file.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
        for count in parts.indices where count > 0 {
            let folder = FilePath(bytes: Array(parts[...count].joined(separator: [UInt8(ascii: "/")])))
            if folder.withCString({ mkdir($0, 0o700) }) != 0, errno != EEXIST {
                throw InputError(
                    folder.shown, "the folder cannot be made (\(String(cString: strerror(errno))))",
                    "make it, or name another file with --casebook")
            }
        }
    }

    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    static func names(in folder: FilePath) throws(InputError) -> [FilePath] {
        guard let directory = folder.withCString({ opendir($0) }) else { throw error(errno, folder.shown) }
        defer { closedir(directory) }
        var names: [FilePath] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: UInt8.self, capacity: 256) {
                    FilePath(bytes: Array(UnsafeBufferPointer(start: $0, count: strlen($0))))
                }
            }
            if name.bytes != [46], name.bytes != [46, 46] { names.append(name) }
        }
        return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    /// A file's bytes; an error where it is larger than the limit. Never holds much more than the limit.
    static func bytes(of path: FilePath, limit: ByteSize) throws(InputError) -> [UInt8] {
        let file = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
        guard file >= 0 else { throw error(errno, path.shown) }
        defer { close(file) }
        return try bytes(from: file, name: path.shown, limit: limit)
    }

    /// All that standard input gives.
    static func standardInput(limit: ByteSize) throws(InputError) -> [UInt8] {
        try bytes(from: STDIN_FILENO, name: "standard input", limit: limit)
    }

    private static func bytes(from file: CInt, name: String, limit: ByteSize) throws(InputError) -> [UInt8] {
        var status = stat()
        let size = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        if size > limit.bytes { throw tooLarge(name, limit) }
        var bytes: [UInt8] = []
        // One byte more than the size, so that the last read finds the end without growing.
        var room = max(size + 1, 65_536)
        while true {
            var failure: CInt = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                let got = read(file, buffer.baseAddress, room)
                count = max(got, 0)
                if got < 0 { failure = errno }
            }
            if failure == EINTR { continue }
            if failure != 0 { throw error(failure, name) }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if bytes.count > limit.bytes { throw tooLarge(name, limit) }
            room = 65_536
        }
    }

    private static func tooLarge(_ name: String, _ limit: ByteSize) -> InputError {
        InputError(name, "is larger than \(limit)", "raise the limit with --max-size")
    }

    private static func error(_ code: CInt, _ name: String) -> InputError {
        switch code {
        case ENOENT, ENOTDIR: InputError(name, "is not there", "check the spelling")
        case EACCES, EPERM: InputError(name, "may not be read", "change its permissions or ask its owner")
        case EISDIR: InputError(name, "is a folder", "name a file")
        case EMFILE, ENFILE: InputError(name, "cannot be opened because too many files are open", "lower --jobs")
        default: InputError(name, "cannot be read (\(String(cString: strerror(code))))", "try again")
        }
    }
}
