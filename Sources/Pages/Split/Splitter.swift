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
    public func notices(in page: PageText) -> [TextSpan] { split(page).notices }

    /// The places of the page's notices as `notices(in:)` gives them.
    ///
    /// - Returns: with them, where the page is one notice to its last line, that notice as it was scanned for boundaries: most pages
    ///   are, and need not be scanned again to be read.
    package func split(_ page: PageText) -> (notices: [TextSpan], only: ScannedText?) {
        let lines = PageLines(page, lexicon)
        guard !lines.lines.isEmpty else { return ([], nil) }
        var heads = Headings.find(lines)
        if heads.isEmpty { heads = [0] + Transitions.find(lines) }
        var spans: [TextSpan] = []
        var last = 0
        if let first = heads.first, first > 0, Preamble.isNotice(lines, upTo: first) { heads.insert(0, at: 0) }
        for (i, head) in heads.enumerated() {
            let end = i + 1 < heads.count ? heads[i + 1] : lines.lines.count
            if let range = Furniture.trimmed(lines, head..<end) {
                spans.append(TextSpan(lines.span(of: range.lowerBound).start, lines.span(of: range.upperBound - 1).end))
                last = lines.lines[range.upperBound - 1].end
            }
        }
        guard spans.count == 1, let only = spans.first else { return (spans, nil) }
        // A page of one notice is that notice from its first byte, so that places in the notice are places in the page.
        return ([TextSpan(0, only.end)], lines.scanned.trimmed(to: last))
    }
}

/// Finds the lines that head a notice or another post.
enum Headings {
    private static let titleWords = [
        "お知らせ", "について", "お詫び", "おわび", "ご報告", "に関する", "の件", "に係る", "報告書", "漏えい", "流出", "紛失", "不正アクセス", "ランサムウェア", "被害",
        "お願い", "誤送信",
    ].map {
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
            heads = Array(Set(heads + plainTitles(lines, among: Set(heads)))).sorted()
        }
        return withDates(lines, heads)
    }

    /// `【セキュリティ事件簿#2023-060】…`
    private static func isNumbered(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        let units = lines.normal.units
        guard units[line.start] == "【", let close = units[line.start..<line.end].firstIndex(where: { $0 == "】" }) else {
            return false
        }
        guard let sign = units[line.start..<close].firstIndex(where: { $0 == "#" }), sign + 1 < close else {
            return false
        }
        return NumberScanner.isDigit(units[sign + 1])
    }

    private static let shortestTitle = 15
    private static let longestTitle = 200

    /// `組織 表題 2023年2月14日`: words of a title, a full date at the end, no sentence.
    private static func isDatedTitle(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        guard line.count >= shortestTitle, line.count <= longestTitle, !line.sentence, !isItem(lines, line) else {
            return false
        }
        guard let date = DateScanner.dates(in: lines.normal, from: line.start, to: line.end).last, date.isFull,
            date.end == line.end,
            date.start - line.start >= 10, lines.normal.spaced[date.start]
        else { return false }
        // A title and no row of a table or key with a value.
        if lines.normal.units[line.start..<line.end].contains(Unit.colon) { return false }
        return lines.holds(line, titleWords) && (line.blankBefore > 0 || i == 0)
    }

    static func isItem(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
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
            return line.level == level
                && (reads(lines, $0)
                    || (line.count >= 8 && !line.section && !isItem(lines, line) && !isDate(lines, $0)))
        }
    }

    private static func reads(_ lines: PageLines, _ i: Int) -> Bool {
        lines.lines[i].count >= 12 && !isItem(lines, lines.lines[i])
            && (isNumbered(lines, i) || (lines.holds(lines.lines[i], titleWords) && !lines.lines[i].section))
    }

    /// Titles of other posts on a page that sets its titles off by two blank lines or more, as the found ones are.
    private static func plainTitles(_ lines: PageLines, among heads: Set<Int>) -> [Int] {
        lines.lines.indices.filter { i in
            let line = lines.lines[i]
            guard i > 0, line.blankAfter >= 1, line.blankBefore >= 1, line.count >= shortestTitle, line.count <= 90,
                !line.sentence,
                !line.section, !isItem(lines, line), !heads.contains(i), line.level == 0
            else { return false }
            let behindFurniture = lines.lines[i - 1].contexts.contains(.furniture) && !lines.lines[i - 1].sentence
            guard line.blankAfter >= 2 || behindFurniture else { return false }
            if line.contexts.contains(.furniture) || line.contexts.contains(.listing) { return false }
            let last = lines.normal.units[line.end - 1]
            if last == Unit.colon || last == Unit.ideographicComma
                || UnitClass.of(lines.normal.units[line.start]) == .openBracket
            {
                return false
            }
            return ends(lines, before: i)
        }
    }

    /// Whether the line before ends a post: a sentence, a source or furniture.
    private static func ends(_ lines: PageLines, before i: Int) -> Bool {
        let line = lines.lines[i - 1]
        return line.contexts.contains(.furniture) || line.contexts.contains(.offTopic)
            || lines.normal.units[line.end - 1] == Unit.ideographicStop
    }

    /// Whether a line may be the title of what follows: words of a title, and no sentence.
    static func isTitleLike(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        !line.sentence && lines.holds(line, titleWords)
    }

    static func isDate(_ lines: PageLines, _ i: Int) -> Bool {
        let line = lines.lines[i]
        guard line.count <= 24, let date = DateScanner.dates(in: lines.normal, from: line.start, to: line.end).first
        else { return false }
        return date.isFull && line.count - (date.end - date.start) <= 4
    }

    /// A date on a line of its own right before a heading belongs to it.
    private static func withDates(_ lines: PageLines, _ heads: [Int]) -> [Int] {
        let known = Set(heads)
        return heads.map {
            $0 > 0 && isDate(lines, $0 - 1) && !known.contains($0 - 1) && lines.lines[$0].level > 0 ? $0 - 1 : $0
        }
    }
}

