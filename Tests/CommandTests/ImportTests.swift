import Casebook
import Foundation
import Testing

/// `jikenbo import --format`: what others recorded becomes cases.
@Suite struct ImportTests {
    private static let samples = repository.appending(path: "Samples").path

    private func run(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
        try Command.run(arguments + ["--casebook", "c.sqlite"], in: folder)
    }

    private func importing(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
        try run(["import"] + arguments, in: folder)
    }

    private static let table = [
        "--format", "csv", "--mapping", samples + "/imports/incidents.yaml", samples + "/imports/incidents.csv",
    ]

    // MARK: Taking in

    @Test func theExamplesGoInOnceAndAreKnownAgain() throws {
        try Scratch.with { folder in
            let first = try importing(Self.table, in: folder)
            #expect(first.code == 0 && first.errors == "4 incidents: 4 added.\n", "\(first)")
            #expect(
                first.lines.map { $0.split(separator: "\t")[1] } == ["2024-011", "2024-012", "2024-013", "2024-014"])
            let again = try importing(Self.table, in: folder)
            #expect(again.code == 0 && again.errors == "4 incidents: 4 duplicate.\n", "\(again)")
            #expect(again.lines[0].hasPrefix("duplicate\t2024-011\t"))
            // The same rows in another file are the same incidents.
            let copy = try String(contentsOf: URL(filePath: Self.table[4]), encoding: .utf8)
            try folder.write("copy.csv", copy)
            let other = try importing(Array(Self.table.dropLast()) + ["copy.csv"], in: folder)
            #expect(other.errors == "4 incidents: 4 duplicate.\n")

            let veris = try importing(["--format", "veris", Self.samples + "/imports/"], in: folder)
            #expect(veris.code == 0 && veris.errors == "4 incidents: 3 added, 1 other.\n", "\(veris)")
            #expect(try run(["verify"], in: folder).code == 0)
        }
    }

    @Test func theExampleTableBecomesWhatItsMappingSays() throws {
        try Scratch.with { folder in
            #expect(try importing(Self.table, in: folder).code == 0)
            let rows = try run(["export", "--format", "csv", "--no-bom"], in: folder).output.split(separator: "\r\n")
            #expect(
                rows[1] == """
                    2024-011,2024-05-20,株式会社つゆくさ書店,不正アクセスによる個人情報漏えいのおそれについて,unauthorized-access;payment-skimming,\
                    software-vulnerability,,,not-found,3215,exact,名,3215,name;email;card-number,,,,18,1,\
                    https://www.tsuyukusa.example.jp/news/20240520#imported:2024-011
                    """)
            #expect(rows[3].contains(",120,about,名分,") && rows[4].contains(",ransomware,under-investigation,"))
        }
    }

    @Test func valuesSurviveReadingAnewCorrectingUndoingAndTheWholeExport() throws {
        try Scratch.with { folder in
            #expect(try importing(Self.table, in: folder).code == 0)
            func cases(_ casebook: String = "c.sqlite") throws -> String {
                try Command.run(["export", "--format", "jsonl", "--casebook", casebook], in: folder).output
            }
            let before = try cases()
            #expect(try run(["reread"], in: folder).errors.contains("0 notices read anew"))
            #expect(try cases() == before)
            #expect(
                try run(["edit", "2024-012", "counts-=84", "counts+=85,件,,main", "--why", "x"], in: folder).code == 0)
            #expect(try run(["export", "--format", "csv"], in: folder).output.contains(",85,exact,件,"))
            #expect(try run(["undo", "1", "--why", "x"], in: folder).code == 0)
            #expect(try run(["export", "--format", "csv"], in: folder).output.contains(",84,exact,件,"))
            #expect(try run(["export", "whole"], in: folder).code == 0)
            #expect(try Command.run(["import", "whole", "--casebook", "copy.sqlite"], in: folder).code == 0)
            #expect(try cases("copy.sqlite") == cases())
            #expect(try Command.run(["verify", "--casebook", "copy.sqlite"], in: folder).code == 0)
        }
    }

    @Test(arguments: [("in.csv", "number: No\n  organisation: 名"), ("moved.csv", "organisation: 名")])
    func aBetterMappingMakesTheRecordsAnewWhereverTheyStand(later: String, fields: String) throws {
        try Scratch.with { folder in
            let arguments = ["--format", "csv", "--mapping", "m.yaml"]
            try folder.write("in.csv", "No,名,件数\n2020-001,見本,12件\n")
            try folder.write("m.yaml", "fields:\n  \(fields)\n")
            #expect(try importing(arguments + ["in.csv"], in: folder).errors == "1 incidents: 1 added.\n")
            if later != "in.csv" {
                try FileManager.default.moveItem(
                    at: folder.appending(path: "in.csv"), to: folder.appending(path: later))
            }
            try folder.write("m.yaml", "fields:\n  number: No\n  organisation: 名\n  counts: {column: 件数, main: true}\n")
            #expect(try importing(arguments + [later], in: folder).errors == "1 incidents: 1 changed.\n")
            #expect(try run(["export", "--format", "csv"], in: folder).output.contains(",12,exact,件,"))
            #expect(try importing(arguments + [later], in: folder).errors == "1 incidents: 1 duplicate.\n")
            #expect(try run(["verify"], in: folder).code == 0)
        }
    }

    @Test func twoIncidentsOfOneNumberDoNotReplaceEachOther() throws {
        try Scratch.with { folder in
            try folder.write("in.csv", "No,名\n2020-001,見本\n2020-001,手本\n2020-001,見本\n")
            try folder.write("m.yaml", "fields:\n  number: No\n  organisation: 名\n")
            let arguments = ["--format", "csv", "--mapping", "m.yaml", "in.csv"]
            let sentence =
                "jikenbo: in.csv:3: '2020-001' is the name of another incident, at in.csv:2; give each incident a number or id of its own\n"
            let trial = try importing(arguments + ["--dry-run"], in: folder)
            #expect(trial.code == 1 && trial.errors == sentence, "\(trial)")
            for counts in ["1 added, 1 duplicate, 1 failed", "2 duplicate, 1 failed"] {
                let outcome = try importing(arguments, in: folder)
                #expect(outcome.code == 1 && outcome.errors == sentence + "3 incidents: \(counts).\n", "\(outcome)")
            }
        }
    }

    @Test func whatIsGivenOnStandardInputLaterIsNotTakenForAChange() throws {
        try Scratch.with { folder in
            try folder.write("m.yaml", "fields:\n  number: No\n  organisation: 名\n")
            for (row, number) in [("1,見本", "first"), ("1,手本", "second")] {
                let outcome = try Command.shell(
                    "printf 'No,名\\n\(row)\\n' | '\(Command.program.path)' import --format csv --mapping m.yaml - --casebook c.sqlite",
                    in: folder)
                #expect(outcome.errors == "1 incidents: 1 added.\n", "\(number): \(outcome)")
            }
        }
    }

    @Test func aFileWithoutItsFormatIsToldAndMakesNoCasebook() throws {
        try Scratch.with { folder in
            try folder.write("in.csv", "a\n")
            let outcome = try importing(["in.csv"], in: folder)
            #expect(
                outcome.code == 1 && outcome.errors.contains("in.csv: is no folder that 'jikenbo export' has written; ")
            )
            #expect(outcome.errors.contains("--format"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "c.sqlite").path))
        }
    }

    @Test func aNumberThatAnotherCaseHasIsNotTakenFromIt() throws {
        try Scratch.with { folder in
            try folder.write(
                "a.txt",
                """
                【セキュリティ事件簿#2024-011】株式会社見本商店 不正アクセスに関するお知らせ 2024年2月14日

                当社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性がございます。

                """)
            #expect(try run(["add", "--quiet", "a.txt"], in: folder).code == 0)
            let outcome = try importing(Self.table, in: folder)
            #expect(outcome.lines[0].hasPrefix("added\t2024-011b\t"), "\(outcome)")
            #expect(try run(["show", "--format", "json", "2024-011"], in: folder).output.contains("株式会社見本商店"))
        }
    }

    @Test func aBadIncidentIsToldAndInTheLedgerAndTheOthersGoIn() throws {
        try Scratch.with { folder in
            try folder.write("in.csv", "No,名,公表日\n2020-001,見本,2020/1/2\n2020-002,手本,soon\n2020-003,雛形,2020/1/3\n")
            try folder.write("m.yaml", "fields:\n  number: No\n  organisation: 名\n  published: 公表日\n")
            let outcome = try importing(["--format", "csv", "--mapping", "m.yaml", "in.csv", "gone.csv"], in: folder)
            #expect(outcome.code == 1)
            #expect(
                outcome.errors == """
                    jikenbo: in.csv:3: column '公表日': 'soon' is no date of the form yyyy-M-d, yyyy/M/d, yyyy年M月d日; mend it, or name its 'format' in the mapping
                    jikenbo: gone.csv: is not there; check the spelling
                    4 incidents: 2 added, 2 failed.

                    """)
            let ledger = try run(["ledger", "--outcome", "failed"], in: folder).output
            #expect(ledger.contains("in.csv:3") && ledger.contains("gone.csv"))
            let log = try run(["export", "whole"], in: folder)
            #expect(log.code == 0)
            let runs = try String(contentsOf: folder.appending(path: "whole/runs.jsonl"), encoding: .utf8)
            #expect(runs.contains("\"who\":\"import:csv\""))
        }
    }

    @Test(arguments: [
        ["--format", "csv", "a.csv"], ["--mapping", "m.yaml", "a"], ["a", "b"],
        ["--format", "veris", "--mapping", "m.yaml", "a"], ["--format", "veris", "--by", "web:hana", "a"],
        ["--dry-run", "a"],
    ])
    func whatDoesNotGoTogetherIsRefused(arguments: [String]) throws {
        #expect(try Scratch.with { folder in try importing(arguments, in: folder) }.code == 64)
    }

    @Test func aTrialShowsEachValueWithItsWordsAndWritesNothing() throws {
        try Scratch.with { folder in
            let outcome = try importing(Self.table + ["--dry-run"], in: folder)
            #expect(outcome.code == 0 && outcome.output.contains("  counts\t[120,\"名分\",\"\",true]\t「約120名分」\n"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "c.sqlite").path))
        }
    }

    // MARK: Round trips

    /// What docs/exchange.md says is lost when cases go out as VERIS and come in again.
    private static let lost = [
        "All notices but one, the history of the values, and what other publishers say.",
        "Who corrected a value, and why.",
        "How a figure is meant (`bound`), where 約, 最大 or the like stand beside its words and not in them.",
        "約 and 頃 of dates.",
        "Which of several events of one kind has the plain `key`: the first in the list has it.",
        "Ties between cases, and notes.",
        "Addresses: those of the web come back with `#imported:` behind them, paths of files as that of the file that was imported.",
    ]

    @Test func theDocumentationNamesWhatIsLost() throws {
        let page = try String(contentsOf: repository.appending(path: "docs/exchange.md"), encoding: .utf8)
        let section = try #require(page.range(of: "\n### Out and in again\n"))
        let bullets = page[section.upperBound...].split(separator: "\n").drop { !$0.hasPrefix("- ") }.prefix {
            $0.hasPrefix("- ")
        }
        #expect(bullets.map { String($0.dropFirst(2)) } == Self.lost)
    }

    @Test func samplesThatGoOutAsVERISComeInAgainFactForFact() throws {
        try Scratch.with { folder in
            #expect(
                try run(["add", "--quiet", Self.samples + "/series", Self.samples + "/text"], in: folder).code == 0)
            // A value without words of the notice comes back as well.
            let number = try run(["export", "--format", "csv", "--no-bom"], in: folder).output
                .split(separator: "\r\n")[1].split(separator: ",")[0]
            #expect(try run(["edit", String(number), "measures+=bcp", "--why", "x"], in: folder).code == 0)
            try folder.write("out.jsonl", try run(["export", "--format", "veris"], in: folder).output)
            let incidents = try Command.run(
                ["import", "--format", "veris", "out.jsonl", "--quiet", "--casebook", "again.sqlite"], in: folder)
            #expect(incidents == Command.Outcome(output: "", errors: "", code: 0))
            func cases(_ casebook: String) throws -> [String: Set<String>] {
                let lines = try Command.run(["export", "--format", "jsonl", "--casebook", casebook], in: folder).lines
                return Dictionary(uniqueKeysWithValues: try lines.map { try Self.facts(String($0)) })
            }
            let (before, after) = (try cases("c.sqlite"), try cases("again.sqlite"))
            #expect(before.count > 100 && before.keys.sorted() == after.keys.sorted())
            for (number, facts) in before where facts != after[number] {
                Issue.record("\(number): \(facts.symmetricDifference(after[number] ?? []))")
            }
            // A second time nothing more is lost.
            let second = try Command.run(["export", "--format", "veris", "--casebook", "again.sqlite"], in: folder)
                .output
            try folder.write("second.jsonl", second)
            _ = try Command.run(
                ["import", "--format", "veris", "second.jsonl", "--quiet", "--casebook", "third.sqlite"], in: folder)
            #expect(try cases("third.sqlite") == after)
        }
    }

    /// A case's number, and all that is in force in it but what is known to be lost.
    private static func facts(_ line: String) throws -> (String, Set<String>) {
        let json = try #require(JSONValue(text: line))
        var facts = Set(["title", "organisation", "published"].map { "\($0): \(json[$0]?.text ?? "")" })
        for field in json["values"]?.array ?? [] {
            guard let current = field["current"], case .object(let members)? = Optional(current["value"] ?? .null)
            else {
                if let value = field["current"]?["value"] {
                    facts.insert("\(field["field"]?.string ?? "") \(value.text) \(quote(field["current"]))")
                }
                continue
            }
            let kept = JSONValue.object(members.filter { $0.key != "bound" })
            facts.insert("\(field["field"]?.string ?? "") \(kept.text) \(quote(current))")
        }
        return (try #require(json["number"]?.string), facts)
    }

    /// The words of a value; those of the imported record stand for none.
    private static func quote(_ current: JSONValue?) -> String {
        let quote = current?["quote"]?.string ?? ""
        return quote.hasPrefix("plus.evidence.") ? "" : quote
    }

    @Test func ourOwnTableComesInAgainByTheMappingThatIsBuiltIn() throws {
        try Scratch.with { folder in
            #expect(try run(["add", "--quiet", Self.samples + "/text"], in: folder).code == 0)
            try folder.write(
                "=1.txt", "株式会社見本商店 =1+1による不正アクセスに関するお知らせ 2023年2月14日\n\n当社のサーバーが不正アクセスを受け、お客様862名の氏名が漏えいした可能性がございます。\n")
            #expect(try run(["add", "--quiet", "=1.txt"], in: folder).code == 0)
            let table = try run(["export", "--format", "csv"], in: folder).output
            for labels in [[], ["--labels", "ja"], ["--labels", "en"]] {
                let casebook = "again\(labels.last ?? "").sqlite"
                try folder.write("out.csv", try run(["export", "--format", "csv"] + labels, in: folder).output)
                let outcome = try Command.run(
                    ["import", "--format", "csv", "--mapping", "jikenbo", "out.csv", "--casebook", casebook], in: folder
                )
                #expect(outcome.code == 0, "\(outcome.errors)")
                let again = try Command.run(["export", "--format", "csv", "--casebook", casebook], in: folder).output
                func rows(_ table: String) -> [String: [String]] {
                    let rows = table.split(separator: "\r\n").map { row in
                        // No cell of the samples holds a quotation mark that matters here.
                        row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                    }
                    return Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[0], $0) })
                }
                let (before, after) = (rows(table), rows(again))
                #expect(before.count > 20 && before.keys.sorted() == after.keys.sorted())
                // Bound, lags, number of notices and source are lost, as docs/exchange.md says.
                for (number, cells) in before where cells.count == 20 {
                    for column in [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14]
                    where cells[column] != after[number]?[column] {
                        Issue.record("\(number): \(cells[column]) became \(after[number]?[column] ?? "nothing")")
                    }
                }
            }
        }
    }
}
