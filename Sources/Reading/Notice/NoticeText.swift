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
    let findings: NoticeFindings
    /// The units of `normal`.
    let units: View<UInt16>
    let lines: [Line]
    let sentences: [Sentence]
    /// The units that open quotations: 「 and 『.
    let quotations: [Int32]
    /// For each vocabulary the index of each sentence's first finding, and one more.
    private let firsts: [Int32]
    private let ownUnits: UnsafeMutablePointer<UInt16>
    private let ownFindings: UnsafeMutablePointer<Finding>

    /// - Parameter scanned: the text, scanned.
    init(_ text: String, _ scanned: ScannedText) {
        lexicon = scanned.lexicon
        self.text = text
        normal = scanned.normal
        let found = scanned.findings
        ownUnits = .copy(of: normal.units)
        ownFindings = .copy(of: found.all)
        units = View(ownUnits, 0, normal.count)
        findings = NoticeFindings(all: View(ownFindings, 0, found.all.count), offsets: found.offsets)
        var structure = NoticeStructure(normal, units, findings)
        structure.read()
        (lines, sentences, firsts) = (structure.lines, structure.sentences, structure.firsts)
        quotations = structure.quotations
    }

    deinit {
        ownUnits.deallocate()
        ownFindings.deallocate()
    }

    // MARK: Access

    /// The findings of a vocabulary in one sentence.
    func findings(_ vocabulary: LexiconVocabulary, in sentence: Int) -> View<Finding> {
        let first = vocabulary.index * (sentences.count + 1) + sentence
        return findings.all[Int(firsts[first])..<Int(firsts[first + 1])]
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

    /// The units from `start` up to `end` that open quotations.
    func quotations(from start: Int, to end: Int) -> ArraySlice<Int32> {
        // By hand: the closures of lazy sequences take memory of their own, for each sentence.
        var low = 0
        var high = quotations.count
        while low < high {
            let middle = (low + high) / 2
            if quotations[middle] < Int32(truncatingIfNeeded: start) { low = middle + 1 } else { high = middle }
        }
        while high < quotations.count, quotations[high] < Int32(truncatingIfNeeded: end) { high += 1 }
        return quotations[low..<high]
    }

    @inline(__always)
    func isContext(_ finding: Finding, _ context: Context) -> Bool { finding.term == Int16(context.index) }

    /// Whether a sentence ends in what will be done (…いたします) rather than in what was (…しました, …しております).
    func promises(_ sentence: Int) -> Bool {
        let start = sentences[sentence].start
        var end = sentences[sentence].end
        if end > start, units[end - 1] == Unit.ideographicStop { end -= 1 }
        guard end - start > 4, has(Self.polite, at: end - 2) else { return false }
        return units[end - 3] != "り" && units[end - 3] != "い" || has(Self.send, at: end - 4)
    }

    /// The bytes of space that a line begins with.
    func indent(_ line: Int) -> Int {
        let start = lines[line].start
        return Int(normal.starts[start]) - (start > 0 ? Int(normal.ends[start - 1]) : 0)
    }

    private static let polite = Word("ます")
    private static let send = Word("送り")

    /// The original words that the units from `start` up to `end` stand for.
    func quote(_ start: Int, _ end: Int) -> String {
        let span = normal.span(start, end)
        let bytes = text.utf8
        let from = bytes.index(bytes.startIndex, offsetBy: span.start)
        // By bytes, which begin and end with characters: to slice the text itself would look for that again.
        return String(Substring(bytes[from..<bytes.index(from, offsetBy: span.count)]))
    }

    func evidence(_ start: Int, _ end: Int, _ confidence: Double, _ rule: String) -> Evidence {
        Evidence(quote: quote(start, end), at: normal.span(start, end), confidence: confidence, rule: rule)
    }

    func evidence(_ finding: Finding, _ vocabulary: LexiconVocabulary) -> Evidence {
        evidence(Int(finding.start), Int(finding.end), finding.weak ? 0.6 : 0.9, lexicon.rule(vocabulary, finding.term))
    }

    /// Whether the units from `at` on are `word`.
    @inline(__always)
    func has(_ word: Word, at: Int) -> Bool {
        guard at >= 0, at + word.count <= units.count else { return false }
        for i in 0..<word.count where units[at + i] != word[i] { return false }
        return true
    }
}

/// All findings in a notice, by vocabulary.
struct NoticeFindings {
    let all: View<Finding>
    /// Each vocabulary's findings are `all[offsets[v]..<offsets[v + 1]]`.
    let offsets: [Int32]

    /// The findings of one vocabulary, in the order of their last words, counted from 0.
    subscript(_ vocabulary: LexiconVocabulary) -> View<Finding> {
        all[Int(offsets[vocabulary.index])..<Int(offsets[vocabulary.index + 1])].rebased
    }
}

/// The contexts that a sentence holds.
struct ContextSet: OptionSet {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ finding: Finding) { rawValue = 1 << UInt32(finding.term) }

    private static func of(_ context: Context) -> ContextSet { ContextSet(rawValue: 1 << UInt32(context.index)) }

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
