import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CasebookStore {
    /// Writes all of the casebook into a folder: a file of JSON Lines for each table, and the pages as they came. The
    /// manifest is written last, so that a broken-off export is known by its lack.
    package func export(to folder: String) throws {
        let manager = FileManager.default
        if let found = try? manager.contentsOfDirectory(atPath: folder), !found.isEmpty {
            throw CasebookError(folder, "the folder is not empty", "name a folder that is empty or not there")
        }
        do {
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try read("exporting") { db in
                var counts: [JSONValue.Member] = []
                for table in ExportTables.all {
                    let count = try Self.export(table, to: folder, db)
                    counts.append(JSONValue.Member(key: table, value: .int(count)))
                }
                let manifest: JSONValue = .object([
                    "format": .string(ExportTables.format), "version": .int(ExportTables.version),
                    "rows": .object(counts),
                ])
                try Data(manifest.bytes + [10]).write(to: URL(filePath: folder).appending(path: ExportTables.manifest))
            }
        } catch let error as CocoaError {
            throw CasebookError(
                folder, "the export cannot be written (\(error.code.rawValue))", "make room, and check its permissions")
        }
    }

    private static func export(_ table: String, to folder: String, _ db: Database) throws -> Int {
        let file = try LineWriter(path: "\(folder)/\(table).jsonl")
        var count = 0
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table)")
        while let row = try rows.next() {
            var members: [JSONValue.Member] = []
            for (index, column) in row.columnNames.enumerated() {
                let name = "\(table).\(column)"
                if name == ExportTables.bytes {
                    try exportBytes(row, index, to: folder, db)
                } else {
                    members.append(JSONValue.Member(key: column, value: try json(row, index, name, db)))
                }
            }
            try file.write(JSONValue.object(members))
            count += 1
        }
        try file.close()
        return count
    }

    private static func json(_ row: Row, _ index: Int, _ name: String, _ db: Database) throws -> JSONValue {
        guard name == ExportTables.text || name == ExportTables.record else {
            return JSONValue(row[index] as DatabaseValue)
        }
        guard let bytes = try row.decompressed(index) else { throw db.damaged(name) }
        if name == ExportTables.text { return .string(String(decoding: bytes, as: UTF8.self)) }
        guard let record = JSONValue(bytes) else { throw db.damaged(name) }
        return record
    }

    private static func exportBytes(_ row: Row, _ index: Int, to folder: String, _ db: Database) throws {
        let sha256 = try row.withUnsafeData(named: "sha256") { Digest.hex($0 ?? Data()) }
        guard let bytes = try row.decompressed(index) else { throw db.damaged("original \(sha256)") }
        let file = URL(filePath: folder).appending(path: ExportTables.file(ofOriginal: sha256))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    // MARK: Importing

    /// Fills the casebook, which must be empty, from an export: all of it or nothing.
    package func importExport(from folder: String) throws {
        let manifest = (try? Data(contentsOf: URL(filePath: folder).appending(path: ExportTables.manifest)))
            .flatMap { JSONValue(Array($0)) }
        guard let manifest, manifest["format"]?.string == ExportTables.format else {
            throw CasebookError(
                folder, "holds no manifest.json of a whole export", "name a folder that jikenbo export has written")
        }
        guard manifest["version"] == .int(ExportTables.version) else {
            throw CasebookError(
                folder, "was written by a newer version of jikenbo than this one", "install that version")
        }
        try write("importing") { db in
            guard
                try ExportTables.all.allSatisfy({
                    try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM \($0))")!
                })
            else {
                throw CasebookError(
                    name, "the casebook is not empty", "import into a file that is not there: --casebook FILE")
            }
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for table in ExportTables.all {
                let count = try Self.importTable(table, from: folder, db)
                if let stated = manifest["rows"]?[table]?.int, stated != count {
                    throw CasebookError(
                        "\(folder)/\(table).jsonl", "has \(count) lines, not the \(stated) that the manifest states",
                        "copy the export anew")
                }
            }
            try Self.derive(db)
        }
    }

    /// Fills the tables that are made from the others.
    private static func derive(_ db: Database) throws {
        let notices = try Int64.fetchCursor(db, sql: "SELECT id FROM notices ORDER BY id")
        var count = 0
        while let id = try notices.next() {
            guard let notice = try db.notice(id) else { throw db.damaged("notice \(id)") }
            try db.refresh(notice)
            count += 1
            if count.isMultiple(of: WaitingKeys.worthFiling) { try LinkIndex(db: db).file() }
        }
        try LinkIndex(db: db).file()
    }

    private static func importTable(_ table: String, from folder: String, _ db: Database) throws -> Int {
        let path = "\(folder)/\(table).jsonl"
        let columns = try db.columns(in: table).map(\.name)
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let statement = try db.makeStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
        let file = try LineReader(path: path)
        var count = 0
        while let line = try file.next() {
            count += 1
            guard let object = JSONValue(line) else {
                throw CasebookError("\(path):\(count)", "the line is no JSON", "copy the export anew")
            }
            let values = try columns.map { try value(object, table, $0, folder) }
            do {
                try statement.execute(arguments: StatementArguments(values))
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                throw CasebookError(
                    "\(path):\(count)", "the line is no row of the table (\(error.message ?? ""))",
                    "copy the export anew")
            }
        }
        return count
    }

    private static func value(
        _ object: JSONValue, _ table: String, _ column: String, _ folder: String
    ) throws -> DatabaseValue {
        let name = "\(table).\(column)"
        let json = object[column] ?? .null
        if name == ExportTables.bytes { return try importBytes(object["sha256"]?.string ?? "", folder) }
        if name == ExportTables.text { return Data(Zstd.compress(Array((json.string ?? "").utf8))).databaseValue }
        if name == ExportTables.record { return Data(Zstd.compress(json.bytes)).databaseValue }
        if ExportTables.sums.contains(name) {
            return json.string.flatMap(Digest.bytes(hex:)).map { Data($0) }.databaseValue
        }
        return json.databaseValue
    }

    private static func importBytes(_ sha256: String, _ folder: String) throws -> DatabaseValue {
        // Only hexadecimal digits make a path.
        guard let digest = Digest.bytes(hex: sha256), digest.count == 32,
            let data = try? Data(
                contentsOf: URL(filePath: folder).appending(path: ExportTables.file(ofOriginal: sha256)))
        else {
            throw CasebookError("\(folder)/originals", "the file of \(sha256) is not there", "copy the export anew")
        }
        guard Digest.sha256(data) == digest else {
            throw CasebookError("\(folder)/originals", "the file of \(sha256) was changed", "copy the export anew")
        }
        return Data(Zstd.compress(data)).databaseValue
    }
}
