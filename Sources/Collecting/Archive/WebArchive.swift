import Exchange
import Foundation
import Synchronization

/// A folder of WARC files to which what was fetched is added, and never changed.
///
/// The file that is written to has `.open` behind its name. Where a program was killed, its last record may be cut short: that
/// is cut off when the folder is opened the next time. Safe to use from any number of threads; of programs one at a time has it
/// open, which a lock sees to that ends with the program.
package final class WebArchive: Sendable {
    /// Where the records of one page stand: the first byte of the first, and how many follow each other.
    package struct Place: Hashable, Sendable {
        package var file: String
        package var offset: Int
        package var records: Int

        package init(file: String, offset: Int, records: Int) {
            self.file = file
            self.offset = offset
            self.records = records
        }
    }

    private struct Writing {
        var name: String
        var handle: FileHandle
        var offset = 0
    }

    package let folder: String
    private let software: String
    private let fileBytes: Int
    private let now: @Sendable () -> Int
    private let writing = Mutex<Writing?>(nil)
    private let lock: FolderLock
    static let unfinished = ".open"

    /// - Parameters:
    ///   - fileBytes: the size after which a new file is begun.
    /// - Throws: `ArchiveError` where the folder cannot be made or repaired.
    package init(folder: String, software: String, fileBytes: Int = 1_000_000_000, now: @escaping @Sendable () -> Int)
        throws
    {
        self.folder = folder
        self.software = software
        self.fileBytes = fileBytes
        self.now = now
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            lock = try FolderLock(folder)
            try repair()
        } catch FolderLock.Fault.held {
            throw ArchiveError(
                folder, "another program is collecting into this archive", "wait until it is done, or stop it")
        } catch {
            throw ArchiveError(
                folder, "the archive cannot be opened for writing", "check the folder's rights and the disk's space")
        }
    }

    deinit { close() }

    /// Adds what went over the wire for one page.
    ///
    /// - Parameter same: the address and time of the earlier record with the same content, and that content's bytes are not
    ///   kept again.
    package func append(_ exchanges: [Exchange], same: (address: String, at: Int)? = nil) throws -> Place {
        var records: [WARCRecord] = []
        for (hop, exchange) in exchanges.enumerated() {
            let id = Self.id()
            let isLast = hop == exchanges.count - 1
            records.append(.request(exchange, id: Self.id(), of: id))
            if isLast, exchange.status == 304 {
                records.append(.revisit(exchange, id: id, profile: "server-not-modified", digest: nil, earlier: same))
            } else if isLast, let same {
                records.append(
                    .revisit(
                        exchange, id: id, profile: "identical-payload-digest", digest: WARCRecord.digest(exchange.body),
                        earlier: same))
            } else {
                records.append(.response(exchange, id: id))
            }
        }
        return try write(records)
    }

    /// Notes that fetching an address came to nothing, and why.
    @discardableResult
    package func append(failure reason: String, of address: String, at: Int) throws -> Place {
        try write([.metadata(address, id: Self.id(), at: at, lines: [("fetch-failure", reason)])])
    }

    /// Sees to it that what was added is on the disk.
    package func sync() throws {
        try writing.withLock { writing in
            do { try writing?.handle.synchronize() } catch { throw failed }
        }
    }

    /// Ends the file that is written to.
    package func close() {
        writing.withLock { writing in
            guard let done = writing else { return }
            try? done.handle.close()
            finish(done.name)
            writing = nil
        }
    }

    private var failed: ArchiveError {
        ArchiveError(folder, "what was fetched cannot be written", "check the disk's space, and collect again")
    }

    private func write(_ records: [WARCRecord]) throws -> Place {
        let members = records.map { Gzip.member($0.bytes) }
        return try writing.withLock { writing in
            do {
                if let full = writing, full.offset > fileBytes {
                    try full.handle.close()
                    finish(full.name)
                    writing = nil
                }
                if writing == nil { writing = try begin() }
                let place = Place(file: writing!.name, offset: writing!.offset, records: records.count)
                for member in members { try writing!.handle.write(contentsOf: member) }
                writing!.offset += members.reduce(0) { $0 + $1.count }
                return place
            } catch { throw failed }
        }
    }

    private func begin() throws -> Writing {
        let time = Moment.iso(now()).filter(\.isNumber)
        var number = 0
        var name: String
        repeat {
            let digits = "\(number)"
            name = "jikenbo-\(time)-" + String(repeating: "0", count: 5 - digits.count) + digits + ".warc.gz"
            number += 1
        } while FileManager.default.fileExists(atPath: path(name))
            || FileManager.default.fileExists(atPath: path(name) + Self.unfinished)
        let file = path(name) + Self.unfinished
        guard FileManager.default.createFile(atPath: file, contents: nil),
            let handle = FileHandle(forWritingAtPath: file)
        else { throw failed }
        var writing = Writing(name: name, handle: handle)
        let info = Gzip.member(WARCRecord.info(file: name, id: Self.id(), at: now(), software: software).bytes)
        try handle.write(contentsOf: info)
        writing.offset = info.count
        return writing
    }

    private func finish(_ name: String) {
        try? FileManager.default.moveItem(atPath: path(name) + Self.unfinished, toPath: path(name))
    }

    private func path(_ name: String) -> String { folder + "/" + name }

    /// Cuts off what a killed program left half written.
    private func repair() throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(Self.unfinished) {
            let path = path(file)
            var end = 0
            do {
                try WARCFile(path: path).each { end = $0.offset + $0.length }
            } catch let damage as WARCFile.Damage where damage.isCutShort {
                let handle = FileHandle(forUpdatingAtPath: path)
                try handle?.truncate(atOffset: UInt64(end))
                try handle?.close()
            }
            finish(String(file.dropLast(Self.unfinished.count)))
        }
    }

    /// `<urn:uuid:…>`, of chance.
    private static func id() -> String { "<urn:uuid:\(UUID().uuidString.lowercased())>" }

    // MARK: Reading

    /// The files of an archive, the oldest first.
    package static func files(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(".warc.gz") || $0.hasSuffix(".warc.gz" + unfinished) }.sorted()
        } catch {
            throw ArchiveError(
                folder, "there is no archive here", "collect something first, or name the folder with --archive")
        }
    }

    /// The records that stand at a place.
    package static func entries(at place: Place, in folder: String) throws -> [WARCFile.Entry] {
        let path = folder + "/" + place.file
        let file = try WARCFile(path: FileManager.default.fileExists(atPath: path) ? path : path + unfinished)
        var offset = place.offset
        var entries: [WARCFile.Entry] = []
        while entries.count < place.records, let entry = try file.entry(at: offset) {
            entries.append(entry)
            offset += entry.length
        }
        return entries
    }
}

/// Why an archive cannot be used. One line: what, why, what to do.
package struct ArchiveError: Error, CustomStringConvertible, Sendable {
    package let description: String

    init(_ name: String, _ reason: String, _ remedy: String) { description = "\(name): \(reason); \(remedy)" }
}
