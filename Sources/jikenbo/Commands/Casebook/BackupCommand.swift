import ArgumentParser
import Casebook

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the casebook into a file, also while it is in use.",
        discussion: """
            The copy is a casebook like any other: name it with --casebook.

            EXAMPLES
              jikenbo backup /mnt/backup/casebook-2026-04-01.sqlite
            """)

    @Argument(help: "The file to write, which must not be there yet.")
    var file: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.backup(to: file) }
    }
}
