import Facts
package import Language

/// Which of our slugs the enumerations of VERIS stand for: the lexicon's mappings the other way round, and nothing besides.
///
/// A mapping counts where it is the first of its term within an action or attribute, which is the one that is written in VERIS. What
/// several terms are mapped to says none of them, unless it is all that one of them says, or one of them is `other-…`.
package struct VERISTerms: Sendable {
    private struct Term {
        var slug: String
        var paths: [String]
    }

    private let terms: [String: [Term]]

    package init(_ lexicon: Lexicon) {
        let names = [
            IncidentType.vocabularyName, Cause.vocabularyName, DataKind.vocabularyName, Sector.vocabularyName,
        ]
        terms = Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, lexicon.terms(ofVocabulary: name).map { Term(slug: $0.slug, paths: $0.veris) })
            })
    }

    /// The slug of a variety, vector or other path, such as `action.error.variety.Misdelivery`.
    package func slug(_ path: String, of vocabulary: String) -> String? {
        let found = (terms[vocabulary] ?? []).filter { Self.means(path, $0) }
        if found.count <= 1 { return found.first?.slug }
        let exact = found.filter { $0.paths.count == 1 }
        if exact.count == 1 { return exact[0].slug }
        return found.first { $0.slug.hasPrefix("other-") }?.slug
    }

    /// The sector of an industry, which is a code of NAICS with two digits or more, and of a level of government.
    package func sector(industry: String, government: [String]) -> String? {
        let digits = industry.prefix(2)
        let ranges = ["32": "31", "33": "31", "45": "44", "49": "48"]
        let path = "victim.industry." + (ranges[String(digits)] ?? String(digits))
        let found = (terms[Sector.vocabularyName] ?? []).filter { $0.paths.contains(path) }
        if found.count <= 1 { return found.first?.slug }
        let levels = government.map { "victim.government." + $0 }
        let fitting = found.filter { !Set($0.paths).isDisjoint(with: levels) }
        return fitting.count == 1 ? fitting[0].slug : nil
    }

    private static func means(_ path: String, _ term: Term) -> Bool {
        guard term.paths.contains(path) else { return false }
        let parts = path.split(separator: ".", maxSplits: 3)
        guard parts.count == 4 else { return true }
        // Ways in, and what became of the system, are said of many kinds of incident.
        if parts[2] == "vector" { return term.paths.allSatisfy { $0.contains(".vector.") } }
        if parts[0] == "attribute", parts[1] != "confidentiality" { return term.paths[0] == path }
        let area = "\(parts[0]).\(parts[1]).\(parts[2])."
        return term.paths.first { $0.hasPrefix(area) } == path
    }
}
