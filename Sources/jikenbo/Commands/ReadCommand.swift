import ArgumentParser
import Exchange
import Facts
import Language

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Reads notices into records, each value with the words that say it.",
        discussion: """
            PATH is a file (text, HTML or PDF), a folder, a pattern with * ? [a-z] in quotes, or - for standard input. Folders are \
            read with all folders in them, sorted by name; of their files those named .txt, .text, .html, .htm, .xhtml, .pdf or .md, \
            and none that are hidden. Put -- before a path that starts with -. A page may hold several notices.

            Records come in the order of the paths, whatever --jobs is. A file that cannot be read is named on standard error \
            with the reason; the others are read all the same, and the exit code is 1.

            EXAMPLES
              jikenbo read notice.html
              jikenbo read --explain notice.txt
              jikenbo read notices/ --kind incident > records.jsonl
              curl -s https://example.jp/news/1 | jikenbo read -
              jikenbo read 'archive/2023-*.pdf' --format table
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case card, json, table }

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case incident, other, all

        var wanted: NoticeKind? { NoticeKind(rawValue: rawValue) }
    }

    @Argument(
        help: ArgumentHelp("Files, folders, patterns, or - (default: standard input).", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    @Option(
        help:
            "card for people, json with one record per line, table with one line per notice (default: card on a terminal, else json)."
    )
    var format: Format?

    @Flag(help: "Print the notice with its evidence marked in place, then which rule found what.")
    var explain = false

    @Option(help: "Which notices to print.")
    var kind = Kind.all

    @Option(help: ArgumentHelp("How many files to read at once (default: one per core).", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("The largest file to read: a number with KB, MB or GB.", valueName: "size"))
    var maxSize = ByteSize(bytes: 50_000_000)

    @OptionGroup var lexicon: LexiconOptions
    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    @Flag(help: "Print nothing but records and errors: no progress, no notes.")
    var quiet = false

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
        if explain, format != nil { throw ValidationError("--explain is a format of its own; leave out --format") }
        if paths.isEmpty, Terminal.isTerminal(.input) {
            throw ValidationError("nothing to read: name a file or a folder, or give a notice on standard input with -")
        }
        if paths.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once: name - once")
        }
    }

    func run() async throws {
        Output.quietPipes()
        let inputs = InputList(paths.isEmpty ? ["-"] : paths).inputs
        let lexicon = try lexicon.load()
        let reader = PageReader(lexicon: lexicon, format: chosenFormat(lexicon), kind: kind.wanted, limit: maxSize)
        var progress = Progress(
            total: inputs.count, isQuiet: quiet, errorIsTerminal: Terminal.isTerminal(.error),
            sharesScreen: Terminal.isTerminal(.output))
        do {
            try Output.write(reader.format.head)
            progress.show()
            try await OrderedWork.run(
                inputs, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, work: { reader.read($0) },
                take: { index, result in
                    progress.note(result, of: inputs[index].name)
                    try Output.write(result.text)
                    if index + 1 < inputs.count { progress.show() }
                })
        } catch let failure as Output.Failure {
            progress.clear()
            try Output.end(with: failure)
        }
        progress.finish()
        if progress.failures > 0 { throw ExitCode.failure }
    }

    private func chosenFormat(_ lexicon: Lexicon) -> any NoticeFormat {
        let environment = Terminal.environment
        let isTerminal = Terminal.isTerminal(.output)
        let style = TerminalStyle(colour: Terminal.colour(color, environment: environment, isTerminal: isTerminal))
        if explain { return Explanation(style: style) }
        let language = interface.chosen
        let words = language == .ja ? Words.japanese : Words.english
        let labels = LexiconLabels(lexicon: lexicon, language: language)
        switch format ?? (isTerminal ? .card : .json) {
        case .json: return JSONLines()
        case .card:
            return CaseCard(words: words, labels: labels, style: style, width: Terminal.width(environment: environment))
        case .table:
            return CaseTable(
                words: words, labels: labels, style: style,
                width: isTerminal ? Terminal.width(environment: environment) : nil)
        }
    }
}
