import ArgumentParser
import Casebook

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Says how much there is in the casebook.",
        discussion: """
            EXAMPLES
              jikenbo stats
            """)

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let figures = try Output.orFail { try store.figures() }
        let width = figures.rows.map(\.name.count).max() ?? 0
        try Output.finish {
            for row in figures.rows {
                let name = row.name + String(repeating: " ", count: width - row.name.count)
                try Output.write("\(name)  \(row.value)\n")
            }
        }
    }
}
