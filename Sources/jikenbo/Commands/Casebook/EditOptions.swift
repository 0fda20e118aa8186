import ArgumentParser
import Casebook
import Exchange

/// What all commands have in common by which people change the casebook.
struct EditOptions: ParsableArguments {
    @Option(help: "Why: kept with the edit, for those who come after.")
    var why: String

    @OptionGroup var casebook: CasebookOptions

    func validate() throws {
        if why.allSatisfy(\.isWhitespace) { throw ValidationError("--why needs a reason") }
    }

    /// Carries out an edit and prints its number.
    func perform(_ edit: Edit) throws {
        let store = try casebook.open()
        let done = try Output.orFail { try store.edit(edit, why: why) }
        try Output.finish {
            let opened = done.opened.map { ": opened case \($0)" } ?? ""
            try Output.write("edit \(done.number)\(opened)\n")
        }
    }
}
