import Foundation
import Linting
import Testing

private let draft = """
    2024年3月1日
    株式会社見本商店
    個人情報の漏えいに関するお詫びとお知らせ

    弊社のサーバーが外部からの不正アクセスを受け、お客様862名の氏名が漏えいした可能性があることが判明しました。
    個人情報委員会には2024年2月20日に報告済みです。

    """

private let clean = """
    2024年3月1日
    株式会社見本商店
    メール誤送信による個人情報の漏えいに関するお詫びとお知らせ

    2024年2月20日、宛先の誤りにより、お客様12名の氏名が漏えいしたことが判明しました。確認が不足していたことが原因です。
    対象の方にはお電話で謝罪しました。現時点で不正利用は確認されておりません。
    今後は送信前に二名で宛先を確認します。
    お問い合わせ窓口 電話 03-5555-0123 受付時間 平日9時から17時

    """

struct LintTests {
    @Test func aFindingNamesItsPlaceAndReason() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", draft)
            let outcome = try Command.run(["lint", "--language", "ja", "a.txt"], in: folder)
            #expect(outcome.code == 1)
            #expect(
                outcome.output.contains(
                    """
                    a.txt:6:1: 注意 NL507: 「個人情報委員会」という機関はありません。正しくは「個人情報保護委員会」です。
                        「個人情報委員会」
                        報告先を間違えたのではないかと疑われます。 [実務: 公表文の実務]

                    """))
            #expect(outcome.output.contains("お知らせ 1件: 誤り 1、"))
            let english = try Command.run(["lint", "--language", "en", "a.txt"], in: folder)
            #expect(english.output.contains("a.txt:6:1: warning NL507: There is no \"個人情報委員会\""))
        }
    }

    @Test func failOnDecidesTheExitCode() throws {
        func code(_ text: String, _ arguments: String...) throws -> Int32 {
            try Command.run(["lint", "-"] + arguments, input: text).code
        }
        #expect(try code(draft) == 1)
        #expect(try code(draft, "--fail-on", "never") == 0)
        #expect(try code(draft, "--off", "NL103=内線のみ") == 0)
        #expect(try code(draft, "--off", "NL103=内線のみ", "--fail-on", "warning") == 1)
        #expect(try code(clean) == 0)
        #expect(try code(clean, "--fail-on", "info") == 0)
    }

    @Test func switchedOffFindingsAreCountedAndKept() throws {
        let human = try Command.run(["lint", "--language", "en", "--off", "NL103=by phone only", "-"], input: draft)
        #expect(human.output.contains("; 1 of rules switched off with a reason"))
        #expect(!human.output.contains("NL103"))
        let json = try Command.run(["lint", "--format", "json", "--off", "NL103=by phone only", "-"], input: draft)
        let page = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let findings = try #require(page["findings"] as? [[String: Any]])
        let off = findings.filter { $0["rule"] as? String == "NL103" }
        #expect(off.map { $0["off"] as? String } == ["by phone only"])
        let wrong = try #require(findings.first { $0["rule"] as? String == "NL507" })
        let at = try #require(wrong["at"] as? [Int])
        #expect(Array(draft.utf8)[at[0]..<at[1]].elementsEqual("個人情報委員会".utf8))
        #expect(wrong["line"] as? Int == 6 && wrong["column"] as? Int == 1 && wrong["off"] is NSNull)
    }

    @Test func sarifHasWhatTheSpecificationRequires() throws {
        let outcome = try Command.run(["lint", "--format", "sarif", "--off", "NL103=by phone only", "-"], input: draft)
        let log = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "jikenbo lint")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.compactMap { $0["id"] as? String } == RuleBook.builtIn.rules.map(\.code))
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let results = try #require(run["results"] as? [[String: Any]])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
        }
        let off = try #require(results.first { $0["ruleId"] as? String == "NL103" })
        let suppression = try #require((off["suppressions"] as? [[String: Any]])?.first)
        #expect(suppression["kind"] as? String == "external")
        #expect(suppression["justification"] as? String == "by phone only")
        let wrong = try #require(results.first { $0["ruleId"] as? String == "NL507" })
        let location = try #require(
            (wrong["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
        let region = try #require(location["region"] as? [String: Any])
        let before = draft.components(separatedBy: "個人情報委員会")[0]
        #expect(
            region["startLine"] as? Int == 6 && region["startColumn"] as? Int == 1 && region["endColumn"] as? Int == 8)
        #expect(region["charOffset"] as? Int == before.unicodeScalars.count && region["charLength"] as? Int == 7)
        #expect(region["byteOffset"] as? Int == before.utf8.count && region["byteLength"] as? Int == 21)
    }

    @Test func sarifOfHTMLNamesTheFileWithoutPlaces() throws {
        try Scratch.with { folder in
            let body = draft.split(separator: "\n").map { "<p>\($0)</p>" }.joined(separator: "\n")
            try folder.write("公表 1.html", "<!doctype html><html><body>\(body)</body></html>")
            let outcome = try Command.run(["lint", "--format", "sarif", "公表 1.html"], in: folder)
            #expect(outcome.output.contains(#""uri":"%E5%85%AC%E8%A1%A8%201.html""#))
            #expect(outcome.output.contains("NL507") && !outcome.output.contains("\"region\""))
        }
    }

    @Test func aFileOfSettingsIsHeeded() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", draft)
            try folder.write("lint.yaml", "off:\n  - rule: NL103\n    reason: by phone only\n")
            let outcome = try Command.run(["lint", "--rules", "lint.yaml", "a.txt"], in: folder)
            #expect(outcome.code == 0 && !outcome.output.contains("NL103"))
            try folder.write("wrong.yaml", "off:\n  - rule: NL103\n")
            let wrong = try Command.run(["lint", "--rules", "wrong.yaml", "a.txt"], in: folder)
            #expect(wrong.code == 1 && wrong.output == "")
            #expect(
                wrong.errors
                    == "jikenbo: wrong.yaml: line 2: NL103 is switched off without a reason; write NL103='why'\n")
        }
    }

    @Test func whatFailsIsToldAndTheRestIsChecked() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", clean)
            try folder.write("big.txt", String(repeating: "あ", count: 2000))
            try folder.write("b.txt", "本日は晴天なり。\n")
            let outcome = try Command.run(
                ["lint", "--language", "en", "--max-size", "4KB", "nope.txt", "big.txt", "b.txt", "a.txt"], in: folder)
            #expect(outcome.code == 1)
            #expect(outcome.output == "1 notice: 0 errors, 0 warnings, 0 infos\n")
            #expect(
                outcome.errors == """
                    jikenbo: nope.txt: is not there; check the spelling
                    jikenbo: big.txt: is larger than 4KB; raise the limit with --max-size
                    jikenbo: b.txt: no notice of an incident found in it

                    """)
        }
    }

    @Test(arguments: [
        (["lint", "--off", "NL209", "-"], "--off: NL209 is switched off without a reason; write NL209='why'"),
        (["lint", "--off", "NL999=x", "-"], "--off: there is no rule 'NL999'; jikenbo lint --list shows them"),
        (["lint", "--explain", "NL999"], "there is no rule 'NL999'; jikenbo lint --list shows them"),
        (["lint", "--fail-on", "always", "-"], "The value 'always' is invalid for '--fail-on <fail-on>'"),
    ]) func whatIsNotUnderstoodExitsWith64(arguments: [String], words: String) throws {
        let outcome = try Command.run(arguments)
        #expect(outcome.code == 64 && outcome.output == "")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func rulesAreListedAndExplained() throws {
        let list = try Command.run(["lint", "--list", "--language", "en"])
        #expect(list.lines.count == RuleBook.builtIn.rules.count)
        #expect(list.lines.contains("NL301\terror\tlogic\tTwo numbers for the same people"))
        let one = try Command.run(["lint", "--explain", "nl301", "--language", "ja"])
        #expect(one.code == 0 && one.output.hasPrefix("NL301 同じ対象の数が食い違う (誤り)\n"))
        #expect(one.output.contains("お客様⟦41名⟧で"))
    }
}
