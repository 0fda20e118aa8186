import Foundation
import Testing

/// The pages of the records, in their order.
private func pages(_ outcome: Command.Outcome) throws -> [String] {
    try outcome.lines.map { line in
        let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let source = try #require(record["source"] as? [String: Any])
        return try #require(source["page"] as? String)
    }
}

private let notice = """
    2023年2月14日
    株式会社見本商店
    不正アクセスによる個人情報漏えいに関するお知らせ
    弊社のサーバーが第三者による不正アクセスを受け、お客様862名の個人情報が漏えいした可能性があることが判明しました。

    """

struct ReadTests {
    @Test func readsAFile() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", notice)
            let outcome = try Command.run(["read", "a.txt"], in: folder)
            #expect(outcome.code == 0)
            #expect(outcome.errors == "")
            let record = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            #expect((record["id"] as? String)?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
            #expect((record["source"] as? [String: Any])?["page"] as? String == "a.txt")
            #expect((record["source"] as? [String: Any])?["at"] as? [Int] != nil)
        }
    }

    @Test func theIdIsOfTheText() throws {
        let first = try Command.run(["read", "-"], input: notice)
        let second = try Command.run(["read"], input: notice)
        #expect(first == second)
        #expect(first.code == 0)
        #expect(try pages(first) == ["-"])
    }

    @Test func walksFoldersInTheOrderOfNames() throws {
        try Scratch.with { folder in
            for name in [
                "b.txt", "a/2.html", "a/1.txt", "c.MD", ".hidden.txt", ".git/x.txt", "d.jpg", "10.txt", "9.txt",
            ] {
                try folder.write(name, notice)
            }
            #expect(
                try pages(Command.run(["read", "."], in: folder)) == [
                    "./10.txt", "./9.txt", "./a/1.txt", "./a/2.html", "./b.txt", "./c.MD",
                ])
            #expect(try pages(Command.run(["read", "a/", "9.txt"], in: folder)) == ["a/1.txt", "a/2.html", "9.txt"])
            // What is named is read whatever its name.
            #expect(try pages(Command.run(["read", ".hidden.txt", "d.jpg"], in: folder)).first == ".hidden.txt")
        }
    }

    @Test func symbolicLinksEndWhereTheyLoop() throws {
        try Scratch.with { folder in
            try folder.write("in/a.txt", notice)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "in/up").path, withDestinationPath: "..")
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "in/self").path, withDestinationPath: ".")
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "in/gone.txt").path, withDestinationPath: "nowhere")
            let outcome = try Command.run(["read", "in"], in: folder)
            #expect(try pages(outcome) == ["in/a.txt"])
            #expect(outcome.code == 0)
        }
    }

    @Test(arguments: [
        ("*.txt", ["a1.txt", "a2.txt", "第1報.txt", "第2報.txt"]), ("a?.txt", ["a1.txt", "a2.txt"]),
        ("第?報.txt", ["第1報.txt", "第2報.txt"]), ("a[!1].txt", ["a2.txt"]), ("第[2-9]報.*", ["第2報.txt"]),
        ("sub/*", ["sub/x.html"]), ("*/x.html", ["sub/x.html"]), ("su?", ["sub/x.html"]), ("[x].txt", ["[x].txt"]),
    ])
    func expandsPatterns(pattern: String, found: [String]) throws {
        try Scratch.with { folder in
            for name in ["a1.txt", "a2.txt", "第1報.txt", "第2報.txt", ".a3.txt", "sub/x.html"] {
                try folder.write(name, notice)
            }
            if pattern == "[x].txt" {
                try folder.write("[x].txt", notice)
                try folder.write("x.txt", notice)
            }
            #expect(try pages(Command.run(["read", pattern], in: folder)) == found)
        }
    }

    @Test func pathsWithDashesStandBehindTwo() throws {
        try Scratch.with { folder in
            try folder.write("-a.txt", notice)
            #expect(try pages(Command.run(["read", "--quiet", "--", "-a.txt"], in: folder)) == ["-a.txt"])
            #expect(try Command.run(["read", "-a.txt"], in: folder).code == 64)
        }
    }

    @Test func theOrderIsThatOfThePathsWhateverTheJobs() throws {
        try Scratch.with { folder in
            for number in 100..<160 {
                try folder.write("\(number).txt", String(repeating: notice, count: number % 7 == 0 ? 40 : 1))
            }
            let one = try Command.run(["read", "--jobs", "1", "."], in: folder)
            let four = try Command.run(["read", "--jobs", "4", "."], in: folder)
            #expect(one == four)
            #expect(
                try pages(one).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
                    == (100..<160).map { "./\($0).txt" })
            #expect(one.errors.hasPrefix("Read 60 files: "))
            #expect(try Command.run(["read", "--quiet", "."], in: folder).errors == "")
        }
    }

    @Test func whatFailsIsToldAndTheRestIsRead() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", notice)
            try folder.write("big.txt", String(repeating: "あ", count: 1000))
            try folder.write("empty/readme.rst", "")
            let outcome = try Command.run(
                ["read", "--max-size", "1KB", "nope.txt", "x*.txt", "empty", "big.txt", "a.txt"], in: folder)
            #expect(outcome.code == 1)
            #expect(try pages(outcome) == ["a.txt"])
            #expect(
                outcome.errors == """
                    jikenbo: nope.txt: is not there; check the spelling
                    jikenbo: x*.txt: matches no file; check the pattern and the current folder
                    jikenbo: empty: holds no .txt, .text, .html, .htm, .xhtml, .pdf or .md files; name a file itself to read it whatever its name
                    jikenbo: big.txt: is larger than 1KB; raise the limit with --max-size
                    Read 5 files: 1 notices, 4 failed.

                    """)
        }
    }

    @Test func hostileNamesAreDisarmedInErrors() throws {
        let outcome = try Command.run(["read", "evil\u{1B}c\u{202E}.txt"])
        #expect(outcome.errors == "jikenbo: evil\\u{1B}c\\u{202E}.txt: is not there; check the spelling\n")
    }

    @Test(arguments: [
        ["read", "--jobs", "0"], ["read", "--jobs", "many"], ["read", "--format", "xml"], ["read", "--max-size", "-1"],
        ["read", "--explain", "--format", "json"], ["read", "-", "-"], ["read", "--language", "fr"], ["unknown"],
        ["lexicon", "list", "nothing"],
    ])
    func whatIsNotUnderstoodExitsWith64(arguments: [String]) throws {
        let outcome = try Command.run(arguments)
        #expect(outcome.code == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("Error: "))
    }

    @Test func aClosedPipeIsNoError() throws {
        try Scratch.with { folder in
            for number in 100..<400 { try folder.write("\(number).txt", notice) }
            let outcome = try Command.shell(#"{ "$jikenbo" read . ; echo "code $?" >&2 ; } | head -n 1"#, in: folder)
            #expect(outcome.lines.count == 1)
            #expect(outcome.errors == "code 0\n")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aFullDiskIsAnError() throws {
        let outcome = try Command.shell(#""$jikenbo" schema > /dev/full"#)
        #expect(outcome.code == 1)
        #expect(
            outcome.errors
                == "jikenbo: standard output: cannot be written (No space left on device); make room and run the command again\n"
        )
    }

    @Test func kindFilters() throws {
        let all = try Command.run(["read", "-"], input: notice).lines.count
        let split = try ["incident", "other"].map {
            try Command.run(["read", "--kind", $0, "-"], input: notice).lines.count
        }
        #expect(split.reduce(0, +) == all)
    }

    @Test func formatsAndTheirColour() throws {
        #expect(
            try Command.run(["read", "--format", "table", "--language", "ja", "-"], input: notice).output.hasPrefix(
                "公表日\t番号\t公表者"))
        #expect(
            try Command.run(["read", "--format", "table", "-"], input: notice, environment: ["LANG": "ja_JP.UTF-8"])
                .output.hasPrefix("公表日"))
        #expect(
            try Command.run(
                ["read", "--format", "table", "-"], input: notice, environment: ["LC_ALL": "C", "LANG": "ja_JP.UTF-8"]
            ).output.hasPrefix("Published"))
        func isColoured(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
            try Command.run(["read", "--explain", "-"] + arguments, input: notice, environment: environment).output
                .contains("\u{1B}[")
        }
        #expect(try !isColoured([]))
        #expect(try isColoured(["--color", "always"], ["NO_COLOR": "1"]))
        #expect(try isColoured([], ["CLICOLOR_FORCE": "1"]))
        #expect(try !isColoured([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
        #expect(try !isColoured(["--color", "never"], ["CLICOLOR_FORCE": "1"]))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script")))
    func onATerminalItShowsCardsAndProgress() throws {
        try Scratch.with { folder in
            for number in 1...5 { try folder.write("\(number).txt", notice) }
            let outcome = try Command.shell(
                #"script -qec '"$jikenbo" read .' /dev/null"#, in: folder, environment: ["TERM": "xterm"])
            #expect(outcome.output.contains("Reading 1/5 …"))
            #expect(outcome.output.contains("Read 5 files: "))
            #expect(!outcome.output.contains(#"{"id""#))
            #expect(outcome.output.contains("\u{1B}[2m"))
        }
    }
}
