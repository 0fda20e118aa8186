import ArgumentParser
import Casebook

struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Moves notices into a case.",
        discussion: """
            A case that is left without notices leads to the other one from then on.

            EXAMPLES
              jikenbo link 82e29ca36b46cb9d 2026-501 --why "second report on the same incident"
            """)

    @Argument(help: ArgumentHelp("Notices by their ids, then the case.", valueName: "notice ... case"))
    var names: [String]

    @OptionGroup var options: EditOptions

    func validate() throws {
        if names.count < 2 { throw ValidationError("name one notice or more, then a case") }
    }

    func run() throws { try options.perform(.link(notices: names.dropLast(), casefile: names.last!)) }
}
