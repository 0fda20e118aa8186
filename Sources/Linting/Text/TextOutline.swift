import Facts
import Language

/// Cuts a text into lines with their sections, and into sentences.
struct TextOutline {
    private(set) var lines: [LintText.Line] = []
    private(set) var sentences: [LintText.Sentence] = []
    private let normal: NormalText
    private let units: [UInt16]

    init(_ normal: NormalText, _ found: Findings) {
        self.normal = normal
        units = normal.units
        splitLines()
        markSections(found[.sections])
        splitSentences()
    }

    private mutating func splitLines() {
        var start = 0
        for at in 0...units.count where at == units.count || units[at] == Unit.newline {
            if at > start { lines.append(line(start, at)) }
            start = at + 1
        }
    }

    private func line(_ start: Int, _ end: Int) -> LintText.Line {
        let first = UnitClass.of(units[start])
        return LintText.Line(
            start: start, end: end, isHeading: false, isCircled: first == .circled,
            isBullet: first == .bullet && !Self.marks.contains(units[start]) || units[start] == Unit.hyphen,
            section: nil)
    }

    /// Marks that stand before headings.
    private static let marks = Set("■●◆◇□▼▽★◎".utf16)
    /// A heading is at most this long.
    private static let longestHeading = 45

    private mutating func markSections(_ heads: Findings.List) {
        var ofLine = [Int: Finding]()
        var line = 0
        for head in heads {
            while line > 0, lines[line].start > Int(head.start) { line -= 1 }
            while line + 1 < lines.count, lines[line + 1].start <= Int(head.start) { line += 1 }
            // The last noun of a heading is its head.
            if let old = ofLine[line], Int(old.end) >= Int(head.end), old.start <= head.start { continue }
            ofLine[line] = head
        }
        var section: SectionKind?
        var isTold = false
        for i in lines.indices {
            if isHeading(lines[i], ofLine[i]) {
                lines[i].isHeading = true
                // Before the first sentence stands the title: お詫びと注意のお願い opens no section of advice.
                if let head = ofLine[i], isTold { section = Values.sections[Int(head.term)] }
            } else if units[lines[i].start..<lines[i].end].contains(Unit.ideographicStop) {
                isTold = true
            }
            lines[i].section = section
        }
    }

    private func isHeading(_ line: LintText.Line, _ head: Finding?) -> Bool {
        guard line.end - line.start <= Self.longestHeading, !line.isBullet, !line.isCircled else { return false }
        let last = units[line.end - 1]
        if last == Unit.ideographicStop || last == Unit.ideographicComma { return false }
        if units[line.start..<line.end - 1].contains(Unit.ideographicStop) { return false }
        let first = units[line.start]
        if Self.marks.contains(first) || first == "【" || first == "<" { return true }
        return isNumbered(line) || head != nil
    }

    /// `1.`, `(2)`, `3)`, `4 概要`.
    private func isNumbered(_ line: LintText.Line) -> Bool {
        var i = line.start
        let bracketed = units[i] == Unit.open
        if bracketed { i += 1 }
        let first = i
        while i < line.end, NumberScanner.isDigit(units[i]), i - first < 2 { i += 1 }
        guard i > first, i < line.end else { return false }
        if bracketed { return units[i] == Unit.close }
        if units[i] == Unit.period || units[i] == Unit.close || units[i] == Unit.ideographicComma {
            return i + 1 == line.end || !NumberScanner.isDigit(units[i + 1])
        }
        return normal.spaced[i] && UnitClass.of(units[i]) == .kanji && units[i] != Unit.month && units[i] != Unit.year
            && units[i] != Unit.day
    }

    /// A longer run without a stop is cut, so that work within a sentence is bounded.
    private static let longestSentence = 2000

    private mutating func splitSentences() {
        for (i, line) in lines.enumerated() {
            var start = line.start
            var depth = 0
            for at in line.start..<line.end {
                if units[at] == Unit.open || units[at] == Unit.quoteOpen { depth += 1 }
                if units[at] == Unit.close || units[at] == Unit.quoteClose { depth = max(0, depth - 1) }
                let stops = units[at] == Unit.ideographicStop && (depth == 0 || at - start > 200)
                if stops || at == line.end - 1 || at - start >= Self.longestSentence {
                    sentences.append(LintText.Sentence(start: start, end: at + 1, line: i))
                    start = at + 1
                    depth = 0
                }
            }
        }
    }
}
