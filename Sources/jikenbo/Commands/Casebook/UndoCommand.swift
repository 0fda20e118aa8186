import ArgumentParser
import Casebook

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Undoes an edit.",
        discussion: """
            Any edit can be undone, merges too, as long as no later one has changed the same cases or notices. Both stay in \
            the history.

            EXAMPLES
              jikenbo undo 12 --why "they are two incidents after all"
            """)

    @Argument(help: "The edit's number, as 'jikenbo history' shows it.")
    var edit: Int64

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.undo(edit: edit)) }
}
