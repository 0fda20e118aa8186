import Facts
import Language
import Testing

/// What a form says, part by part: `2024-01-04T15:30`, a missing year as `--01-04`, a missing month as `---04`; before it what a
/// missing part refers to, behind it the weekday (0 is Sunday), `approx` and `dated` (付).
private func summary(_ token: DateToken) -> String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    var date = token.year.map { "\($0)" } ?? (token.month == nil && token.day == nil ? "" : "-")
    if let month = token.month { date += "-" + two(month) } else if token.day != nil { date += "-" }
    if let day = token.day { date += "-" + two(day) }
    if let hour = token.hour { date += "T" + two(hour) }
    if let minute = token.minute { date += ":" + two(minute) }
    var words = token.anchor == .none ? [] : ["\(token.anchor)"]
    if !date.isEmpty { words.append(date) }
    if let weekday = token.weekday { words.append("w\(weekday)") }
    if token.approximate { words.append("approx") }
    if token.dated { words.append("dated") }
    return words.joined(separator: " ")
}

@Suite("Dates are found in every form that notices write")
struct DateTests {
    static let full = [
        ("⟦2024年1月4日⟧に", "2024-01-04"), ("⟦２０２４年１月４日⟧", "2024-01-04"), ("⟦2024 年 1 月 4 日⟧", "2024-01-04"),
        ("⟦西暦2024年1月4日⟧", "2024-01-04"),
        ("⟦2024年12月31日⟧", "2024-12-31"), ("⟦24年3月5日⟧", "2024-03-05"), ("⟦2024年1月⟧", "2024-01"),
        ("⟦令和6年1月4日⟧", "2024-01-04"), ("⟦令和元年5月1日⟧", "2019-05-01"), ("⟦令和６年⟧中", "2024"), ("⟦㋿6年1月⟧", "2024-01"),
        ("⟦R6年1月4日⟧", "2024-01-04"),
        ("⟦平成30年4月⟧", "2018-04"), ("⟦平成元年1月8日⟧", "1989-01-08"), ("⟦昭和64年1月7日⟧", "1989-01-07"),
        ("⟦令和6年(2024年)1月4日⟧", "2024-01-04"), ("⟦令和6年（2024）1月4日⟧", "2024-01-04"), ("⟦2024年(令和6年)1月4日⟧", "2024-01-04"),
        ("⟦2019年（令和元年）5月1日⟧", "2019-05-01"),
        ("⟦2018年（平成30年）4月⟧から", "2018-04"),
    ]
    static let marks = [
        ("⟦2024/1/4⟧", "2024-01-04"), ("⟦2024/01/04⟧", "2024-01-04"), ("⟦2024.1.4⟧", "2024-01-04"),
        ("⟦2024-01-04⟧", "2024-01-04"), ("⟦２０２４／１／４⟧", "2024-01-04"),
        ("⟦2024/1⟧", "2024-01"), ("⟦2024/1/4 16:30⟧", "2024-01-04T16:30"), ("⟦2024-01-04 9:05⟧", "2024-01-04T09:05"),
        ("⟦2024/6月中旬⟧", "2024-06 approx"), ("⟦6/5(月)⟧", "--06-05 w1"),
        ("⟦2024/1/4(木)⟧", "2024-01-04 w4"), ("⟦2024/1/4(木) 16:30⟧", "2024-01-04T16:30 w4"),
        ("・⟦9/24⟧ 検知", "--09-24"), ("⟦9/24⟧ 検知", "--09-24"), ("⟦3/6⟧より再開", "--03-06"),
        ("サイトは⟦3/6頃⟧に", "--03-06 approx"),
    ]
    static let short = [
        ("⟦1月4日⟧", "--01-04"), ("⟦3月⟧に", "--03"), ("⟦4日午前9時ごろ⟧", "---04T09 approx"), ("⟦10日⟧、青葉市は", "---10"),
        ("⟦4日⟧に判明", "---04"), ("⟦23日(火)⟧", "---23 w2"),
        ("⟦5日⟧まで", "---05"), ("⟦5日⟧から", "---05"), ("⟦8月26・27日⟧", "--08-26"), ("⟦8月26、27日⟧", "--08-26"),
        ("⟦三月十四日⟧", "--03-14"), ("⟦令和五年三月二十日⟧", "2023-03-20"), ("⟦二〇二三年⟧に", "2023"), ("⟦7日⟧は朝から", "---07"),
    ]
    static let relative = [
        ("⟦同日⟧中に", "sameDay"), ("⟦即日⟧", "sameDay"), ("⟦当日⟧", "sameDay"), ("⟦その日⟧のうちに", "sameDay"),
        ("⟦同じ日⟧に", "sameDay"),
        ("⟦同日午後3時⟧", "sameDay T15"),
        ("⟦同月16日⟧", "sameMonth ---16"), ("⟦同月末⟧", "sameMonth approx"),
        ("⟦同年7月⟧", "sameYear --07"), ("⟦同年7月5日⟧", "sameYear --07-05"), ("⟦同16日⟧", "sameMonth ---16"), ("⟦翌日⟧", "next"),
        ("⟦翌3日⟧", "next ---03"), ("⟦前日5日の23時頃⟧", "---05T23 approx"), ("⟦翌朝⟧から", "next"), ("⟦同10時⟧に", "sameDay T10"),
        ("⟦翌11月25日⟧", "next --11-25"),
        ("⟦翌月5日⟧", "nextMonth ---05"), ("⟦翌年1月⟧", "nextYear --01"), ("⟦翌日午前9時⟧", "next T09"), ("⟦本日⟧", "today"),
        ("⟦昨日⟧", "yesterday"), ("⟦昨年12月⟧", "lastYear --12"),
        ("⟦前年12月⟧", "lastYear --12"), ("⟦本年2月1日⟧", "thisYear --02-01"), ("⟦今年2月⟧", "thisYear --02"),
        ("⟦一昨年⟧", "yearBeforeLast"), ("⟦一昨年3月⟧", "yearBeforeLast --03"),
        ("⟦先月末⟧", "lastMonth approx"), ("⟦先月10日⟧", "lastMonth ---10"), ("⟦今月5日⟧", "thisMonth ---05"),
    ]
    static let vague = [
        ("⟦2024年1月上旬⟧", "2024-01 approx"), ("⟦1月中旬⟧", "--01 approx"), ("⟦1月下旬頃⟧", "--01 approx"),
        ("⟦2024年末⟧", "2024 approx"), ("⟦3月末⟧", "--03 approx"), ("⟦2023年初め⟧", "2023 approx"),
        ("⟦2023年半ば⟧", "2023 approx"), ("⟦1月4日頃⟧", "--01-04 approx"), ("⟦1月4日ごろ⟧", "--01-04 approx"),
        ("⟦2024年頃⟧", "2024 approx"),
    ]
    static let times = [
        ("⟦1月4日午後3時30分⟧", "--01-04T15:30"), ("⟦1月4日 16:30⟧", "--01-04T16:30"), ("⟦1月4日１６：３０⟧", "--01-04T16:30"),
        ("⟦1月4日9時頃⟧", "--01-04T09 approx"), ("⟦1月4日 0 時⟧", "--01-04T00"),
        ("⟦1月4日未明⟧", "--01-04"), ("⟦1月4日未明2時⟧", "--01-04T02"), ("⟦1月4日早朝⟧", "--01-04"), ("⟦1月4日の午前11時⟧", "--01-04T11"),
        ("⟦1月4日午前0時5分⟧", "--01-04T00:05"), ("⟦1月4日夕方⟧", "--01-04"),
        ("⟦1月4日午後0時⟧", "--01-04T12"), ("⟦1月4日午前9時半⟧", "--01-04T09:30"), ("⟦1月4日9時半頃⟧", "--01-04T09:30 approx"),
        ("⟦1月4日(木)午後9時⟧", "--01-04T21 w4"), ("⟦1月4日⟧24時間", "--01-04"),
    ]
    static let weekdays = [
        ("⟦1月4日(木)⟧", "--01-04 w4"), ("⟦1月4日（木）⟧", "--01-04 w4"), ("⟦1月4日(木曜日)⟧", "--01-04 w4"),
        ("⟦1月4日(木曜)⟧", "--01-04 w4"), ("⟦1月4日木曜日⟧", "--01-04 w4"), ("⟦1月1日(月・祝)⟧", "--01-01 w1"),
        ("⟦11月4日(月・振替休日)⟧", "--11-04 w1"),
        ("⟦1月7日(日)⟧", "--01-07 w0"), ("⟦1月6日(土)⟧", "--01-06 w6"), ("⟦1月4日 (木)⟧", "--01-04 w4"),
        ("⟦1月4日⟧(祝)", "--01-04"),
        ("⟦1月4日付⟧で", "--01-04 dated"), ("⟦2024年1月4日付⟧の", "2024-01-04 dated"), ("⟦1月4日付け⟧", "--01-04 dated"),
    ]

