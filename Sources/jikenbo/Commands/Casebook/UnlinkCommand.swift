import ArgumentParser
import Casebook

struct UnlinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: "Moves a notice out of its case into one of its own.",
        discussion: """
            EXAMPLES
              jikenbo unlink 82e29ca36b46cb9d --why "another incident of the same firm"
            """)

    @Argument(help: "The notice by its id.")
    var notice: String

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.unlink(notice: notice)) }
}
