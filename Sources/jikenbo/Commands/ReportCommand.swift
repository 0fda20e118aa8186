import ArgumentParser
import Casebook
import Exchange
import Facts
import Foundation
import Language
import Web

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes a report on the cases of some months: HTML, PDF or Markdown.",
        discussion: """
            The report has a summary in plain words, charts, the largest cases with their sources, what was done about the causes, and \
            method and limits. Cases count in the month in which they were first published.

            PDF is made by Chromium or Chrome, which has to be installed; HTML is one file without anything else.

            EXAMPLES
              jikenbo report --from 2025-01 --to 2025-12 --output 2025.html
              jikenbo report --from 2025 --query 'sector:healthcare-welfare' --format pdf --output hospitals.pdf
              jikenbo report --from 2025-04 --to 2026-03 --format markdown --language en
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case html, pdf, markdown }

    @Option(help: ArgumentHelp("The first month, or the year: 2025-01, 2025.", valueName: "month"))
    var from: String

    @Option(
        help: ArgumentHelp("The last month, or the year (default: the end of the year of --from).", valueName: "month"))
    var to: String?

    @Option(help: ArgumentHelp("Only the cases that this query finds.", valueName: "query"))
    var query = ""

    @Option(help: "html, pdf or markdown (default: by the ending of --output, else html).")
    var format: Format?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write (default: standard output, but for PDF).", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp("The address of the casebook's pages, to which the report then leads.", valueName: "url"))
    var publicAddress: String?

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var interface: InterfaceOptions

    private var chosen: Format {
        if let format { return format }
        switch output.map({ ($0 as NSString).pathExtension.lowercased() }) {
        case "pdf": return .pdf
        case "md", "markdown": return .markdown
        default: return .html
        }
    }

    func validate() throws {
        try ServeCommand.validate(publicAddress: publicAddress)
        _ = try months()
        if chosen == .pdf, output == nil { throw ValidationError("a PDF needs --output FILE") }
    }

    /// Months since year 0.
    private func months() throws -> ClosedRange<Int> {
        guard let first = Self.months(from) else {
            throw ValidationError("--from: write a month or year, such as 2025-01 or 2025")
        }
        guard let last = Self.months(to ?? String(from.prefix(4))) else {
            throw ValidationError("--to: write a month or year, such as 2025-12 or 2025")
        }
        guard first.lowerBound <= last.upperBound else { throw ValidationError("--to lies before --from") }
        return first.lowerBound...last.upperBound
    }

    private static func months(_ text: String) -> ClosedRange<Int>? {
        guard let date = DateValue(iso: text), date.grain == .month || date.grain == .year else { return nil }
        let first = date.year * 12 + (date.grain == .year ? 0 : date.month - 1)
        return first...(date.grain == .year ? first + 11 : first)
    }

    func run() throws {
        Output.quietPipes()
        let parsed = try SearchCommand.parse(query, interface.chosen)
        let store = try casebook.open()
        let report = try Output.orFail {
            try store.refreshSearchTelling()
            return try Report(
                store, parsed, months: months(), language: interface.chosen, lexicon: .builtIn, base: publicAddress)
        }
        switch chosen {
        case .html: try write(report.html)
        case .markdown: try write(report.markdown)
        case .pdf: try Output.orFail { try PDFPrinter.print(report.html, to: output ?? "") }
        }
    }

    private func write(_ text: String) throws {
        guard let output else { return try Output.finish { try Output.write(text) } }
        try Output.orFail {
            do { try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
                throw CasebookError(output, "the report cannot be written", "choose a folder that you may write to")
            }
        }
    }
}
