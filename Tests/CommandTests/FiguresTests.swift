import Casebook
import Foundation
import Testing

/// Figures, reports and clocks at the command line.
struct FiguresTests {
    private static let texts = [
        """
        2025年4月10日
        株式会社ひなげし印刷
        不正アクセスによる個人情報漏えいについて

        2025年4月1日、当社のサーバーへの不正アクセスを検知しました。お客様1,200名の氏名が漏えいしたことを確認しました。
        個人情報保護委員会には2025年4月4日に報告しました。
        """,
        """
        2025年6月2日
        みずたま市
        電子メールの誤送信について

        職員が宛先を誤ってメールを送信し、市民35名のメールアドレスが漏えいしたことが2025年5月30日に判明しました。
        """,
    ]

    private func casebook(in folder: URL) throws {
        for (place, text) in Self.texts.enumerated() { try folder.write("\(place).txt", text + "\n") }
        #expect(try Command.run(["add", "--quiet", "--casebook", "c.sqlite", "0.txt", "1.txt"], in: folder).code == 0)
    }

    @Test func figuresArePrintedForPeopleAndPrograms() throws {
        try Scratch.with { folder in
            try casebook(in: folder)
            let table = try Command.run(["insights", "--language", "ja", "--casebook", "c.sqlite"], in: folder)
            #expect(table.code == 0 && table.output.contains("2件の事件（お知らせ2件、公表 2025-04 – 2025-06）"))
            let json = try Command.run(["insights", "--format", "json", "--casebook", "c.sqlite", "漏えい"], in: folder)
            let value = try #require(JSONValue(text: json.output))
            #expect(value["cases"]?.int == 2 && value["persons"]?["sum"]?.int == 1235)
            for group in value["groups"]?.array ?? [] {
                for bar in group["values"]?.array ?? [] {
                    let terms = try #require(bar["case"]?.string)
                    let found = try Command.run(
                        ["search", "--format", "json", "--limit", "0", "--case", terms, "--casebook", "c.sqlite"],
                        in: folder)
                    #expect(JSONValue(text: found.output)?["cases"]?.int == bar["cases"]?.int, "\(terms)")
                }
            }
        }
    }

    @Test func whatIsNoConditionIsRefused() throws {
        let outcome = try Command.run(["search", "--case", "leak:nix"])
        #expect(outcome.code == 64 && outcome.errors.contains("write such as leak:confirmed"))
    }

    @Test func aReportIsWrittenInEachForm() throws {
        try Scratch.with { folder in
            try casebook(in: folder)
            let report = ["report", "--from", "2025", "--language", "ja", "--casebook", "c.sqlite"]
            let html = try Command.run(report, in: folder)
            #expect(html.code == 0 && html.output.hasPrefix("<!doctype html>") && html.output.contains("事件は2件"))
            let markdown = try Command.run(report + ["--output", "r.md"], in: folder)
            #expect(markdown.code == 0 && markdown.output.isEmpty)
            let text = try String(contentsOf: folder.appending(path: "r.md"), encoding: .utf8)
            #expect(text.hasPrefix("# セキュリティ事件簿 報告 2025\\-01") || text.hasPrefix("# セキュリティ事件簿 報告 2025-01"))
            let none = try Command.shell(
                "PATH=/nowhere \(Command.program.path) \(report.joined(separator: " ")) --output r.pdf", in: folder)
            #expect(none.code == 1 && none.errors.contains("no Chromium or Chrome is installed"))
            for wrong in [
                ["--from", "2025-13"], ["--from", "2025-06", "--to", "2025-01"], ["--from", "2025", "--format", "pdf"],
            ] {
                #expect(try Command.run(["report"] + wrong, in: folder).code == 64, "\(wrong)")
            }
        }
    }

    private static let hasChromium = (try? Command.shell("command -v chromium || command -v google-chrome"))?.code == 0

    @Test(.enabled(if: hasChromium, "neither Chromium nor Chrome is installed"))
    func aReportIsPrinted() throws {
        try Scratch.with { folder in
            try casebook(in: folder)
            let outcome = try Command.run(
                ["report", "--from", "2025", "--output", "r.pdf", "--casebook", "c.sqlite"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try Data(contentsOf: folder.appending(path: "r.pdf")).starts(with: Data("%PDF".utf8)))
        }
    }

    @Test func clocksOfCasesAndNotices() throws {
        try Scratch.with { folder in
            try casebook(in: folder)
            let cases = try Command.run(
                ["clocks", "--language", "ja", "--casebook", "c.sqlite", "2025-501", "nix"], in: folder)
            #expect(cases.code == 1 && cases.errors.contains("nix: the casebook has no case of this number"))
            #expect(cases.output.contains("速報: 知った日から3日目（2025-04-04）; おおむね3〜5日以内; 期間内"))
            #expect(cases.output.contains("公表: 知った日から9日目"))
            let notice = try Command.run(["clocks", "--notice", "--format", "json", "1.txt"], in: folder)
            let clocks = try #require(JSONValue(text: notice.output)?["clocks"]?.array)
            #expect(clocks.map { $0["state"]?.string } == ["unknown", "unknown", "unknown", "promptly"])
            #expect(clocks.last?["days"]?.int == 3)
        }
    }

    private static let gold = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/gold/text").standardized
    private static let hasGold = FileManager.default.fileExists(atPath: gold.path)

    @Test(
        .enabled(if: hasGold, "../shared is not here"),
        arguments: [("000-06", [4, 57, nil, 39]), ("004-04", [3, 44, nil, 1])] as [(String, [Int?])])
    func clocksOfRealNotices(name: String, days: [Int?]) throws {
        let outcome = try Command.run(
            ["clocks", "--notice", "--format", "json", Self.gold.appending(path: name + ".txt").path])
        let clocks = try #require(JSONValue(text: outcome.output)?["clocks"]?.array)
        #expect(clocks.map { $0["days"]?.int } == days)
        #expect(clocks[1]["state"]?.string == "within" && clocks[1]["limit"]?.int == 60)
    }
}
