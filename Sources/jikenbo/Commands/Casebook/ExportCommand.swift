import ArgumentParser
import Casebook
import Exchange
import Facts
import Language
import Web

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes cases in the formats that other programs read, or the whole casebook into a folder.",
        discussion: """
            With --format, the cases that a query finds, oldest first, on standard output or into a file. The same casebook gives the \
            same bytes. docs/exchange.md says of each format what becomes of which value.

              jsonl          one line a case: all that is known of it, with the records of its notices
              csv            one row a case
              csv-facts      one row a value, with the words that say it
              parquet        the rows of csv with types, for DuckDB, Spark and data frames
              parquet-facts  the same of csv-facts
              bibtex         citations of the first notices, for biblatex
              csl-json       the same for Zotero, Pandoc and others
              veris          VERIS 1.4, one line an incident
              stix           a STIX 2.1 bundle
              misp           events for MISP, one on each line

            With FOLDER, the casebook itself: a file of JSON Lines for each table, and the pages as they came. 'jikenbo import' makes the \
            same casebook of it again.

            EXAMPLES
              jikenbo export --format csv --labels ja --output cases.csv
              jikenbo export --format parquet --output cases.parquet
              jikenbo export --format jsonl --query 'type:ransomware published:2025..' | jq .number
              jikenbo export casebook-export/
            """)

    @Argument(help: "The folder for the whole casebook, which must be empty or not there yet.", completion: .directory)
    var folder: String?

    @Option(help: "How to write cases.")
    var format: CaseFormatName?

    @Option(help: ArgumentHelp("Only the cases that this query finds, as for 'jikenbo search'.", valueName: "query"))
    var query: String?

    @Option(
        help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: "In CSV and Parquet, labels in this language instead of slugs.")
    var labels: InterfaceOptions.Choice?

    @Flag(help: "In CSV, leave out the byte order mark by which spreadsheets know UTF-8.")
    var noBom = false

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var interface: InterfaceOptions

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        switch (folder, format) {
        case (nil, nil): throw ValidationError("name a FOLDER for the whole casebook, or a --format for cases")
        case (.some, .some): throw ValidationError("--format goes with --output, not with a FOLDER")
        case (.some, nil):
            if query != nil || output != nil { throw ValidationError("--query and --output need a --format") }
        case (nil, .some): break
        }
        if format?.isTable != true, labels != nil {
            throw ValidationError("--labels is for --format csv, csv-facts, parquet and parquet-facts")
        }
        if noBom, format != .csv, format != .csvFacts {
            throw ValidationError("--no-bom is for --format csv and csv-facts")
        }
        if format?.isBinary == true, output == nil, Terminal.isTerminal(.output) {
            throw ValidationError("Parquet is nothing for a terminal: name a file with --output")
        }
    }

    func run() throws {
        guard let format else {
            let store = try casebook.open()
            return try Output.orFail { try store.export(to: folder ?? "") }
        }
        Output.quietPipes()
        let parsed = try SearchCommand.parse(query ?? "", interface.chosen)
        let store = try casebook.open()
        var writer = format.writer(csv: csv)
        try Output.finish {
            try Output.orFail {
                if query != nil { try store.refreshSearchTelling() }
                var sink = try ExportSink(file: output)
                let count: Int
                do { count = try write(parsed, of: store, with: &writer, to: &sink) } catch {
                    sink.abandon()
                    throw error
                }
                if output != nil, !quiet { Output.tell("\(count) cases written.\n") }
            }
        }
    }

    private var csv: CSVOptions {
        guard let labels else { return CSVOptions(hasMark: !noBom) }
        return CSVOptions(
            hasMark: !noBom, labels: LexiconLabels(lexicon: .builtIn, language: labels == .ja ? .ja : .en),
            words: labels == .ja ? .japanese : .english)
    }

    /// - Returns: how many cases were written.
    private func write<Format: CaseFormat>(
        _ query: SearchQuery, of store: CasebookStore, with writer: inout Format, to sink: inout ExportSink
    ) throws -> Int {
        let showsLine = !quiet && Terminal.isTerminal(.error) && (output != nil || !Terminal.isTerminal(.output))
        var count = 0
        writer.begin(&sink.bytes)
        let format = writer
        try store.filedCases(query, withDigests: format.wantsDigests, making: { format.part(of: $0) }) {
            part, place, all in
            writer.write(part, to: &sink.bytes)
            try sink.writeIfFull()
            count = place
            if showsLine, place % 500 == 0 { Output.tell("\r\u{1B}[KExporting \(place)/\(all) …") }
        }
        writer.end(&sink.bytes)
        try sink.finish()
        if showsLine { Output.tell("\r\u{1B}[K") }
        return count
    }
}

/// The formats for cases.
enum CaseFormatName: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv
    case csvFacts = "csv-facts"
    case parquet
    case parquetFacts = "parquet-facts"
    case bibtex
    case cslJSON = "csl-json"
    case veris, stix, misp

    /// Whether it has rows whose cells may hold labels.
    var isTable: Bool { self == .csv || self == .csvFacts || isBinary }
    /// Whether it is no text.
    var isBinary: Bool { self == .parquet || self == .parquetFacts }

    func writer(csv: CSVOptions) -> any CaseFormat {
        switch self {
        case .jsonl: CaseLines()
        case .csv: CaseCSV(csv)
        case .csvFacts: FactCSV(csv)
        case .parquet: CaseParquet(csv, .zstd { Zstd.compress($0) })
        case .parquetFacts: FactParquet(csv, .zstd { Zstd.compress($0) })
        case .bibtex: BibTeX()
        case .cslJSON: CSLJSON()
        case .veris: VERIS(LexiconMappings(.builtIn))
        case .stix: STIX(LexiconMappings(.builtIn), NameUUIDs { Digest.sha1($0) })
        case .misp: MISP(LexiconMappings(.builtIn), NameUUIDs { Digest.sha1($0) })
        }
    }
}
