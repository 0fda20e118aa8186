import Facts
import Language
import LanguageTests
import Reading
import Testing

@testable import Linting

/// Whatever a text holds, the lint answers, and its places are places in the text.
struct RobustnessTests {
    private func lint(_ text: String) -> [LintFinding] {
        var record = Reader().read(text)
        record.kind = .incident
        return Linter().lint(text, record)
    }

    @Test(arguments: ["", "\n", "。", "(", "第", "令和", "0", "\u{202E}", "名", "1名", "令和5年(", "(令和", "合計", "内訳"])
    func aTextOfNothingMuch(text: String) { check(text) }

    @Test func textsOfPiecesThatRulesLookFor() {
        let pieces = [
            "個人情報", "漏えい", "が", "。", "\n", "1,530件", "312名", "合計", "内訳", "(", ")", "令和5年", "(2024年)", "2月30日", "(水)",
            "上記に該当する", "クレジットカード情報", "お客様", "①", "・", "1.", "確認されておりません", "の可能性があります", "されたことが判明しました", "うち", "約",
            "個人情報委員会", "に報告", "http//", "example.com", "偽サイト", "a@gmail.com", "090-1234-5678", "4111-1111-1111-1111",
            "😀", "\r\n", "　",
            "2024年2月1日", "停止", "から", "まで", "~", "パスワード", "第2報", "●月", "サーバ", "サーバー", "漏洩",
        ]
        var dice = Dice(seed: 7)
        for _ in 0..<300 { check(dice.text(of: pieces, count: dice.roll(1..<60))) }
    }

    private func check(_ text: String) {
        let bytes = Array(text.utf8)
        for finding in lint(text) {
            for span in [finding.at] + finding.related {
                #expect(
                    span.start >= 0 && span.start <= span.end && span.end <= bytes.count, "\(finding.code) in \(text)")
                let isWhole = String(validating: bytes[span.start..<span.end], as: UTF8.self) != nil
                #expect(isWhole, "\(finding.code) cuts a character in \(text)")
            }
            #expect(!finding.message.ja.contains("{") && !finding.message.en.contains("{1}"), "\(finding.message)")
        }
    }

    @Test func whatIsNoIncidentIsNotChecked() {
        let text = "新しいキャンペーンのお知らせ\n\n本日から春の抽選会を開催します。\n"
        #expect(Linter().lint(text, Reader().read(text)).isEmpty)
    }
}
