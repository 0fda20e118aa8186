import ArgumentParser
import Exchange
import Facts
import Language

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

/// A lexicon instead of the one built in.
struct LexiconOptions: ParsableArguments {
    @Option(
        name: .customLong("lexicon"),
        help: ArgumentHelp("Use the lexicon in this folder instead of the one built in.", valueName: "dir"),
        completion: .directory)
    var directory: String?

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

/// The labels of a lexicon in one language.
struct LexiconLabels: TermLabels {
    let lexicon: Lexicon
    let language: InterfaceLanguage

    func label<V: Vocabulary>(_ term: V) -> String { lexicon.label(term, in: language) }
}