/// Finds where one notice's closing runs into the next one's opening.
enum Transitions {
    /// A notice is at least this long before another may open, in units: more where its closing is weak.
    private static let shortestNotice = 120
    private static let shortestLead = 300

    private static let greetings = ["平素", "日頃より", "日ごろより", "拝啓", "いつも"].map { NormalText($0).units }
    private static let presents = ["この度", "このたび"].map { NormalText($0).units }
    /// What closes a notice on a line of its own as well as in a sentence.
    private static let ends = ["以上", "敬具"].map { NormalText($0).units }
    /// What closes a notice in a sentence: a heading 再発防止 begins its last section.
    private static let closings = [
        "再発防止", "全面的に協力", "全力を尽くし", "信頼回復", "重ねて深く", "重ねてお詫び", "重ねまして", "賜りますよう", "申し訳ございません", "協力して",
    ].map {
        NormalText($0).units
    }
    private static let endings = [
        "まいります。", "参ります。", "お願い申し上げます。", "お詫び申し上げます。", "おわび申し上げます。", "いたします。", "所存です。", "指示した。", "目指します。", "ございません。",
    ].map {
        NormalText($0).units
    }

    static func find(_ lines: PageLines) -> [Int] {
        var found: [Int] = []
        var since = 0
        var incident = false
        let gaps = gapsPartPosts(lines)
        for i in lines.lines.indices.dropFirst() {
            let (line, previous) = (lines.lines[i], lines.lines[i - 1])
            if previous.contexts.contains(.leak) || previous.contexts.contains(.confirmed) { incident = true }
            let length = line.start - since
            guard line.sentence, length >= shortestNotice else { continue }
            let gap = gaps && line.blankBefore >= 2 && begins(lines, i)
            guard incident || gap else { continue }
            let furniture = previous.contexts.contains(.furniture) && !previous.sentence
            if furniture || gap
                || opens(lines, line, closed: closes(lines, previous), listed: Headings.isItem(lines, previous), length)
            {
                found.append(i)
                since = line.start
                incident = false
            }
        }
        return found
    }

