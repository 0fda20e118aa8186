/// Which links of a list page are news: `include=/news/* exclude=/news/archive* within=#news`.
package struct LinkRules: Hashable, Sendable {
    /// Patterns for the path and query, with `*` for anything; one that fits is enough. Empty for all.
    package var include: [String] = []
    package var exclude: [String] = []
    /// The part of the page that is looked at: `#id` or `.class`.
    package var within: String?

    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String
    }

    package init() {}

    /// - Throws: where a rule is none.
    package init(_ text: String) throws(Fault) {
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw Fault(
                    description: "\(word): not a rule; write include=/news/*, exclude=/recruit/* or within=#news")
            }
            switch parts[0] {
            case "include": include.append(parts[1])
            case "exclude": exclude.append(parts[1])
            case "within":
                guard parts[1].hasPrefix("#") || parts[1].hasPrefix("."), parts[1].count > 1 else {
                    throw Fault(description: "\(word): name an element as #id or .class")
                }
                within = parts[1]
            default:
                throw Fault(description: "\(word): there is no rule \(parts[0]); there are include, exclude and within")
            }
        }
    }

    package var isEmpty: Bool { self == LinkRules() }

    func accepts(_ target: String) -> Bool {
        (include.isEmpty || include.contains { Self.fits($0, target) }) && !exclude.contains { Self.fits($0, target) }
    }

    /// In time of the product of both lengths at most.
    static func fits(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (p, t) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                (p, t) = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
