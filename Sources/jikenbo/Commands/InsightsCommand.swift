import ArgumentParser
import Casebook
import Exchange
import Language
import Web

struct InsightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insights",
        abstract: "Counts cases: by month, type, cause, sector and more, and how long things took.",
        discussion: """
            QUERY is one of 'jikenbo search'; without it all cases are counted. A case is counted once by what its notices in force \
            say together; what is not stated is "not stated", and never zero. docs/insights.md says how each figure is counted.

            --case takes conditions on cases as wholes, such as leak:confirmed or cause:unknown: the JSON output names for each figure \
            the condition that finds its cases again, which 'jikenbo search --case' takes too.

            EXAMPLES
              jikenbo insights
              jikenbo insights published:2025 sector:retail-ecommerce
              jikenbo insights --case 'leak:confirmed people:1000..' --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Argument(help: ArgumentHelp("Which cases to count.", valueName: "query"))
    var query: [String] = []

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "Conditions on cases as wholes, parted by spaces: leak:confirmed, people:100..999.", valueName: "terms"))
    var caseTerms: String?

    @Option(help: "table for people, json with one object.")
    var format = Format.table

    @Option(help: ArgumentHelp("How many values of each field to show.", valueName: "n"))
    var rows = 10

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var interface: InterfaceOptions

    func validate() throws { if !(1...100).contains(rows) { throw ValidationError("--rows must be from 1 to 100") } }

    func run() throws {
        Output.quietPipes()
        let parsed = try SearchCommand.parse(query.joined(separator: " "), interface.chosen)
        let terms = try SearchCommand.terms(caseTerms)
        let store = try casebook.open()
        let insights = try Output.orFail {
            try store.refreshSearchTelling()
            return try store.insights(parsed, terms)
        }
        try Output.finish {
            switch format {
            case .json: try Output.write(InsightsJSON.text(of: insights) + "\n")
            case .table:
                try Output.write(
                    InsightsTable(language: interface.chosen, lexicon: .builtIn, rows: rows).text(of: insights))
            }
        }
    }
}
