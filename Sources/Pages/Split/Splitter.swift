public import Facts
public import Language

/// Splits a page's text into its notices.
///
/// A page is cut at its headings: numbered ones of a casebook (【…#2023-060】), titles that end in a date, the page's own
/// heading markup where several of a level read like titles. A page without any is cut where one notice's closing runs
/// into the next one's opening. Furniture at the edges (labels, archives, share buttons) belongs to no notice.
/// Pure, thread-safe, and linear in the text's length.
public struct Splitter: Sendable {
    private let lexicon: Lexicon

    public init(lexicon: Lexicon = .builtIn) { self.lexicon = lexicon }

    /// The places of the page's notices, in order and without overlap, as half-open UTF-8 byte offsets into the page's text.
    ///
    /// A page with text but without a boundary is one notice; a page without text has none.
    public func notices(in page: PageText) -> [TextSpan] {
        let lines = PageLines(page, lexicon)
        guard !lines.lines.isEmpty else { return [] }
        var heads = Headings.find(lines)
        if heads.isEmpty { heads = [0] + Transitions.find(lines) }
        var spans: [TextSpan] = []
        if let first = heads.first, first > 0, Preamble.isNotice(lines, upTo: first) { heads.insert(0, at: 0) }
        for (i, head) in heads.enumerated() {
            let end = i + 1 < heads.count ? heads[i + 1] : lines.lines.count
            if let range = Furniture.trimmed(lines, head..<end) {
                spans.append(TextSpan(lines.span(of: range.lowerBound).start, lines.span(of: range.upperBound - 1).end))
            }
        }
        return whole(spans, page.text.utf8.count)
    }

    /// A page that is one notice from end to end keeps its blank edges, so that places in the notice are places in the page.
    private func whole(_ spans: [TextSpan], _ count: Int) -> [TextSpan] {
        guard spans.count == 1, let only = spans.first, only.start <= 4 else { return spans }
        return [TextSpan(0, only.end)]
    }
}

/// Finds the lines that head a notice or another post.
enum Headings {
    private static let titleWords = ["お知らせ", "について", "お詫び", "おわび", "ご報告", "に関する", "の件", "に係る", "報告書", "漏えい", "流出", "紛失", "不正アクセス", "ランサムウェア", "被害", "お願い", "誤送信"].map {
        NormalText($0).units
    }

    static func find(_ lines: PageLines) -> [Int] {
        var heads: [Int] = []
        var numbered = 0
        for i in lines.lines.indices {
            if isNumbered(lines, i) {
                numbered += 1
                heads.append(i)
            } else if isDatedTitle(lines, i) {
                heads.append(i)
            }
        }
        let marked = markedTitles(lines)
        if marked.count > 1 { heads = Array(Set(heads + marked)).sorted() }
        if heads.isEmpty || (heads.count == 1 && numbered == 0 && heads[0] > 0 && marked.count < 2) { return [] }
        if heads.count > 1 || numbered > 0 {
            heads = Array(Set(heads + plainTitles(lines, among: heads))).sorted()
        }
        return withDates(lines, heads)
    }

    /// `【セキュリティ事件簿#2023-060】…`
    private static func isNumbered(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        let units = lines.normal.units
        guard units[line.start] == "【", let close = units[line.start..<line.end].firstIndex(where: { $0 == "】" }) else { return false }
        guard let sign = units[line.start..<close].firstIndex(where: { $0 == "#" }), sign + 1 < close else { return false }
        return NumberScanner.isDigit(units[sign + 1])
    }

    private static let shortestTitle = 15
    private static let longestTitle = 200

    /// `組織 表題 2023年2月14日`: words of a title, a full date at the end, no sentence.
    private static func isDatedTitle(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        guard line.count >= shortestTitle, line.count <= longestTitle, !line.sentence, !isItem(lines, line) else { return false }
        guard let date = DateScanner.dates(in: lines.normal, from: line.start, to: line.end).last, date.isFull, date.end == line.end,
            date.start - line.start >= 10, lines.normal.spaced[date.start]
        else { return false }
        // A title and no row of a table or key with a value.
        if lines.normal.units[line.start..<line.end].contains(Unit.colon) { return false }
        return lines.holds(i, titleWords) && (line.blankBefore > 0 || i == 0)
    }

