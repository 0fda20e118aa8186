import ArgumentParser
import Casebook
import Exchange

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Lists what people did, the latest first.",
        discussion: """
            One line per edit: its number, when, who, what, on what, why; where it was undone, by which edit.

            EXAMPLES
              jikenbo history --limit 5
            """)

    @Option(help: "How many edits to show.")
    var limit = 50

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let edits = try Output.orFail { try store.history(limit: limit) }
        try Output.finish {
            for edit in edits {
                let undone = edit.undoneBy.map { "\tundone by \($0)" } ?? ""
                let cells = [edit.who, edit.action, edit.target, edit.why].map(HostileText.line)
                try Output.write(
                    "\(edit.number)\t\(Moment.iso(edit.at))\t\(cells.joined(separator: "\t"))\(undone)\n")
            }
        }
    }
}
