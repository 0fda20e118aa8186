import ArgumentParser
import Casebook
import Exchange
import Facts
import Language

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The language of what is shown.
struct InterfaceOptions: ParsableArguments {
    @Option(help: "The language of labels (default: from LC_ALL, LC_MESSAGES or LANG).")
    var language: Choice?

    enum Choice: String, ExpressibleByArgument, CaseIterable { case ja, en }

    var chosen: InterfaceLanguage {
        switch language {
        case .ja: .ja
        case .en: .en
        case nil: Terminal.language(environment: Terminal.environment)
        }
    }
}

/// How much work to do at once.
struct JobsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How much to do at once (default: one per core).", valueName: "n"))
    var jobs: Int?

    var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
    }
}

/// How files are read.
struct WorkOptions: ParsableArguments {
    @OptionGroup var jobs: JobsOptions

    @Option(help: ArgumentHelp("The largest file to read: a number with KB, MB or GB.", valueName: "size"))
    var maxSize = ByteSize(bytes: 50_000_000)

    var count: Int { jobs.count }
}

/// A lexicon instead of the one built in.
struct LexiconOptions: ParsableArguments {
    @Option(
        name: .customLong("lexicon"),
        help: ArgumentHelp("Use the lexicon in this folder instead of the one built in.", valueName: "dir"),
        completion: .directory)
    var directory: String?

    /// What stands with a record to say what read it: the program's version, and a digest of the lexicon's files.
    func readerVersion() throws -> String {
        let sources = try Output.orFail { () throws(InputError) in
            try directory.map { path throws(InputError) in try LexiconFolder.sources(in: path) }
                ?? Lexicon.builtInSources()
        }
        let files = sources.map { "\($0.name)\n\($0.yaml.utf8.count)\n\($0.yaml)" }.joined()
        return "\(Jikenbo.version)/\(Digest.short(files.utf8).prefix(8))"
    }

    /// Loads the lexicon; its faults are told on standard error and end the command.
    func load() throws -> Lexicon {
        guard let directory else { return .builtIn }
        do throws(InputError) {
            let made = Lexicon.compile(try LexiconFolder.sources(in: directory))
            if made.faults.isEmpty { return made.lexicon }
            for fault in made.faults { Output.complain(LexiconFolder.placed(fault, in: directory).description) }
        } catch {
            Output.complain(error.description)
        }
        throw ExitCode.failure
    }
}
