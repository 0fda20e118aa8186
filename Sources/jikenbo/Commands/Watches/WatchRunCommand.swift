import ArgumentParser
import Casebook
import Collecting
import Dispatch
import Exchange
import NIOPosix
import Synchronization
import Watching
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct WatchRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Finds what is new for the watches, and sends what is due.",
        discussion: """
            Once, or again and again with --every, until it is stopped with Ctrl-C or SIGTERM: what is being sent is sent to its end first. It \
            may be killed at any moment: what was sent is not sent again, and nothing is lost (docs/watching.md). Watches with \
            --stdout are printed, as one JSON object per event or as text.

            Once, it ends with 1 where something could not be sent, as lines on standard error say.

            EXAMPLES
              jikenbo watch run
              jikenbo watch run --every 5m
              jikenbo watch run --retry
            """)

    @Option(help: ArgumentHelp("Do it again after so long: 30s, 5m, 1h.", valueName: "time"))
    var every: TimeSpan?

    @Flag(help: "First have everything tried anew that was given up or waits for another try.")
    var retry = false

    enum Form: String, ExpressibleByArgument, CaseIterable { case json, text }

    @Option(help: "How watches with --stdout are printed.")
    var format = Form.json

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions

    func run() async throws {
        Output.quietPipes()
        let store = try casebook.open()
        let outbox = try Output.orFail { try Outbox(folder: store.name + "-watch") }
        guard let hold = try Output.orFail({ try outbox.hold() }) else {
            Output.complain("\(HostileText.line(store.name)): another jikenbo watch run is at work; wait for its end")
            throw ExitCode.failure
        }
        defer { withExtendedLifetime(hold) {} }
        if retry { try Output.orFail { try store.retryMessages() } }
        let words = try lexicon.load()
        let form = WatchRunner.Form(rawValue: format.rawValue) ?? .json
        let every = every
        let work = Task {
            var failed = false
            repeat {
                // Settings may change between two rounds.
                let settings = try store.watchSettings()
                let runner = WatchRunner(
                    store: store, settings: settings, outlets: .real(settings, outbox), form: form, lexicon: words,
                    casePage: WebServer.casePage)
                let report = try await runner.run()
                for failure in report.failures { Output.complain(HostileText.line(failure)) }
                failed = !report.failures.isEmpty
                if let every { try? await Task.sleep(for: .seconds(every.seconds)) }
            } while every != nil && !Task.isCancelled
            return failed
        }
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { work.cancel() }
            source.resume()
            return source
        }
        let result = await work.result
        for source in signals { source.cancel() }
        let failed = try Output.orFail { try result.get() }
        if failed, every == nil { throw ExitCode.failure }
    }
}

struct WatchTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a test message by every channel of a watch.",
        discussion: """
            One line per channel: what it is, and whether the message was taken.

            EXAMPLES
              jikenbo watch test suppliers
            """)

    @Argument(help: "The watch's name.")
    var name: String

    @OptionGroup var casebook: CasebookOptions

    func run() async throws {
        Output.quietPipes()
        let store = try casebook.open()
        let (watch, settings) = try Output.orFail { (try store.watch(name), try store.watchSettings()) }
        let outbox = try Output.orFail { try Outbox(folder: store.name + "-watch") }
        let runner = WatchRunner(
            store: store, settings: settings, outlets: .real(settings, outbox), casePage: WebServer.casePage)
        let ends = await runner.test(watch)
        try Output.finish {
            for (channel, end) in ends {
                let said = if case .failed(let why, _, _) = end { why } else { "sent" }
                try Output.write("\(HostileText.line(channel.label))\t\(HostileText.line(said))\n")
            }
        }
        if ends.contains(where: { $0.end != .sent }) { throw ExitCode.failure }
    }
}

extension Outlets {
    /// The network, curl and standard output, of which one text is written at a time.
    fileprivate static func real(_ settings: WatchSettings, _ outbox: Outbox) -> Outlets {
        .system(
            settings, outbox: outbox, searchPath: getenv("PATH").map { String(cString: $0) } ?? "",
            resolver: .system(.singleton), now: { time(nil) },
            output: { text in try turn.withLock { _ in try Output.write(text) } })
    }

    private static let turn = Mutex(())
}
