/// The names that a mistyped one is likely to mean.
enum Nearest {
    /// At most three slugs, nearest first: those with a name that holds the text or is held by it, or differs in few characters.
    static func to(_ text: String, among names: [(slug: String, names: [String])]) -> [String] {
        let wanted = Array(QueryValues.name(text).unicodeScalars.prefix(longest))
        guard !wanted.isEmpty else { return [] }
        var ranked: [(slug: String, distance: Int)] = []
        for (slug, names) in names {
            let distances = names.compactMap {
                distance(wanted, Array(QueryValues.name($0).unicodeScalars.prefix(longest)))
            }
            if let least = distances.min() { ranked.append((slug, least)) }
        }
        return ranked.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
            .prefix(3).map(\.element.slug)
    }

    private static let longest = 60

    /// Twice the number of edits, or less where one holds the other; `nil` where they have little in common.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int? {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        if short.count >= 2, long.count > short.count,
            (0...(long.count - short.count)).contains(where: { long[$0..<($0 + short.count)].elementsEqual(short) })
        {
            return 1 + (long.count - short.count) / 4
        }
        let edits = edits(a, b)
        return edits * 5 <= max(a.count, b.count) * 2 ? edits * 2 : nil
    }

    /// The fewest characters to put in, take out, replace or swap with their neighbours.
    private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var least = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
                row.append(least)
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
