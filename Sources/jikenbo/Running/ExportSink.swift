#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where an export goes: standard output, or a file that takes its name only once it is whole.
struct ExportSink {
    /// What is to be written next.
    var bytes: [UInt8] = []

    private static let enough = 1 << 18
    private let name: String
    /// The file while it is written; `nil` for standard output.
    private let draft: Draft?

    /// Takes an unfinished file away when it goes.
    private final class Draft {
        let path: String
        let file: CInt
        var isWhole = false

        init(path: String, file: CInt) {
            self.path = path
            self.file = file
        }

        deinit {
            close(file)
            if !isWhole { unlink(path) }
        }
    }

    /// - Parameter file: `nil` for standard output.
    init(file: String?) throws(InputError) {
        name = file ?? "standard output"
        guard let file else {
            draft = nil
            return
        }
        let path = "\(file).\(getpid()).part"
        let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard opened >= 0 else {
            throw InputError(
                file, "cannot be written (\(String(cString: strerror(errno))))",
                "choose a folder that is there and that you may write to")
        }
        draft = Draft(path: path, file: opened)
    }

    mutating func writeIfFull() throws {
        if bytes.count >= Self.enough { try write() }
    }

    /// Writes the rest, and gives the file its name.
    mutating func finish() throws {
        try write()
        guard let draft else { return }
        guard fsync(draft.file) == 0, rename(draft.path, name) == 0 else { throw failure(errno) }
        draft.isWhole = true
    }

    private mutating func write() throws {
        do throws(Output.Failure) { try Output.write(bytes, to: draft?.file ?? STDOUT_FILENO) } catch {
            guard draft != nil else { throw error }
            throw failure(error.code)
        }
        bytes.removeAll(keepingCapacity: true)
    }

    private func failure(_ code: CInt) -> InputError {
        InputError(
            name, "cannot be written (\(String(cString: strerror(code))))", "make room and run the command again")
    }
}
