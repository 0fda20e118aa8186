import Facts
import Language

/// A text as the search index sees it: the units that count, with the way back to the original bytes.
///
/// Numbers lose the commas between their digits (120,982 is 120982). Where a line, sentence or clause ends stands `end`.
package struct SearchText: Sendable {
    static let end: UInt16 = 0x0A

    /// The units that count.
    let units: [UInt16]
    /// For each unit its index in the normal text.
    let places: [Int32]
    /// For each unit whether a token of letters or digits may begin there, or end before it. True beside all other signs.
    let borders: [Bool]
    private let normal: NormalText

    package init(_ text: String) { self.init(NormalText(text)) }

    init(_ normal: NormalText) {
        self.normal = normal
        var units: [UInt16] = []
        var places: [Int32] = []
        var borders: [Bool] = []
        units.reserveCapacity(normal.count)
        places.reserveCapacity(normal.count)
        borders.reserveCapacity(normal.count + 1)
        var cuts = WordCuts()
        for index in 0..<normal.count {
            let unit = normal.units[index]
            let found = SearchClass.of(unit)
            if WordCuts.isGrouping(normal.units, index) { continue }
            switch found {
            case .ignored:
                cuts.part()
                continue
            case .end:
                cuts.part()
                if units.last != Self.end {
                    units.append(Self.end)
                    places.append(Int32(index))
                    borders.append(true)
                }
            case .sign, .letter, .digit:
                if normal.spaced[index] { cuts.part() }
                units.append(unit)
                places.append(Int32(index))
                borders.append(cuts.isCut(before: found))
            }
        }
        borders.append(true)
        self.units = units
        self.places = places
        self.borders = borders
    }

    /// A run of units without an end in it.
    struct Piece: Hashable {
        var units: [UInt16]
        /// As in the text that it was taken from.
        var borders: [Bool]
    }

    /// What stands between the ends of lines, sentences and clauses.
    var pieces: [Piece] {
        units.indices.split { units[$0] == Self.end }.map {
            Piece(units: Array(units[$0]), borders: Array(borders[$0]))
        }
    }

    /// The original bytes that the units from `start` up to `end` stand for.
    func span(_ start: Int, _ end: Int) -> TextSpan {
        normal.span(Int(places[start]), Int(places[end - 1]) + 1)
    }

    /// Where the piece stands, as ranges of units. Words of letters and numbers are only found whole.
    func occurrences(of piece: Piece) -> [Range<Int>] {
        guard let first = piece.units.first, let last = piece.units.last, piece.units.count <= units.count else {
            return []
        }
        let endsWord = SearchClass.of(last) != .sign
        var found: [Range<Int>] = []
        var at = 0
        while at + piece.units.count <= units.count {
            let end = at + piece.units.count
            if units[at] == first, units[end - 1] == last, !endsWord || borders[end],
                units[at..<end].elementsEqual(piece.units), borders[at..<end].elementsEqual(piece.borders)
            {
                found.append(at..<end)
                at = end
            } else {
                at += 1
            }
        }
        return found
    }
}

extension SearchText.Piece {
    /// The tokens that stand in a row in the index where the piece stands in a text: see `IndexTokens`.
    var tokens: [String] {
        var tokens: [String] = []
        var at = 0
        while at < units.count {
            var end = at + 1
            if SearchClass.of(units[at]) == .sign {
                while end < units.count, SearchClass.of(units[end]) == .sign { end += 1 }
                for first in at..<(end - 1) { tokens.append(Self.text(units[first...first + 1])) }
                // The last sign has a place of its own, which counts where something follows.
                if end - at == 1 || end < units.count { tokens.append(Self.text(units[(end - 1)..<end])) }
            } else {
                while end < units.count, !borders[end] { end += 1 }
                tokens.append(Self.text(units[at..<end]))
            }
            at = end
        }
        return tokens
    }

    private static func text(_ units: ArraySlice<UInt16>) -> String { String(decoding: units, as: UTF16.self) }
}

/// Says where one token of letters or digits ends and the next begins. The index and the texts to mark share it.
struct WordCuts {
    /// Longer runs are cut, so that no text makes a token of a million digits.
    static let longest = 40

    private var last: SearchClass = .ignored
    private var length = 0

    /// Lets the next unit begin a token.
    mutating func part() { last = .ignored }

    /// Whether a token begins with the unit, which is of the class.
    @inline(__always)
    mutating func isCut(before found: SearchClass) -> Bool {
        if found == last, found != .sign, length < Self.longest {
            length += 1
            return false
        }
        last = found
        length = 1
        return true
    }

    /// Whether the unit is the comma in the like of 1,234.
    static func isGrouping(_ units: [UInt16], _ index: Int) -> Bool {
        guard units[index] == Unit.comma, index > 0, index + 3 < units.count, isDigit(units[index - 1]) else {
            return false
        }
        return isDigit(units[index + 1]) && isDigit(units[index + 2]) && isDigit(units[index + 3])
            && !(index + 4 < units.count && isDigit(units[index + 4]))
    }

    private static func isDigit(_ unit: UInt16) -> Bool { unit >= Unit.zero && unit <= Unit.zero + 9 }
}
