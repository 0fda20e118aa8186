import ArgumentParser
import Casebook
import Exchange
import Language
import Web

struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Lists cases that are like a case, and says in what.",
        discussion: """
            Compared are types, causes, data, sector, actor, size, leak and days to disclosure, as far as the case's notices state \
            them. docs/search.md lists how much each counts.

            EXAMPLES
              jikenbo similar 2023-060
              jikenbo similar 2023-060 --limit 3 --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case list, json }

    @Argument(help: ArgumentHelp("The case's number, such as 2023-060.", valueName: "case"))
    var number: String

    @OptionGroup var casebook: CasebookOptions

    @Option(help: "list for people, json with one array (default: list on a terminal, else json).")
    var format: Format?

    @Option(help: ArgumentHelp("How many cases to list.", valueName: "n"))
    var limit = 10

    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit must be from 1 to 1000") }
    }

    func run() throws {
        Output.quietPipes()
        let store = try casebook.open()
        let cases = try Output.orFail {
            try store.refreshSearchTelling()
            guard let cases = try store.cases(like: number, limit: limit) else {
                throw CasebookError("case \(number)", "there is no such case", "find its number with jikenbo search")
            }
            return cases
        }
        try Output.finish { try Output.write(text(of: cases)) }
    }

    private func text(of cases: [SimilarCase]) -> String {
        let isTerminal = Terminal.isTerminal(.output)
        let environment = Terminal.environment
        if (format ?? (isTerminal ? .list : .json)) == .json { return SearchJSON.text(of: cases) + "\n" }
        let labels = SearchLabels(language: interface.chosen, lexicon: .builtIn)
        if cases.isEmpty { return labels.nothing + "\n" }
        let list = SearchList(
            labels: labels,
            style: TerminalStyle(colour: Terminal.colour(color, environment: environment, isTerminal: isTerminal)),
            width: Terminal.width(environment: environment), facets: 0, explains: false)
        return cases.map { found in
            let share = "\(Int((found.likeness * 100).rounded()))%"
            return list.text(of: found.hit, likeness: share)
                + found.reasons.map { "  · " + HostileText.line(labels.words(for: $0)) + "\n" }.joined()
        }.joined(separator: "\n")
    }
}
