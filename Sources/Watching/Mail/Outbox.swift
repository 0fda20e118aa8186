import Casebook

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder beside a casebook in which mails lie while they are being sent, with what came of them.
///
/// Of every mail the program that sends it writes a receipt, which outlives us: it is written also where we are killed meanwhile. As
/// long as that program runs it holds a lock on the receipt, so that whoever comes next waits for its end instead of sending again.
package struct Outbox: Sendable {
    package let folder: String

    /// - Throws: CasebookError where the folder cannot be made.
    package init(folder: String) throws {
        self.folder = folder
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Self.error(folder, "the folder cannot be made") }
    }

    /// Holds the outbox until the value is given up; `nil` where another process has it. A process that is killed holds nothing.
    package func hold() throws -> Hold? {
        let file = open(folder + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.error(folder + "/lock", "the file cannot be made") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        return Hold(file)
    }

    package final class Hold: Sendable {
        private let file: CInt
        fileprivate init(_ file: CInt) { self.file = file }
        deinit { close(file) }
    }

    private func mail(_ key: String) -> String { "\(folder)/\(key).eml" }
    private func receipt(_ key: String) -> String { "\(folder)/\(key).receipt" }

    /// Lays a mail out, and makes its receipt, empty and locked.
    ///
    /// - Returns: the mail's path, and the receipt as an open file.
    func put(_ key: String, _ bytes: [UInt8]) throws -> (path: String, receipt: CInt) {
        let file = open(mail(key), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.error(mail(key), "the file cannot be written") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + written, bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.error(mail(key), "the file cannot be written") }
            written += count
        }
        let receipt = open(self.receipt(key), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard receipt >= 0, flock(receipt, LOCK_EX) == 0 else {
            throw Self.error(self.receipt(key), "the file cannot be written")
        }
        return (mail(key), receipt)
    }

    /// What the receipt of a mail says; empty where whoever sent it was cut off. Waits for the end of who is still sending it.
    ///
    /// - Returns: `nil` where there is no receipt, so that it was never begun, or where its sender does not come to an end.
    func word(of key: String, patience: Duration) async -> String? {
        let file = open(receipt(key), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let deadline = ContinuousClock.now + patience
        while flock(file, LOCK_SH | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(50))) != nil else {
                return nil
            }
        }
        var buffer = [UInt8](repeating: 0, count: 1_000)
        let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    /// Takes a mail away whose end is known to the casebook.
    func clear(_ key: String) {
        unlink(mail(key))
        unlink(receipt(key))
    }

    private static func error(_ name: String, _ what: String) -> CasebookError {
        CasebookError(
            name, "\(what) (\(String(cString: strerror(errno))))", "check the permissions of the casebook's folder")
    }
}