    private static func isItem(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        switch UnitClass.of(lines.normal.units[line.start]) {
        case .bullet, .digit, .circled: true
        default: lines.normal.units[line.start] == Unit.open || lines.normal.units[line.start] == Unit.hyphen
        }
    }

    /// The headings of the one level at which several read like titles of notices.
    private static func markedTitles(_ lines: PageLines) -> [Int] {
        var best: [Int] = []
        for level in 1...4 {
            let here = lines.lines.indices.filter { lines.lines[$0].level == level && reads(lines, $0) }
            if here.count > best.count { best = here }
        }
        guard best.count > 1, let level = best.first.map({ lines.lines[$0].level }) else { return best }
        // Other posts stand at the same level: every heading of it is one, unless it names a section.
        return lines.lines.indices.filter {
            let line = lines.lines[$0]
            return line.level == level && (reads(lines, $0) || (line.count >= 8 && !line.section && !isItem(lines, line) && !isDate(lines, $0)))
        }
    }

    private static func reads(_ lines: PageLines, _ i: Int) -> Bool {
        lines.lines[i].count >= 12 && !isItem(lines, lines.lines[i]) && (isNumbered(lines, i) || (lines.holds(i, titleWords) && !lines.lines[i].section))
    }

    /// Titles of other posts on a page that sets its titles off by two blank lines or more, as the found ones are.
    private static func plainTitles(_ lines: PageLines, among heads: [Int]) -> [Int] {
        lines.lines.indices.filter { i in
            let line = lines.lines[i]
            guard i > 0, line.blankAfter >= 2, line.blankBefore >= 1, line.count >= shortestTitle, line.count <= 90, !line.sentence,
                !line.section, !isItem(lines, line), !heads.contains(i), line.level == 0
            else { return false }
            if line.contexts.contains(.furniture) || line.contexts.contains(.listing) { return false }
            let last = lines.normal.units[line.end - 1]
            if last == Unit.colon || last == Unit.ideographicComma || UnitClass.of(lines.normal.units[line.start]) == .openBracket { return false }
            return ends(lines, before: i)
        }
    }

    /// Whether the line before ends a post: a sentence, a source or furniture.
    private static func ends(_ lines: PageLines, before i: Int) -> Bool {
        let line = lines.lines[i - 1]
        return line.contexts.contains(.furniture) || line.contexts.contains(.offTopic) || lines.normal.units[line.end - 1] == Unit.ideographicStop
    }

    static func isDate(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        guard line.count <= 24, let date = DateScanner.dates(in: lines.normal, from: line.start, to: line.end).first else { return false }
        return date.isFull && line.count - (date.end - date.start) <= 4
    }

    /// A date on a line of its own right before a heading belongs to it.
    private static func withDates(_ lines: PageLines, _ heads: [Int]) -> [Int] {
        heads.map { $0 > 0 && isDate(lines, $0 - 1) && !heads.contains($0 - 1) && lines.lines[$0].level > 0 ? $0 - 1 : $0 }
    }
}

/// Finds where one notice's closing runs into the next one's opening.
enum Transitions {
    /// A notice is at least this long, in units.
    private static let shortestNotice = 120

    private static let openings = ["この度、", "このたび、", "この度当", "このたび当", "この度弊", "このたび弊", "この度本", "このたび本", "平素", "日頃より", "拝啓", "いつも", "標記の"].map {
        NormalText($0).units
    }
    private static let closings = ["再発防止に努め", "再発防止を図っ", "再発防止に取り組", "再発防止に全力", "再発防止策を講じ", "協力してまいり", "協力して参り", "以上", "敬具", "重ねて深くお詫び", "重ねてお詫び", "心よりお詫び申し上げ", "深くお詫び申し上げ", "お知らせいたします", "ご報告いたします", "改めてお知らせ", "努めてまいります", "努めて参ります", "賜りますよう", "いただきますようお願い"].map {
        NormalText($0).units
    }

