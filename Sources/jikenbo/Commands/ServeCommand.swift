import ArgumentParser
import Casebook
import Exchange
import Language
import Logging
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows the casebook in a browser, and answers programs.",
        discussion: """
            It listens on this machine alone unless --host says otherwise. Stop it with Ctrl-C: requests that are under way are \
            finished first. docs/serving.md tells how to serve a casebook to others.

            EXAMPLES
              jikenbo serve
              jikenbo serve --casebook work.sqlite --port 9000
              jikenbo serve --host 0.0.0.0 --certificate site.pem --private-key site.key --closed
            """)

    @OptionGroup var casebook: CasebookOptions

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 for any that is free.", valueName: "n"))
    var port = 8080

    @Flag(help: "Let only people read who are logged in.")
    var closed = false

    @Option(
        help: ArgumentHelp(
            "The address under which the site is reached, such as https://casebook.example.jp.", valueName: "url"))
    var publicAddress: String?

    @Flag(help: "Believe the X-Forwarded-For header of a proxy that stands in front.")
    var behindProxy = false

    @Option(
        help: ArgumentHelp("A PEM file with the certificate chain, to serve by TLS.", valueName: "file"),
        completion: .file())
    var certificate: String?

    @Option(help: ArgumentHelp("A PEM file with the certificate's key.", valueName: "file"), completion: .file())
    var privateKey: String?

    @OptionGroup var lexicon: LexiconOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port must be from 0 to 65535") }
        if (certificate == nil) != (privateKey == nil) {
            throw ValidationError("--certificate and --private-key go together")
        }
        if let publicAddress, !publicAddress.hasPrefix("http://"), !publicAddress.hasPrefix("https://") {
            throw ValidationError("--public-address must begin with http:// or https://")
        }
    }

    func run() async throws {
        let words = try lexicon.load()
        let store = try casebook.create()
        try Output.orFail { _ = try store.refreshSearch() }
        var settings = SiteSettings()
        settings.host = host
        settings.port = port
        settings.isClosed = closed
        settings.publicAddress = publicAddress.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        settings.isBehindProxy = behindProxy
        settings.certificate = certificate
        settings.privateKey = privateKey
        let site = Site(
            store: store, reading: try reading(words, store), settings: settings, lexicon: words,
            logger: Logger(label: "jikenbo"))
        let origin = "\(certificate == nil ? "http" : "https")://\(host):"
        try await WebServer(site: site).run { port in
            Output.tell("The casebook is at \(origin)\(port)/ (Ctrl-C stops it)\n")
        }
    }

    private func reading(_ words: Lexicon, _ store: CasebookStore) throws -> PageReading {
        let pages = PageReader(lexicon: words, limit: ByteSize(bytes: 50_000_000))
        let candidates = CandidateReader(
            reader: pages, store: store, version: try lexicon.readerVersion(), isNew: false, address: nil)
        @Sendable func orFailure<Result>(_ body: () throws(InputError) -> Result) throws -> Result {
            do throws(InputError) { return try body() } catch {
                throw PageReading.Failure(sentence: error.description)
            }
        }
        return PageReading(
            version: candidates.version,
            notices: { bytes, name in
                try orFailure { () throws(InputError) in try pages.read(bytes, name: name).notices }
            },
            candidate: { bytes, address in candidates.candidate(bytes, address: address) },
            text: { bytes, name in
                try orFailure { () throws(InputError) in try pages.text(of: bytes, name: name) }
            })
    }
}
