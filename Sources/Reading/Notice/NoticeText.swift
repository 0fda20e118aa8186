import Facts
import Language

/// A notice's text with its structure: lines, headings, sections, sentences, and the lexicon's findings by sentence.
///
/// All places in it are units of `normal`.
final class NoticeText {
    struct Line {
        var start: Int
        var end: Int
        /// First unit after a bullet or number.
        var content: Int
        var heading = false
        var bullet = false
        var section: SectionKind?

        var count: Int { end - start }
    }

    struct Sentence {
        var start: Int
        var end: Int
        var line: Int
        var section: SectionKind?
        var contexts: ContextSet = []
    }

    let lexicon: Lexicon
    let text: String
    let normal: NormalText
    let findings: Findings
    private(set) var lines: [Line] = []
    private(set) var sentences: [Sentence] = []
    /// For each vocabulary the index of each sentence's first finding.
    private var firsts: [[Int32]]

    var units: [UInt16] { normal.units }

    init(_ text: String, _ lexicon: Lexicon) {
        self.lexicon = lexicon
        self.text = text
        normal = NormalText(text)
        findings = lexicon.findings(in: normal)
        firsts = []
        splitLines()
        markSections()
        splitSentences()
        firsts = LexiconVocabulary.allCases.map { index(findings[$0]) }
        for i in sentences.indices {
            for finding in self.findings(.contexts, in: i) { sentences[i].contexts.insert(ContextSet(finding)) }
            if endsInPast(sentences[i]) { sentences[i].contexts.insert(.past) }
        }
    }

    // MARK: Access

    /// The findings of a vocabulary in one sentence.
    func findings(_ vocabulary: LexiconVocabulary, in sentence: Int) -> ArraySlice<Finding> {
        let first = firsts[vocabulary.rawValue]
        return findings[vocabulary][Int(first[sentence])..<Int(first[sentence + 1])]
    }

