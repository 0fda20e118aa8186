import ArgumentParser
import Casebook
import Exchange

struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds pages to the casebook: keeps, reads and files them.",
        discussion: """
            Paths are those of 'jikenbo read'. The page's bytes are kept as they are; each notice in it opens a case or joins one. \
            Prints one line per page: what came of it, the cases, the page.

            Content that is there already is recognised and not stored twice. A page whose content has changed is kept as a new \
            version beside the old one. The command can be stopped at any moment: what was filed is safe, and the next run \
            finishes the work.

            EXAMPLES
              jikenbo add notices/
              jikenbo add --casebook work.sqlite notice.html
              curl -s https://example.jp/news/1 | jikenbo add - --address https://example.jp/news/1
            """)

    @Argument(help: ArgumentHelp("Files, folders, patterns, or -.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(help: "The address that the one page given came from, such as its URL (default: its path).")
    var address: String?

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var lexicon: LexiconOptions

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        try InputList.validate(paths)
        if address != nil, paths.count > 1 { throw ValidationError("--address goes with one path") }
    }

    func run() async throws {
        Output.quietPipes()
        let inputs = InputList(paths).inputs
        if address != nil, inputs.count > 1 {
            throw ValidationError("--address goes with one page, and the path holds \(inputs.count)")
        }
        let pages = PageReader(lexicon: try lexicon.load(), limit: work.maxSize)
        let store = try casebook.create()
        let reader = CandidateReader(
            reader: pages, store: store, version: try lexicon.readerVersion(),
            isNew: try Output.orFail { try store.hasNoPages() }, address: address)
        var intake = try Output.orFail {
            try IntakeDesk(store: store, readerVersion: reader.version, total: inputs.count, isQuiet: quiet)
        }
        do {
            intake.show()
            try await OrderedWork.run(
                inputs, jobs: work.count, work: { reader.candidate($0) },
                take: { _, candidate in try Output.orFail { try intake.take(candidate) } })
            try Output.orFail { try intake.finish() }
        } catch let failure as Output.Failure {
            try Output.end(with: failure)
        }
        if intake.failures > 0 { throw ExitCode.failure }
    }
}
