import ArgumentParser
import Casebook

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Keeps a note with a case or a notice.",
        discussion: """
            EXAMPLES
              jikenbo note 2026-501 "They will publish a third report in May."
            """)

    @Argument(help: "A case by its number, or a notice by its id.")
    var target: String

    @Argument(help: "The note.")
    var text: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let done = try Output.orFail { try store.edit(.note(target: target, text: text), why: "") }
        try Output.finish { try Output.write("edit \(done.number)\n") }
    }
}
