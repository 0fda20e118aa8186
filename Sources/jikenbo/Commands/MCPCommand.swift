import ArgumentParser
import Casebook
import Language
import Logging
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
        try Output.orFail { _ = try store.refreshSearch() }
        // Standard output belongs to the protocol.
        let logger = Logger(label: "jikenbo") { StreamLogHandler.standardError(label: $0) }
        let site = Site(
            store: store, reading: .reading(words, version: try lexicon.readerVersion(), store),
            settings: SiteSettings(),
            lexicon: words, logger: logger)
        let server = MCPServer(site: site, version: Jikenbo.version)
        try Output.finish {
            try eachLine { line in
                if let answer = server.answer(line) { try Output.write(answer + "\n") }
            }
        }
    }

    /// Gives the lines of standard input as they come. Of one that is too long, only so much is kept that it is told so.
    private func eachLine(_ body: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var line: [UInt8] = []
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for part in buffer[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if part.offset > 0 {
                    if !line.isEmpty { try body(line) }
                    line.removeAll(keepingCapacity: true)
                }
                if line.count <= MCPServer.most { line += part.element }
            }
        }
        if !line.isEmpty { try body(line) }
    }
}
