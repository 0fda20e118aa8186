import Foundation
import Testing

/// `jikenbo sync`: a folder with a file for each case, and the casebook, kept in step.
@Suite struct SyncTests {
    private static let notice = """
        【セキュリティ事件簿#2023-060】株式会社見本商店 不正アクセスによる個人情報漏えいに関するお知らせ 2023年2月14日

        当社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性がございます。訂正後の人数は861名です。

        """
    private static let file = "pub/cases/2023/2023-060.json"

    /// A casebook with two cases, and the folder that is kept of it: made once.
    private static let made = Result {
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

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let made = try Self.made.get()
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

    private func sync(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
        try Command.run(["sync", "pub", "--casebook", "c.sqlite"] + arguments, in: folder)
    }

    private func text(_ path: String = file, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// Changes a file as a person does.
    private func change(_ words: String, to others: String, _ path: String = file, in folder: URL) throws {
        let before = try text(path, in: folder)
        #expect(before.contains(words), "\(before)")
        try folder.write(path, before.replacing(words, with: others))
    }

    private func correctCount(in folder: URL) throws {
        try change("\"value\": 862", to: "\"value\": 861", in: folder)
        try change("\"quote\": \"862名\"", to: "\"quote\": \"861名\"", in: folder)
    }

    private func show(_ number: String, in folder: URL) throws -> String {
        try Command.run(["show", "--format", "json", number, "--casebook", "c.sqlite"], in: folder).output
    }

    private func git(_ line: String, in folder: URL) throws {
        let outcome = try Command.shell(
            "cd pub && " + line, in: folder,
            environment: [
                "GIT_CONFIG_NOSYSTEM": "1", "HOME": folder.path, "GIT_COMMITTER_NAME": "K",
                "GIT_COMMITTER_EMAIL": "k@k.example",
            ])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    // MARK: Out

    @Test func aSecondRunWritesNothing() throws {
        try withFolder { folder in
            func stamps() throws -> [String: Date] {
                let files = try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "pub").path)
                return try Dictionary(
                    uniqueKeysWithValues: files.map { path in
                        let file = folder.appending(path: "pub/" + path).path
                        return (
                            path, try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as! Date
                        )
                    })
            }
            let before = try stamps()
            #expect(before.keys.contains("cases/2022/2022-007.json") && before.keys.contains(".jikenbo"))
            let second = try sync([], in: folder)
            #expect(second == Command.Outcome(output: "", errors: "2 cases: nothing to do.\n", code: 0))
            #expect(try stamps() == before)
        }
    }

    @Test func theSameCasebookGivesTheSameBytesWithAValueOnEachLine() throws {
        try withFolder { folder in
            #expect(try Command.run(["sync", "other", "--casebook", "c.sqlite", "--quiet"], in: folder).code == 0)
            for path in [
                "cases/2023/2023-060.json", "cases/2022/2022-007.json", "schema.json", "README.md", ".jikenbo",
            ] {
                #expect(try text("pub/" + path, in: folder) == text("other/" + path, in: folder))
            }
            let lines = try text(in: folder)
            #expect(lines.contains("\n      \"value\": 862,\n      \"unit\": \"名\",\n"))
            #expect(!lines.contains(folder.path), "paths of this machine stay out")
        }
    }

    @Test func anEditIsWrittenAndAMergedCaseLeadsToTheOther() throws {
        try withFolder { folder in
            #expect(
                try Command.run(["merge", "2022-007", "2023-060", "--why", "x", "--casebook", "c.sqlite"], in: folder)
                    .code == 0)
            #expect(
                try Command.run(
                    ["edit", "2023-060", "sector=media", "--why", "x", "--casebook", "c.sqlite"], in: folder
                ).code == 0)
            let outcome = try sync([], in: folder)
            #expect(
                outcome.output == "written\t\tcases/2022/2022-007.json\nwritten\t\tcases/2023/2023-060.json\n",
                "\(outcome)")
            #expect(try text(in: folder).contains("\"value\": \"media\""))
            #expect(
                try text("pub/cases/2022/2022-007.json", in: folder)
                    == "{\n  \"number\": \"2022-007\",\n  \"merged_into\": \"2023-060\"\n}\n")
        }
    }

    @Test func anExcludedCaseLosesItsFileAndADeletedFileComesBack() throws {
        try withFolder { folder in
            #expect(
                try Command.run(["exclude", "2022-007", "--why", "x", "--casebook", "c.sqlite"], in: folder).code == 0)
            try FileManager.default.removeItem(at: folder.appending(path: Self.file))
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 0)
            #expect(
                outcome.output == "restored\t\tcases/2023/2023-060.json\nremoved\t\tcases/2022/2022-007.json\n",
                "\(outcome)")
            #expect(outcome.errors.contains("pub/cases/2023/2023-060.json: was deleted, and is written again; "))
            #expect(try text(in: folder).contains("862"))
        }
    }

    // MARK: In

    @Test func aCommittedChangeComesInWithItsAuthor() throws {
        try withFolder { folder in
            try git("git init -q . && git add -A && git commit -q --author 'K <k@k.example>' -m Publish", in: folder)
            try correctCount(in: folder)
            try git(
                "git commit -qa --author 'Hana Mori <h@h.example>' -m 'Take the figure of the second letter'",
                in: folder)
            let trial = try sync(["--dry-run"], in: folder)
            #expect(trial.output.hasPrefix("taken\tgit:Hana Mori\tcases/2023/2023-060.json\n"), "\(trial)")
            #expect(try show("2023-060", in: folder).contains("\"value\":862"))

            let outcome = try sync([], in: folder)
            #expect(
                outcome.output == """
                    taken edit 1\tgit:Hana Mori\tcases/2023/2023-060.json
                      counts-=862,名,お客様,main
                      counts+=861,名,お客様,main
                    written\t\tcases/2023/2023-060.json

                    """, "\(outcome)")
            let shown = try show("2023-060", in: folder)
            #expect(
                shown.contains("\"who\":\"git:Hana Mori\"") && shown.contains("Take the figure of the second letter"))
            #expect(shown.contains("\"quote\":\"861名\""))
            #expect(try Command.run(["verify", "--casebook", "c.sqlite"], in: folder).code == 0)
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
            // What came in can be undone, and is then written as it was.
            #expect(try Command.run(["undo", "1", "--why", "x", "--casebook", "c.sqlite"], in: folder).code == 0)
            #expect(try sync([], in: folder).output == "written\t\tcases/2023/2023-060.json\n")
            #expect(try text(in: folder).contains("\"value\": 862"))
        }
    }

    @Test func aChangeThatIsNotCommittedIsTakenOnTheWordOfTheOneNamed() throws {
        try withFolder { folder in
            try git("git init -q . && git add -A && git commit -q --author 'K <k@k.example>' -m Publish", in: folder)
            try correctCount(in: folder)
            let outcome = try sync(["--by", "hana", "--why", "by telephone"], in: folder)
            #expect(outcome.output.hasPrefix("taken edit 1\thana\t"), "\(outcome)")
            #expect(
                try Command.run(["history", "--casebook", "c.sqlite"], in: folder).output.contains("hana\tedit"))
        }
    }

    @Test func valuesAreAddedAndTakenAwayAndNotesAdded() throws {
        try withFolder { folder in
            try change("\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", in: folder)
            try change("\"sector\": {", to: "\"sector\": null, \"x\": {", in: folder)
            try change("\"x\": {", to: "\"actor\": {", in: folder)
            let broken = try sync([], in: folder)
            #expect(broken.code == 1 && broken.errors.contains("'actor' is there twice"), "\(broken)")
        }
        try withFolder { folder in
            try change("\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", in: folder)
            try change("\"notes\": []", to: "\"notes\": [{\"text\": \"seen in print\"}]", in: folder)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(outcome.output.hasPrefix("taken edit 1 edit 2\thana\t"), "\(outcome)")
            #expect(try text(in: folder).contains("\"text\": \"seen in print\",\n      \"by\": \"hana\","))
            try change("\"value\": \"no-mfa\",", to: "\"value\": \"weak-password\",", in: folder)
            let second = try sync(["--by", "hana"], in: folder)
            #expect(second.output.contains("  causes-=no-mfa\n  causes+=weak-password\n"), "\(second)")
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
        }
    }

    @Test(arguments: [
        ("\"causes\": []", "\"causes\": [{\"value\": \"laziness\"}]", "'laziness' is no value that 'causes' knows"),
        ("\"causes\": []", "\"reasons\": []", "there is no field 'reasons'"),
        ("\"causes\": [],", "", "'causes' is missing"),
        ("\"causes\": []", "\"causes\": [}", "this is no JSON: "),
        ("\"causes\": []", "\"causes\": [{\"value\": \"no-mfa\", \"quote\": \"多要素\"}]", "does not say 「多要素」"),
        ("\"value\": 862", "\"value\": 861", "the words 「862名」 do not say 861"),
        (
            "\"causes\": []", "\"causes\": [{\"value\": \"no-mfa\", \"notice\": \"ffff\"}]",
            "the case has no notice 'ffff'"
        ),
        ("\"number\": \"2023-060\"", "\"number\": \"2023-061\"", "a case's number never changes"),
        (
            "\"published\": \"2023-02-14\",\n  \"notices\"", "\"published\": \"2023-02-15\",\n  \"notices\"",
            "'published' is not edited here"
        ),
    ])
    func whatCannotBeTakenIsNamedWithItsLineAndNothingOfTheFileIsTaken(words: String, others: String, reason: String)
        throws
    {
        try withFolder { folder in
            try change("\"responses\": []", to: "\"responses\": [{\"value\": \"stopped-service\"}]", in: folder)
            try change(words, to: others, in: folder)
            let left = try text(in: folder)
            // The rest goes on.
            try change(
                "\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", "pub/cases/2022/2022-007.json",
                in: folder)
            let outcome = try sync(["--by", "hana"], in: folder)
            #expect(outcome.code == 1)
            let errors = outcome.errors.split(separator: "\n")
            #expect(
                errors.count == 2
                    && errors[0].prefixMatch(of: #/jikenbo: pub/cases/2023/2023-060\.json:[0-9]+: /#) != nil
                    && errors[0].contains(reason) && errors[0].contains("; "), "\(outcome)")
            #expect(outcome.output.contains("taken edit 1\thana\tcases/2022/2022-007.json\n"))
            #expect(try text(in: folder) == left)
            #expect(try !show("2023-060", in: folder).contains("stopped-service"))
        }
    }

    // MARK: Conflicts

    @Test func whatWasChangedInBothIsToldAndLeft() throws {
        try withFolder { folder in
            try correctCount(in: folder)
            #expect(
                try Command.run(
                    [
                        "edit", "2023-060", "counts-=862", "counts+=900,名,お客様,main", "--why", "x", "--casebook",
                        "c.sqlite",
                    ],
                    in: folder
                ).code == 0)
            let left = try text(in: folder)
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1 && outcome.output.isEmpty)
            #expect(
                outcome.errors.contains(
                    "'counts' was changed in the file to 861,名,お客様,main; 861,名,訂正後の人数, and in the casebook to 861,名,訂正後の人数; 900,名,お客様,main; keep the casebook's with --ours, take the file's with --theirs"
                ), "\(outcome)")
            #expect(try text(in: folder) == left)

            #expect(try sync(["--theirs", "--by", "hana"], in: folder).code == 0)
            #expect(try text(in: folder).contains("\"value\": 861"))
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
        }
    }

    @Test func theCasebooksValuesHoldWhereThatIsAskedFor() throws {
        try withFolder { folder in
            try correctCount(in: folder)
            try change("\"causes\": []", to: "\"causes\": [{\"value\": \"no-mfa\"}]", in: folder)
            #expect(
                try Command.run(
                    [
                        "edit", "2023-060", "counts-=862", "counts+=900,名,お客様,main", "--why", "x", "--casebook",
                        "c.sqlite",
                    ],
                    in: folder
                ).code == 0)
            let outcome = try sync(["--ours", "--by", "hana"], in: folder)
            #expect(outcome.code == 0 && outcome.output.contains("causes+=no-mfa"), "\(outcome)")
            let text = try text(in: folder)
            #expect(text.contains("\"value\": 900") && text.contains("no-mfa"))
        }
    }

    @Test func changesOfDifferentFieldsGoTogether() throws {
        try withFolder { folder in
            try correctCount(in: folder)
            #expect(
                try Command.run(
                    ["edit", "2023-060", "sector=media", "--why", "x", "--casebook", "c.sqlite"], in: folder
                ).code == 0)
            #expect(try sync(["--by", "hana"], in: folder).code == 0)
            let text = try text(in: folder)
            #expect(text.contains("\"value\": 861") && text.contains("\"value\": \"media\""))
        }
    }

    @Test func withoutItsStateTheFolderIsAskedAbout() throws {
        try withFolder { folder in
            try FileManager.default.removeItem(at: folder.appending(path: "pub/.jikenbo"))
            try correctCount(in: folder)
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1 && outcome.errors.contains("'counts' was changed in the file"), "\(outcome)")
            #expect(try sync(["--theirs"], in: folder).code == 0)
            #expect(try sync([], in: folder).errors == "2 cases: nothing to do.\n")
        }
    }

    // MARK: Hostile folders

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
            let huge = folder.appending(path: Self.file)
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

    // MARK: Kills

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