    /// Paragraphs are parted by so many times as many single blank lines as posts are by wider gaps.
    private static let gapShare = 5

    /// Whether two blank lines or more are so rare on the page that they part its posts.
    private static func gapsPartPosts(_ lines: PageLines) -> Bool {
        let wide = lines.lines.dropFirst().count { $0.blankBefore >= 2 }
        let single = lines.lines.count { $0.blankBefore == 1 }
        return wide > 0 && wide * gapShare <= single
    }

    /// Whether a line behind a wide gap begins a post: it or the one below it tells an incident, or speaks of other things.
    private static func begins(_ lines: PageLines, _ i: Int) -> Bool {
        let previous = lines.lines[i - 1]
        let ended =
            previous.sentence || previous.contexts.contains(.furniture) || !Headings.isTitleLike(lines, previous)
        return ended && lines.lines[i...].prefix(3).contains { told($0) || $0.contexts.contains(.offTopic) }
    }

    private static func told(_ line: PageLines.Line) -> Bool {
        line.incident || line.contexts.contains(.leak) || line.contexts.contains(.confirmed)
            || line.contexts.contains(.hedge)
    }

    private static func opens(
        _ lines: PageLines, _ line: PageLines.Line, closed: Bool, listed: Bool, _ length: Int
    ) -> Bool {
        if greetings.contains(where: { lines.has($0, at: line.start) }) { return closed || length >= shortestLead }
        let told = told(line)
        if let present = presents.first(where: { lines.has($0, at: line.start) }) {
            // このたびは … belongs to a closing.
            let next = lines.normal.units[min(line.start + present.count, line.end - 1)]
            return next != "は" && next != "の" && told && (closed || length >= shortestLead)
        }
        guard told, line.count >= 60, length >= shortestLead else { return false }
        return closed ? subject(lines, line) || line.publisher == line.start : listed && publicBody(lines, line)
    }

    private static func closes(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        if lines.holds(line, ends) || line.sentence && lines.holds(line, closings) { return true }
        return endings.contains { lines.has($0, at: line.end - $0.count) }
    }

    /// A name is named this near the beginning, in units.
    private static let nameReach = 45

    /// `株式会社みなとは、`, `青葉大学において、`, `学校法人青葉学院が設置する…`, `青葉市教委は10日、…`: the line names an organisation before
    /// it says 当社.
    private static func subject(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        if line.name >= 0, line.name - line.start <= nameReach, line.publisher < 0 || line.publisher > line.name {
            return !partyWords.contains { word in (line.start..<line.name).contains { lines.has(word, at: $0) } }
        }
        return publicBody(lines, line)
    }

    private static let partyWords = ["委託先", "子会社", "調査機関", "専門", "警察", "同社"].map { NormalText($0).units }
    private static let bodies = ["県", "市", "町", "村", "教委", "区"].map { NormalText($0).units }

    /// `青葉市は、`, `青葉県が実施する`.
    private static func publicBody(_ lines: PageLines, _ line: PageLines.Line) -> Bool {
        let units = lines.normal.units
        var i = line.start
        while i < line.end, i - line.start < 14, UnitClass.of(units[i]) == .kanji || UnitClass.of(units[i]) == .katakana
        { i += 1 }
        guard i - line.start >= 3, i < line.end, units[i] == "は" || units[i] == "が" || units[i] == "で" else {
            return false
        }
        if line.publisher >= 0, line.publisher <= i { return false }
        return bodies.contains { lines.has($0, at: i - $0.count) }
    }
}

/// Text before the first heading of a page.
enum Preamble {
    /// Whether it is a notice of its own rather than the head of the page.
    static func isNotice(_ lines: PageLines, upTo first: Int) -> Bool {
        let before = lines.lines[..<first]
        let sentences = before.filter(\.sentence)
        return sentences.reduce(0) { $0 + $1.count } >= 100
            && sentences.contains {
                $0.contexts.contains(.leak) || $0.contexts.contains(.confirmed) || $0.contexts.contains(.closing)
            }
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
