import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// Copies the casebook as it is now into another file, while others go on reading and writing. The file is there
    /// only once it is whole.
    package func backup(to file: String) throws {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: file) else {
            throw CasebookError(file, "there is a file already", "name a file that is not there")
        }
        let part = file + ".part"
        try? manager.removeItem(atPath: part)
        do {
            try CasebookError.wrapping(file, "writing the backup") {
                let copy = try DatabaseQueue(path: part)
                try database.backup(to: copy)
                try copy.close()
            }
            try manager.moveItem(atPath: part, toPath: file)
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { try? manager.removeItem(atPath: part + suffix) }
            if error is CasebookError { throw error }
            throw CasebookError(file, "the backup cannot be put there", "check the folder and its free space")
        }
    }
}
