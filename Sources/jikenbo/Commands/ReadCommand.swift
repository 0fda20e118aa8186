import ArgumentParser
import Exchange
import Facts
import Language
import Web

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

            With --lines it works for another program: each line of standard input is a page, {"id": …, "url": …, "text": …} or with \
            "base64" instead of "text", and each is answered at once by a line with its "id" and either "records", to the byte as \
            --format json prints them, or "error". docs/spark.md describes it.

            EXAMPLES
              jikenbo read notice.html
              jikenbo read --explain notice.txt
              jikenbo read notices/ --kind incident > records.jsonl
              curl -s https://example.jp/news/1 | jikenbo read -
              jikenbo read 'archive/2023-*.pdf' --format table
              jikenbo read --lines < pages.jsonl > answers.jsonl
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

    @Flag(help: "Read pages from lines of JSON on standard input, and answer each with a line.")
    var lines = false

    @Option(help: "Which notices to print.")
    var kind = Kind.all

    @OptionGroup var work: WorkOptions
    @OptionGroup var lexicon: LexiconOptions
    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    @Flag(help: "Print nothing but records and errors: no progress, no notes.")
    var quiet = false

    func validate() throws {
        if explain, format != nil { throw ValidationError("--explain is a format of its own; leave out --format") }
        if lines { return try validateLines() }
        if paths.isEmpty, Terminal.isTerminal(.input) {
            throw ValidationError("nothing to read: name a file or a folder, or give a notice on standard input with -")
        }
        try InputList.validate(paths)
    }

    private func validateLines() throws {
        if !paths.isEmpty { throw ValidationError("--lines takes pages from standard input; name no path") }
        if explain || (format ?? .json) != .json {
            throw ValidationError("--lines answers in JSON; leave out --format and --explain")
        }
        if work.jobs.jobs != nil { throw ValidationError("--lines reads one page after the other; leave out --jobs") }
    }

    func run() async throws {
        Output.quietPipes()
        if lines { return try answerLines() }
        let inputs = InputList(paths.isEmpty ? ["-"] : paths).inputs
        let lexicon = try lexicon.load()
        let printer = RecordPrinter(
            reader: PageReader(lexicon: lexicon, limit: work.maxSize), format: chosenFormat(lexicon), kind: kind.wanted)
        var progress = Progress(
            total: inputs.count, isQuiet: quiet, errorIsTerminal: Terminal.isTerminal(.error),
            sharesScreen: Terminal.isTerminal(.output))
        do {
            try Output.write(printer.format.head)
            progress.show()
            try await OrderedWork.run(
                inputs, jobs: work.count, work: { printer.print($0) },
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

    private func answerLines() throws {
        let reader = PageReader(lexicon: try lexicon.load(), limit: work.maxSize)
        var worker = LineWorker(reader: reader, kind: kind.wanted, limit: work.maxSize)
        try Output.finish {
            try InputLines.each(longest: worker.longest) { try Output.write(worker.answer($0)) }
        }
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
