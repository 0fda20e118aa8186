import Facts

/// A place in a notice's text whose words say values of facts.
struct EvidencePlace: Hashable {
    var at: TextSpan
    /// The number of the fact on the page.
    var fact: Int
}

/// A notice's text cut into pieces, so that the words that say a value stand in elements of their own.
///
/// Words that say several values are one element; evidence inside other evidence is marked inside it; evidence that only
/// partly covers other evidence is cut where that one ends, and its second part is marked beside it.
struct MarkedText {
    enum Piece: Hashable {
        /// - Parameter id: the element's name; `nil` for the second part of what was cut.
        case start(id: String?, facts: [Int])
        case end
        /// - Parameter fact: the fact that the innermost mark around the words belongs to.
        case words(String, fact: Int?)
    }

    private(set) var pieces: [Piece] = []
    /// The names of the marks by their places.
    private(set) var ids: [TextSpan: String] = [:]

    private struct Mark {
        var at: TextSpan
        var facts: [Int]
        var id: String?
    }

    /// - Parameter name: what the names of the text's marks begin with.
    init(_ text: String, _ places: [EvidencePlace], name: String) {
        let bytes = Array(text.utf8)
        var open: [Mark] = []
        var place = 0
        for mark in marks(places, bytes, name) {
            close(&open, before: mark.at.start, bytes, &place)
            write(bytes, &place, to: mark.at.start, inside: open.last)
            pieces.append(.start(id: mark.id, facts: mark.facts))
            open.append(mark)
        }
        close(&open, before: bytes.count, bytes, &place)
        write(bytes, &place, to: bytes.count, inside: open.last)
    }

    private mutating func close(_ open: inout [Mark], before start: Int, _ bytes: [UInt8], _ place: inout Int) {
        while let mark = open.last, mark.at.end <= start {
            write(bytes, &place, to: mark.at.end, inside: mark)
            open.removeLast()
            pieces.append(.end)
        }
    }

    private mutating func write(_ bytes: [UInt8], _ place: inout Int, to end: Int, inside mark: Mark?) {
        guard end > place else { return }
        pieces.append(.words(String(decoding: bytes[place..<end], as: UTF8.self), fact: mark?.facts.first))
        place = end
    }

    /// The marks by their starts, outer before inner.
    private mutating func marks(_ places: [EvidencePlace], _ bytes: [UInt8], _ name: String) -> [Mark] {
        var facts: [TextSpan: [Int]] = [:]
        for place in places where Self.holds(place.at, bytes) {
            if facts[place.at]?.contains(place.fact) != true { facts[place.at, default: []].append(place.fact) }
        }
        func before(_ a: Mark, _ b: Mark) -> Bool { (a.at.start, -a.at.end) < (b.at.start, -b.at.end) }
        var waiting = facts.map { Mark(at: $0, facts: $1, id: "") }.sorted { before($1, $0) }
        for place in waiting.indices {
            let id = "\(name)-\(waiting.count - place)"
            waiting[place].id = id
            ids[waiting[place].at] = id
        }
        var marks: [Mark] = []
        var open: [TextSpan] = []
        while var mark = waiting.popLast() {
            while let last = open.last, last.end <= mark.at.start { open.removeLast() }
            if let last = open.last, mark.at.end > last.end {
                let rest = Mark(at: TextSpan(last.end, mark.at.end), facts: mark.facts, id: nil)
                let index = waiting.lastIndex { before(rest, $0) }.map { $0 + 1 } ?? 0
                waiting.insert(rest, at: index)
                mark.at.end = last.end
            }
            open.append(mark.at)
            marks.append(mark)
        }
        return marks
    }

    /// Whether the place is one of whole characters in the text.
    private static func holds(_ at: TextSpan, _ bytes: [UInt8]) -> Bool {
        func begins(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
        return at.start >= 0 && at.start < at.end && at.end <= bytes.count && begins(at.start) && begins(at.end)
    }
}
