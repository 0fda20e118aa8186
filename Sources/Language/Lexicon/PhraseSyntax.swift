/// A phrase as written in a lexicon file: one to three parts, each a set of literal alternatives, with a greatest gap between.
struct Phrase: Hashable {
    /// The literal alternatives of each part, normalised.
    var parts: [[[UInt16]]]
    /// `gaps[i]` is the greatest number of units between part i and part i + 1.
    var gaps: [Int]
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
        var parts: [[[UInt16]]] = []
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
    private static func literals(of texts: [[UInt16]], _ written: String) throws(Failure) -> [[UInt16]] {
        var literals: [[UInt16]] = []
        literals.reserveCapacity(texts.count)
        for text in texts {
            let normal = FoldTable.folded(text)
            if normal.isEmpty {
                throw Failure(
                    message: "a part of '\(written)' may be empty; write at least one character outside ( | )")
            }
            literals.append(normal)
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
        private mutating func sequence() throws(Failure) -> [[UInt16]] {
            var made: [[UInt16]] = [[]]
            while let c = peek, c != Mark.ellipsis, c != Mark.bar, c != Mark.close {
                at += 1
                if c == Mark.open {
                    let choices = try alternatives()
                    guard peek == Mark.close else { throw Failure(message: "a '(' is not closed, or holds a '…'") }
                    at += 1
                    if made.count * choices.count > mostAlternatives {
                        throw Failure(message: "more than \(mostAlternatives) alternatives; split the phrase")
                    }
                    made = made.flatMap { head in choices.map { head + $0 } }
                    continue
                }
                var unit = c
                if c == Mark.escape, let literal = peek {
                    unit = literal
                    at += 1
                }
                for i in made.indices { made[i].append(unit) }
            }
            return made
        }

        mutating func alternatives() throws(Failure) -> [[UInt16]] {
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
