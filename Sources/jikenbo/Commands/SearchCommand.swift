import ArgumentParser
import Casebook
import Exchange
import Facts
import Language
import Web

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds cases in the casebook.",
        discussion: """
            QUERY is words, of which all must be found; "quoted words"; OR; -word for what must not be found; ( ) for grouping; and \
            terms such as type:ransomware, org:NAME, people:>10000, published:2023-01..2023-06 or leak:confirmed. Put -- before a \
            query that starts with -. docs/search.md lists all of it.

            Cases are listed newest first, each with the one of its notices that comes first, and the words found marked in it.

            EXAMPLES
              jikenbo search 漏えい type:ransomware
              jikenbo search '"個人情報保護委員会" people:>10000 published:2023..'
              jikenbo search --sort relevance --explain フィッシング OR サポート詐欺
              jikenbo search --format json org:大学 > found.json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case list, json, table }

    @Argument(help: ArgumentHelp("What to find.", valueName: "query"))
    var query: [String] = []

    @OptionGroup var casebook: CasebookOptions

    @Option(
        help:
            "list for people, json with one object, table with one line per case (default: list on a terminal, else json)."
    )
    var format: Format?

    @Option(help: "The order: date (newest first), relevance (best match first) or size (most people first).")
    var sort = SearchOrder.date

    @Option(help: ArgumentHelp("How many cases to list.", valueName: "n"))
    var limit = 20

    @Option(help: ArgumentHelp("How many cases to leave out before the first.", valueName: "n"))
    var offset = 0

    @Option(help: ArgumentHelp("How many values of each facet to show, at most; 0 for none.", valueName: "n"))
    var facets = 5

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "Conditions on cases as wholes, as 'jikenbo insights' names them: leak:confirmed, people:100..999.",
            valueName: "terms"))
    var caseTerms: String?

    @Flag(help: "Say for each case why it was found.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "Ask the queries in this file, one per line, and print one JSON object per line, with the microseconds that each took.",
            valueName: "file"),
        completion: .file())
    var queries: String?

    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    func validate() throws {
        if !(0...1000).contains(limit) { throw ValidationError("--limit must be from 0 to 1000") }
        if offset < 0 { throw ValidationError("--offset must not be below 0") }
        if facets < 0 { throw ValidationError("--facets must not be below 0") }
        if queries != nil, !query.isEmpty { throw ValidationError("--queries goes without a query of its own") }
    }

    func run() throws {
        Output.quietPipes()
        if let queries { return try ask(fileOf: queries) }
        let parsed = try Self.parse(query.joined(separator: " "), interface.chosen)
        let terms = try Self.terms(caseTerms)
        let store = try casebook.open()
        let result = try Output.orFail {
            try store.refreshSearchTelling()
            return try store.search(parsed, terms, order: sort, limit: limit, offset: offset)
        }
        try Output.finish { try Output.write(text(of: result)) }
    }

    private func text(of result: SearchResult) -> String {
        let isTerminal = Terminal.isTerminal(.output)
        let environment = Terminal.environment
        let style = TerminalStyle(colour: Terminal.colour(color, environment: environment, isTerminal: isTerminal))
        let labels = SearchLabels(language: interface.chosen, lexicon: .builtIn)
        let width = Terminal.width(environment: environment)
        switch format ?? (isTerminal ? .list : .json) {
        case .list:
            return SearchList(labels: labels, style: style, width: width, facets: facets, explains: explain)
                .text(of: result, offset: offset)
        case .json: return SearchJSON.text(of: result, facets: facets) + "\n"
        case .table:
            return SearchTable(labels: labels, style: style, width: isTerminal ? width : nil).text(of: result.hits)
        }
    }

    // MARK: The query

    static func parse(_ text: String, _ language: InterfaceLanguage) throws -> SearchQuery {
        do throws(QueryFault) {
            return try SearchQuery.parse(text)
        } catch {
            Output.complain("query: " + HostileText.line(error.message(in: language)))
            Output.tell(pointing(at: error, in: text))
            throw ExitCode(64)
        }
    }

    static func terms(_ text: String?) throws -> [CaseTerm] {
        do throws(CaseTerm.Fault) { return try CaseTerm.list(text ?? "") } catch {
            throw ValidationError("--case: " + HostileText.line(error.description))
        }
    }

    /// The query on a line, and carets below the place.
    static func pointing(at fault: QueryFault, in text: String) -> String {
        let bytes = Array(text.utf8)
        func shown(_ part: ArraySlice<UInt8>) -> String {
            HostileText.line(String(decoding: part, as: UTF8.self).replacing(" ", with: "\u{A0}"))
                .replacing("\u{A0}", with: " ")
        }
        let before = shown(bytes[..<fault.at.start]), marked = shown(bytes[fault.at.start..<fault.at.end])
        let carets = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
        return "  \(before)\(marked)\(shown(bytes[fault.at.end...]))\n"
            + "  \(String(repeating: " ", count: DisplayWidth.of(before)))\(carets)\n"
    }

    // MARK: Many queries

    private func ask(fileOf name: String) throws {
        let bytes = try Output.orFail { () throws(InputError) in
            try FileSystem.bytes(of: FilePath(name), limit: ByteSize(bytes: 10_000_000))
        }
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
        let parsed = try lines.map { try Self.parse(String($0), interface.chosen) }
        let store = try casebook.open()
        try Output.orFail { try store.refreshSearchTelling() }
        let clock = ContinuousClock()
        for query in parsed {
            var result: SearchResult?
            let time = try clock.measure {
                result = try Output.orFail {
                    try store.search(query, order: sort, limit: limit, offset: offset)
                }
            }
            guard let result else { continue }
            let text = SearchJSON.text(of: result, facets: facets, milliseconds: time / .milliseconds(1))
            try Output.finish { try Output.write(text + "\n") }
        }
    }
}

extension SearchOrder: ExpressibleByArgument {}
