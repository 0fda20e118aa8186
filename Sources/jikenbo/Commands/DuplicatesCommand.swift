import ArgumentParser
import Casebook
import Exchange
import Facts
import Language
import Web

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Lists cases that look like the same incident.",
        discussion: """
            Compares the notices of each case with those of other cases that share a name, number, service or fact with them, and \
            lists the pairs of cases that may be one incident, the likest first, with the reasons. Pairs that a person has \
            rejected, and cases tied as related, are left out. Merge a pair with 'jikenbo merge'.

            EXAMPLES
              jikenbo duplicates
              jikenbo duplicates --limit 10 --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case card, json }

    @Option(help: ArgumentHelp("How many pairs to list.", valueName: "n"))
    var limit = 100

    @Option(help: "card for people, json with one pair per line (default: card on a terminal, else json).")
    var format: Format?

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions
    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be 1 or more") }
    }

    func run() throws {
        let store = try casebook.open()
        let pairs = try Output.orFail { try store.lookAlikes(limit: limit) }
        let environment = Terminal.environment
        let isTerminal = Terminal.isTerminal(.output)
        let language = interface.chosen
        let list = LookAlikeList(
            words: language == .ja ? .japanese : .english,
            labels: LexiconLabels(lexicon: try lexicon.load(), language: language),
            style: TerminalStyle(colour: Terminal.colour(color, environment: environment, isTerminal: isTerminal)),
            width: Terminal.width(environment: environment))
        try Output.finish {
            for pair in pairs {
                switch format ?? (isTerminal ? .card : .json) {
                case .card: try Output.write(list.text(of: pair))
                case .json: try Output.write(LookAlikeList.json(of: pair))
                }
            }
        }
    }
}
