import Casebook
import Exchange
import Foundation
import Language
import Testing

@testable import Web

@Suite struct InsightsPageTests {
    private static let texts = [
        TestSite.text.replacing("あさぎり文具", with: "すずしろ物産").replacing("1,234名", with: "56名").replacing(
            "2026年5月", with: "2026年6月"),
        TestSite.text.replacing("あさぎり文具", with: "<b>なずな</b>印刷").replacing("1,234名", with: "78件")
            .replacing("2026年5月12日", with: "2025年12月3日"),
        "株式会社はこべ\n2026年4月1日\n電子メールの誤送信について\n担当者が誤ってメールを送信しました。",
    ]

    private func site() throws -> TestSite {
        let test = try TestSite()
        for (place, text) in Self.texts.enumerated() { try test.add(text, at: "https://example.jp/more/\(place)") }
        return test
    }

    /// Every link of the page to a list of cases, with the figure that it stands beside.
    private static func figures(_ html: String) -> [(href: String, cases: Int)] {
        html.matches(
            of:
                /<tr[^>]*><th scope="row"><a href="([^"]+\/cases\?[^"]*)">[^<]*<\/a><\/th><td class="figure">([0-9,]+)<\/td><td class="bar-cell">/
        )
        .map { (String($0.1).replacing("&amp;", with: "&"), Int($0.2.replacing(",", with: "")) ?? -1) }
    }

    @Test func everyFigureOpensTheListOfItsCases() async throws {
        let test = try site()
        try await test.run { stranger in
            let page = try await stranger.get("/ja/insights")
            #expect(page.status == 200)
            let figures = Self.figures(page.body)
            #expect(figures.count > 20)
            for figure in figures {
                let list = try await stranger.get(figure.href)
                #expect(list.status == 200)
                #expect(list.body.components(separatedBy: "class=\"hit\"").count - 1 == figure.cases, "\(figure.href)")
            }
        }
    }

    @Test func whatIsCountedAndWhatIsUnknownIsSaid() async throws {
        let test = try site()
        try await test.run { stranger in
            let page = try await stranger.get("/ja/insights?q=published:2026")
            for words in ["3件の事件（お知らせ3件、公表 2026-04 – 2026-06）", "1,290", "人数を述べた2件", "記載なし", "人と件は足し合わせません"] {
                #expect(page.body.contains(words), "\(words)")
            }
            let english = try await stranger.get("/en/insights")
            #expect(english.body.contains("not stated") && english.body.contains("never zero"))
        }
    }

    @Test func aFaultyQueryOrConditionIsToldAndMarkupStaysText() async throws {
        let test = try site()
        try await test.run { stranger in
            let faulty = try await stranger.get("/ja/insights?q=type:ransomwear")
            #expect(faulty.status == 400 && faulty.body.contains("ransomware"))
            for path in ["insights", "cases"] {
                let condition = try await stranger.get("/en/\(path)?case=leak:%3Cb%3E")
                #expect(condition.status == 400)
                #expect(condition.body.contains("leak:&lt;b&gt; is no condition on a case"))
            }
            let narrowed = try await stranger.get("/ja/insights?q=%22%3Cscript%3E%22")
            #expect(!narrowed.body.contains("<script>") || narrowed.body.components(separatedBy: "<script>").count == 1)
        }
    }

    @Test func aListByAConditionSaysSoAndTurnsItsPages() async throws {
        let test = try site()
        try await test.run { stranger in
            let list = try await stranger.get("/ja/cases?case=people:known%20year:2026")
            #expect(list.body.contains("人数: 記載あり") && list.body.contains("公表年: 2026"))
            #expect(list.body.contains("/ja/insights?case=people%3Aknown%20year%3A2026"))
            #expect(list.body.components(separatedBy: "class=\"hit\"").count - 1 == 2)
        }
    }

    // MARK: Reports

    private func report(_ language: InterfaceLanguage, _ query: String = "") throws -> Report {
        let test = try site()
        try test.store.refreshSearch()
        return try Report(
            test.store, try SearchQuery.parse(query), months: 2026 * 12...2026 * 12 + 11, language: language,
            lexicon: .builtIn, base: "https://casebook.example.jp/")
    }

    @Test func aReportSaysInWordsWhatItsChartsShow() throws {
        let html = try report(.ja).html
        for words in [
            "2026-01 – 2026-12に公表された事件は3件（お知らせ3件）です。", "直前の同じ長さの期間は1件でした（差 +2件）。", "2件の合計は1,290人です。ほかの1件は人数を述べていません。",
            "株式会社あさぎり文具", "お客様1,234名の氏名が流出した可能性がある", "https://example.jp/1",
            "https://casebook.example.jp/ja/cases?case=month%3A2026-01..2026-12%20type%3A", "方法と限界",
        ] { #expect(html.contains(words), "\(words)") }
        #expect(!html.contains("src=") && !html.contains("<link") && !html.contains("<script"))
    }

    @Test func aReportOfNothingSaysSo() throws {
        let nothing = try report(.en, "存在しない言葉")
        #expect(nothing.html.contains("This casebook has no such case first published in 2026-01"))
        #expect(
            nothing.markdown.contains("This casebook has no such case")
                && nothing.markdown.contains("## Method and limits"))
    }

    @Test func inMarkdownNothingOfANoticeIsMarkup() throws {
        let test = try TestSite()
        let hostile = TestSite.text.replacing("あさぎり文具", with: "[x](javascript:alert)<b>|`*印刷")
        try test.add(hostile, at: "https://example.jp/<script>")
        try test.store.refreshSearch()
        let report = try Report(
            test.store, .everything, months: 2026 * 12...2026 * 12 + 11, language: .ja, lexicon: .builtIn)
        #expect(report.html.contains("<text class=\"value\""), "columns that lead nowhere have their figures too")
        #expect(
            !report.markdown.contains("[x](") && !report.markdown.contains("<b>")
                && !report.markdown.contains("<script>"))
    }
}
