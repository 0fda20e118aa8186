import Casebook
import Facts
import Foundation
import Testing

/// The series of `Samples/series`: which notices are tied, in the order in which they are filed.
struct SeriesTests {
    struct Row: CustomStringConvertible {
        var file: String
        var incident: String
        var expected: [Substring]
        var description: String { file }
    }

    static let rows: [Row] = {
        let folder = Places.root.appending(path: "Samples/series")
        let table = (try? Places.text(folder.appending(path: "series.tsv"))) ?? ""
        return table.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t")
            return Row(file: String(cells[0]), incident: String(cells[1]), expected: cells[2].split(separator: " "))
        }
    }()

    static func filed() throws -> MemoryIndex {
        var index = MemoryIndex()
        for row in rows {
            index.file(row.file, try Places.series(row.file))
        }
        return index
    }

    @Test func everyFileIsListedOnce() throws {
        let folder = Places.root.appending(path: "Samples/series")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        #expect(files.sorted() == Self.rows.map { $0.file + ".txt" }.sorted())
    }

    @Test func noLinkIsWrong() throws {
        let index = try Self.filed()
        for (row, notice) in zip(Self.rows, index.notices) {
            guard let tie = notice.decision.joins else { continue }
            let through = Self.rows[Int(tie.notice)]
            #expect(through.incident == row.incident, "\(row.file) was linked to \(through.file): \(tie.reasons)")
        }
    }

    @Test func eachIsTiedAsTheTableSays() throws {
        let index = try Self.filed()
        for (row, notice) in zip(Self.rows, index.notices) {
            let decision = notice.decision
            func incidents(_ ties: [Linker.Tie]) -> Set<String> { Set(ties.map { Self.rows[Int($0.notice)].incident }) }
            switch row.expected[0] {
            case "opens":
                #expect(decision.joins == nil, "\(row.file) \(decision)")
            case "linked":
                #expect(incidents([decision.joins].compactMap { $0 }) == [row.incident], "\(row.file) \(decision)")
            case "queued":
                #expect(decision.joins == nil, "\(row.file) \(decision)")
                #expect(incidents(decision.review).contains(row.incident), "\(row.file) \(decision)")
            case "related":
                #expect(decision.joins == nil, "\(row.file) \(decision)")
                let related = decision.related.filter { $0.relation?.rawValue == String(row.expected[1]) }
                #expect(incidents(related).contains(String(row.expected[2])), "\(row.file) \(decision)")
            default:
                Issue.record("\(row.file): \(row.expected) is no expectation")
            }
        }
    }

    /// Filed in the other order, the later reports come first: no link may be wrong, and what belongs together is linked,
    /// queued, or told by the alarm for cases that look alike.
    @Test func theOrderOfFilingDoesNotMatter() throws {
        var index = MemoryIndex()
        let rows = Array(Self.rows.reversed())
        for row in rows { index.file(row.file, try Places.series(row.file)) }
        for (row, notice) in zip(rows, index.notices) {
            guard let tie = notice.decision.joins else { continue }
            #expect(rows[Int(tie.notice)].incident == row.incident, "\(row.file) \(tie)")
        }
        for (place, row) in rows.enumerated() {
            let others = rows.indices.filter { $0 != place && rows[$0].incident == row.incident }
            let tied = others.contains { other in
                let (mine, theirs) = (index.notices[place], index.notices[other])
                return mine.incident == theirs.incident || mine.traits.compared(with: theirs.traits).verdict >= .likely
            }
            #expect(tied || others.isEmpty, "\(row.file)")
        }
    }
}

/// What the linker decides where several cases fit.
struct DecisionTests {
    private func notice(_ title: String, _ date: String, _ body: String) -> String {
        "株式会社ゆきのした書房\n\n\(title)\n\n\(date)\n\n株式会社ゆきのした書房は、\(body)"
    }

    private let mail = "2024年4月16日、メールの宛先を誤り、238名のメールアドレスが漏えいしたことを確認しました。"
    private let site = "2024年4月15日、通信販売のサーバーが不正アクセスを受けたことを確認しました。"

    @Test func whatFitsTwoCasesIsPutToPeople() {
        var index = MemoryIndex()
        index.file("mail", notice("誤送信による個人情報の漏えいについて", "2024年4月19日", mail))
        index.file("site", notice("不正アクセスについて", "2024年4月19日", site))
        let decision = index.file(
            "follow-up", notice("お客様の個人情報の漏えいについて(第2報)", "2024年5月20日", "2024年4月19日にお知らせした漏えいについてお詫びし、ご報告いたします。"))
        #expect(decision.joins == nil)
        #expect(Set(decision.review.map(\.notice)) == [0, 1])
    }

    @Test func theOneThatFitsBestIsJoined() {
        var index = MemoryIndex()
        index.file("mail", notice("誤送信による個人情報の漏えいについて", "2024年4月19日", mail))
        index.file("site", notice("不正アクセスについて", "2024年4月19日", site))
        let decision = index.file(
            "follow-up", notice("不正アクセスについて(第2報)", "2024年5月20日", "2024年4月19日にお知らせした不正アクセスについてご報告いたします。" + site))
        #expect(decision.joins?.notice == 1)
        #expect(decision.review == [])
    }

    @Test func noMoreThanThreeAreAsked() {
        var index = MemoryIndex()
        for day in 10...16 { index.file("\(day)", notice("不正アクセスについて", "2024年4月\(day)日", "サーバーが不正アクセスを受けました。")) }
        let decision = index.file("other", notice("不正アクセスについて", "2024年6月1日", "サーバーが不正アクセスを受けました。"))
        #expect(decision.joins == nil)
        #expect(decision.review.count == 3)
    }

    /// However many notices a publisher has, a new one is compared with a bounded number of them.
    @Test func filingDoesNotGetSlowerAsACasebookGrows() {
        var index = MemoryIndex()
        var traits = NoticeTraits()
        traits.organisation = 7
        for day in 0..<2000 {
            traits.published = Int32(day)
            index.file("\(day)", traits)
        }
        #expect(index.comparisons < 2000 * 50)
    }
}
