import Foundation
import Testing

/// `jikenbo sync` with folders that are not as it left them, and after it was ended.
@Suite struct SyncHostileTests: SyncSuite {
    @Test func linksAreNotFollowed() throws {
        try withFolder { folder in
            let manager = FileManager.default
            try folder.write("outside/2023-060.json", "{}")
            try manager.removeItem(at: folder.appending(path: "pub/cases/2023"))
            try manager.createSymbolicLink(
                at: folder.appending(path: "pub/cases/2023"), withDestinationURL: folder.appending(path: "outside"))
            try manager.removeItem(at: folder.appending(path: "pub/cases/2022/2022-007.json"))
            try manager.createSymbolicLink(
                at: folder.appending(path: "pub/cases/2022/2022-007.json"),
                withDestinationURL: folder.appending(path: "outside/2023-060.json"))
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1, "\(outcome)")
            #expect(outcome.errors.contains("2022-007.json: is a symbolic link, which is not followed; "))
            #expect(outcome.errors.contains("2023-060.json: stands behind a symbolic link, which is not followed; "))
            #expect(try text("outside/2023-060.json", in: folder) == "{}")
        }
    }

    @Test func aHugeFileAFolderAndAStrangerAreRefused() throws {
        try withFolder { folder in
            let huge = folder.appending(path: SyncSample.file)
            let handle = try FileHandle(forWritingTo: huge)
            try handle.truncate(atOffset: 20 << 20)
            try handle.close()
            try folder.write("pub/cases/2024/2024-001.json", "{}")
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("2023-060.json: is larger than 16 MB; "), "\(outcome)")
            #expect(
                outcome.errors.contains("2024-001.json: the casebook shows no case for it; a case begins with a notice")
            )
            #expect(try text("pub/cases/2024/2024-001.json", in: folder) == "{}")
        }
    }

    @Test func aFolderOfSomebodyElseIsNotMistaken() throws {
        try withFolder { folder in
            try folder.write("pub/README.md", "mine")
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
            #expect(try text("pub/README.md", in: folder) == "mine")
            try folder.write("pub/.jikenbo", "what is this")
            let outcome = try sync([], in: folder)
            #expect(
                outcome.code == 1
                    && outcome.errors.contains("pub/.jikenbo: this is no state of a synchronised folder; "))
        }
    }

    @Test func aSchemaOfSomebodyElseIsLeftAndTold() throws {
        try withFolder { folder in
            try folder.write("pub/schema.json", "{\"mine\": true}")
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1)
            #expect(
                outcome.errors.contains("pub/schema.json: is not the schema that jikenbo writes, and is left; "),
                "\(outcome)")
            #expect(try text("pub/schema.json", in: folder) == "{\"mine\": true}")
        }
    }

    @Test func theFolderOfAnotherCasebookIsRefused() throws {
        try withFolder { folder in
            let add = ["add", "--quiet", "--casebook", "other.sqlite", "b.txt", "a.txt"]
            #expect(try Command.run(add, in: folder).code == 0)
            let outcome = try Command.run(["sync", "pub", "--casebook", "other.sqlite"], in: folder)
            #expect(
                outcome.code == 1
                    && outcome.errors.contains("pub/.jikenbo: the folder is of another casebook; name another folder"),
                "\(outcome)")
            // One without a case, too.
            let source = ["source", "add", "--casebook", "empty.sqlite", "https://example.jp/feed.xml"]
            #expect(try Command.run(source, in: folder).code == 0)
            let empty = try Command.run(["sync", "pub", "--casebook", "empty.sqlite"], in: folder)
            #expect(empty.code == 1 && empty.output.isEmpty, "\(empty)")
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
        }
    }

    @Test func aNameWithWhatShowsNothingDoesNotHinderOtherChanges() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", SyncSample.notice.replacing("見本商店", with: "みな\u{200B}と\u{AD}商店"))
            #expect(try Command.run(["add", "--quiet", "--casebook", "c.sqlite", "a.txt"], in: folder).code == 0)
            #expect(try sync([], in: folder).code == 0)
            try change("\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", in: folder)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(outcome.code == 0 && outcome.output.hasPrefix("taken edit 1\thana\t"), "\(outcome)")
        }
    }

    // MARK: Kills

    @Test func aFileThatWasNotWrittenAfterAllIsStillAsItWas() throws {
        try withFolder { folder in
            // As a run leaves it that was killed between saying what the file will be, and writing it.
            let state = try text("pub/.jikenbo", in: folder)
            let before = try text(in: folder)
            try editCount(in: folder)
            #expect(try sync([], in: folder).output == "written\t\tcases/2023/2023-060.json\n")
            let planned = try #require(
                text("pub/.jikenbo", in: folder).split(separator: "\n").first { $0.contains("2023-060") })
            try folder.write("pub/.jikenbo", state + planned.dropLast() + ",\"planned\":true}\n")
            try folder.write(SyncSample.file, before)
            // Then somebody changes another field of it.
            try change("\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", in: folder)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(
                outcome.output == """
                    taken edit 2\thana\tcases/2023/2023-060.json
                      causes+=no-mfa
                    written\t\tcases/2023/2023-060.json

                    """, "\(outcome)")
            #expect(try text(in: folder).contains("\"value\": 900"))
        }
    }

    @Test func aChangeOfWhatMayHaveBeenWrittenIsAConflict() throws {
        try withFolder { folder in
            let state = try text("pub/.jikenbo", in: folder)
            let before = try text(in: folder)
            try editCount(in: folder)
            #expect(try sync([], in: folder).code == 0)
            let planned = try #require(
                text("pub/.jikenbo", in: folder).split(separator: "\n").first { $0.contains("2023-060") })
            try folder.write("pub/.jikenbo", state + planned.dropLast() + ",\"planned\":true}\n")
            try folder.write(SyncSample.file, before)
            try correctCount(in: folder)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(outcome.code == 1 && outcome.errors.contains("'counts' was changed in the file"), "\(outcome)")
        }
    }

    @Test func whatWasTakenBeforeAKillIsNotTakenTwice() throws {
        try withFolder { folder in
            try correctCount(in: folder)
            try change("\"notes\": []", to: "\"notes\": [{\"text\": \"seen in print\"}]", in: folder)
            // As a run leaves it that was killed behind the edits and before the files.
            #expect(try Command.shell("cp -r pub before", in: folder).code == 0)
            #expect(try sync(["--by", "hana"], in: folder).output.hasPrefix("taken edit 1 edit 2\thana\t"))
            #expect(try Command.shell("rm -r pub && mv before pub", in: folder).code == 0)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(outcome.output == "written\t\tcases/2023/2023-060.json\n", "\(outcome)")
            #expect(try Command.run(["history", "--casebook", "c.sqlite"], in: folder).lines.count == 2)
        }
    }

    @Test func aStateThatSpeaksOfOtherFilesTakesNoneAway() throws {
        try withFolder { folder in
            try folder.write("victim.txt", "precious")
            try folder.write("pub/docs/own.md", "mine")
            try folder.write("pub/cases/2023/2023-999.json", "somebody's")
            let lines = ["../victim.txt", "docs/own.md", "cases/../../victim.txt", "cases/2023/2023-999.json"].map {
                "{\"file\":\"\($0)\",\"digest\":\"x\",\"members\":{}}\n"
            }
            try folder.write("pub/.jikenbo", try text("pub/.jikenbo", in: folder) + lines.joined())
            let outcome = try sync([], in: folder)
            #expect(!outcome.output.contains("removed"), "\(outcome)")
            #expect(try text("victim.txt", in: folder) == "precious")
            #expect(try text("pub/docs/own.md", in: folder) == "mine")
            #expect(try text("pub/cases/2023/2023-999.json", in: folder) == "somebody's")
        }
    }

    @Test func gitStartsNoProgramThatTheRepositoryNames() throws {
        try withFolder { folder in
            try git("git init -q . && git add -A && git commit -q --author 'K <k@k.example>' -m Publish", in: folder)
            try git(
                "git config filter.own.clean 'touch ../started; cat' && echo '* filter=own' > .git/info/attributes",
                in: folder)
            try correctCount(in: folder)
            #expect(try sync(["--by", "mallory"], in: folder).output.hasPrefix("taken edit 1\tmallory\t"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "started").path))
        }
    }

    @Test(arguments: ["git update-index --assume-unchanged", "git rm -q --cached"])
    func whatIsNotCommittedIsNobodysCommit(hiding: String) throws {
        try withFolder { folder in
            try git("git init -q . && git add -A && git commit -q --author 'K <k@k.example>' -m Publish", in: folder)
            try git("\(hiding) cases/2023/2023-060.json && (git commit -qm Exclude || true)", in: folder)
            try correctCount(in: folder)
            #expect(try sync(["--by", "mallory"], in: folder).output.hasPrefix("taken edit 1\tmallory\t"))
        }
    }

    @Test func aShallowCloneNamesNobody() throws {
        try withFolder { folder in
            try git("git init -q . && git add -A && git commit -q --author 'K <k@k.example>' -m Publish", in: folder)
            try correctCount(in: folder)
            try git("git commit -qa --author 'Hana Mori <h@h.example>' -m Correct", in: folder)
            try git("git commit -q --allow-empty --author 'Bob <b@b.example>' -m Other", in: folder)
            try git("cd .. && git clone -q --depth 1 \"file://$PWD/pub\" cut && rm -rf pub && mv cut pub", in: folder)
            #expect(try sync(["--by", "keeper"], in: folder).output.hasPrefix("taken edit 1\tkeeper\t"))
        }
    }

    @Test func wordsAreTheNoticesToTheByte() throws {
        try withFolder { folder in
            // が in two characters: the same to a reader, and not what the notice says.
            try change("\"quote\": \"862名\"", to: "\"quote\": \"862名の氏名か\u{3099}漏えい\"", in: folder)
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1 && outcome.errors.contains("does not say"), "\(outcome)")
        }
    }
}
