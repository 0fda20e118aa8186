import ArgumentParser

@main
struct Jikenbo: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "jikenbo",
        abstract: "Reads the notices that organisations publish after a security incident.",
        discussion: """
            Every value it reads carries the words of the notice that say it. It works offline, and where a notice is silent, \
            so is it.

            EXAMPLES
              jikenbo read notice.html
              jikenbo read notices/ > records.jsonl
              jikenbo lexicon list causes

            Exit codes: 0 all went well; 1 something failed, as a line on standard error says; 64 the command was not \
            understood.
            """,
        version: version,
        subcommands: [
            ReadCommand.self, LintCommand.self, AddCommand.self, SearchCommand.self, ShowCommand.self,
            SimilarCommand.self,
            InsightsCommand.self, ReportCommand.self, ClocksCommand.self,
            ServeCommand.self, PublishCommand.self, MCPCommand.self, WatchCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Collecting",
                subcommands: [
                    SourceCommand.self, CollectCommand.self, StatusCommand.self, ArchiveCommand.self,
                ]),
            CommandGroup(
                name: "People",
                subcommands: [
                    EditCommand.self, LinkCommand.self, UnlinkCommand.self, MergeCommand.self, SplitCommand.self,
                    ExcludeCommand.self, NoteCommand.self, ReviewCommand.self, DuplicatesCommand.self, UndoCommand.self,
                    HistoryCommand.self, UserCommand.self,
                ]),
            CommandGroup(
                name: "Care",
                subcommands: [
                    StatsCommand.self, LedgerCommand.self, VerifyCommand.self, RereadCommand.self, BackupCommand.self,
                    ExportCommand.self, ImportCommand.self, SyncCommand.self,
                ]),
            CommandGroup(name: "Reader", subcommands: [LexiconCommand.self, SchemaCommand.self]),
        ])
}
