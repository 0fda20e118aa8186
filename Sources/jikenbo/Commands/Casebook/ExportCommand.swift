import ArgumentParser
import Casebook

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the whole casebook into a folder, for other programs.",
        discussion: """
            A file of JSON Lines for each table, and the pages as they came. 'jikenbo import' makes the same casebook of it again.

            EXAMPLES
              jikenbo export casebook-export/
            """)

    @Argument(help: "The folder, which must be empty or not there yet.")
    var folder: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.export(to: folder) }
    }
}