    @Test("Full dates, western and of an era, in both orders", arguments: full) func fullForm(
        marked: String, parts: String
    ) { check(marked, parts) }
    @Test("Dates with slashes, dots and hyphens", arguments: marks) func marksForm(marked: String, parts: String) {
        check(marked, parts)
    }
    @Test("Dates without a year or month", arguments: short) func shortForm(marked: String, parts: String) {
        check(marked, parts)
    }
    @Test("Dates that refer to another", arguments: relative) func relativeForm(marked: String, parts: String) {
        check(marked, parts)
    }
    @Test("Words that weaken a date", arguments: vague) func vagueForm(marked: String, parts: String) {
        check(marked, parts)
    }
    @Test("Times of day", arguments: times) func timesForm(marked: String, parts: String) { check(marked, parts) }
    @Test("Weekdays, and the date of a document", arguments: weekdays) func weekdaysForm(marked: String, parts: String)
    { check(marked, parts) }

    @Test("A time at the head of a clause is one of the day last named")
    func timeAlone() {
        check("⟦1月4日⟧に検知し、⟦午前5時10分⟧に遮断。⟦9時20分頃⟧より復旧", "--01-04", "sameDay T05:10", "sameDay T09:20 approx")
        check("受付は平日9時まで")
    }

    @Test("Dates of a range are each found")
    func ranges() {
        check("⟦2023年1月4日⟧から⟦2月10日⟧まで", "2023-01-04", "--02-10")
        check("⟦1月4日⟧～⟦10日⟧、", "--01-04", "---10")
        check("⟦2023/1/4⟧-⟦2023/2/10⟧", "2023-01-04", "2023-02-10")
    }

