import ArgumentParser
import Casebook
import Exchange

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Says how collecting and sending fare: each source's and channel's last success, its troubles, and what waits.",
        discussion: """
            EXAMPLES
              jikenbo status
              jikenbo status --format json
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case list, json }

    @Option(help: "list for people, json with one object.")
    var format = Format.list

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let (standings, outlook, saving) = try Output.orFail {
            (try store.standings(), try store.outlook(), try store.savingOutlook())
        }
        let watches = try Output.orFail { try store.watches() }
        try Output.finish {
            switch format {
            case .json: try Output.write(json(standings, outlook, saving, watches).text + "\n")
            case .list:
                for standing in standings { try Output.write(lines(standing)) }
                let next = outlook.next.map { ", the next is due \(Moment.iso($0))" } ?? ""
                try Output.write("\(standings.count) sources, \(outlook.waiting) pages waiting\(next)\n")
                if saving != SavingOutlook() {
                    try Output.write(
                        "public archive: \(saving.saved) pages kept, \(saving.waiting) waiting, \(saving.failed) given up\n"
                    )
                }
                for watch in watches { for channel in watch.channels { try Output.write(line(channel, of: watch)) } }
            }
        }
    }

    private func lines(_ standing: SourceStanding) -> String {
        let source = standing.source
        var state = "not visited yet"
        if let at = source.succeededAt { state = "good, last \(Moment.iso(at))" }
        if let trouble = source.trouble {
            let since = source.succeededAt.map { "since the last success \(Moment.iso($0))" } ?? "never yet a success"
            state = "FAILED \(source.failures) times, \(since): \(HostileText.line(trouble))"
        }
        if source.isPaused { state = "paused; " + state }
        return "\(HostileText.line(source.name))\t\(state)\n  \(source.address)\n  pages: \(standing.fetched) fetched, "
            + "\(standing.waiting) waiting, \(standing.failed) failed, \(standing.left) left out by the filter\n"
    }

    private func line(_ channel: WatchChannel, of watch: Watch) -> String {
        var state = channel.succeededAt.map { "good, last \(Moment.iso($0))" } ?? "nothing sent yet"
        if channel.failures > 0 {
            state =
                "\(channel.isDead ? "DEAD" : "FAILED"), \(channel.failures) times in a row: "
                + HostileText.line(channel.lastError ?? "")
        }
        return "watch \(HostileText.line(watch.name))\t\(HostileText.line(channel.label))\t\(state)\n"
    }

    private func json(
        _ standings: [SourceStanding], _ outlook: (waiting: Int, next: Int?), _ saving: SavingOutlook,
        _ watches: [Watch]
    ) -> JSONValue {
        func time(_ seconds: Int?) -> JSONValue { seconds.map { .string(Moment.iso($0)) } ?? .null }
        return .object([
            "waiting": .int(outlook.waiting), "next": time(outlook.next),
            "public_archive": .object([
                "saved": .int(saving.saved), "waiting": .int(saving.waiting), "failed": .int(saving.failed),
            ]),
            "channels": .array(
                watches.flatMap { watch in
                    watch.channels.map { channel in
                        .object([
                            "watch": .string(watch.name), "channel": .string(channel.label),
                            "dead": .bool(channel.isDead),
                            "failures": .int(channel.failures), "succeeded_at": time(channel.succeededAt),
                            "trouble": .orNull(channel.lastError), "waiting": .int(channel.waiting),
                        ])
                    }
                }),
            "sources": .array(
                standings.map { standing in
                    let source = standing.source
                    return .object([
                        "name": .string(source.name), "address": .string(source.address),
                        "kind": .string(source.kind.rawValue), "format": .orNull(source.format),
                        "every_seconds": .int(source.every), "paused": .bool(source.isPaused),
                        "visited_at": time(source.visitedAt), "succeeded_at": time(source.succeededAt),
                        "next_at": time(source.nextAt), "failures": .int(source.failures),
                        "trouble": .orNull(source.trouble), "waiting": .int(standing.waiting),
                        "fetched": .int(standing.fetched), "failed": .int(standing.failed), "left": .int(standing.left),
                    ])
                }),
        ])
    }
}
