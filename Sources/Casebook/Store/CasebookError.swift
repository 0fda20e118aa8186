import GRDB

/// What went wrong with a casebook: one sentence that names the file, the step, the reason and the remedy.
package struct CasebookError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameter name: the file, case or notice it is about.
    package init(_ name: String, _ reason: String, _ remedy: String) {
        description = "\(name): \(reason); \(remedy)"
    }

    /// Puts SQLite's errors into words.
    static func wrapping<Result>(_ name: String, _ step: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw sentence(for: error, name, step)
        }
    }

    private static func sentence(for error: DatabaseError, _ name: String, _ step: String) -> CasebookError {
        switch error.resultCode {
        case .SQLITE_FULL:
            CasebookError(name, "\(step) failed because the disk is full", "make room and run the command again")
        case .SQLITE_IOERR:
            CasebookError(
                name, "\(step) failed because the disk could not be read or written",
                "check the disk and its free space, then run the command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            CasebookError(
                name, "\(step) failed because another program keeps the file locked",
                "wait until it has finished and run the command again")
        case .SQLITE_READONLY, .SQLITE_PERM:
            CasebookError(
                name, "\(step) failed because the file may not be written",
                "change its permissions and those of its folder")
        case .SQLITE_CANTOPEN:
            CasebookError(
                name, "the file cannot be opened or created", "check that its folder is there and may be written")
        case .SQLITE_NOTADB:
            CasebookError(name, "this is no casebook", "name another file with --casebook")
        case .SQLITE_CORRUPT:
            CasebookError(
                name, "\(step) failed because the file is damaged",
                "restore it from a backup, or export what can be read")
        default:
            CasebookError(name, "\(step) failed (\(error.message ?? "\(error.resultCode)"))", "run jikenbo verify")
        }
    }
}
