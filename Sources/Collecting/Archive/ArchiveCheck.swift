import Foundation

/// Verifies the records of an archive: their compression, lengths and digests.
package struct ArchiveCheck: Sendable {
    package private(set) var files = 0
    package private(set) var records = 0
    package private(set) var damages: [WARCFile.Damage] = []

    /// - Parameter progress: is told each file before it is read, with its place and how many there are.
    package init(folder: String, progress: (String, Int, Int) -> Void = { _, _, _ in }) throws {
        let names = try WebArchive.files(in: folder)
        for (place, name) in names.enumerated() {
            progress(name, place, names.count)
            files += 1
            do {
                try WARCFile(path: folder + "/" + name).each { entry in
                    records += 1
                    if let fault = Self.fault(entry.record) {
                        damages.append(WARCFile.Damage(file: name, offset: entry.offset, reason: fault))
                    }
                }
            } catch let damage as WARCFile.Damage {
                // The file that another program writes to at this moment may end anywhere.
                if !(damage.isCutShort && name.hasSuffix(WebArchive.unfinished)) { damages.append(damage) }
            }
        }
    }

    static func fault(_ record: WARCRecord) -> String? {
        if let digest = record.field("WARC-Block-Digest"), digest != WARCRecord.digest(record.block) {
            return "the record's bytes are not those that were written"
        }
        if record.kind == .response, let digest = record.field("WARC-Payload-Digest") {
            guard let end = WARCFile.headEnd(record.block) else { return "the answer has no head" }
            if digest != WARCRecord.digest(record.block[(end + 4)...]) {
                return "the page's bytes are not those that were written"
            }
        }
        return nil
    }
}

/// Writes records of an archive into a WARC file of their own.
package enum ArchiveExport {
    /// - Returns: how many records were written, after one that says where they are from.
    package static func write(
        _ places: [WebArchive.Place], from folder: String, to path: String, software: String, at now: Int
    ) throws -> Int {
        let name = (path as NSString).lastPathComponent
        let info = WARCRecord.info(
            file: name, id: "<urn:uuid:\(UUID().uuidString.lowercased())>", at: now, software: software)
        let part = path + ".part"
        let failed = ArchiveError(path, "the file cannot be written", "check the folder and the disk's space")
        guard FileManager.default.createFile(atPath: part, contents: nil),
            let handle = FileHandle(forWritingAtPath: part)
        else { throw failed }
        var records = 0
        do {
            try handle.write(contentsOf: Gzip.member(info.bytes))
            for place in places {
                for entry in try WebArchive.entries(at: place, in: folder) {
                    try handle.write(contentsOf: Gzip.member(entry.record.bytes))
                    records += 1
                }
            }
            try handle.close()
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            try FileManager.default.moveItem(atPath: part, toPath: path)
        } catch let damage as WARCFile.Damage {
            throw ArchiveError(
                "\(damage.file) at byte \(damage.offset)", damage.reason, "see jikenbo archive check")
        } catch { throw failed }
        return records
    }
}
