import ArgumentParser
import Casebook
import Collecting
import Exchange
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output and standard error, without buffers: what was written is out.
enum Output {
    /// Why standard output took no more.
    struct Failure: Error {
        var code: CInt
        /// Whoever read it has gone, as `head` does when it has enough.
        var isClosed: Bool { code == EPIPE }
    }

    static func write(_ text: String) throws(Failure) {
        try write(text, to: STDOUT_FILENO)
    }

    static func write(_ bytes: [UInt8]) throws(Failure) { try write(bytes, to: STDOUT_FILENO) }

    /// One line on standard error.
    static func complain(_ line: String) { try? write("jikenbo: " + line + "\n", to: STDERR_FILENO) }

    /// Text on standard error, as it is.
    static func tell(_ text: String) { try? write(text, to: STDERR_FILENO) }

    /// Runs a body that writes to standard output. A closed pipe ends the command quietly, a full disk with an error.
    static func finish(_ body: () throws -> Void) throws {
        quietPipes()
        do {
            try body()
        } catch let failure as Failure {
            try end(with: failure)
        }
    }

    static func end(with failure: Failure) throws -> Never {
        if failure.isClosed { throw ExitCode.success }
        complain(
            "standard output: cannot be written (\(String(cString: strerror(failure.code)))); make room and run the command again"
        )
        throw ExitCode.failure
    }

    /// Runs a body whose error, told on standard error, ends the command.
    static func orFail<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as InputError {
            complain(error.description)
        } catch let error as CasebookError {
            complain(HostileText.line(error.description))
        } catch let error as ArchiveError {
            complain(HostileText.line(error.description))
        } catch let error as ServingError {
            complain(HostileText.line(error.description))
        }
        throw ExitCode.failure
    }

    /// Makes writing to a closed pipe an error instead of the process's death.
    static func quietPipes() { signal(SIGPIPE, SIG_IGN) }

    private static func write(_ text: String, to file: CInt) throws(Failure) {
        var text = text
        let failure = text.withUTF8 { write($0, to: file) }
        if let failure { throw failure }
    }

    /// Bytes into an open file.
    static func write(_ bytes: [UInt8], to file: CInt) throws(Failure) {
        let failure = bytes.withUnsafeBufferPointer { write($0, to: file) }
        if let failure { throw failure }
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to file: CInt) -> Failure? {
        var place = 0
        while place < bytes.count {
            #if canImport(Glibc)
                let wrote = Glibc.write(file, bytes.baseAddress! + place, bytes.count - place)
            #elseif canImport(Musl)
                let wrote = Musl.write(file, bytes.baseAddress! + place, bytes.count - place)
            #else
                let wrote = Darwin.write(file, bytes.baseAddress! + place, bytes.count - place)
            #endif
            if wrote < 0, errno == EINTR { continue }
            if wrote < 0, errno == EAGAIN {
                var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
                continue
            }
            if wrote < 0 { return Failure(code: errno) }
            place += wrote
        }
        return nil
    }
}
