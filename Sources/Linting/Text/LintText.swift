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
    /// For each cue where its words stand, in order.
    private let cues: [[Range<Int>]]
    /// The same for each context.
    private let contexts: [[Range<Int>]]
    /// The words for kinds of data, in order.
    private let data: [Finding]
    let found: Findings
    /// Phone numbers, mail addresses, addresses of the web and names of hosts, in order.
    let phoneNumbers: [Range<Int>]
    let mailAddresses: [Range<Int>]
    let webAddresses: [Range<Int>]
    let hosts: [Range<Int>]

    var units: [UInt16] { normal.units }

    init(_ text: String, _ lexicon: Lexicon) {
        bytes = Array(text.utf8)
        normal = bytes.withUnsafeBufferPointer { NormalText(utf8: $0) }
        found = lexicon.findings(in: normal)
        dates = DateScanner.dates(in: normal)
        var cues = [[Range<Int>]](repeating: [], count: Cue.allCases.count)
        for match in Cue.phrases.matches(in: normal) { cues[match.entry].append(match.start..<match.end) }
        self.cues = cues.map { $0.sorted { $0.lowerBound < $1.lowerBound } }
        var contexts = [[Range<Int>]](repeating: [], count: Values.contexts.count)
        for finding in found[.contexts] { contexts[Int(finding.term)].append(Int(finding.start)..<Int(finding.end)) }
        self.contexts = contexts.map { $0.sorted { $0.lowerBound < $1.lowerBound } }
        data = found[.data].sorted { $0.start < $1.start }
        let scanner = AddressScanner(normal)
        phoneNumbers = scanner.phoneNumbers
        mailAddresses = scanner.mailAddresses
        webAddresses = scanner.webAddresses
        hosts = scanner.hosts
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
    func first(_ cue: Cue, in range: Range<Int>) -> Range<Int>? { Self.first(cues[cue.index], in: range) }

    /// The place of the first element of an ordered list that does not begin before a unit.
    private static func place<Element>(_ list: [Element], from unit: Int, _ start: (Element) -> Int) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if start(list[middle]) < unit { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func first(_ list: [Range<Int>], in range: Range<Int>) -> Range<Int>? {
        var i = place(list, from: range.lowerBound) { $0.lowerBound }
        while i < list.count, list[i].lowerBound < range.upperBound {
            if list[i].upperBound <= range.upperBound { return list[i] }
            i += 1
        }
        return nil
    }

    /// The dates that begin in a range.
    func dates(in range: Range<Int>) -> ArraySlice<DateToken> {
        let first = Self.place(dates, from: range.lowerBound) { $0.start }
        return dates[first..<max(first, Self.place(dates, from: range.upperBound) { $0.start })]
    }

    func says(_ cue: Cue, in range: Range<Int>) -> Bool { first(cue, in: range) != nil }

    /// Whether a sentence says something.
    func says(_ cue: Cue, in sentence: Sentence) -> Bool { says(cue, in: sentence.start..<sentence.end) }

    /// The first words of a context in a range.
    func first(_ context: Context, in range: Range<Int>) -> Range<Int>? {
        Self.first(contexts[context.index], in: range)
    }

    func says(_ context: Context, in range: Range<Int>) -> Bool { first(context, in: range) != nil }

    /// The kinds of data that are named in a range.
    func data(in range: Range<Int>) -> Set<DataKind> {
        var kinds: Set<DataKind> = []
        var i = Self.place(data, from: range.lowerBound) { Int($0.start) }
        while i < data.count, Int(data[i].start) < range.upperBound {
            if Int(data[i].end) <= range.upperBound { kinds.insert(Values.data[Int(data[i].term)]) }
            i += 1
        }
        return kinds
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
