#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The lines of standard input, one after the other as they come.
enum InputLines {
    /// Gives each line that is not empty. Of one that is too long only so much is kept that it is told so: `longest` and some bytes more.
    static func each(longest: Int, _ body: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var line: [UInt8] = []
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for part in buffer[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if part.offset > 0 {
                    if !line.isEmpty { try body(line) }
                    // What one large line took is not kept for all that follow.
                    line.removeAll(keepingCapacity: line.count < 1_000_000)
                }
                if line.count <= longest { line += part.element }
            }
        }
        if !line.isEmpty { try body(line) }
    }
}
