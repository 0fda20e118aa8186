import ArgumentParser
import Casebook

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a casebook from a folder that 'jikenbo export' has written.",
        discussion: """
            The casebook must be empty or not there yet. Cases, corrections, history and audit log come back as they were.

            EXAMPLES
              jikenbo import casebook-export/ --casebook copy.sqlite
            """)

    @Argument(help: "The folder.")
    var folder: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.create()
        try Output.orFail { try store.importExport(from: folder) }
    }
}
