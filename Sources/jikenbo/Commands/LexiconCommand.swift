import ArgumentParser

struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Checks and lists the phrases and terms that the reader knows.",
        discussion: """
            The lexicon is a folder of YAML files, one per vocabulary. The program has one built in; a folder of your own \
            takes its place with 'jikenbo read --lexicon DIR'.

            EXAMPLES
              jikenbo lexicon check Lexicon
              jikenbo lexicon list incident-types --language ja
            """,
        subcommands: [LexiconCheckCommand.self, LexiconListCommand.self])
}
