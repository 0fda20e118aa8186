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
        func fits(_ pattern: String) -> Bool { Wildcard.fits(Array(pattern.utf8), Array(target.utf8)) }
        return (include.isEmpty || include.contains(where: fits)) && !exclude.contains(where: fits)
    }
}
