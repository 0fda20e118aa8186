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
    /// The file while it is written; `nil` for standard output, and for what is there and no plain file.
    private let draft: DraftFile?
    /// What is written to as it is: standard output, a device, a named pipe.
    private let stream: CInt
    /// The name that the draft takes in the end: of a link, what it leads to.
    private let target: String

    /// - Parameter file: `nil` for standard output.
    init(file: String?) throws(InputError) {
        name = file ?? "standard output"
        guard let file else {
            (draft, stream, target) = (nil, STDOUT_FILENO, "")
            return
        }
        switch FileSystem.entry(at: FilePath(file))?.kind {
        case .folder: throw InputError(file, "is a folder", "name a file in it")
        case .other:
            let opened = open(file, O_WRONLY | O_CLOEXEC)
            guard opened >= 0 else { throw Self.failure(file, errno, "name another file") }
            (draft, stream, target) = (nil, opened, "")
            return
        case .file, nil: break
        }
        target = Self.resolved(file)
        stream = -1
        do throws(DraftFile.Failure) {
            draft = try DraftFile(path: "\(target).\(getpid()).part")
        } catch {
            throw Self.failure(file, error.code, "choose a folder that is there and that you may write to")
        }
    }

    mutating func writeIfFull() throws {
        if bytes.count >= Self.enough { try write() }
    }

    /// Writes the rest, and gives the file its name.
    mutating func finish() throws {
        try write()
        do throws(DraftFile.Failure) { try draft?.keep(as: target) } catch { throw failure(error.code) }
    }

    /// Takes away what was written of an unfinished file.
    func abandon() { draft?.abandon() }

    private mutating func write() throws {
        do throws(Output.Failure) {
            if let draft {
                try draft.write(&bytes)
            } else {
                try Output.write(bytes, to: stream)
                bytes.removeAll(keepingCapacity: true)
            }
        } catch {
            guard stream != STDOUT_FILENO else { throw error }
            throw failure(error.code)
        }
    }

    /// Where a link leads; a name that nothing has yet stays as it is.
    private static func resolved(_ file: String) -> String {
        guard let path = realpath(file, nil) else { return file }
        defer { free(path) }
        return String(cString: path)
    }

    private func failure(_ code: CInt) -> InputError {
        Self.failure(name, code, "make room and run the command again")
    }

    private static func failure(_ name: String, _ code: CInt, _ remedy: String) -> InputError {
        InputError(name, "cannot be written (\(String(cString: strerror(code))))", remedy)
    }
}
