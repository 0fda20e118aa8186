import ArgumentParser
import Casebook

struct ExcludeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exclude",
        abstract: "Takes notices out of cases, search and figures.",
        discussion: """
            Nothing is deleted: they stay in the file, and 'jikenbo undo' brings them back.

            EXAMPLES
              jikenbo exclude 82e29ca36b46cb9d --why "a test page"
            """)

    @Argument(help: "Notices by their ids, or cases with all their notices.")
    var targets: [String]

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.exclude(targets: targets)) }
}
