import ArgumentParser
import Casebook

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Moves all notices of a case into another.",
        discussion: """
            The first number leads to the second case from then on; 'jikenbo undo' parts them again.

            EXAMPLES
              jikenbo merge 2026-502 2026-501 --why "one incident, told by two offices"
            """)

    @Argument(help: "The case that ends.")
    var casefile: String

    @Argument(help: "The case that goes on.")
    var into: String

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.merge(casefile: casefile, into: into)) }
}
