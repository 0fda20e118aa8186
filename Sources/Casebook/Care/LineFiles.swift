#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes JSON Lines through a buffer.
final class LineWriter {
    private let path: String
    private let file: UnsafeMutablePointer<FILE>

    init(path: String) throws {
        self.path = path
        guard let file = fopen(path, "wbx") else { throw LineWriter.error(path) }
        self.file = file
    }

    func write(_ value: JSONValue) throws {
        var bytes = value.bytes
        bytes.append(UInt8(ascii: "\n"))
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Self.error(path) }
    }

    func close() throws {
        guard fflush(file) == 0 else { throw Self.error(path) }
    }

    deinit { fclose(file) }

    private static func error(_ path: String) -> CasebookError {
        CasebookError(
            path, "cannot be written (\(String(cString: strerror(errno))))", "make room, and check its permissions")
    }
}

/// Reads a file line by line; a line is held whole.
final class LineReader {
    private let file: UnsafeMutablePointer<FILE>
    private var line: UnsafeMutablePointer<CChar>?
    private var room = 0

    init(path: String) throws {
        guard let file = fopen(path, "rb") else {
            throw CasebookError(
                path, "cannot be read (\(String(cString: strerror(errno))))", "copy the export anew")
        }
        self.file = file
    }

    /// The next line without its line break; `nil` at the end.
    func next() throws -> [UInt8]? {
        var count = getline(&line, &room, file)
        guard count > 0, let line else { return nil }
        if line[count - 1] == 10 { count -= 1 }
        return Array(UnsafeRawBufferPointer(start: line, count: count))
    }

    deinit {
        free(line)
        fclose(file)
    }
}
