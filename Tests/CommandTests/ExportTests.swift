import Casebook
import Foundation
import Testing

/// `jikenbo export` of cases.
@Suite struct ExportTests {
    private static let notice = """
        株式会社見本商店 不正アクセスによる個人情報漏えいに関するお知らせ 2023年2月14日

        当社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性がございます。

        """

    private func withCasebook(_ body: (URL) throws -> Void) throws {
        try Scratch.with { folder in
            try folder.write("a.txt", Self.notice)
            try folder.write("b.txt", Self.notice.replacing("見本商店", with: "手本工業").replacing("2023年2月", with: "2022年5月"))
            let added = try Command.run(["add", "--quiet", "--casebook", "c.sqlite", "a.txt", "b.txt"], in: folder)
            #expect(added.code == 0)
            try body(folder)
        }
    }

    private func export(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
        try Command.run(["export", "--casebook", "c.sqlite"] + arguments, in: folder)
    }

    @Test func casesComeOldestFirstAndTheSameEachTime() throws {
        try withCasebook { folder in
            let first = try export(["--format", "csv", "--no-bom", "--labels", "ja"], in: folder)
            #expect(first.code == 0 && first.errors.isEmpty)
            let names = first.output.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[2] }
            #expect(names == ["株式会社手本工業", "株式会社見本商店"])
            #expect(first.output.contains("不正アクセス"))
            let second = try export(["--format", "csv", "--no-bom", "--labels", "ja"], in: folder)
            #expect(second == first)
        }
    }

    @Test(arguments: ["jsonl", "csv", "csv-facts", "bibtex", "csl-json", "veris", "stix", "misp"])
    func aQueryChooses(format: String) throws {
        try withCasebook { folder in
            let all = try export(["--format", format], in: folder).output
            #expect(all.contains("手本工業") && all.contains("見本商店"))
            let one = try export(["--format", format, "--query", "org:見本商店"], in: folder).output
            #expect(!one.contains("手本工業") && one.contains("見本商店"))
        }
    }

    @Test(arguments: ["parquet", "parquet-facts"])
    func tablesInParquetAreTheSameEachTime(format: String) throws {
        try withCasebook { folder in
            func bytes(_ options: [String], _ name: String) throws -> Data {
                #expect(try export(["--format", format, "--quiet", "--output", name] + options, in: folder).code == 0)
                return try Data(contentsOf: folder.appending(path: name))
            }
            let first = try bytes([], "a.parquet")
            #expect(first.starts(with: Data("PAR1".utf8)) && first.suffix(4) == Data("PAR1".utf8))
            #expect(try bytes([], "b.parquet") == first)
            #expect(try bytes(["--labels", "ja"], "c.parquet") != first)
            #expect(try bytes(["--query", "org:見本商店"], "d.parquet").count < first.count)
        }
    }

    @Test func aStixBundleHasTheDigestOfWhatWasFoundAtAnAddress() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", "株式会社見本商店 不正アクセスのお知らせ 2023年2月14日\n\n不正アクセスを受けました。\n")
            let add = ["add", "--quiet", "--casebook", "c.sqlite", "a.txt"]
            #expect(try Command.run(add + ["--address", "https://shop.example.jp/news/1"], in: folder).code == 0)
            let digest = Digest.hex(Digest.sha256(Array("株式会社見本商店 不正アクセスのお知らせ 2023年2月14日\n\n不正アクセスを受けました。\n".utf8)))
            let bundle = try export(["--format", "stix"], in: folder).output
            let wanted = #""url":"https://shop.example.jp/news/1","hashes":{"SHA-256":"\#(digest)"}"#
            // The incident and the report refer to it.
            #expect(bundle.components(separatedBy: wanted).count == 3)
        }
    }

    @Test func aFileIsWholeOrNotThere() throws {
        try withCasebook { folder in
            let told = try export(["--format", "jsonl", "--output", "out.jsonl"], in: folder)
            #expect(told == Command.Outcome(output: "", errors: "2 cases written.\n", code: 0))
            let written = try String(contentsOf: folder.appending(path: "out.jsonl"), encoding: .utf8)
            let printed = try export(["--format", "jsonl"], in: folder)
            #expect(printed.output == written)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("part") } == [])
            let failed = try export(["--format", "jsonl", "--output", "gone/out.jsonl"], in: folder)
            #expect(failed.code == 1 && failed.errors.hasPrefix("jikenbo: gone/out.jsonl: cannot be written"))
        }
    }

    @Test func whatIsNoPlainFileIsWrittenToAndALinkStays() throws {
        try withCasebook { folder in
            let printed = try export(["--format", "jsonl"], in: folder).output
            let program = "'\(Command.program.path)' export --casebook c.sqlite --quiet --format jsonl --output"
            let pipe = try Command.shell("mkfifo p && (cat p > got & \(program) p; wait)", in: folder)
            #expect(pipe.code == 0, "\(pipe)")
            #expect(try String(contentsOf: folder.appending(path: "got"), encoding: .utf8) == printed)
            let link = try Command.shell(
                "echo old > real && ln -s real link && \(program) link && test -L link", in: folder)
            #expect(link.code == 0, "\(link)")
            #expect(try String(contentsOf: folder.appending(path: "real"), encoding: .utf8) == printed)
            let into = try export(["--format", "csv", "--output", "."], in: folder)
            #expect(into.code == 1 && into.errors == "jikenbo: .: is a folder; name a file in it\n", "\(into)")
            #expect(try export(["--format", "csv", "--quiet", "--output", "/dev/null"], in: folder).code == 0)
        }
    }

    @Test func aFolderIsTheWholeCasebookStill() throws {
        try withCasebook { folder in
            let outcome = try export(["whole"], in: folder)
            #expect(outcome.code == 0)
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "whole/manifest.json").path))
        }
    }

    @Test(arguments: [
        [], ["--format", "csv", "folder"], ["--query", "a", "folder"], ["--format", "veris", "--no-bom"],
        ["--format", "parquet", "--no-bom"], ["--format", "stix", "--labels", "ja"],
    ])
    func whatDoesNotGoTogetherIsRefused(arguments: [String]) throws {
        let outcome = try Scratch.with { folder in try export(arguments, in: folder) }
        #expect(outcome.code == 64)
    }

    @Test func aBadQueryIsPointedAt() throws {
        try withCasebook { folder in
            let outcome = try export(["--format", "csv", "--query", "type:nonsense"], in: folder)
            #expect(outcome.code == 64 && outcome.errors.contains("^") && outcome.output.isEmpty)
        }
    }
}
