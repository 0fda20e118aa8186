/// A phrase as written in a lexicon file: one to three parts, each a set of literal alternatives, with a greatest gap between.
struct Phrase: Hashable {
    /// The literal alternatives of each part, normalised.
    var parts: [Literals]
    /// `gaps[i]` is the greatest number of units between part i and part i + 1.
    var gaps: [Int]
}

/// Texts one behind the other in one array: a list of lists of units costs an allocation for each.
struct Literals: Hashable, RandomAccessCollection {
    fileprivate(set) var units: [UInt16] = []
    private var ends: [Int] = []

    var startIndex: Int { 0 }
    var endIndex: Int { ends.count }
    subscript(_ i: Int) -> ArraySlice<UInt16> { units[range(i)] }

    func range(_ i: Int) -> Range<Int> { (i > 0 ? ends[i - 1] : 0)..<ends[i] }

    /// Ends a text: the units added since the last one's end.
    fileprivate mutating func end() { ends.append(units.count) }

    /// Puts a unit behind the last text.
    fileprivate mutating func extend(_ unit: UInt16) {
        units.append(unit)
        ends[ends.count - 1] += 1
    }

    /// Replaces each text from number `first` on by itself with each of `endings` behind it.
    fileprivate mutating func follow(from first: Int, by endings: Literals) {
        let start = first > 0 ? ends[first - 1] : 0
        let heads = Array(units[start...])
        let headEnds = ends[first...].map { $0 - start }
        units.removeSubrange(start...)
        ends.removeSubrange(first...)
        units.reserveCapacity(start + heads.count * endings.count + endings.units.count * headEnds.count)
        heads.withUnsafeBufferPointer { heads in
            endings.units.withUnsafeBufferPointer { tails in
                var from = 0
                for to in headEnds {
                    for i in 0..<endings.count {
                        units.append(contentsOf: UnsafeBufferPointer(rebasing: heads[from..<to]))
                        units.append(contentsOf: UnsafeBufferPointer(rebasing: tails[endings.range(i)]))
                        ends.append(units.count)
                    }
                    from = to
                }
            }
        }
    }

    /// The texts in normal form.
    fileprivate func folded() -> Literals {
        var made = Literals()
        made.ends.reserveCapacity(ends.count)
        made.units = [UInt16](unsafeUninitializedCapacity: units.count * FoldTable.mostUnits) { out, filled in
            guard let start = out.baseAddress else { return }
            units.withUnsafeBufferPointer { units in
                FoldTable.table.withUnsafeBufferPointer { table in
                    for i in 0..<count {
                        let text = UnsafeBufferPointer(rebasing: units[range(i)])
                        filled += FoldTable.fold(text, into: start + filled, table)
                        made.ends.append(filled)
                    }
                }
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
        var parser = Parser(written)
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
        let literals = texts.folded()
        if literals.indices.contains(where: { literals.range($0).isEmpty }) {
            throw Failure(message: "a part of '\(written)' may be empty; write at least one character outside ( | )")
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
        var at = 0

        init(_ written: String) {
            // An array of the view would count it first, and build an index of the text for that.
            var units: [UInt16] = []
            units.reserveCapacity(written.utf8.count)
            for unit in written.utf16 { units.append(unit) }
            self.units = units
        }

        var peek: UInt16? { at < units.count ? units[at] : nil }

        /// The texts that the phrase up to `…`, `)` or the end stands for.
        mutating func alternatives() throws(Failure) -> Literals {
            var all = Literals()
            try sequence(&all)
            while peek == Mark.bar {
                at += 1
                try sequence(&all)
            }
            return all
        }

        /// Adds the texts that the phrase up to `…`, `|`, `)` or the end stands for.
        private mutating func sequence(_ all: inout Literals) throws(Failure) {
            let first = all.count
            all.end()
            while let c = peek, c != Mark.ellipsis, c != Mark.bar, c != Mark.close {
                if c == Mark.open {
                    at += 1
                    let choices = try alternatives()
                    guard peek == Mark.close else { throw Failure(message: "a '(' is not closed, or holds a '…'") }
                    at += 1
                    if (all.count - first) * choices.count > mostAlternatives {
                        throw Failure(message: "more than \(mostAlternatives) alternatives; split the phrase")
                    }
                    all.follow(from: first, by: choices)
                } else if all.count == first + 1 {
                    plain(&all)
                } else {
                    var text = Literals()
                    text.end()
                    plain(&text)
                    all.follow(from: first, by: text)
                }
            }
        }

        /// Puts the text up to the next mark behind the last one.
        private mutating func plain(_ texts: inout Literals) {
            while let c = peek, c != Mark.ellipsis, c != Mark.bar, c != Mark.open, c != Mark.close {
                at += 1
                if c == Mark.escape, let literal = peek {
                    texts.extend(literal)
                    at += 1
                } else {
                    texts.extend(c)
                }
            }
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
