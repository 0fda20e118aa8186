import Language

/// A lexicon of actors, the one vocabulary that may have any terms, from their YAML.
func actors(_ terms: String...) -> Lexicon.Source {
    Lexicon.Source(name: "actors.yaml", yaml: "vocabulary: actors\nterms:\n" + terms.joined(separator: "\n"))
}

/// The YAML of a term on one line.
func term(_ slug: String, _ lists: String) -> String { "  - {slug: \(slug), ja: 甲, en: A, \(lists)}" }
