import ArgumentParser

struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Manages where notices are looked for.",
        discussion: """
            A source is a feed (Atom, RSS, JSON Feed), a sitemap, a page that lists a company's news, or one page that is watched \
            for change. 'jikenbo collect' visits them.

            EXAMPLES
              jikenbo source add https://example.jp/news/feed.xml --filter '不正アクセス OR 漏えい OR お詫び'
              jikenbo source add https://example.jp/news/ --links 'include=/news/2* within=#main'
              jikenbo source add https://example.jp/important.html --page
              jikenbo source list
            """,
        subcommands: [
            SourceAddCommand.self, SourceListCommand.self, SourceRemoveCommand.self, SourcePauseCommand.self,
            SourceResumeCommand.self, SourceImportCommand.self, SourceExportCommand.self,
        ])
}
