import ArgumentParser
import Casebook
import Exchange

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Lists every page that was ever given to the casebook, and what came of it.",
        discussion: """
            One line per page: when, the outcome, the address, the reason.

            EXAMPLES
              jikenbo ledger
              jikenbo ledger --outcome failed
            """)

    enum Outcome: String, ExpressibleByArgument, CaseIterable { case added, duplicate, other, failed, excluded }

    @Option(help: "Only the pages of which this came.")
    var outcome: Outcome?

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.finish {
            try Output.orFail {
                try store.ledger(outcome: outcome?.rawValue) { entry in
                    let cells = [entry.outcome, entry.address, entry.reason].map(HostileText.line)
                    try Output.write("\(Moment.iso(entry.at))\t\(cells.joined(separator: "\t"))\n")
                }
            }
        }
    }
}
