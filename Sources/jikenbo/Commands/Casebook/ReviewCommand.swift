import ArgumentParser
import Casebook
import Exchange
import Language
import Web

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Shows what waits for a decision, and decides it.",
        discussion: """
            Without a number it lists the queue, the surest first: the number, the kind, the points (docs/cases.md), what it is about, the \
            reasons. \
            Accepting a link moves the notice into the case, accepting a merge joins the cases, accepting a relation ties them, \
            accepting a check gives the new version of a notice the corrections of the old one.

            EXAMPLES
              jikenbo review
              jikenbo review 7 accept --why "the same date and count"
            """)

    enum Decision: String, ExpressibleByArgument, CaseIterable { case accept, reject }

    @Argument(help: "The item's number.")
    var item: Int64?

    @Argument(help: "What to do with it.")
    var decision: Decision?

    @Option(help: "Why: kept with the decision.")
    var why = ""

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var interface: InterfaceOptions

    func validate() throws {
        if (item == nil) != (decision == nil) { throw ValidationError("say accept or reject behind the number") }
    }

    func run() throws {
        let store = try casebook.open()
        guard let item, let decision else { return try list(store) }
        let done = try Output.orFail {
            try store.edit(.review(item: item, accept: decision == .accept), why: why)
        }
        try Output.finish { try Output.write("edit \(done.number)\n") }
    }

    private func list(_ store: CasebookStore) throws {
        let items = try Output.orFail { try store.read("listing the review queue") { try $0.openReviews() } }
        let language = interface.chosen
        let words = LinkWords(
            words: language == .ja ? .japanese : .english,
            labels: LexiconLabels(lexicon: .builtIn, language: language))
        try Output.finish {
            for item in items {
                let about = [item.notice?.hash, item.casefile?.number, item.other?.number].compactMap { $0 }
                let reasons = item.reasons.map { HostileText.line(words.words(for: $0)) }
                try Output.write(
                    "\(item.id)\t\(item.kind.rawValue)\t\(item.score)\t\(about.joined(separator: " "))\t"
                        + reasons.joined(separator: "; ") + "\n")
            }
        }
    }
}
