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
        var parser = Parser(rest: Array(written.unicodeScalars)[...])
        var parts: [[[UInt16]]] = []
        var gaps: [Int] = []
        while true {
            let texts = try parser.alternatives(nested: false)
            var literals: [[UInt16]] = []
            for text in texts {
                let normal = NormalText(text).units
                if normal.isEmpty {
                    throw Failure(message: "a part of '\(written)' may be empty; write at least one character outside ( | )")
                }
                if !literals.contains(normal) { literals.append(normal) }
            }
            parts.append(literals)
            guard parser.rest.first == "…" else { break }
            parser.rest.removeFirst()
            gaps.append(try parser.gap())
        }
        if let c = parser.rest.first { throw Failure(message: "'\(c)' in '\(written)' has no opening '('") }
        if parts.count > mostParts { throw Failure(message: "'\(written)' has more than \(mostParts) parts") }
        return Phrase(parts: parts, gaps: gaps)
    }

    private struct Parser {
        var rest: ArraySlice<Unicode.Scalar>

        /// The strings that the text up to `…`, `|`, `)` or the end stands for.
        mutating func sequence() throws(Failure) -> [String] {
            var made = [""]
            while let c = rest.first, c != "…", c != "|", c != ")" {
                rest.removeFirst()
                let choices: [String]
                if c == "(" {
                    choices = try alternatives(nested: true)
                    guard rest.first == ")" else { throw Failure(message: "a '(' is not closed, or holds a '…'") }
                    rest.removeFirst()
                } else if c == "\\", let literal = rest.first {
                    rest.removeFirst()
                    choices = [String(Character(literal))]
                } else {
                    choices = [String(Character(c))]
                }
                if made.count * choices.count > mostAlternatives {
                    throw Failure(message: "more than \(mostAlternatives) alternatives; split the phrase")
                }
                made = made.flatMap { head in choices.map { head + $0 } }
            }
            return made
        }

        mutating func alternatives(nested: Bool) throws(Failure) -> [String] {
            var all = try sequence()
            while rest.first == "|" {
                rest.removeFirst()
                all += try sequence()
            }
            return all
        }

        mutating func gap() throws(Failure) -> Int {
            guard rest.first == "{" else { return defaultGap }
            rest.removeFirst()
            var digits = ""
            while let c = rest.first, c != "}" {
                digits.unicodeScalars.append(c)
                rest.removeFirst()
            }
            guard !rest.isEmpty, let n = Int(digits), (1...greatestGap).contains(n) else {
                throw Failure(message: "after '…' a number from 1 to \(greatestGap) stands in { }")
            }
            rest.removeFirst()
            return n
        }
    }
}
