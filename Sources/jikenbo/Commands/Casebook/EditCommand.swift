import ArgumentParser
import Casebook

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Corrects values of a notice's record.",
        discussion: """
            A correction outranks what the reader read, also when the notice is read anew. TARGET is a notice by its id, or a case, \
            whose latest notice is then meant. FIELD is one of docs/record.md. FIELD=VALUE sets it, FIELD= empties it; FIELD+=VALUE and \
            FIELD-=VALUE add to a list and take from it. The parts of a value are parted by commas; where one is taken away, only the \
            first need be given.

            EXAMPLES
              jikenbo edit 2026-501 sector=healthcare --why "it is a clinic"
              jikenbo edit 82e29ca36b46cb9d counts-=862 counts+=861,名,お客様,main --quote 861名 --why "misread"
              jikenbo edit 2026-501 timeline+=exposure,2026-01-04,2026-02-01 --why "from their letter"
            """)

    @Argument(help: "A notice by its id or the beginning of it, or a case by its number.")
    var target: String

    @Argument(help: ArgumentHelp("What to change.", valueName: "field=value"))
    var changes: [String]

    @Option(help: "The words of the notice that say the new value.")
    var quote: String?

    @OptionGroup var options: EditOptions

    func run() throws { try options.perform(.correct(target: target, changes: changes, quote: quote)) }
}
