import Casebook
import Foundation
import GRDB
import Testing

@Suite struct OpeningTests {
    private func open(_ file: String) throws -> CasebookStore {
        try CasebookStore(file: file, surroundings: Make.surroundings)
    }

    @Test func aCasebookIsMadeOnFirstUseAndKeepsWhatIsInIt() throws {
        try Folder.with { folder in
            try open(folder + "/a.sqlite").add(Make.page("/1", "一"))
            let casebook = try open(folder + "/a.sqlite")
            #expect(try casebook.count("pages") == 1)
            #expect(try casebook.texts("PRAGMA journal_mode") == ["wal"])
            #expect(try casebook.texts("PRAGMA foreign_keys") == ["1"])
        }
    }

    @Test func aFileOfANewerVersionIsRefusedAndLeftAsItIs() throws {
        try Folder.with { folder in
            let file = folder + "/a.sqlite"
            try open(file).tamper("INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
            #expect(
                throws: CasebookError(
                    file, "the casebook was written by a newer version of jikenbo than this one",
                    "install that version, or name another file with --casebook")
            ) { try open(file) }
        }
    }

    @Test func aFileWhoseMakingWasCutShortIsMade() throws {
        try Folder.with { folder in
            let file = folder + "/a.sqlite"
            try DatabaseQueue(path: file).write {
                try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            }
            #expect(try open(file).count("pages") == 0)
        }
    }

    @Test func aDatabaseOfAnotherProgramIsRefused() throws {
        try Folder.with { folder in
            let file = folder + "/a.sqlite"
            try DatabaseQueue(path: file).write { try $0.execute(sql: "CREATE TABLE t (a)") }
            #expect(
                throws: CasebookError(
                    file, "this is a database of another program", "name another file with --casebook")
            ) { try open(file) }
            #expect(
                try DatabaseQueue(path: file).read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema") }
                    == ["t"])
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try Folder.with { folder in
            let file = folder + "/a.txt"
            try String(repeating: "お知らせ", count: 1000).write(toFile: file, atomically: true, encoding: .utf8)
            #expect(throws: CasebookError(file, "this is no casebook", "name another file with --casebook")) {
                try open(file)
            }
        }
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        #expect(
            throws: CasebookError(
                "/nowhere/a.sqlite", "the file cannot be opened or created",
                "check that its folder is there and may be written")
        ) { try open("/nowhere/a.sqlite") }
    }
}
