import ArgumentParser
import Casebook
import Importing

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes in incidents that others recorded, or a whole casebook that 'jikenbo export' has written.",
        discussion: """
            With --format, incidents in files, folders or on standard input (-). Each is kept as it came, as a page of its own, and \
            becomes a case whose values carry the words of the record. What is there already is recognised and not stored twice; a number \
            that another case has is not taken from it. An incident that cannot be taken in is told with its line, and the others go in. \
            docs/exchange.md says what becomes of which value.

              veris  VERIS 1.3 and 1.4 as JSON: an incident, an array of them, or one on each line
              csv    a table, with a --mapping that says which column means what; 'jikenbo' is the mapping of our own export

            With a folder and no --format, the casebook itself, which must be empty or not there yet. Cases, corrections, history and audit log \
            come back as they were.

            EXAMPLES
              jikenbo import --format veris VCDB/data/json/validated/
              jikenbo import --format csv --mapping incidents.yaml incidents.csv
              jikenbo import --format csv --mapping jikenbo cases.csv --dry-run
              jikenbo import casebook-export/ --casebook copy.sqlite
            """)

    @Argument(
        help: ArgumentHelp(
            "The folder of an export; with --format, files, folders, patterns, or -.", valueName: "path"),
        completion: .file())
    var paths: [String]

    @Option(help: "How the incidents are written.")
    var format: ImportFormat?

    @Option(
        help: ArgumentHelp("For CSV, the YAML file that says which column means what.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var mapping: String?

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Whose incidents they are, for the log (default: import:veris, import:csv).", valueName: "name"))
    var author: String?

    @Flag(help: "Show what would be taken in, and write nothing.")
    var dryRun = false

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var work: WorkOptions

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        if format == nil {
            if paths.count > 1 { throw ValidationError("name one folder of an export, or a --format for incidents") }
            if mapping != nil || author != nil || dryRun {
                throw ValidationError("--mapping, --by and --dry-run need a --format")
            }
        }
        if (format == .csv) != (mapping != nil) { throw ValidationError("--format csv goes with a --mapping") }
        if let author { try AuthorName.validate(author) }
        try InputList.validate(paths)
    }

    /// An export is a folder; a file was meant to be incidents. Said before a casebook is made.
    private func checkFolder() throws(InputError) {
        if FileSystem.entry(at: FilePath(paths[0]))?.kind == .folder { return }
        throw InputError(
            paths[0], "is no folder that 'jikenbo export' has written",
            "name one, or say with --format how the incidents in a file are written")
    }

    func run() async throws {
        guard let format else {
            try Output.orFail { try checkFolder() }
            let store = try casebook.create()
            return try Output.orFail { try store.importExport(from: paths[0]) }
        }
        Output.quietPipes()
        let reader = try Output.orFail { try ImportReader(format, mapping: mapping, limit: work.maxSize) }
        let inputs = InputList(paths, kinds: format.kinds).inputs
        if dryRun { return try ImportTrial(reader: reader).run(inputs) }
        let store = try casebook.create()
        var desk = try Output.orFail {
            try ImportDesk(store: store, reader: reader, by: author ?? "import:\(format.rawValue)", isQuiet: quiet)
        }
        do {
            try await OrderedWork.run(
                inputs, jobs: work.count, work: { reader.items($0) },
                take: { index, items in try Output.orFail { try desk.take(items, file: index + 1, of: inputs.count) } })
            try Output.orFail { try desk.finish() }
        } catch let failure as Output.Failure {
            try Output.end(with: failure)
        }
        if desk.failures > 0 { throw ExitCode.failure }
    }
}

/// The formats of incidents that are taken in.
enum ImportFormat: String, ExpressibleByArgument, CaseIterable {
    case veris, csv

    /// The files that are taken from folders.
    var kinds: Set<String> {
        switch self {
        case .veris: ["json", "jsonl", "ndjson"]
        case .csv: ["csv", "tsv"]
        }
    }
}

/// The name of someone on whose word the casebook is changed.
enum AuthorName {
    static func validate(_ name: String) throws {
        let isShown = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isShown, !name.allSatisfy(\.isWhitespace), name.count <= 64 else {
            throw ValidationError("--by needs a name of 1 to 64 characters on one line")
        }
        guard !name.hasPrefix("web:"), !name.hasPrefix("git:") else {
            throw ValidationError("--by cannot begin with web: or git:, by which others are known")
        }
    }
}
