import Facts
import Language

/// Splits a notice into lines, sections and sentences: the making of a `NoticeText`.
struct NoticeStructure: ~Copyable {
    private let normal: NormalText
    private let units: View<UInt16>
    private let findings: NoticeFindings
    private(set) var lines: [NoticeText.Line] = []
    private(set) var sentences: [NoticeText.Sentence] = []
    /// For each vocabulary the index of each sentence's first finding, and one more.
    private(set) var firsts: [Int32] = []
    /// The units that open quotations: 「 and 『.
    private(set) var quotations: [Int32] = []
    /// The units that are marks, digits, Latin letters or ends of lines, and no kana or kanji: about each sixth.
    private let marks: [Int32]

    init(_ normal: NormalText, _ units: View<UInt16>, _ findings: NoticeFindings) {
        self.normal = normal
        self.units = units
        self.findings = findings
        marks = [Int32](unsafeUninitializedCapacity: units.count) { marks, count in
            for i in 0..<units.count {
                marks[count] = Int32(truncatingIfNeeded: i)
                count &+= units[i] <= Unit.lastMark ? 1 : 0
            }
        }
    }

    mutating func read() {
        splitLines()
        markSections()
        splitSentences()
        index()
        markContexts()
    }

    private mutating func splitLines() {
        // A guess that most texts keep to.
        lines.reserveCapacity(units.count / 24 + 4)
        var start = 0
        for mark in marks {
            let at = Int(mark)
            switch units[at] {
            case Unit.newline:
                if at > start { lines.append(line(start, at)) }
                start = at + 1
            case Unit.quoteOpen, Unit.doubleQuoteOpen: quotations.append(mark)
            default: break
            }
        }
        if units.count > start { lines.append(line(start, units.count)) }
    }

    private func line(_ start: Int, _ end: Int) -> NoticeText.Line {
        var line = NoticeText.Line(start: start, end: end, content: start)
        switch UnitClass.of(units[start]) {
        case .bullet:
            line.bullet = true
            line.content = start + 1
        case .circled:
            line.content = start + 1
        case .digit, .openBracket:
            line.content = Self.afterNumber(units, start, end) ?? start
        default:
            if units[start] == Unit.hyphen, end - start > 1 {
                line.bullet = true
                line.content = start + 1
            }
        }
        return line
    }

    /// The unit after a list number such as `1.`, `(2)`, `3)`, `４．`, `1 ` at the beginning of a line.
    private static func afterNumber(_ units: View<UInt16>, _ start: Int, _ end: Int) -> Int? {
        var i = start
        let bracketed = units[i] == Unit.open
        if bracketed { i += 1 }
        let first = i
        while i < end, NumberScanner.isDigit(units[i]) || UnitClass.of(units[i]) == .circled, i - first < 2 { i += 1 }
        guard i > first, i < end else { return nil }
        if bracketed { return units[i] == Unit.close ? i + 1 : nil }
        switch units[i] {
        case Unit.period, Unit.close, Unit.ideographicComma:
            return i + 1 < end && NumberScanner.isDigit(units[i + 1]) ? nil : i + 1
        default: return nil
        }
    }

    /// A heading is at most this long.
    private static let longestHeading = 45

    private mutating func markSections() {
        let heads = findings[.sections]
        var h = heads.startIndex
        var section: SectionKind?
        /// That of the heading that opened the section.
        var level: HeadingLevel?
        var told = false
        for i in lines.indices {
            while h < heads.endIndex, Int(heads[h].start) < lines[i].start { h += 1 }
            var best: Finding?
            var j = h
            while j < heads.endIndex, Int(heads[j].end) <= lines[i].end {
                if best.map({ outranks(heads[j], $0) }) ?? true { best = heads[j] }
                j += 1
            }
            if isHeading(lines[i], best) {
                lines[i].heading = true
                // Before the first sentence stands the title: (お詫びと注意のお願い) opens no section of advice.
                if let best, told || !Self.aside.contains(Values.sections[Int(best.term)]) {
                    section = Values.sections[Int(best.term)]
                    level = headingLevel(lines[i])
                }
            } else if !told {
                told = units[lines[i].start..<lines[i].end].contains(Unit.ideographicStop)
            }
            // ■影響を受けた方, then ■届出等: a heading beside the section's own ends it, whether or not it says what is below.
            if best == nil, let opened = level, let next = headingLevel(lines[i]), next.mark == opened.mark,
                opened.number > 0 || !isItem(i, opened.mark)
            {
                if opened.isBeside(next), isHeadingLike(lines[i]) { section = nil }
                level = nil
            }
            lines[i].section = section
        }
    }

