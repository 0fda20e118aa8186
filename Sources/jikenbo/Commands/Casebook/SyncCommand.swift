import ArgumentParser
import Casebook
import Exchange

struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Keeps a folder with a file for each case up to date, and takes in what was changed in the files.",
        discussion: """
            The folder is fit for git: a casebook can be published in it, and corrected through pull requests. What was changed in files comes \
            in as corrections; what was changed in the casebook is written. Of a file in a git work tree, who and why are the author and subject of \
            its last commit, else --by and --why. docs/sync.md says what a file holds.

            A file that cannot be taken is told with its line and left as it is, and so is one in which a value was changed that was changed \
            in the casebook too. Prints a line for each file: what became of it, the edits, who made the change, the file. A second run \
            with nothing to do writes nothing. The command can be stopped at any moment; the next run finishes.

            EXAMPLES
              jikenbo sync public/
              jikenbo sync public/ --dry-run
              jikenbo sync public/ --theirs --by hana --why "as agreed on the mailing list"
            """)

    @Argument(help: "The folder, which is made where there is none.", completion: .directory)
    var folder: String

    @Flag(help: "Show what would be taken and written, and do neither.")
    var dryRun = false

    @Flag(exclusivity: .exclusive, help: "Where both were changed.")
    var preference: Preference?

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp("Who made changes that are not committed (default: the user).", valueName: "name"))
    var author: String?

    @Option(help: "Why such changes were made.")
    var why: String?

    @OptionGroup var casebook: CasebookOptions

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    enum Preference: EnumerableFlag {
        case ours, theirs

        static func help(for value: Preference) -> ArgumentHelp? {
            value == .ours
                ? "Keep the casebook's values, and write them; also over files that cannot be taken."
                : "Take the files' values."
        }
    }

    func validate() throws {
        if let author { try AuthorName.validate(author) }
        if let why, why.allSatisfy(\.isWhitespace) { throw ValidationError("--why needs a reason") }
    }

    func run() throws {
        let store = try casebook.open()
        var options = SyncOptions()
        options.isTrial = dryRun
        options.preference =
            switch preference {
            case .ours: .casebook
            case .theirs: .files
            case nil: .ask
            }
        let git = GitAuthors(folder: folder)
        let user = author ?? store.surroundings.user()
        let showsLine = !quiet && Terminal.isTerminal(.error) && !Terminal.isTerminal(.output)
        try Output.finish {
            let summary = try Output.orFail {
                try store.sync(
                    folder, options,
                    author: { path, bytes in
                        git.author(of: path, as: bytes) ?? SyncAuthor(who: user, why: why ?? "changed in \(path)")
                    },
                    progress: { done, all in
                        if showsLine, done % 500 == 0 { Output.tell("\r\u{1B}[KSyncing \(done)/\(all) …") }
                    },
                    each: { event in
                        if showsLine { Output.tell("\r\u{1B}[K") }
                        try tell(event)
                    })
            }
            if showsLine { Output.tell("\r\u{1B}[K") }
            if !quiet { Output.tell(Self.words(summary, isTrial: dryRun)) }
            if summary.conflicts + summary.failed > 0 { throw ExitCode.failure }
        }
    }

    private func tell(_ event: SyncEvent) throws {
        switch event {
        case .conflict(let sentence), .failed(let sentence): Output.complain(HostileText.line(sentence))
        case .written(let path): try line("written", "", path)
        case .removed(let path): try line("removed", "", path)
        case .restored(let path):
            try line("restored", "", path)
            if !quiet {
                Output.complain(
                    HostileText.line(
                        "\(folder)/\(path): was deleted, and is written again; take a case out with jikenbo exclude"))
            }
        case .taken(let path, let edits, let author, let changes):
            let numbers = edits.map { "edit \($0)" }.joined(separator: " ")
            try line(numbers.isEmpty ? "taken" : "taken \(numbers)", author.who, path)
            for change in changes where !quiet { try Output.write("  " + HostileText.line(change) + "\n") }
        }
    }

    private func line(_ outcome: String, _ about: String, _ path: String) throws {
        guard !quiet else { return }
        try Output.write("\(outcome)\t\(HostileText.line(about))\t\(HostileText.line(path))\n")
    }

    private static func words(_ summary: SyncSummary, isTrial: Bool) -> String {
        if summary.isQuiet { return "\(summary.cases) cases: nothing to do.\n" }
        let parts = [
            (summary.taken, "taken"), (summary.written, "written"), (summary.removed, "removed"),
            (summary.conflicts, "conflicts"), (summary.failed, "failed"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return
            "\(summary.cases) cases: \(parts.joined(separator: ", ")); \(isTrial ? "nothing was changed" : "done").\n"
    }
}
