import ArgumentParser
import Casebook

struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Moves notices of a case into a new case.",
        discussion: """
            EXAMPLES
              jikenbo split 2026-501 82e29ca36b46cb9d 130482c6023868fb --why "two incidents"
            """)

    @Argument(help: "The case.")
    var casefile: String

    @Argument(help: "The notices to move, by their ids.")
    var notices: [String]

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.split(casefile: casefile, notices: notices)) }
}
