import ArgumentParser
import Exchange
import Language

struct LexiconCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks that the files of a lexicon hold together.",
        discussion: """
            Prints each fault as FILE:LINE: what is wrong, and exits with 1; or a line that sums the lexicon up. Every example \
            in the files is run.

            EXAMPLES
              jikenbo lexicon check
              jikenbo lexicon check Lexicon
            """)

    @Argument(help: "The folder with the lexicon's YAML files (default: the lexicon built in).")
    var directory: String?

    func run() throws {
        let sources: [Lexicon.Source]
        do throws(InputError) {
            sources =
                try directory.map { path throws(InputError) in try LexiconFolder.sources(in: path) }
                ?? Lexicon.builtInSources()
        } catch {
            Output.complain(error.description)
            throw ExitCode.failure
        }
        let faults = Lexicon.check(sources)
        try Output.finish {
            for fault in faults {
                try Output.write(HostileText.line(LexiconFolder.placed(fault, in: directory).description) + "\n")
            }
            if faults.isEmpty { try Output.write(summary(sources) + "\n") }
        }
        if !faults.isEmpty { throw ExitCode.failure }
    }

    private func summary(_ sources: [Lexicon.Source]) -> String {
        let lexicon = Lexicon.compile(sources).lexicon
        let terms = Lexicon.vocabularyNames.reduce(0) { $0 + lexicon.terms(ofVocabulary: $1).count }
        return "\(sources.count) files, \(terms) terms, \(lexicon.literalCount) literals: no faults"
    }
}