    /// The sentence that holds a unit.
    func sentence(at unit: Int) -> Int {
        var low = 0
        var high = sentences.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if sentences[middle].start <= unit { low = middle } else { high = middle - 1 }
        }
        return low
    }

    @inline(__always)
    func isContext(_ finding: Finding, _ context: Context) -> Bool { finding.term == Int16(context.rawValue) }

    /// The original words that the units from `start` up to `end` stand for.
    func quote(_ start: Int, _ end: Int) -> String {
        let span = normal.span(start, end)
        return text.utf8.withContiguousStorageIfAvailable {
            String(decoding: UnsafeBufferPointer(rebasing: $0[span.start..<span.end]), as: UTF8.self)
        } ?? ""
    }

    func evidence(_ start: Int, _ end: Int, _ confidence: Double, _ rule: String) -> Evidence {
        Evidence(quote: quote(start, end), at: normal.span(start, end), confidence: confidence, rule: rule)
    }

    func evidence(_ finding: Finding, _ vocabulary: LexiconVocabulary) -> Evidence {
        evidence(Int(finding.start), Int(finding.end), finding.weak ? 0.6 : 0.9, lexicon.rule(vocabulary, finding.term))
    }

    /// Whether the units from `at` on are `word`.
    func has(_ word: [UInt16], at: Int) -> Bool {
        guard at >= 0, at + word.count <= units.count else { return false }
        for i in 0..<word.count where units[at + i] != word[i] { return false }
        return true
    }

    // MARK: Structure

    private func splitLines() {
        var start = 0
        for i in 0...units.count where i == units.count || units[i] == Unit.newline {
            if i > start { lines.append(line(start, i)) }
            start = i + 1
        }
    }

    private func line(_ start: Int, _ end: Int) -> Line {
        var line = Line(start: start, end: end, content: start)
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
    private static func afterNumber(_ units: [UInt16], _ start: Int, _ end: Int) -> Int? {
        var i = start
        let bracketed = units[i] == Unit.open
        if bracketed { i += 1 }
        let first = i
        while i < end, NumberScanner.isDigit(units[i]) || UnitClass.of(units[i]) == .circled, i - first < 2 { i += 1 }
        guard i > first, i < end else { return nil }
        if bracketed { return units[i] == Unit.close ? i + 1 : nil }
        switch units[i] {
        case Unit.period, Unit.close, Unit.ideographicComma: return i + 1 < end && NumberScanner.isDigit(units[i + 1]) ? nil : i + 1
        default: return nil
        }
    }

    /// A heading is at most this long.
    private static let longestHeading = 45

    private func markSections() {
        let heads = findings[.sections]
        var h = 0
        var section: SectionKind?
        for i in lines.indices {
            while h < heads.count, Int(heads[h].start) < lines[i].start { h += 1 }
            var best: Finding?
            var j = h
            while j < heads.count, Int(heads[j].end) <= lines[i].end {
                if best.map({ outranks(heads[j], $0) }) ?? true { best = heads[j] }
                j += 1
            }
            if isHeading(lines[i], best) {
                lines[i].heading = true
                if let best { section = Values.sections[Int(best.term)] }
            }
            lines[i].section = section
        }
    }

    /// The last noun of a heading is its head: 今後の対応と再発防止策 is about prevention. `other` counts only by itself.
    private func outranks(_ new: Finding, _ old: Finding) -> Bool {
        let other = SectionKind.other.index
        if Int(new.term) == other { return false }
        if Int(old.term) == other { return true }
        if new.end != old.end { return new.end > old.end && new.start >= old.start }
        return new.end - new.start > old.end - old.start
    }

    private func isHeading(_ line: Line, _ found: Finding?) -> Bool {
        guard line.count <= Self.longestHeading, let last = units[line.start..<line.end].last, last != Unit.ideographicStop,
            last != Unit.ideographicComma
        else { return false }
        let first = units[line.start]
        // A row of a timeline is no heading, whatever it speaks of.
        if NumberScanner.isDigit(first),
            DateScanner.dates(in: normal, from: line.start, to: min(line.end, line.start + 14)).first?.start == line.start
        {
            return false
        }
        let marked = first == "【" || first == "<" || first == "《" || first == "■" || first == "◆" || first == "●" || first == "○" || first == "▼"
            || first == "□" || first == "◇" || first == "▽" || first == "〈" || first == "[" || first == "★" || first == "◎" || first == "▶"
        if marked, found != nil { return true }
        guard let found else { return marked && (first == "【" || first == "■") }
        if line.bullet && !marked { return false }
        let numbered = line.content > line.start || spacedNumber(line)
        let share = Int(found.end - found.start) * 100 / max(1, line.end - line.content)
        if units[line.start..<line.end].contains(where: { $0 == Unit.colon }), last != Unit.colon { return false }
        return numbered ? true : share >= 40 && line.count <= 32
    }

    /// `1 概要`: a number and a space.
    private func spacedNumber(_ line: Line) -> Bool {
        var i = line.start
        while i < line.end, NumberScanner.isDigit(units[i]) { i += 1 }
        return i > line.start && i - line.start <= 2 && i < line.end && normal.spaced[i]
    }

    private func splitSentences() {
        for (i, line) in lines.enumerated() {
            var start = line.start
            var at = line.start
            while at < line.end {
                // A stop inside brackets ends no sentence: (東京都港区。以下「当社」といいます).
                if units[at] == Unit.open || units[at] == Unit.quoteOpen, let close = closing(at, line.end) {
                    if close == line.end - 1 { sentences.append(Sentence(start: start, end: line.end, line: i, section: line.section)) }
                    at = close + 1
                    continue
                }
                let stop = units[at] == Unit.ideographicStop
                    || (units[at] == Unit.period && at > line.start && UnitClass.of(units[at - 1]) == .hiragana)
                if stop || at == line.end - 1 {
                    sentences.append(Sentence(start: start, end: at + 1, line: i, section: line.section))
                    start = at + 1
                }
                at += 1
            }
        }
        if sentences.isEmpty { sentences.append(Sentence(start: 0, end: units.count, line: 0, section: nil)) }
    }

    /// How far a closing bracket may stand from its opening one.
    private static let widestBrackets = 80

    /// The unit of the bracket that closes the one at `open`; `nil` where none stands near.
    private func closing(_ open: Int, _ end: Int) -> Int? {
        let mark = units[open] == Unit.open ? Unit.close : Unit.quoteClose
        return units[open..<min(end, open + Self.widestBrackets)].firstIndex(of: mark)
    }

    /// Whether a sentence ends in た, 済み or 済.
    private func endsInPast(_ sentence: Sentence) -> Bool {
        var end = sentence.end
        while end > sentence.start, UnitClass.of(units[end - 1]) == .stop || units[end - 1] == Unit.close { end -= 1 }
        guard end - sentence.start > 1 else { return false }
        return units[end - 1] == "た" || units[end - 1] == "済" || (units[end - 1] == "み" && units[end - 2] == "済")
    }

    private func index(_ list: [Finding]) -> [Int32] {
        var first = [Int32](repeating: 0, count: sentences.count + 1)
        var i = 0
        for s in sentences.indices {
            first[s] = Int32(i)
            while i < list.count, list[i].start < Int32(sentences[s].end) { i += 1 }
        }
        first[sentences.count] = Int32(i)
        return first
    }
}

/// The contexts that a sentence holds.
struct ContextSet: OptionSet {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ finding: Finding) { rawValue = 1 << UInt32(finding.term) }

    private static func of(_ context: Context) -> ContextSet { ContextSet(rawValue: 1 << UInt32(context.rawValue)) }

    static var notFound: ContextSet { of(.notFound) }
    static var denied: ContextSet { of(.denied) }
    static var hedge: ContextSet { of(.hedge) }
    static var confirmed: ContextSet { of(.confirmed) }
    static var conditional: ContextSet { of(.conditional) }
    static var definition: ContextSet { of(.definition) }
    static var request: ContextSet { of(.request) }
    static var plan: ContextSet { of(.plan) }
    static var leak: ContextSet { of(.leak) }
    static var misuse: ContextSet { of(.misuse) }
    static var prevention: ContextSet { of(.prevention) }
    static var offTopic: ContextSet { of(.offTopic) }
    static var publisher: ContextSet { of(.publisher) }
    static var listing: ContextSet { of(.listing) }
    static var exposed: ContextSet { of(.exposed) }
    static var apology: ContextSet { of(.apology) }
    /// Not a finding: the sentence ends in the past tense.
    static var past: ContextSet { ContextSet(rawValue: 1 << 31) }
}

/// A set of sections as bits.
struct SectionSet {
    private var bits: UInt32 = 0

    init(_ sections: SectionKind...) {
        for section in sections { bits |= 1 << UInt32(section.index) }
    }

    func contains(_ section: SectionKind) -> Bool { bits & (1 << UInt32(section.index)) != 0 }
}
