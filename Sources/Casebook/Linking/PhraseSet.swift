import Language

/// A handful of phrases that are looked for together, in one walk over a text.
struct PhraseSet: Sendable {
    private let phrases: [[UInt16]]
    /// For each unit whether a phrase begins with it.
    private let begins: [Bool]

    init(_ phrases: [String]) {
        self.phrases = phrases.map { NormalText($0).units }
        var begins = [Bool](repeating: false, count: 65536)
        for phrase in self.phrases { if let first = phrase.first { begins[Int(first)] = true } }
        self.begins = begins
    }

    /// Where the first of the phrases stands in a part of a text; of two at one place the one that was given first.
    func first(in units: [UInt16], _ range: Range<Int>) -> Range<Int>? {
        for i in range where begins[Int(units[i])] {
            for phrase in phrases where matches(phrase, units, i, range.upperBound) { return i..<i + phrase.count }
        }
        return nil
    }

    func stands(in units: [UInt16], _ range: Range<Int>) -> Bool { first(in: units, range) != nil }

    /// The length of the first phrase that stands right at a place.
    func length(at place: Int, in units: [UInt16], to end: Int) -> Int? {
        guard place < end, begins[Int(units[place])] else { return nil }
        return phrases.first { matches($0, units, place, end) }?.count
    }

    /// Whether the whole part is one of the phrases.
    func isWhole(_ units: [UInt16], _ range: Range<Int>) -> Bool {
        phrases.contains { $0.count == range.count && matches($0, units, range.lowerBound, range.upperBound) }
    }

    private func matches(_ phrase: [UInt16], _ units: [UInt16], _ at: Int, _ end: Int) -> Bool {
        guard at + phrase.count <= end else { return false }
        for j in phrase.indices where units[at + j] != phrase[j] { return false }
        return true
    }
}

extension Array<UInt16> {
    /// The sentence around a place: up to the line breaks or full stops about it, and no farther than a sentence reaches,
    /// so that a text without them costs no more.
    func sentence(around place: Int) -> Range<Int> {
        let farthest = 400
        func ends(_ i: Int) -> Bool { self[i] == Unit.newline || self[i] == Unit.ideographicStop }
        var start = Swift.min(place, count)
        let first = Swift.max(0, start - farthest)
        while start > first, !ends(start - 1) { start -= 1 }
        var end = Swift.min(place, count)
        let last = Swift.min(count, end + farthest)
        while end < last, !ends(end) { end += 1 }
        return start..<end
    }
}