    @Test(
        "What only looks like a date is none",
        arguments: [
            "2024年度", "令和6年度の", "昨年度", "2024年版", "3年間", "5日間", "3か月", "2月間", "10日以内", "1.2.3", "バージョン10.2.1",
            "03-1234-5678", "0120-12-3456", "192.168.1.1", "10.1.2.3",
            "24時間", "24時間365日", "第3報", "3年生", "5年以上", "1/2", "3/4の方", "1-2件", "〒100-0001", "TLS1.2", "2024", "13月5日",
            "20241/1/4", "100,000日",
            "日本", "日曜日", "同様", "同社", "翌営業日", "本人", "前月", "当社",
        ])
    func none(text: String) { check(text) }

    @Test("Impossible days are no dates", arguments: ["1月32日", "2024/13/4", "2024/1/32", "1月0日"])
    func impossible(text: String) {
        #expect(DateScanner.dates(in: NormalText(text)).allSatisfy { $0.day == nil })
    }

    @Test("Only the asked part of the text is looked at")
    func part() {
        let text = NormalText("1月4日と2月5日と3月6日")
        let dates = DateScanner.dates(in: text, from: 5, to: 9)
        #expect(dates.map(summary) == ["--02-05"])
        #expect(
            DateScanner.dates(in: text, from: 5, to: 8).map(summary) == ["--02"],
            "a date that is cut is read as far as it goes")
        #expect(DateScanner.dates(in: text, from: 10, to: 999).count == 1)
    }

    @Test("Whatever the text, dates stand in order, apart and within it")
    func chance() {
        var dice = Dice(seed: 2)
        let pieces = [
            "2024", "年", "月", "日", "1", "12", "31", "/", ".", "-", ":", "時", "分", "半", "(", "木", ")", "令和", "元", "同",
            "翌", "本", "昨", "先", "末", "頃", "付", "午後", "未明", "、", "。", "に", " ", "\n", "・", "曜日", "9999",
        ]
        for _ in 0..<3000 {
            let text = dice.text(of: pieces, count: dice.roll(0..<25))
            let normal = NormalText(text)
            var end = 0
            for date in DateScanner.dates(in: normal) {
                let isSound =
                    date.start >= end && date.end > date.start && date.end <= normal.count
                    && (1...12).contains(date.month ?? 1) && (1...31).contains(date.day ?? 1)
                    && (0...24).contains(date.hour ?? 0)
                    && (0...59).contains(date.minute ?? 0) && (1900...2100).contains(date.year ?? 2000)
                #expect(isSound, "\(text): \(summary(date)) at \(date.start)..<\(date.end)")
                end = date.end
            }
        }
    }

    /// Compares what is found in a text, and where, with what is marked in it.
    private func check(_ marked: String, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        let marked = Marked(marked)
        let text = NormalText(marked.text)
        let dates = DateScanner.dates(in: text)
        #expect(
            marked.marking(dates.map { text.span($0.start, $0.end) }) == marked.marking(marked.spans),
            sourceLocation: sourceLocation)
        #expect(dates.map(summary) == parts, sourceLocation: sourceLocation)
    }
}
