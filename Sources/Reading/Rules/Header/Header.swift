import Facts
import Language

/// What stands at the head of a notice: number, organisation, title, date. Places are units.
struct Header {
    var number: Range<Int>?
    var organisation: Range<Int>?
    var title: Range<Int>?
    var date: DateToken?
    var report: (range: Range<Int>, number: Int)?
    /// First unit of the body.
    var body = 0
}

/// Reads the head of a notice: one heading line of a casebook (【…#2023-060】組織 表題 日付), or the lines of a press release.
struct HeaderReader {
    let notice: NoticeText

    private var units: View<UInt16> { notice.units }

    static func read(_ notice: NoticeText) -> Header {
        let reader = HeaderReader(notice: notice)
        guard let first = notice.lines.first else { return Header() }
        var header = reader.headingLine(first) ?? reader.pressRelease()
        header.report = reader.reportNumber(header)
        return header
    }

    // MARK: One line

    /// `【セキュリティ事件簿#2023-060】組織 表題 2023年2月14日`; the number may be missing.
    private func headingLine(_ line: NoticeText.Line) -> Header? {
        var header = Header()
        var start = line.start
        if units[start] == "【", let close = units[start..<line.end].firstIndex(where: { $0 == "】" }),
            let sign = units[start..<close].firstIndex(where: { $0 == "#" })
        {
            if sign + 1 < close { header.number = sign + 1..<close }
            start = close + 1
        }
        let date = DateScanner.dates(in: notice.normal, from: start, to: line.end).last
        let dated = date.map { $0.end >= line.end - 1 && $0.month != nil && $0.start > start + 6 } ?? false
        guard header.number != nil || dated, start < line.end else { return nil }
        if header.number == nil, units[start..<line.end].contains(where: { $0 == Unit.ideographicStop }) { return nil }
        var end = line.end
        if dated, let date {
            header.date = date
            end = date.start
        }
        header.body = line.end
        if header.date == nil { header.date = dateBelow(line) }
        let (organisation, title) = splitName(start, end)
        header.organisation = organisation
        header.title = title
        return header
    }

    /// A date that makes up one of the next lines: 【2023年2月14日リリース分】.
    private func dateBelow(_ heading: NoticeText.Line) -> DateToken? {
        for line in notice.lines.prefix(5) where line.start > heading.start {
            if isSentence(line) { return nil }
            if let date = DateScanner.first(in: notice.normal, from: line.start, to: line.end), date.isFull,
                line.count - (date.end - date.start) <= 9
            {
                return date
            }
        }
        return nil
    }

    /// Splits `組織 表題` at the spaces; a name may hold spaces around its legal form.
    func splitName(_ start: Int, _ end: Int) -> (organisation: Range<Int>?, title: Range<Int>?) {
        var words: [Range<Int>] = []
        var from = start
        for i in start..<end where i > start && notice.normal.spaced[i] {
            words.append(from..<i)
            from = i
        }
        if from < end { words.append(from..<end) }
        guard words.count > 1 else {
            return (NameScanner.leadingName(notice, start, end), start < end ? start..<end : nil)
        }
        var taken = min(NameScanner.latinWords(notice, words), words.count - 1)
        while taken < words.count - 1, NameScanner.continues(notice, words[taken - 1], words[taken], first: taken == 1)
        { taken += 1 }
        if taken == 1, !NameScanner.isNameLike(notice, words[0]) {
            // A title with a space in it.
            return (NameScanner.leadingName(notice, start, end), start..<end)
        }
        return (words[0].lowerBound..<words[taken - 1].upperBound, words[taken].lowerBound..<end)
    }

    // MARK: Press release

    /// How many lines a head may have.
    private static let headLines = 14
    private static let longestTitle = 110
    private static let shortestTitle = 8

    /// Date, addressees, organisation and title on lines of their own.
    private func pressRelease() -> Header {
        var header = Header()
        var titleLine: Int?
        for (i, line) in notice.lines.prefix(Self.headLines).enumerated() {
            if isSentence(line), titleLine != nil || i > 3 { break }
            if let date = DateScanner.dates(in: notice.normal, from: line.start, to: line.end).first, date.month != nil,
                line.count - (date.end - date.start) <= 8 || isRubric(line, behind: date), header.date == nil,
                !isSentence(line)
            {
                header.date = date
                continue
            }
            if header.title == nil, isTitle(line) {
                header.title = titleRange(line)
                titleLine = i
                header.body = line.end
                if let date = DateScanner.dates(in: notice.normal, from: line.start, to: line.end).last,
                    header.date == nil,
                    date.month != nil, date.end >= line.end - 1
                {
                    header.date = date
                    header.title = line.content..<date.start
                } else if header.date == nil,
                    let date = DateScanner.first(in: notice.normal, from: line.start, to: line.end),
                    date.isFull, date.start == line.start, date.end + Self.shortestTitle <= line.end
                {
                    header.date = date
                    header.title = date.end..<line.end
                }
                continue
            }
            if header.organisation == nil, !isSentence(line), line.count <= 40,
                let name = NameScanner.wholeLine(notice, line)
            {
                header.organisation = name
            }
        }
        if header.date == nil { header.date = closingDate() }
        return header
    }

    private func isSentence(_ line: NoticeText.Line) -> Bool {
        units[line.start..<line.end].contains { $0 == Unit.ideographicStop }
    }

    /// 2024.04.05 | Security, 2024年4月5日 / サービスに関する重要なご案内: a date that heads its line, and the page's rubric behind a mark.
    private func isRubric(_ line: NoticeText.Line, behind date: DateToken) -> Bool {
        guard date.isFull, date.start == line.start, date.end < line.end, line.end - date.end <= 24 else {
            return false
        }
        let mark = units[date.end]
        return (mark == Self.bar || mark == Unit.slash) && !isTitle(line)
    }

    private static let bar: UInt16 = 0x7C

    private func titleRange(_ line: NoticeText.Line) -> Range<Int> {
        let marked = line.content > line.start && units[line.start] != "「"
        return (marked ? line.content : line.start)..<line.end
    }

    /// Words that end or make a title.
    private static let titleWords: Words = [
        "お知らせ", "について", "お詫び", "おわび", "ご報告", "に関する", "の件", "に係る", "報告書", "発生", "漏えい", "流出", "紛失",
    ]

    private func isTitle(_ line: NoticeText.Line) -> Bool {
        guard line.count >= Self.shortestTitle, line.count <= Self.longestTitle, !isSentence(line) else { return false }
        if let last = units[line.start..<line.end].last, last == Unit.ideographicComma { return false }
        return (line.start..<line.end).contains { i in
            notice.first(Self.titleWords, at: i) { i + $0.count <= line.end } != nil
        }
    }

    /// A line near the end that is a date and nothing else.
    private func closingDate() -> DateToken? {
        for line in notice.lines.suffix(6) where line.count <= 24 {
            if let date = DateScanner.dates(in: notice.normal, from: line.start, to: line.end).first, date.isFull,
                line.count - (date.end - date.start) <= 4
            {
                return date
            }
        }
        return nil
    }

    // MARK: Report number

    /// 第2報, 第二報 in the title.
    private func reportNumber(_ header: Header) -> (range: Range<Int>, number: Int)? {
        guard let title = header.title else { return nil }
        for i in title where units[i] == "第" {
            if let number = NumberScanner.number(in: notice.normal, at: i + 1), number.end < units.count,
                units[number.end] == "報",
                number.value > 0, number.value < 100
            {
                return (i..<number.end + 1, number.value)
            }
        }
        return nil
    }
}
