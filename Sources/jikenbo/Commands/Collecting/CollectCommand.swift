import ArgumentParser
import Casebook
import Collecting
import Dispatch
import Exchange
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Visits the sources whose time has come, and adds what is new.",
        discussion: """
            Each new page is fetched, kept in the archive as it came (WARC), and added to the casebook as 'jikenbo add' does; \
            'jikenbo ledger' says what became of each. Servers are asked politely: by what their robots.txt says, a few requests \
            at a time, and only for what has changed. Addresses of private networks are refused unless named.

            Ctrl-C stops it cleanly, and what was cut short in any way is gone on with by the next run.

            EXAMPLES
              jikenbo collect
              jikenbo collect --every 30m
              jikenbo collect https://example.jp/news/20260105.html
            """)

    @Argument(help: "Pages to fetch besides, by their addresses.")
    var addresses: [String] = []

    @Option(help: ArgumentHelp("Go on, with a round each time this has passed: 30m, 6h.", valueName: "time"))
    var every: Interval?

    @Option(
        help: ArgumentHelp(
            "Seconds between two requests to one server, at least; its robots.txt may ask for more, but not where this is 0.",
            valueName: "s"))
    var delay = 1.0

    @Option(help: ArgumentHelp("Requests under way at once.", valueName: "n"))
    var jobs = 8

    @Option(help: ArgumentHelp("Requests under way at one server.", valueName: "n"))
    var perHost = 2

    @Option(
        help: ArgumentHelp(
            "A host, or host:port, that may be asked although it is in a private network. May be given several times.",
            valueName: "host"))
    var allowHost: [String] = []

    @Option(help: ArgumentHelp("Bytes that a page may have, such as 20M.", valueName: "size"))
    var maxSize = ByteSize(bytes: 20_000_000)

    @Option(help: ArgumentHelp("Seconds that a page may take.", valueName: "s"))
    var timeout = 120.0

    @Option(
        help: ArgumentHelp(
            "A PEM file of certificate authorities to trust instead of the system's.", valueName: "file"),
        completion: .file())
    var certificates: String?

    @Flag(help: "Ask the Wayback Machine to keep each page that was filed, which tells it what is collected here.")
    var wayback = false

    @Option(
        help: ArgumentHelp(
            "The address by which it is asked, to which the page's is appended.", valueName: "address"))
    var waybackAddress = "https://web.archive.org/save/"

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var archive: ArchiveOptions
    @OptionGroup var lexicon: LexiconOptions

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func validate() throws {
        if let wrong = addresses.first(where: { WebAddress($0) == nil }) {
            throw ValidationError("\(wrong): this is no address of the web; files are added with jikenbo add")
        }
        if WebAddress(waybackAddress) == nil {
            throw ValidationError("--wayback-address: this is no address of the web")
        }
        if delay < 0 || delay > 3_600 { throw ValidationError("--delay must be from 0 to 3600") }
        if !(1...256).contains(jobs) || !(1...256).contains(perHost) {
            throw ValidationError("--jobs and --per-host must be from 1 to 256")
        }
        if timeout <= 0 || timeout > 3_600 { throw ValidationError("--timeout must be above 0 and at most 3600") }
    }

    static let agent = "Jikenbo/\(Jikenbo.version) (+https://github.com/jikenbo/jikenbo)"

    func run() async throws {
        Output.quietPipes()
        let words = try lexicon.load()
        let version = try lexicon.readerVersion()
        let store = try casebook.create()
        let archive = try archive.open(for: store)
        let pages = PageReader(lexicon: words, limit: maxSize)
        let reader = CandidateReader(reader: pages, store: store, version: version, isNew: false, address: nil)
        var limits = FetchLimits()
        limits.bytes = maxSize.bytes
        limits.seconds = timeout
        limits.silentSeconds = min(30, timeout)
        limits.connectSeconds = min(10, timeout)
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        let fetcher = Fetcher(
            agent: Self.agent, limits: limits, guardian: AddressGuard(allowed: Set(allowHost)),
            resolver: .system(threads), certificates: certificates, now: { time(nil) })
        var settings = CollectorSettings(synonyms: .builtIn, now: { time(nil) })
        settings.jobs = jobs
        settings.perHost = perHost
        settings.delay = delay
        settings.savingAddress = wayback ? waybackAddress : nil
        if delay == 0 { settings.savingDelay = 0 }
        for address in addresses {
            try Output.orFail { _ = try store.queue(WebAddress(address)?.text ?? address) }
        }
        let collector = Collector(
            store: store, fetcher: fetcher, archive: archive, settings: settings,
            candidate: { reader.candidate($0, address: $1) })
        let work = Task {
            var hasFailed = false
            repeat {
                let run = try store.beginRun("collect", reader: version)
                var line = CollectLine(isQuiet: quiet)
                let report = try await collector.round(in: run) { line.show($0, waiting: $1) }
                line.finish(report)
                hasFailed = !report.failedVisits.isEmpty || report.outcomes["failed", default: 0] > 0
                guard let every, !Task.isCancelled else { break }
                try? await Task.sleep(for: .seconds(every.seconds))
            } while !Task.isCancelled
            return hasFailed
        }
        let signals = StopSignals { work.cancel() }
        defer { signals.end() }
        let result = await work.result
        await fetcher.shutDown()
        archive.close()
        try? await threads.shutdownGracefully()
        let hasFailed = try Output.orFail { try result.get() }
        if hasFailed, every == nil { throw ExitCode.failure }
    }
}

/// Runs a body when the program is asked to stop; asked a second time, it stops at once.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ body: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                body()
            }
            source.resume()
            return source
        }
    }

    func end() { for source in sources { source.cancel() } }
}
