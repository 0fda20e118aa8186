import ArgumentParser
import Exchange
import Language

struct LexiconListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the slugs of a vocabulary, or of all, with their labels.",
        discussion: """
            One line per slug: the vocabulary where all are listed, the slug, its label. The columns are aligned on a terminal and \
            parted by tabs elsewhere.

            EXAMPLES
              jikenbo lexicon list
              jikenbo lexicon list measures --language en
            """)

    @Argument(
        help: ArgumentHelp("The vocabulary: \(Lexicon.vocabularyNames.joined(separator: ", "))."),
        completion: .list(Lexicon.vocabularyNames))
    var vocabulary: String?

    @OptionGroup var interface: InterfaceOptions
    @OptionGroup var lexicon: LexiconOptions

    func validate() throws {
        if let vocabulary, !Lexicon.vocabularyNames.contains(vocabulary) {
            let known = Lexicon.vocabularyNames.joined(separator: ", ")
            throw ValidationError("there is no vocabulary '\(HostileText.line(vocabulary))'; there are \(known)")
        }
    }

    func run() throws {
        let lexicon = try lexicon.load()
        let names = vocabulary.map { [$0] } ?? Lexicon.vocabularyNames
        var rows: [[String]] = []
        for name in names {
            for (slug, label) in terms(of: name, lexicon) {
                rows.append((vocabulary == nil ? [name] : []) + [slug, HostileText.line(label)])
            }
        }
        let aligned = Terminal.isTerminal(.output)
        let widths = rows.first?.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 } ?? []
        try Output.finish {
            for row in rows {
                let cells = row.enumerated().map { column, text in
                    aligned && column + 1 < row.count ? DisplayWidth.fit(text, to: widths[column]) : text
                }
                try Output.write(cells.joined(separator: aligned ? "  " : "\t") + "\n")
            }
        }
    }

    /// Slugs of the record's own vocabularies are listed even where the lexicon lacks the term.
    private func terms(of name: String, _ lexicon: Lexicon) -> [(slug: String, label: String)] {
        let known = lexicon.terms(ofVocabulary: name).map { ($0.slug, interface.chosen == .ja ? $0.ja : $0.en) }
        guard let listing = VocabularyListing.all.first(where: { $0.name == name }) else { return known }
        let labels = Dictionary(known, uniquingKeysWith: { first, _ in first })
        return listing.slugs.map { ($0, labels[$0] ?? $0) }
    }
}
