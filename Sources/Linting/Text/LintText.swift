import Facts
import Language

/// A notice's text as the checks see it: its normal form, lines, sentences, and what the lexicon and the cues find in it.
///
/// Places are units of `normal` unless they are `TextSpan`s, which are bytes of the text.
final class LintText: Sendable {
    struct Line {
        var start: Int
        var end: Int
        /// Stands over what follows: short, without a stop, and numbered, marked or with a word of headings.
        var isHeading: Bool
        /// Begins with a circled number: one of several parts of a list.
        var isCircled: Bool
        /// Begins with a bullet.
        var isBullet: Bool
        var section: SectionKind?
    }
    struct Sentence {
        var start: Int
        var end: Int
        var line: Int
    }

    /// The bytes of the text.
    let bytes: [UInt8]
    let normal: NormalText
    let lines: [Line]
    let sentences: [Sentence]
    let dates: [DateToken]
    /// For each cue where its words stand.
    private let cues: [[Range<Int>]]
    let found: Findings

    var units: [UInt16] { normal.units }

    init(_ text: String, _ lexicon: Lexicon) {
        bytes = Array(text.utf8)
        normal = bytes.withUnsafeBufferPointer { NormalText(utf8: $0) }
        found = lexicon.findings(in: normal)
        dates = DateScanner.dates(in: normal)
        var cues = [[Range<Int>]](repeating: [], count: Cue.allCases.count)
        for match in Cue.phrases.matches(in: normal) { cues[match.entry].append(match.start..<match.end) }
        self.cues = cues.map { $0.sorted { $0.lowerBound < $1.lowerBound } }
        let outline = TextOutline(normal, found)
        (lines, sentences) = (outline.lines, outline.sentences)
    }

    // MARK: Places

    /// The sentence that holds a unit.
    func sentence(at unit: Int) -> Int {
        var (low, high) = (0, max(0, sentences.count - 1))
        while low < high {
            let middle = (low + high + 1) / 2
            if sentences[middle].start <= unit { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func line(at unit: Int) -> Int { sentences.isEmpty ? 0 : sentences[sentence(at: unit)].line }

    func span(_ range: Range<Int>) -> TextSpan { normal.span(range.lowerBound, range.upperBound) }

    /// The unit that stands for a byte of the text, or the next one.
    func unit(at byte: Int) -> Int {
        var (low, high) = (0, normal.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(normal.ends[middle]) <= byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The units that stand for words of the text.
    func range(of span: TextSpan) -> Range<Int> {
        let start = unit(at: span.start)
        return start..<max(start, unit(at: max(span.start, span.end - 1)) + 1)
    }

    /// The range of the sentence that holds words of the text.
    func sentence(of span: TextSpan) -> Range<Int> {
        guard !sentences.isEmpty else { return 0..<0 }
        let sentence = sentences[sentence(at: min(unit(at: span.start), max(0, normal.count - 1)))]
        return sentence.start..<sentence.end
    }

    /// The original words that units stand for.
    func quote(_ start: Int, _ end: Int) -> String { quote(normal.span(start, end)) }

    func quote(_ span: TextSpan) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    // MARK: What is said

    /// Where a cue's words stand.
    func all(_ cue: Cue) -> [Range<Int>] { cues[cue.index] }

    func says(_ cue: Cue) -> Bool { !cues[cue.index].isEmpty }

    func says(_ several: Cue...) -> Bool { several.contains { says($0) } }

    /// The first of a cue's words that stand in a range.
    func first(_ cue: Cue, in range: Range<Int>) -> Range<Int>? {
        cues[cue.index].first { $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound }
    }

    func says(_ cue: Cue, in range: Range<Int>) -> Bool { first(cue, in: range) != nil }

    /// Whether a sentence says something.
    func says(_ cue: Cue, in sentence: Sentence) -> Bool { says(cue, in: sentence.start..<sentence.end) }

    /// The words of a context in a range.
    func contexts(_ context: Context, in range: Range<Int>) -> [Range<Int>] {
        found[.contexts].filter {
            $0.term == Int16(context.index) && Int($0.start) >= range.lowerBound && Int($0.end) <= range.upperBound
        }.map { Int($0.start)..<Int($0.end) }
    }

    /// The kinds of data that are named in a range.
    func data(in range: Range<Int>) -> Set<DataKind> {
        Set(
            found[.data].filter { Int($0.start) >= range.lowerBound && Int($0.end) <= range.upperBound }
                .map { Values.data[Int($0.term)] })
    }

    // MARK: Words

    /// Words as units of normal text.
    static func words(_ texts: String...) -> [[UInt16]] { texts.map { NormalText($0).units } }

    func has(_ word: [UInt16], at place: Int) -> Bool {
        place >= 0 && place + word.count <= normal.count && units[place..<place + word.count].elementsEqual(word)
    }

    /// Whether one of the words begins in a range.
    func holds(_ words: [[UInt16]], in range: Range<Int>) -> Bool { first(words, in: range) != nil }

    /// The place of the first of some words in a range.
    func first(_ words: [[UInt16]], in range: Range<Int>) -> Range<Int>? {
        for place in range {
            for word in words where has(word, at: place) && place + word.count <= range.upperBound {
                return place..<place + word.count
            }
        }
        return nil
    }
}
