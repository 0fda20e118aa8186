import Foundation
import Testing

/// `jikenbo sync`: a folder with a file for each case, and the casebook, kept in step.
@Suite struct SyncTests: SyncSuite {
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
            try FileManager.default.removeItem(at: folder.appending(path: SyncSample.file))
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
        ("\"value\": 862", "\"value\": 62", "the words 「862名」 do not say 62"),
        ("\"value\": 862", "\"value\": -862", "'-862' is no value that 'counts' knows"),
        ("\"main\": false", "\"main\": true", "two figures of one notice are 'main'"),
        ("\"causes\": []", "\"causes\": [{\"value\": \"no-mfa\", \"value\": \"no-mfa\"}]", "'value' is there twice"),
        (
            "\"actor\": null", "\"actor\": {\"value\": \"a\\u202Eb\"}",
            "a text has a character that shows nothing and steers what does"
        ),
        (
            "\"actor\": null", "\"actor\": {\"value\": \"" + String(repeating: "a", count: 2_001) + "\"}",
            "a text is longer than 2000 bytes"
        ),
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

    @Test func moreValuesThanAnyCaseHasAreRefused() throws {
        try withFolder { folder in
            let many = (0...1_000).map { "{\"name\": \"p\($0)\", \"role\": \"contractor\"}" }.joined(separator: ",")
            try change("\"parties\": []", to: "\"parties\": [\(many)]", in: folder)
            let outcome = try sync([], in: folder)
            #expect(outcome.code == 1 && outcome.errors.contains("'parties' has more than 1000 values"), "\(outcome)")
        }
    }

    // MARK: Conflicts

    @Test func whatWasChangedInBothIsToldAndLeft() throws {
        try withFolder { folder in
            try correctCount(in: folder)
            try editCount(in: folder)
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
            try editCount(in: folder)
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
}
