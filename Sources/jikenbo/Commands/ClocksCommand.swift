import ArgumentParser
import Casebook
import Duties
import Exchange
import Facts
import Language
import Pages
import Web

struct ClocksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract: "Says what was done on which day after it was known, beside the days that the law gives.",
        discussion: """
            The clocks of the law on personal information (APPI, article 26): the preliminary and the final report to the commission, the \
            notice to the individuals, publication. They are computed from dates that notices state, with the words that state them, and \
            from the dated table of duties, with its sources. It is information and no judgement; what is not dated is unknown.

            EXAMPLES
              jikenbo clocks 2023-060
              jikenbo clocks --notice draft.txt
              jikenbo clocks --format json 2025-501 2025-502
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case list, json }

    @Argument(help: ArgumentHelp("Numbers of cases, or with --notice files.", valueName: "case"))
    var targets: [String]

    @Flag(help: "Read notices from files (- for standard input) instead of cases from the casebook.")
    var notice = false

    @Option(help: "list for people, json with one object a line.")
    var format = Format.list

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions
    @OptionGroup var interface: InterfaceOptions

    func run() throws {
        Output.quietPipes()
        var hasFailed = false
        if notice {
            let reader = PageReader(lexicon: try lexicon.load(), limit: ByteSize(bytes: 50_000_000))
            for input in InputList(targets).inputs {
                var notices: [ReadNotice] = []
                do throws(InputError) {
                    notices = try reader.read(try reader.bytes(of: input), name: input.name).notices
                } catch {
                    hasFailed = true
                    Output.complain(error.description)
                }
                for notice in notices where notice.record.kind == .incident {
                    try show(
                        LegalClocks(LegalClocks.Facts(notice.record)), notice.record.id,
                        notice.record.title?.value ?? input.name)
                }
            }
        } else {
            let store = try casebook.open()
            for number in targets {
                guard let view = try Output.orFail({ try store.caseView(number) }) else {
                    hasFailed = true
                    Output.complain(
                        "\(HostileText.line(number)): the casebook has no case of this number; check it with jikenbo search"
                    )
                    continue
                }
                try show(LegalClocks(view), view.number, view.title ?? "")
            }
        }
        if hasFailed { throw ExitCode.failure }
    }

    private func show(_ clocks: LegalClocks, _ subject: String, _ title: String) throws {
        let text =
            switch format {
            case .json: ClocksJSON.text(of: clocks, subject: subject) + "\n"
            case .list:
                "\(HostileText.line(subject))  \(HostileText.line(title))\n"
                    + ClockWords(language: interface.chosen).text(of: clocks) + "\n"
            }
        try Output.finish { try Output.write(text) }
    }
}