    private static let aside = SectionSet(.request, .notes, .other)

    /// The last noun of a heading is its head: 今後の対応と再発防止策 is about prevention. `other` counts only by itself.
    private func outranks(_ new: Finding, _ old: Finding) -> Bool {
        let other = SectionKind.other.index
        if Int(new.term) == other { return false }
        if Int(old.term) == other { return true }
        if new.end != old.end { return new.end > old.end && new.start >= old.start }
        return new.end - new.start > old.end - old.start
    }

    private func isHeading(_ line: NoticeText.Line, _ found: Finding?) -> Bool {
        guard line.count <= Self.longestHeading, let last = units[line.start..<line.end].last else { return false }
        if isQuestion(line) { return found != nil }
        if last == Unit.ideographicStop || last == Unit.ideographicComma { return false }
        let first = units[line.start]
        // A row of a timeline is no heading, whatever it speaks of.
        if NumberScanner.isDigit(first),
            DateScanner.first(in: normal, from: line.start, to: min(line.end, line.start + 14))?.start == line.start
        {
            return false
        }
        let marked = Self.isHeadingMark(first)
        if marked, found != nil { return true }
        guard let found else { return marked && (first == "【" || first == "■") }
        if line.bullet && !marked { return false }
        let numbered = line.content > line.start || spacedNumber(line)
        let share = Int(found.end - found.start) * 100 / max(1, line.end - line.content)
        if units[line.start..<line.end].contains(where: { $0 == Unit.colon }), last != Unit.colon { return false }
        // (1)注意を呼びかけ、確認を徹底すること: a numbered item that only names the word is no heading.
        return numbered ? share >= 25 || line.end - Int(found.end) <= 6 : share >= 40 && line.count <= 32
    }

    private static func isHeadingMark(_ first: UInt16) -> Bool {
        switch first {
        case "【", "<", "《", "■", "◆", "●", "○", "▼", "□", "◇", "▽", "〈", "[", "★", "◎", "▶", "*": true
        default: false
        }
    }

    /// What a heading begins with: headings of a level have the same mark, and numbers one after the other.
    private struct HeadingLevel {
        /// `■`, or for `1.` and `(1)` what stands behind or in front of the number; 0 for `1 `.
        var mark: UInt16
        /// From 1; 0 where it has none.
        var number = 0

        func isBeside(_ next: HeadingLevel) -> Bool { next.number == (number > 0 ? number + 1 : 0) }
    }

    private func headingLevel(_ line: NoticeText.Line) -> HeadingLevel? {
        let first = units[line.start]
        if Self.isHeadingMark(first) { return HeadingLevel(mark: first) }
        var i = line.start
        if first == Unit.open { i += 1 }
        var number = 0
        let digits = i
        while i < line.end, i - digits < 2, NumberScanner.isDigit(units[i]) {
            number = number * 10 + Int(units[i] - UInt16(UInt8(ascii: "0")))
            i += 1
        }
        guard number > 0, i < line.end else { return nil }
        if first == Unit.open { return units[i] == Unit.close ? HeadingLevel(mark: Unit.open, number: number) : nil }
        if line.content > line.start { return HeadingLevel(mark: units[i], number: number) }
        return normal.spaced[i] ? HeadingLevel(mark: 0, number: number) : nil
    }

    /// Whether a line is one of a list: another of its mark stands right above or below.
    private func isItem(_ line: Int, _ mark: UInt16) -> Bool {
        line > 0 && units[lines[line - 1].start] == mark
            || line + 1 < lines.count && units[lines[line + 1].start] == mark
    }

    /// Whether a line could be a heading by its length and end.
    private func isHeadingLike(_ line: NoticeText.Line) -> Bool {
        guard line.count <= Self.longestHeading else { return false }
        let last = units[line.end - 1]
        return last != Unit.ideographicStop && last != Unit.ideographicComma
    }

