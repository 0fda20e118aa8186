import Casebook

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder that a site is published to. Only what differs is written, and what was published before and is no more is
/// taken away; files of others are left alone.
struct PublishedFolder {
    let folder: String
    /// The files that are published now, with the digests of their contents.
    private(set) var files: [String: String] = [:]
    private var before: [String: String] = [:]
    private(set) var written = 0
    private(set) var removed = 0

    /// Lists what was published, so that the next time tells what is no more.
    static let list = "published.txt"

    /// - Throws: `ServingError` where the folder cannot be made, or holds something else.
    init(_ folder: String) throws {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ServingError(
                description: "\(folder): the folder cannot be made; name another, or check its permissions")
        }
        if let text = try? String(contentsOfFile: folder + "/" + Self.list, encoding: .utf8) {
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: "\t")
                if parts.count == 2 { before[String(parts[1])] = String(parts[0]) }
            }
        } else if let found = try? FileManager.default.contentsOfDirectory(atPath: folder),
            found.contains(where: { !$0.hasPrefix(".") })
        {
            throw ServingError(
                description:
                    "\(folder): the folder holds files that were not published from a casebook; name an empty one")
        }
    }

    mutating func put(_ path: String, _ text: String) throws { try put(path, Array(text.utf8)) }

    mutating func put(_ path: String, _ bytes: [UInt8]) throws {
        let digest = Digest.short(bytes)
        files[path] = digest
        let file = folder + "/" + path
        if before[path] == digest, FileManager.default.fileExists(atPath: file) { return }
        do {
            try FileManager.default.createDirectory(
                atPath: String(file[..<file.lastIndex(of: "/")!]), withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw ServingError(
                description:
                    "\(file): the file cannot be written; check the disk's free space and the folder's permissions")
        }
        written += 1
    }

    /// To be called once all was put: takes away what is no more, and writes the list.
    mutating func finish() throws {
        for path in before.keys where files[path] == nil && !path.contains("..") && !path.hasPrefix("/") {
            if (try? FileManager.default.removeItem(atPath: folder + "/" + path)) != nil { removed += 1 }
        }
        let lines = files.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)\n" }.joined()
        do {
            try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/" + Self.list), options: .atomic)
        } catch {
            throw ServingError(
                description: "\(folder): the list of files cannot be written; check the disk's free space")
        }
    }
}
