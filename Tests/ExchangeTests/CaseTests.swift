import Exchange
import Facts
import Testing

/// A case of three notices by two publishers, and a person's correction, as a sheet and as JSON.
struct CaseTests {
    private let plain = TerminalStyle(colour: false)

    private func day(_ month: Int, _ day: Int) -> DateValue {
        DateValue(grain: .day, year: 2025, month: month, day: day)
    }

    private func count(
        _ value: Int, _ bound: CountBound, report: Int?, _ date: DateValue, by publisher: String = "株式会社かきのき家具",
        quote: String
    ) -> Statement {
        Statement(
            value: .count(value: value, bound: bound, unit: "件", of: "カード情報", main: true), notice: "n\(report ?? 0)",
            published: date, report: report, publisher: publisher, quote: quote)
    }

    private var counts: CaseField {
        let first = count(12_480, .atMost, report: 1, day(2, 14), quote: "12,480件")
        let second = count(11_932, .exact, report: 2, day(3, 10), quote: "11,932件")
        let third = count(11_930, .exact, report: nil, day(6, 2), quote: "11,930件")
        let other = count(12_000, .about, report: nil, day(2, 20), by: "株式会社決済代行", quote: "約12,000件")
        return CaseField(
            name: .counts, key: "main", current: third,
            history: [
                .init(statement: first, change: .stated), .init(statement: other, change: .otherSource),
                .init(statement: second, change: .exact), .init(statement: third, change: .corrected),
            ], others: [other], status: .differing)
    }

    private var fields: [CaseField] {
        let author = PersonsWord(who: "kawai", at: 1_751_360_400, why: "the firm said so")
        func leak(_ status: LeakStatus, _ report: Int) -> Statement {
            Statement(
                value: .leak(status), notice: "n\(report)", published: day(report + 1, 10), report: report, quote: "漏えい"
            )
        }
        let investigated = Statement(
            value: .cause(.underInvestigation), notice: "n1", published: day(2, 14), report: 1, quote: "調査中")
        let actor = Statement(value: .text("GrayHeron"), notice: "n3", person: author)
        return [
            CaseField(
                name: .causes, key: "under-investigation", current: nil,
                history: [
                    .init(statement: investigated, change: .stated),
                    .init(
                        statement: Statement(value: investigated.value, notice: "n2", report: 2), change: .superseded),
                ], others: [], status: .superseded),
            CaseField(
                name: .actor, key: "", current: actor, history: [.init(statement: actor, change: .person)], others: [],
                status: .corrected),
            counts,
            CaseField(
                name: .leakStatus, key: "", current: leak(.confirmed, 2),
                history: [
                    .init(statement: leak(.possible, 1), change: .stated),
                    .init(statement: leak(.confirmed, 2), change: .confirmed),
                ], others: [], status: .changed),
        ]
    }

    private var view: CaseView {
        let reasons = [
            LinkReason(.refersToDate, 4, day: day(2, 14).dayNumber), LinkReason(.sameOrganisation, 3),
            LinkReason(.commonCount, 3, number: 12_480, text: "件"),
            LinkReason(.sameEvent, 2.5, day: day(1, 5).dayNumber, event: .detected),
            LinkReason(.differentTypes, -1),
        ]
        func notice(_ number: Int, _ date: DateValue, _ tie: CaseView.Tie) -> CaseView.Notice {
            CaseView.Notice(
                id: "n\(number)", organisation: "株式会社かきのき家具", title: "不正アクセスについて", published: date, report: number,
                tie: tie)
        }
        return CaseView(
            number: "2025-007",
            notices: [
                notice(1, day(2, 14), .init(score: 0, reasons: [])),
                notice(2, day(3, 10), .init(score: 11.5, reasons: reasons)),
                notice(3, day(6, 2), .init(score: 1, reasons: [], byPerson: true, words: "same incident")),
            ],
            values: CaseValues(fields: fields),
            related: [
                .init(
                    number: "2025-003", title: "サーバーへの不正アクセスについて", relation: .provider,
                    tie: .init(
                        score: 6.5,
                        reasons: [
                            LinkReason(.namesOther, 3, text: "contractor"), LinkReason(.supplyChain, 1.5),
                            LinkReason(.commonDate, 1, day: day(1, 5).dayNumber),
                        ]))
            ])
    }

    @Test func sheetInJapanese() throws {
        let sheet = CaseSheet(words: .japanese, labels: SlugLabels(), style: plain, width: 100)
        try expectSnapshot("case-ja.txt", sheet.text(of: view))
    }

    @Test func sheetInEnglish() throws {
        let sheet = CaseSheet(words: .english, labels: SlugLabels(), style: plain, width: 100)
        try expectSnapshot("case-en.txt", sheet.text(of: view))
    }

    @Test func json() throws { try expectSnapshot("case.jsonl", CaseJSON.line(view) + "\n") }

    @Test(arguments: [40, 64, 120])
    func noLineIsWiderThanTheTerminal(width: Int) {
        for words in [Words.japanese, .english] {
            let sheet = CaseSheet(words: words, labels: SlugLabels(), style: plain, width: width)
            for line in sheet.text(of: view).split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= width, "\(line)")
            }
        }
    }

    @Test func hostileWordsAreDisarmed() {
        var hostile = view
        let steering = "a\u{1B}[31m\u{202E}b"
        hostile.notices[0].title = steering
        hostile.notices[2].tie.words = steering
        hostile.related[0].title = steering
        hostile.values.fields[1].history[0].statement = hostile.values.fields[1].history[0].statement
            .saying(.text(steering))
        hostile.values.fields[2].others[0] = Statement(value: .text("x"), notice: "y", publisher: steering)
        let texts = [
            CaseSheet(words: .english, labels: SlugLabels(), style: plain, width: 80).text(of: hostile),
            CaseJSON.line(hostile),
        ]
        for text in texts {
            #expect(!text.unicodeScalars.contains { HostileText.steers($0) && $0 != "\n" })
        }
    }

    @Test func everyGroundHasWordsInBothLanguages() {
        for kind in LinkReason.Kind.allCases {
            let reason = LinkReason(kind, 1, day: 0, number: 2, other: 1, text: "contractor", event: .detected)
            let words = [Words.japanese, .english].map { LinkWords(words: $0, labels: SlugLabels()).words(for: reason) }
            #expect(!words[0].isEmpty && !words[1].isEmpty && words[0] != words[1], "\(kind)")
        }
    }

    @Test func groundsAgainstStandBehindThoseFor() {
        let reasons = [LinkReason(.sameOrganisation, 3), LinkReason(.noCommonDate, -2)]
        #expect(
            LinkWords(words: .english, labels: SlugLabels()).words(for: reasons)
                == "same organisation; but no date in common")
        #expect(LinkWords(words: .japanese, labels: SlugLabels()).words(for: reasons) == "同じ組織。ただし共通の日付がない")
    }
}
