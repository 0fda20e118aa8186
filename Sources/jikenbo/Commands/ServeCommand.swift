import ArgumentParser
import Casebook
import Exchange
import Language
import Logging
import NIOCore
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

    @Option(help: ArgumentHelp("How many requests a minute one address may send.", valueName: "n"))
    var rateLimit = 1200

    enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "How the log is written on standard error: text, or json with one object per line.")
    var logFormat = LogFormat.text

    @Flag(help: "Write a line to the log for every request.")
    var logRequests = false

    @OptionGroup var lexicon: LexiconOptions

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port must be from 0 to 65535") }
        if (certificate == nil) != (privateKey == nil) {
            throw ValidationError("--certificate and --private-key go together")
        }
        if rateLimit < 1 { throw ValidationError("--rate-limit must be 1 or more") }
        try Self.validate(publicAddress: publicAddress)
    }

    static func validate(publicAddress: String?) throws {
        if let publicAddress, !publicAddress.hasPrefix("http://"), !publicAddress.hasPrefix("https://") {
            throw ValidationError("--public-address must begin with http:// or https://")
        }
    }

    func run() async throws {
        let words = try lexicon.load()
        let store = try casebook.create()
        try Output.orFail { try store.refreshSearchTelling() }
        var settings = SiteSettings()
        settings.host = host
        settings.port = port
        settings.isClosed = closed
        settings.publicAddress = publicAddress.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        settings.isBehindProxy = behindProxy
        settings.requestsPerMinute = rateLimit
        settings.certificate = certificate
        settings.privateKey = privateKey
        let publicAddress = settings.publicAddress
        let site = Site(
            store: store, reading: .reading(words, version: try lexicon.readerVersion(), store), settings: settings,
            lexicon: words,
            logger: logger)
        let origin = "\(certificate == nil ? "http" : "https")://\(host):"
        let language = Terminal.language(environment: Terminal.environment)
        do {
            try await WebServer(site: site).run { port in
                Output.tell("The casebook is at \(origin)\(port)/ (Ctrl-C stops it)\n")
                Self.tellHowToLogIn(store, base: publicAddress ?? "\(origin)\(port)", language)
            }
        } catch let error as ServingError {
            Output.complain(HostileText.line(error.description))
            throw ExitCode.failure
        } catch let error as IOError {
            Output.complain("\(host):\(self.port): cannot listen there (\(error)); choose another --host or --port")
            throw ExitCode.failure
        }
    }

    /// Where the casebook has no users yet, prints how the first of them logs in: a link, but only at the first start.
    private static func tellHowToLogIn(_ store: CasebookStore, base: String, _ language: InterfaceLanguage) {
        do {
            if let link = try store.firstLogin() {
                Output.tell(
                    "To log in as its first admin, open this link within an hour; it works once:\n"
                        + "  \(base)\(WebServer.loginLink(link, language))\n")
            } else if try !store.hasUsers() {
                Output.tell("Nobody can log in yet: make a user with jikenbo user add NAME --role admin\n")
            }
        } catch {
            Output.complain("no login link could be made; make a user with jikenbo user add NAME --role admin")
        }
    }

    private var logger: Logger {
        let level: Logger.Level = logRequests ? .info : .notice
        var logger = Logger(label: "jikenbo") { label in
            switch logFormat {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: StructuredLog(label: label, level: level)
            }
        }
        logger.logLevel = level
        return logger
    }
}