    static func find(_ lines: PageLines) -> [Int] {
        var found: [Int] = []
        var since = 0
        var incident = false
        for i in lines.lines.indices {
            let line = lines.lines[i]
            if i > 0, line.start - since >= shortestNotice, incident, opens(lines, i), closes(lines, i - 1) {
                found.append(i)
                since = line.start
                incident = false
            }
            if line.contexts.contains(.leak) || line.contexts.contains(.confirmed) { incident = true }
        }
        return found
    }

    /// A line that begins as notices do: 平素は …, この度、…, or an organisation as the subject of its first words.
    private static func opens(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        guard line.sentence else { return false }
        if openings.contains(where: { lines.has($0, at: line.start) }) { return true }
        guard line.name || line.count > 20 else { return false }
        return subject(lines, line)
    }

    /// `株式会社みなとは、`, `青葉大学において、`, `青葉市教委は10日、`
    private static func subject(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        let units = lines.normal.units
        var i = line.start
        while i < line.end, i - line.start < 40 {
            switch units[i] {
            case "は", "が":
                guard i - line.start >= 3, i + 1 < line.end else { return false }
                return isName(lines, line.start, i)
            case "で", "に":
                guard i + 2 < line.end, i - line.start >= 3 else { return false }
                let next = units[i + 1]
                if units[i] == "で" ? next == "は" : next == "お" { return isName(lines, line.start, i) }
                i += 1
            case "、", "。": return false
            default: i += 1
            }
        }
        return false
    }

    private static let forms = ["株式会社", "有限会社", "合同会社", "法人", "大学", "病院", "協会", "教育委員会", "教委", "高等学校", "学園", "県", "市", "町", "村", "銀行", "組合", "連盟", "機構", "財団", "センター", "研究所", "新聞社", "局"].map {
        NormalText($0).units
    }

    private static func isName(_ lines: PageLines, _ start: Int, _ end: Int) -> Bool {
        if UnitClass.of(lines.normal.units[start]) == .hiragana { return false }
        for word in publisherWords where lines.has(word, at: start) { return false }
        return forms.contains { form in
            (end - form.count >= start && lines.has(form, at: end - form.count)) || lines.has(form, at: start)
        }
    }

    private static let publisherWords = ["当", "弊社", "本学", "本院", "本校", "本県", "本市", "本町", "同", "県は", "市は", "委託先"].map { NormalText($0).units }

    private static func closes(_ lines: PageLines, _ i: Int) -> Bool {
        lines.lines[i].contexts.contains(.furniture) || lines.holds(i, closings) || lines.lines[i].contexts.contains(.plan)
            || lines.lines[i].contexts.contains(.request) || lines.lines[i].contexts.contains(.notFound)
            || lines.normal.units[lines.lines[i].end - 1] == Unit.ideographicStop
    }
}

/// Text before the first heading of a page.
enum Preamble {
    /// Whether it is a notice of its own rather than the head of the page.
    static func isNotice(_ lines: PageLines, upTo first: Int) -> Bool {
        let before = lines.lines[..<first]
        let sentences = before.filter(\.sentence)
        return sentences.reduce(0) { $0 + $1.count } >= 100
            && sentences.contains { $0.contexts.contains(.leak) || $0.contexts.contains(.confirmed) || $0.contexts.contains(.closing) }
    }
}

/// Lines of the page that belong to no notice.
enum Furniture {
    private static let longest = 80

    private static func isFurniture(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        return line.contexts.contains(.furniture) && line.count <= longest && !line.sentence
    }

    /// The lines of a notice without the furniture at its edges; `nil` where nothing is left.
    static func trimmed(_ lines: PageLines, _ range: Range<Int>) -> Range<Int>? {
        var (start, end) = (range.lowerBound, range.upperBound)
        // From the first piece of furniture behind the last sentence on, all is furniture.
        let lastSentence = (start..<end).last { lines.lines[$0].sentence && !isFurniture(lines, $0) } ?? start
        if let cut = (min(lastSentence + 1, end)..<end).first(where: { isFurniture(lines, $0) }) { end = cut }
        while end > start, isFurniture(lines, end - 1) { end -= 1 }
        while start < end, isFurniture(lines, start) { start += 1 }
        return start < end ? start..<end : nil
    }
}
