import ArgumentParser
import Casebook
import Collecting
import Exchange

struct SourceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the sources.",
        discussion: """
            One line per source: its name, what it is, how often it is visited, its address, its filter and rules. \
            'jikenbo status' says how they fare.

            EXAMPLES
              jikenbo source list
            """)

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let sources = try Output.orFail { try store.sources() }
        try Output.finish {
            for source in sources {
                let kind = source.isPaused ? "paused" : source.kind == .page ? "page" : source.format ?? "listing"
                let cells = [
                    source.name, kind, "\(Interval(seconds: source.every))", source.address, source.filter,
                    source.rules,
                ]
                try Output.write(cells.map { HostileText.line($0) }.joined(separator: "\t") + "\n")
            }
        }
    }
}

/// Which source a command changes.
struct SourceArgument: ParsableArguments {
    @Argument(help: "The source's name or address.")
    var source: String

    @OptionGroup var casebook: CasebookOptions

    func change(_ body: (CasebookStore, Source) throws -> Void) throws {
        let store = try casebook.open()
        try Output.orFail {
            guard let found = try store.source(source) else {
                throw InputError(source, "there is no source of this name or address", "see jikenbo source list")
            }
            try body(store, found)
        }
    }
}

struct SourceRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a source away.",
        discussion: """
            What was collected through it stays in the casebook and the archive; what waits to be fetched for it is dropped.

            EXAMPLES
              jikenbo source remove example
            """)

    @OptionGroup var which: SourceArgument

    func run() throws { try which.change { try $0.removeSource($1.id) } }
}

struct SourcePauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Has a source not visited until it is resumed.",
        discussion: "EXAMPLES\n  jikenbo source pause example")

    @OptionGroup var which: SourceArgument

    func run() throws { try which.change { try $0.setPaused(true, source: $1.id) } }
}

struct SourceResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Has a source visited again, with the next round.",
        discussion: "EXAMPLES\n  jikenbo source resume example")

    @OptionGroup var which: SourceArgument

    func run() throws { try which.change { try $0.setPaused(false, source: $1.id) } }
}

struct SourceImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds the feeds of an OPML file.",
        discussion: """
            Feeds that are sources already are left as they are. Prints one line per feed.

            EXAMPLES
              jikenbo source import feeds.opml --filter '漏えい OR 不正アクセス'
            """)

    @Argument(help: "The OPML file, as other feed readers write it.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Words that the titles of pages must fit.", valueName: "query"))
    var filter = ""

    @Option(help: ArgumentHelp("How often to visit each: 30m, 6h, 1d.", valueName: "time"))
    var every = Interval(seconds: 3_600)

    @OptionGroup var casebook: CasebookOptions

    func validate() throws {
        do { if !filter.isEmpty { _ = try TitleFilter(filter, synonyms: Synonyms()) } } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() throws {
        let outlines = try Output.orFail {
            let bytes = try FileSystem.bytes(of: FilePath(file), limit: ByteSize(bytes: 50_000_000))
            do throws(ListingFault) { return try OPML.read(String(decoding: bytes, as: UTF8.self)) } catch {
                throw InputError(file, error.description, "export the feeds as OPML from the program that has them")
            }
        }
        let store = try casebook.create()
        try Output.finish {
            for outline in outlines {
                let outcome = try Output.orFail { () throws -> String in
                    let isNameTaken = try store.source(outline.name) != nil
                    if try store.source(outline.address) != nil { return "known" }
                    _ = try store.addSource(
                        outline.address, name: isNameTaken ? outline.address : outline.name, kind: .listing,
                        filter: filter, rules: "", every: every.seconds)
                    return "added"
                }
                try Output.write("\(outcome)\t\(HostileText.line(outline.name))\t\(outline.address)\n")
            }
        }
    }
}

struct SourceExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints the sources as OPML, for other feed readers.",
        discussion: "EXAMPLES\n  jikenbo source export > feeds.opml")

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let sources = try Output.orFail { try store.sources() }.filter { $0.kind == .listing }
        let outlines = sources.map { OPML.Outline(address: $0.address, name: $0.name) }
        try Output.finish { try Output.write(OPML.write(outlines, title: "Jikenbo")) }
    }
}
