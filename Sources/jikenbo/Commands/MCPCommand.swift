import ArgumentParser
import Casebook
import Language
import Logging
import Web

struct MCPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Answers a language model's program on standard input and output.",
        discussion: """
            It speaks the Model Context Protocol: a program starts it and asks with one JSON-RPC message per line. Its tools search the casebook, \
            show cases and figures, and read notices; none changes the casebook. docs/mcp.md tells how to connect a program.

            EXAMPLES
              jikenbo mcp --casebook work.sqlite
            """)

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions

    func run() throws {
        let words = try lexicon.load()
        let store = try casebook.open()
        try Output.orFail { try store.refreshSearchTelling() }
        // Standard output belongs to the protocol.
        let logger = Logger(label: "jikenbo") { StreamLogHandler.standardError(label: $0) }
        let site = Site(
            store: store, reading: .reading(words, version: try lexicon.readerVersion(), store),
            settings: SiteSettings(),
            lexicon: words, logger: logger)
        let server = MCPServer(site: site, version: Jikenbo.version)
        try Output.finish {
            try InputLines.each(longest: MCPServer.most) { line in
                if let answer = server.answer(line) { try Output.write(answer + "\n") }
            }
        }
    }
}
