import Foundation
import Testing

/// A casebook and the folder that is kept of it.
enum SyncSample {
    static let notice = """
        【セキュリティ事件簿#2023-060】株式会社見本商店 不正アクセスによる個人情報漏えいに関するお知らせ 2023年2月14日

        当社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性がございます。訂正後の人数は861名です。

        """
    static let file = "pub/cases/2023/2023-060.json"

    /// A casebook with two cases, and the folder that is kept of it: made once.
    static let made = Result {
        try Scratch.with { folder in
            try folder.write("a.txt", notice)
            let other = notice.replacing("見本商店", with: "手本工業").replacing("2023-060", with: "2022-007")
            try folder.write("b.txt", other.replacing("862", with: "71"))
            let added = try Command.run(["add", "--quiet", "--casebook", "c.sqlite", "a.txt", "b.txt"], in: folder)
            let first = try Command.run(["sync", "pub", "--casebook", "c.sqlite"], in: folder)
            var files: [String: Data] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                files[path] = try? Data(contentsOf: folder.appending(path: path))
            }
            return (files: files, added: added, first: first)
        }
    }
}

/// What tests of `jikenbo sync` do.
protocol SyncSuite {}

extension SyncSuite {
    func withFolder(_ body: (URL) throws -> Void) throws {
        let made = try SyncSample.made.get()
        #expect(made.added.code == 0)
        #expect(made.first.code == 0 && made.first.errors == "2 cases: 4 written; done.\n", "\(made.first)")
        try Scratch.with { folder in
            for (path, bytes) in made.files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try bytes.write(to: file)
            }
            try body(folder)
        }
    }

    func sync(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
        try Command.run(["sync", "pub", "--casebook", "c.sqlite"] + arguments, in: folder)
    }

    func text(_ path: String = SyncSample.file, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// Changes a file as a person does.
    func change(_ words: String, to others: String, _ path: String = SyncSample.file, in folder: URL) throws {
        let before = try text(path, in: folder)
        #expect(before.contains(words), "\(before)")
        try folder.write(path, before.replacing(words, with: others))
    }

    func correctCount(in folder: URL) throws {
        try change("\"value\": 862", to: "\"value\": 861", in: folder)
        try change("\"quote\": \"862名\"", to: "\"quote\": \"861名\"", in: folder)
    }

    func show(_ number: String, in folder: URL) throws -> String {
        try Command.run(["show", "--format", "json", number, "--casebook", "c.sqlite"], in: folder).output
    }

    func git(_ line: String, in folder: URL) throws {
        let outcome = try Command.shell(
            "cd pub && " + line, in: folder,
            environment: [
                "GIT_CONFIG_NOSYSTEM": "1", "HOME": folder.path, "GIT_COMMITTER_NAME": "K",
                "GIT_COMMITTER_EMAIL": "k@k.example",
            ])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    /// Makes another figure the case's in the casebook, by an edit.
    func editCount(in folder: URL) throws {
        let edit = ["edit", "2023-060", "counts-=862", "counts+=900,名,お客様,main", "--why", "x"]
        #expect(try Command.run(edit + ["--casebook", "c.sqlite"], in: folder).code == 0)
    }
}
