package import Facts
import Language

/// A part of a notice's text with the words that were found in it. Places are UTF-8 byte offsets into the notice's text;
/// how marks are shown is for whoever shows them.
package struct Snippet: Hashable, Sendable {
    package var text: String
    /// Where the text stands in the notice.
    package var at: TextSpan
    /// What to mark, in order, without overlaps, each within `at`.
    package var marks: [TextSpan]
    package var startsWithin: Bool
    package var endsWithin: Bool

    /// The parts of the text, marked and unmarked in turn.
    package var parts: [(text: Substring, isMarked: Bool)] {
        var parts: [(Substring, Bool)] = []
        var place = at.start
        func part(_ from: Int, _ to: Int, _ isMarked: Bool) {
            guard from < to else { return }
            let bytes = text.utf8
            let start = bytes.index(bytes.startIndex, offsetBy: from - at.start)
            let end = bytes.index(bytes.startIndex, offsetBy: to - at.start)
            parts.append((text[start..<end], isMarked))
        }
        for mark in marks {
            part(place, mark.start, false)
            part(mark.start, mark.end, true)
            place = mark.end
        }
        part(place, at.end, false)
        return parts
    }
}

/// Finds words in a notice's text.
struct SnippetMaker {
    let text: String
    let words: SearchText
    /// Where each of the query's words stands; the outer list is that of the query.
    let found: [[Range<Int>]]

    /// About how many units a snippet has, and how many of them stand before the first mark.
    static let length = 90, before = 20

    init(_ text: String, _ query: [SearchPlan.Words]) {
        self.text = text
        words = SearchText(text)
        let words = words
        found = query.map { word in
            word.forms.flatMap { pieces in
                let places = pieces.map { words.occurrences(of: $0) }
                return places.contains(where: \.isEmpty) ? [] : places.flatMap { $0 }
            }.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        }
    }

    /// The stretch that holds the most different words; the first of those. Where no words were asked for, or none stand in
    /// the text, the stretch around `otherwise`, which is marked; the beginning where there is none.
    ///
    /// - Parameter title: shown beside the snippet; words in it make a snippet only where they stand nowhere else.
    func snippet(otherwise spans: [TextSpan], title: TextSpan? = nil) -> Snippet? {
        guard !words.units.isEmpty else { return nil }
        let marks = Self.merged(found.flatMap { $0 }.map { words.span($0.lowerBound, $0.upperBound) })
        guard !marks.isEmpty else { return around(spans.first?.start ?? 0, marks: Self.merged(spans)) }
        var places: [(start: Int, word: Int)] = []
        for (word, ranges) in found.enumerated() { for range in ranges { places.append((range.lowerBound, word)) } }
        if let title {
            let outside = places.filter { words.span($0.start, $0.start + 1).start >= title.end }
            if !outside.isEmpty { places = outside }
        }
        places.sort { $0.start < $1.start }
        var best = 0, most = 0, end = 0
        var inside: [Int: Int] = [:]
        for start in places.indices {
            while end < places.count, places[end].start < places[start].start + Self.length - Self.before {
                inside[places[end].word, default: 0] += 1
                end += 1
            }
            if inside.count > most { (best, most) = (start, inside.count) }
            inside[places[start].word, default: 1] -= 1
            if inside[places[start].word] == 0 { inside[places[start].word] = nil }
        }
        return around(words.span(places[best].start, places[best].start + 1).start, marks: marks)
    }

    /// The stretch that begins a little before the byte. It does not begin or end within a mark or a character.
    private func around(_ byte: Int, marks: [TextSpan]) -> Snippet? {
        var unit = 0
        var low = 0, high = words.units.count
        while low < high {
            unit = (low + high) / 2
            if words.span(unit, unit + 1).start < byte { low = unit + 1 } else { high = unit }
        }
        var from = max(0, min(low, words.units.count - 1) - Self.before)
        // Back to where the line begins, where that is near; else a clause's beginning.
        if let end = words.units[from..<min(low, words.units.count)].lastIndex(of: SearchText.end),
            end + 1 < words.units.count
        {
            from = end + 1
        }
        let to = min(words.units.count, from + Self.length)
        var span = TextSpan(words.span(from, from + 1).start, words.span(to - 1, to).end)
        for mark in marks where mark.overlaps(span) {
            span = TextSpan(min(span.start, mark.start), max(span.end, mark.end))
        }
        if span.count > Self.mostBytes { span = TextSpan(span.start, boundary(before: span.start + Self.mostBytes)) }
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: span.start)
        let stop = bytes.index(bytes.startIndex, offsetBy: span.end)
        return Snippet(
            text: String(text[start..<stop]), at: span,
            marks: marks.filter { $0.start >= span.start && $0.end <= span.end },
            startsWithin: span.start > 0, endsWithin: span.end < bytes.count)
    }

    /// A text may stretch few characters over many bytes, such as spaces.
    private static let mostBytes = 2_000

    private func boundary(before offset: Int) -> Int {
        let bytes = text.utf8
        var offset = offset
        while offset > 0, bytes[bytes.index(bytes.startIndex, offsetBy: offset)] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    private static func merged(_ spans: [TextSpan]) -> [TextSpan] {
        var merged: [TextSpan] = []
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where span.count > 0 {
            if let last = merged.last, span.start < last.end {
                merged[merged.count - 1].end = max(last.end, span.end)
            } else {
                merged.append(span)
            }
        }
        return merged
    }
}

/// How much like words of their own the found characters stand in a text: 京都 in 京都の is one, in 東京都 it is not.
enum WordFit {
    /// From 0, within other words everywhere, to 1, at least once a word of its own.
    static func best(_ found: [Range<Int>], in text: SearchText) -> Double {
        found.map { (side(text, $0.lowerBound) ? 0.5 : 0) + (side(text, $0.upperBound) ? 0.5 : 0) }.max() ?? 0
    }

    /// Whether the script changes between the unit at `place` and the one before.
    private static func side(_ text: SearchText, _ place: Int) -> Bool {
        guard place > 0, place < text.units.count else { return true }
        let before = UnitClass.of(text.units[place - 1]), after = UnitClass.of(text.units[place])
        // Units that were ignored between them part words as well.
        return before != after || text.places[place] != text.places[place - 1] + 1
    }
}
