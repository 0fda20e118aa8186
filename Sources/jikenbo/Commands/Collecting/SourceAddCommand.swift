import ArgumentParser
import Casebook
import Collecting
import Exchange

struct SourceAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a source.",
        discussion: """
            What the address leads to is found out when it is visited: a feed, a sitemap or a page with links. Nothing is fetched now.

            Of what it lists, pages are fetched whose titles fit the filter: words, \"phrases\", OR and -, as in a search. Of a page \
            with links, those count as news that lead to the same site and have a date beside them; rules say otherwise: \
            include= and exclude= with a pattern of the path, within= with the #id or .class of an element.

            EXAMPLES
              jikenbo source add https://example.jp/feed
              jikenbo source add https://example.jp/news/ --name example --every 6h --links 'include=/news/*.html'
            """)

    @Argument(help: "The address: http or https.")
    var address: String

    @Option(help: "What to call it (default: its address without https://).")
    var name: String?

    @Option(help: ArgumentHelp("Words that the titles of pages must fit.", valueName: "query"))
    var filter = ""

    @Option(help: ArgumentHelp("Which links of a page are news.", valueName: "rules"))
    var links = ""

    @Flag(help: "The address is a page itself, to be watched for change.")
    var page = false

    @Option(help: ArgumentHelp("How often to visit it: 30m, 6h, 1d.", valueName: "time"))
    var every = Interval(seconds: 3_600)

    @OptionGroup var casebook: CasebookOptions

    func validate() throws {
        guard WebAddress(address) != nil else {
            throw ValidationError(
                "\(address): this is no address of the web; write it whole, such as https://example.jp/news/")
        }
        if page, !links.isEmpty || !filter.isEmpty { throw ValidationError("--page goes without --links and --filter") }
        do {
            _ = try LinkRules(links)
            if !filter.isEmpty { _ = try TitleFilter(filter, synonyms: Synonyms()) }
        } catch { throw ValidationError("\(error)") }
    }

    func run() throws {
        guard let address = WebAddress(address) else { return }
        let store = try casebook.create()
        let source = try Output.orFail {
            try store.addSource(
                address.text, name: name ?? Self.name(of: address), kind: page ? .page : .listing, filter: filter,
                rules: links, every: every.seconds)
        }
        try Output.finish { try Output.write("added\t\(HostileText.line(source.name))\t\(source.address)\n") }
    }

    static func name(of address: WebAddress) -> String { String(address.text.drop { $0 != "/" }.dropFirst(2)) }
}
