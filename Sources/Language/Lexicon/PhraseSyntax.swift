/// A phrase as written in a lexicon file: one to three parts, each a set of literal alternatives, with a greatest gap between.
struct Phrase: Hashable {
    /// The literal alternatives of each part, normalised.
    var parts: [Literals]
    /// `gaps[i]` is the greatest number of units between part i and part i + 1.
    var gaps: [Int]
}

/// Texts one behind the other in one array: a list of lists of units costs an allocation for each.
struct Literals: Hashable, RandomAccessCollection {
    private(set) var units: [UInt16] = []
    private var ends: [Int] = []

    var startIndex: Int { 0 }
    var endIndex: Int { ends.count }
    subscript(_ i: Int) -> ArraySlice<UInt16> { units[(i > 0 ? ends[i - 1] : 0)..<ends[i]] }

    /// Ends a text: the units added since the last one's end.
    mutating func end() { ends.append(units.count) }
    mutating func add(_ unit: UInt16) { units.append(unit) }
    mutating func add(_ text: ArraySlice<UInt16>) { units += text }
    /// Folds a text and adds it.
    mutating func addFolded(_ text: ArraySlice<UInt16>) { FoldTable.fold(text, into: &units) }

    static func += (list: inout Literals, more: Literals) {
        for text in more {
            list.add(text)
            list.end()
        }
    }

    /// Each text with each of `endings` behind it.
    func followed(by endings: Literals) -> Literals {
        var made = Literals()
        made.units.reserveCapacity(units.count * endings.count + endings.units.count * count)
        made.ends.reserveCapacity(count * endings.count)
        for text in self {
            for ending in endings {
                made.add(text)
                made.add(ending)
                made.end()
            }
        }
        return made
    }
}

/// Parses the phrase syntax of docs/lexicon.md.
enum PhraseSyntax {
    static let defaultGap = 24
    static let greatestGap = 80
    static let mostParts = 3
    /// More alternatives than this in one part are a mistake in the file.
    static let mostAlternatives = 2000

    struct Failure: Error { var message: String }

    static func parse(_ written: String) throws(Failure) -> Phrase {
        var parser = Parser(units: Array(written.utf16), written: written)
        var parts: [Literals] = []
        var gaps: [Int] = []
        while true {
            parts.append(try literals(of: try parser.alternatives(), written))
            guard parser.peek == Mark.ellipsis else { break }
            parser.at += 1
            gaps.append(try parser.gap())
        }
        if parser.peek != nil { throw Failure(message: "')' in '\(written)' has no opening '('") }
        if parts.count > mostParts { throw Failure(message: "'\(written)' has more than \(mostParts) parts") }
        return Phrase(parts: parts, gaps: gaps)
    }

    /// The alternatives in normal form; two that were written apart may be one.
    private static func literals(of texts: Literals, _ written: String) throws(Failure) -> Literals {
        var literals = Literals()
        for text in texts {
            let before = literals.units.count
            literals.addFolded(text)
            if literals.units.count == before {
                throw Failure(
                    message: "a part of '\(written)' may be empty; write at least one character outside ( | )")
            }
            literals.end()
        }
        return literals
    }

    private enum Mark {
        static let open = UInt16(UInt8(ascii: "("))
        static let close = UInt16(UInt8(ascii: ")"))
        static let bar = UInt16(UInt8(ascii: "|"))
        static let escape = UInt16(UInt8(ascii: "\\"))
        static let braceOpen = UInt16(UInt8(ascii: "{"))
        static let braceClose = UInt16(UInt8(ascii: "}"))
        static let ellipsis: UInt16 = 0x2026
    }

    private struct Parser {
        let units: [UInt16]
        let written: String
        var at = 0

        init(units: [UInt16], written: String) {
            self.units = units
            self.written = written
        }

        var peek: UInt16? { at < units.count ? units[at] : nil }

        /// The texts that the phrase up to `…`, `|`, `)` or the end stands for.
        private mutating func sequence() throws(Failure) -> Literals {
            var made = Literals()
            made.end()
            while let c = peek, c != Mark.ellipsis, c != Mark.bar, c != Mark.close {
                if c == Mark.open {
                    at += 1
                    let choices = try alternatives()
                    guard peek == Mark.close else { throw Failure(message: "a '(' is not closed, or holds a '…'") }
                    at += 1
                    if made.count * choices.count > mostAlternatives {
                        throw Failure(message: "more than \(mostAlternatives) alternatives; split the phrase")
                    }
                    made = made.followed(by: choices)
                } else {
                    made = made.followed(by: plain())
                }
            }
            return made
        }

        /// The text up to the next mark.
        private mutating func plain() -> Literals {
            var text = Literals()
            while let c = peek, c != Mark.ellipsis, c != Mark.bar, c != Mark.open, c != Mark.close {
                at += 1
                if c == Mark.escape, let literal = peek {
                    text.add(literal)
                    at += 1
                } else {
                    text.add(c)
                }
            }
            text.end()
            return text
        }

        mutating func alternatives() throws(Failure) -> Literals {
            var all = try sequence()
            while peek == Mark.bar {
                at += 1
                all += try sequence()
            }
            return all
        }

        mutating func gap() throws(Failure) -> Int {
            guard peek == Mark.braceOpen else { return defaultGap }
            at += 1
            var n = 0
            var digits = 0
            while let c = peek, c != Mark.braceClose {
                guard NumberScanner.isDigit(c), digits < 4 else { break }
                n = n * 10 + Int(c - Unit.zero)
                digits += 1
                at += 1
            }
            guard peek == Mark.braceClose, digits > 0, (1...greatestGap).contains(n) else {
                throw Failure(message: "after '…' a number from 1 to \(greatestGap) stands in { }")
            }
            at += 1
            return n
        }
    }
}
