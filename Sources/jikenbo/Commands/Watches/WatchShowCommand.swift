import ArgumentParser
import Casebook
import Exchange
import Watching

struct WatchShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a watch: its channels, and its latest events with why they are among them.",
        discussion: """
            One line per event, the latest first: when, what, the case, its heading; below it what changed, the sentence that matters, \
            and why the watch tells of it.

            EXAMPLES
              jikenbo watch show suppliers
              jikenbo watch show suppliers --limit 5
            """)

    @Argument(help: "The watch's name.")
    var name: String

    @Option(help: "How many events to show.")
    var limit = 20

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let (watch, events) = try Output.orFail {
            try store.findWatchEvents()
            let watch = try store.watch(name)
            return (watch, try store.events(of: watch, limit: max(limit, 0)))
        }
        let words = ClippingWords(language: watch.language)
        try Output.finish {
            try Output.write(WatchLines.lines(watch))
            for event in events {
                let detail = event.detail
                let cells = [
                    Moment.iso(event.at), event.kind.rawValue, event.number, detail.organisation ?? "",
                    detail.title ?? "",
                ].map(HostileText.line)
                try Output.write("\n" + cells.joined(separator: "\t") + "\n")
                var lines = detail.changes.map { words.change($0) }
                if !detail.sentence.isEmpty { lines.append("「\(detail.sentence)」") }
                lines += event.reasons.compactMap { words.why($0) }
                for line in lines { try Output.write("  " + HostileText.line(line) + "\n") }
            }
        }
    }
}

struct WatchRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes a watch, with what waits to be sent for it.",
        discussion: """
            EXAMPLES
              jikenbo watch remove suppliers
            """)

    @Argument(help: "The watch's name.")
    var name: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.removeWatch(name) }
    }
}

struct WatchFeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed",
        abstract: "Gives a watch's feeds new secret addresses.",
        discussion: """
            The addresses are shown this once, and those of before lead nowhere from then on. Who is logged in reads the feeds without the \
            secret.

            EXAMPLES
              jikenbo watch feed suppliers
            """)

    @Argument(help: "The watch's name.")
    var name: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let (token, settings) = try Output.orFail { (try store.renewFeed(of: name), try store.watchSettings()) }
        try Output.finish { try Output.write(Self.addresses(name, token, settings)) }
    }

    static func addresses(_ name: String, _ token: String, _ settings: WatchSettings) -> String {
        ["atom", "json"].map { format in
            "\(settings.publicAddress ?? "")/feeds/watches/\(name).\(format)?token=\(token)\n"
        }.joined()
    }
}
