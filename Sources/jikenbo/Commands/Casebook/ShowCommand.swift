import ArgumentParser
import Casebook
import Exchange
import Facts
import Language
import Web

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a case or a notice of the casebook.",
        discussion: """
            A case is shown with its notices and why each is in it, its values and how they changed, the cases it has to do with, and \
            people's notes. Values are those of the reader with people's corrections.

            EXAMPLES
              jikenbo show 2026-501
              jikenbo show 82e29ca36b46cb9d --format json
              jikenbo show 2026-501 --versions
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case card, json, text }

    @Argument(help: "A case by its number, or a notice by its id or the beginning of it.")
    var target: String

    @Option(
        help:
            "card for people, json with one case or record per line, text for the notices' texts (default: card on a terminal, else json)."
    )
    var format: Format?

    @Flag(help: "Show how the pages changed from version to version.")
    var versions = false

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var interface: InterfaceOptions

    @Option(help: "Whether to use colour; auto heeds NO_COLOR and CLICOLOR_FORCE.")
    var color = ColourChoice.auto

    func run() throws {
        let store = try casebook.open()
        let found = try Output.orFail { try store.target(target) }
        try Output.finish {
            try Output.orFail {
                switch found {
                case .notice(let notice): try show([notice], in: store)
                case .casefile(let casefile): try show(casefile, in: store)
                }
            }
        }
    }

    private var chosen: Format { format ?? (Terminal.isTerminal(.output) ? .card : .json) }

    private func show(_ casefile: CaseRef, in store: CasebookStore) throws {
        if versions || chosen == .text { return try show(store.notices(of: casefile), in: store) }
        guard let view = try store.caseView(casefile.number) else { return }
        if chosen == .json { return try Output.write(CaseJSON.line(view) + "\n") }
        let look = look
        let sheet = CaseSheet(words: look.words, labels: look.labels, style: look.style, width: look.width)
        try Output.write(sheet.text(of: view))
        let margin = try store.margin(of: casefile)
        var lines = margin.formerNumbers.isEmpty ? "" : "  formerly \(margin.formerNumbers.joined(separator: ", "))\n"
        for note in margin.notes {
            lines += "  \(Moment.iso(note.at)) \(HostileText.line(note.who)): \(HostileText.line(note.text))\n"
        }
        try Output.write(lines.isEmpty ? "" : lines + "\n")
    }

    private func show(_ refs: [NoticeRef], in store: CasebookStore) throws {
        if versions { return try show(versions: store.versions(of: refs)) }
        let look = look
        let card = CaseCard(words: look.words, labels: look.labels, style: look.style, width: look.width)
        for ref in refs {
            let notice = try store.notice(ref)
            switch chosen {
            case .json: try Output.write(RecordJSON.line(notice.record) + "\n")
            case .text: try Output.write(HostileText.block(notice.text) + "\n")
            case .card: try Output.write(card.text(of: ReadNotice(record: notice.record, text: notice.text)))
            }
        }
    }

    private func show(versions: [[PageVersion]]) throws {
        let reader = PageReader(lexicon: .builtIn, limit: ByteSize(bytes: .max))
        for page in versions {
            for version in page {
                try Output.write(
                    "\(HostileText.line(version.address)) version \(version.version), added \(Moment.iso(version.addedAt))\n"
                )
            }
            for (old, new) in zip(page, page.dropFirst()) {
                try Output.write(
                    LineDiff.text(
                        text(of: old, reader), text(of: new, reader), oldName: "version \(old.version)",
                        newName: "version \(new.version)"))
            }
        }
    }

    private func text(of version: PageVersion, _ reader: PageReader) throws -> String {
        try Output.orFail { try reader.text(of: version.bytes, name: version.address) }
    }

    private var look: (words: Words, labels: LexiconLabels, style: TerminalStyle, width: Int) {
        let environment = Terminal.environment
        let isTerminal = Terminal.isTerminal(.output)
        let language = interface.chosen
        return (
            language == .ja ? .japanese : .english, LexiconLabels(lexicon: .builtIn, language: language),
            TerminalStyle(colour: Terminal.colour(color, environment: environment, isTerminal: isTerminal)),
            Terminal.width(environment: environment)
        )
    }
}
