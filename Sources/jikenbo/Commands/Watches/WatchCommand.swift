import ArgumentParser

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Tells people and programs what is new: by feed, mail, webhook or standard output.",
        discussion: """
            A watch is a saved query, or a list of organisations such as one's suppliers. 'jikenbo watch run' finds what is new for each \
            and sends it; until it runs, nothing is sent anywhere. docs/watching.md tells the whole.

            EXAMPLES
              jikenbo watch add ransomware --query type:ransomware --stdout
              jikenbo watch add suppliers --organisations suppliers.csv --mail csirt@example.jp --digest daily
              jikenbo watch run --every 5m
            """,
        subcommands: [
            WatchAddCommand.self, WatchListCommand.self, WatchShowCommand.self, WatchRemoveCommand.self,
            WatchFeedCommand.self, WatchTestCommand.self, WatchRunCommand.self, WatchSettingsCommand.self,
        ])
}
