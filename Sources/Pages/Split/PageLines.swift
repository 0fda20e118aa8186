import Facts
import Language

/// The lines of a page as the splitter sees them. Places are units of `normal`, but for `span`.
struct PageLines {
    struct Line {
        var start: Int
        var end: Int
        /// Blank lines before it and behind it.
        var blankBefore = 0
        var blankAfter = 0
        /// Level of the page's own heading markup, 0 for none.
        var level = 0
        /// Whether it holds a sentence.
        var sentence = false
        var contexts: Set<Context> = []
        var section = false
        /// Whether it names a kind of incident.
        var incident = false
        /// Where the first word that makes an organisation's name begins, -1 for none.
        var name = -1
        /// Where the first 当社, 弊社, 本学 begins, -1 for none.
        var publisher = -1

        var count: Int { end - start }
    }

    let scanned: ScannedText
    let normal: NormalText
    private(set) var lines: [Line] = []

    init(_ page: PageText, _ lexicon: Lexicon) {
        scanned = ScannedText(page.text, lexicon)
        normal = scanned.normal
        let findings = scanned.findings
        split()
        markHeadings(page.headings)
        let contexts = findings[.contexts]
        let sections = findings[.sections]
        let names = findings[.nameForms]
        let types = findings[.incidentTypes]
        var (c, s, n, t) = (0, 0, 0, 0)
        for i in lines.indices {
            while c < contexts.count, Int(contexts[c].start) < lines[i].end {
                let context = Values.contexts[Int(contexts[c].term)]
                // 共有スペース is no share button: furniture begins its line or makes up most of it.
                let size = Int(contexts[c].end - contexts[c].start)
                if context != .furniture || Int(contexts[c].start) - lines[i].start <= 1 || size * 3 >= lines[i].count {
                    lines[i].contexts.insert(context)
                }
                if context == .publisher, lines[i].publisher < 0 { lines[i].publisher = Int(contexts[c].start) }
                c += 1
            }
            while s < sections.count, Int(sections[s].start) < lines[i].end {
                lines[i].section = true
                s += 1
            }
            while t < types.count, Int(types[t].start) < lines[i].end {
                if !types[t].weak { lines[i].incident = true }
                t += 1
            }
            while n < names.count, Int(names[n].start) < lines[i].end {
                if !names[n].weak, lines[i].name < 0 { lines[i].name = Int(names[n].start) }
                n += 1
            }
        }
    }

    private mutating func split() {
        var start = 0
        var blanks = 0
        for i in 0...normal.count where i == normal.count || normal.units[i] == Unit.newline {
            if i > start {
                var line = Line(start: start, end: i)
                line.blankBefore = blanks
                line.sentence = normal.units[start..<i].contains(Unit.ideographicStop)
                if !lines.isEmpty { lines[lines.count - 1].blankAfter = blanks }
                lines.append(line)
                blanks = 0
            } else if i < normal.count {
                blanks += 1
            }
            start = i + 1
        }
    }

    private mutating func markHeadings(_ headings: [PageText.Heading]) {
        var h = 0
        for i in lines.indices {
            let span = self.span(of: i)
            while h < headings.count, headings[h].at.end <= span.start { h += 1 }
            if h < headings.count, headings[h].at.overlaps(span) { lines[i].level = headings[h].level }
        }
    }

    /// The original bytes of a line.
    func span(of line: Int) -> TextSpan { normal.span(lines[line].start, lines[line].end) }

    func has(_ word: [UInt16], at: Int) -> Bool {
        guard at >= 0, at + word.count <= normal.count else { return false }
        for i in 0..<word.count where normal.units[at + i] != word[i] { return false }
        return true
    }

    func holds(_ line: Line, _ words: [[UInt16]]) -> Bool {
        (line.start..<line.end).contains { i in words.contains { normal.units[i] == $0[0] && has($0, at: i) } }
    }
}