    /// `Q1 何が起きたのですか。`, `Q.`: a question stands over its answer.
    private func isQuestion(_ line: NoticeText.Line) -> Bool {
        guard line.count > 3, units[line.start] == "q" else { return false }
        let next = units[line.start + 1]
        return NumberScanner.isDigit(next) || next == Unit.period || next == Unit.colon || normal.spaced[line.start + 1]
    }

    /// `1 概要`: a number and a space.
    private func spacedNumber(_ line: NoticeText.Line) -> Bool {
        var i = line.start
        while i < line.end, NumberScanner.isDigit(units[i]) { i += 1 }
        return i > line.start && i - line.start <= 2 && i < line.end && normal.spaced[i]
    }

    private mutating func splitSentences() {
        let units = units
        sentences.reserveCapacity(lines.count + units.count / 40)
        var nextMark = 0
        for (i, line) in lines.enumerated() {
            var start = line.start
            var at = line.start
            while at < line.end {
                while nextMark < marks.count, marks[nextMark] < at { nextMark += 1 }
                // Kana and kanji end no sentence.
                let mark = nextMark < marks.count ? Int(marks[nextMark]) : .max
                at = max(at, min(mark, line.end - 1, start + Self.longestSentence))
                // A stop inside brackets ends no sentence: (東京都港区。以下「当社」といいます).
                if units[at] == Unit.open || units[at] == Unit.quoteOpen, let close = closing(at, line.end) {
                    if close == line.end - 1 {
                        sentences.append(
                            NoticeText.Sentence(start: start, end: line.end, line: i, section: line.section))
                    }
                    at = close + 1
                    continue
                }
                let stop =
                    units[at] == Unit.ideographicStop
                    || (units[at] == Unit.period && at > line.start && UnitClass.of(units[at - 1]) == .hiragana)
                if stop || at == line.end - 1 || at - start >= Self.longestSentence {
                    sentences.append(NoticeText.Sentence(start: start, end: at + 1, line: i, section: line.section))
                    start = at + 1
                }
                at += 1
            }
        }
        if sentences.isEmpty {
            sentences.append(NoticeText.Sentence(start: 0, end: units.count, line: 0, section: nil))
        }
    }

    /// A longer run without a stop is cut, so that work within a sentence is bounded.
    private static let longestSentence = 2000

    /// How far a closing bracket may stand from its opening one.
    private static let widestBrackets = 80

    /// The unit of the bracket that closes the one at `open`; `nil` where none stands near.
    private func closing(_ open: Int, _ end: Int) -> Int? {
        let mark = units[open] == Unit.open ? Unit.close : Unit.quoteClose
        return units[open..<min(end, open + Self.widestBrackets)].firstIndex(of: mark)
    }

    /// Whether a sentence ends in た, 済み or 済.
    private func endsInPast(_ sentence: NoticeText.Sentence) -> Bool {
        var end = sentence.end
        while end > sentence.start, UnitClass.of(units[end - 1]) == .stop || units[end - 1] == Unit.close { end -= 1 }
        guard end - sentence.start > 1 else { return false }
        return units[end - 1] == "た" || units[end - 1] == "済" || (units[end - 1] == "み" && units[end - 2] == "済")
    }

    /// Notes where each sentence's findings begin.
    private mutating func index() {
        let (findings, ends) = (findings, sentences.map { Int32(truncatingIfNeeded: $0.end) })
        firsts = [Int32](unsafeUninitializedCapacity: LexiconVocabulary.count * (ends.count + 1)) { firsts, count in
            for vocabulary in 0..<LexiconVocabulary.count {
                var i = Int(findings.offsets[vocabulary])
                let last = Int(findings.offsets[vocabulary + 1])
                let row = vocabulary * (ends.count + 1)
                for (sentence, end) in ends.enumerated() {
                    firsts[row + sentence] = Int32(truncatingIfNeeded: i)
                    while i < last, findings.all[i].start < end { i += 1 }
                }
                firsts[row + ends.count] = Int32(truncatingIfNeeded: i)
            }
            count = firsts.count
        }
    }

    private mutating func markContexts() {
        let row = LexiconVocabulary.contexts.rawValue * (sentences.count + 1)
        for i in sentences.indices {
            var contexts: ContextSet = []
            for finding in findings.all[Int(firsts[row + i])..<Int(firsts[row + i + 1])] {
                contexts.insert(ContextSet(finding))
            }
            if endsInPast(sentences[i]) { contexts.insert(.past) }
            sentences[i].contexts = contexts
        }
    }
}
