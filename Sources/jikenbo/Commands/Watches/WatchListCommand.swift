import ArgumentParser
import Casebook
import Exchange

struct WatchListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the watches, and how their channels do.",
        discussion: """
            One line per watch: its name, what it looks for, how often it tells, and of what. Below it one line per channel. A channel that \
            has failed five times in a row is called dead: it is tried again ever more seldom, and holds up no other.

            EXAMPLES
              jikenbo watch list
            """)

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let watches = try Output.orFail { try store.watches() }
        try Output.finish { for watch in watches { try Output.write(WatchLines.lines(watch)) } }
    }
}

/// Watches and their channels on lines.
enum WatchLines {
    static func lines(_ watch: Watch) -> String {
        let cells = [watch.name, subject(watch), watch.digest.rawValue, events(watch)].map(HostileText.line)
        return cells.joined(separator: "\t") + "\n" + watch.channels.map { "  " + channel($0) + "\n" }.joined()
    }

    private static func subject(_ watch: Watch) -> String {
        switch watch.subject {
        case .query(let query): "query: " + (query.isEmpty ? "everything" : query)
        case .organisations(let list): "organisations: \(list.count)"
        }
    }

    private static func events(_ watch: Watch) -> String {
        WatchEvent.Kind.allCases.filter(watch.events.contains).map(\.rawValue).joined(separator: ",")
    }

    private static func channel(_ channel: WatchChannel) -> String {
        var parts = [channel.label]
        if channel.isDead {
            parts.append("dead: failed \(channel.failures) times in a row")
        } else if channel.failures > 0 {
            parts.append("failing: \(channel.failures) in a row")
        } else {
            parts.append(channel.succeededAt == nil ? "nothing sent yet" : "works")
        }
        if let at = channel.succeededAt { parts.append("sent last \(Moment.iso(at))") }
        if channel.failures > 0 { parts.append("next try \(Moment.iso(channel.nextAt))") }
        if channel.waiting > 0 { parts.append("\(channel.waiting) waiting") }
        if channel.givenUp > 0 { parts.append("\(channel.givenUp) given up") }
        if let error = channel.lastError { parts.append("last error: \(error)") }
        return parts.map(HostileText.line).joined(separator: "\t")
    }
}
