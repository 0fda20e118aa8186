import Foundation

/// Reads the records of one WARC file whose records are gzip members of their own. In bounded memory: a record at a time.
package final class WARCFile {
    package struct Damage: Error, Hashable, Sendable {
        package var file: String
        /// The byte at which the damaged record begins.
        package var offset: Int
        package var reason: String
        /// Whether the file ends within the record, as it does where writing was cut short.
        package var isCutShort = false
    }

    package struct Entry: Sendable {
        package var offset: Int
        /// Bytes that it takes in the file.
        package var length: Int
        package var record: WARCRecord
    }

    /// Bytes that a record may have: a page's limit and what is around it.
    static let mostBytes = 80_000_000

    private let handle: FileHandle
    private let name: String
    private var gzip = GzipReading()

    /// - Throws: where the file cannot be opened.
    package init(path: String) throws {
        name = (path as NSString).lastPathComponent
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Damage(file: name, offset: 0, reason: "the file cannot be opened")
        }
        self.handle = handle
    }

    deinit { try? handle.close() }

    /// The record that begins at that byte; `nil` at the end of the file.
    package func entry(at offset: Int) throws -> Entry? {
        try handle.seek(toOffset: UInt64(offset))
        var first = try handle.read(upToCount: 32_768) ?? Data()
        if first.isEmpty { return nil }
        do {
            let (content, length) = try gzip.member(limit: Self.mostBytes) {
                defer { first = Data() }
                return Array(first.isEmpty ? try handle.read(upToCount: 262_144) ?? Data() : first)
            }
            guard let record = Self.record(content) else {
                throw Damage(
                    file: name, offset: offset, reason: "this is no WARC record, or its length is not what it says")
            }
            return Entry(offset: offset, length: length, record: record)
        } catch GzipReading.Fault.cutShort {
            throw Damage(file: name, offset: offset, reason: "the file ends within the record", isCutShort: true)
        } catch GzipReading.Fault.damaged {
            throw Damage(file: name, offset: offset, reason: "the compressed bytes are damaged")
        } catch GzipReading.Fault.tooLarge {
            throw Damage(
                file: name, offset: offset, reason: "the record has more than \(Self.mostBytes / 1_000_000) MB")
        }
    }

    /// Goes through all records.
    package func each(_ body: (Entry) throws -> Void) throws {
        var offset = 0
        while let entry = try entry(at: offset) {
            try body(entry)
            offset += entry.length
        }
    }

    private static func record(_ content: [UInt8]) -> WARCRecord? {
        guard let end = headEnd(content) else { return nil }
        let lines = String(decoding: content[..<end], as: UTF8.self).split(separator: "\r\n")
        guard lines.first == "WARC/1.1" || lines.first == "WARC/1.0" else { return nil }
        var fields: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields.append((String(line[..<colon]), String(value)))
        }
        func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
        let start = end + 4
        guard let kind = field("warc-type").flatMap(WARCRecord.Kind.init),
            let length = field("content-length").flatMap({ Int($0) }), length >= 0,
            content.count == start + length + 4, content.suffix(4).elementsEqual("\r\n\r\n".utf8)
        else { return nil }
        return WARCRecord(kind: kind, fields: fields, block: Array(content[start..<(start + length)]))
    }

    /// Where the first empty line begins.
    static func headEnd(_ bytes: [UInt8]) -> Int? {
        var place = 0
        while place + 3 < bytes.count {
            if bytes[place] == 0x0D, bytes[place + 1] == 0x0A, bytes[place + 2] == 0x0D, bytes[place + 3] == 0x0A {
                return place
            }
            place += 1
        }
        return nil
    }
}
