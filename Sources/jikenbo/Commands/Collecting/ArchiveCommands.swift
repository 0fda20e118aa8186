import ArgumentParser
import Casebook
import Collecting
import Exchange

/// Where the archive is.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .customLong("archive"),
        help: ArgumentHelp(
            "The archive's folder (default: the casebook's file with .archive behind its name).", valueName: "folder"),
        completion: .directory)
    var folder: String?

    func path(for store: CasebookStore) -> String { folder ?? store.name + ".archive" }

    func open(for store: CasebookStore) throws -> WebArchive {
        try Output.orFail {
            try WebArchive(
                folder: path(for: store), software: "Jikenbo/\(Jikenbo.version)", now: store.surroundings.now)
        }
    }
}

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Checks the archive of what was fetched, and takes cases out of it.",
        discussion: """
            The archive is a folder of WARC 1.1 files (ISO 28500), which web archives' tools read.

            EXAMPLES
              jikenbo archive check
              jikenbo archive export 2023-060 case.warc.gz
            """,
        subcommands: [ArchiveCheckCommand.self, ArchiveExportCommand.self])
}

struct ArchiveCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Verifies every record of the archive: compression, lengths and digests.",
        discussion: "EXAMPLES\n  jikenbo archive check")

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let store = try casebook.open()
        let folder = archive.path(for: store)
        let showsLine = Terminal.isTerminal(.error)
        let check = try Output.orFail {
            try ArchiveCheck(folder: folder) { name, place, count in
                if showsLine { Output.tell("\r\u{1B}[KChecking \(place + 1)/\(count) \(name) …") }
            }
        }
        if showsLine { Output.tell("\r\u{1B}[K") }
        for damage in check.damages {
            Output.complain(
                HostileText.line(
                    "\(folder)/\(damage.file) at byte \(damage.offset): \(damage.reason); restore the file from a copy")
            )
        }
        try Output.finish {
            try Output.write("\(check.files) files, \(check.records) records, \(check.damages.count) damaged\n")
        }
        if !check.damages.isEmpty { throw ExitCode.failure }
    }
}

struct ArchiveExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes what was fetched for a case into a WARC file.",
        discussion: """
            With every version of its pages, and the requests that they answered.

            EXAMPLES
              jikenbo archive export 2023-060 case.warc.gz
            """)

    @Argument(help: "The case's number.")
    var casefile: String

    @Argument(help: "The file to write.", completion: .file())
    var file: String

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var archive: ArchiveOptions

    func run() throws {
        let store = try casebook.open()
        let count = try Output.orFail {
            guard let captures = try store.captures(ofCase: casefile) else {
                throw InputError(casefile, "the casebook has no case of this number", "see jikenbo search")
            }
            guard !captures.isEmpty else {
                throw InputError(
                    casefile, "none of its pages was collected, so the archive has none",
                    "its originals are in the casebook: see jikenbo show \(casefile) --versions")
            }
            let places = captures.map { WebArchive.Place(file: $0.file, offset: $0.offset, records: $0.records) }
            return try ArchiveExport.write(
                places, from: archive.path(for: store), to: file, software: "Jikenbo/\(Jikenbo.version)",
                at: store.surroundings.now())
        }
        try Output.finish { try Output.write("\(count) records of \(casefile)\n") }
    }
}
