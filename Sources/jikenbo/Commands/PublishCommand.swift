import ArgumentParser
import Casebook
import Exchange
import Language
import Logging
import Web

struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Writes the casebook as a site of files.",
        discussion: """
            FOLDER then holds the pages in both languages, the cases as JSON, feeds, and a search that works in the browser alone; \
            any web host can serve it, under any path. The same casebook gives the same bytes, only files that changed are \
            written, and those of cases that are gone are taken away.

            EXAMPLES
              jikenbo publish public/
              jikenbo publish --casebook work.sqlite --public-address https://casebook.example.jp public/
            """)

    @Argument(
        help: ArgumentHelp("An empty folder, or one that was published before.", valueName: "folder"),
        completion: .directory)
    var folder: String

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions

    @Option(
        help: ArgumentHelp("The address under which the site will stand, for its feeds.", valueName: "url"))
    var publicAddress: String?

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func validate() throws { try ServeCommand.validate(publicAddress: publicAddress) }

    func run() throws {
        let store = try casebook.open()
        var settings = SiteSettings()
        settings.publicAddress = publicAddress.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let site = Site(
            store: store, reading: .reading(try lexicon.load(), version: try lexicon.readerVersion(), store),
            settings: settings, logger: Logger(label: "jikenbo"))
        let showsLine = !quiet && Terminal.isTerminal(.error)
        let outcome = try Output.orFail {
            try Publisher(site: site).publish(to: folder) { done, all in
                if showsLine, done % 100 == 0 { Output.tell("\r\u{1B}[KPublishing \(done)/\(all) …") }
            }
        }
        if showsLine { Output.tell("\r\u{1B}[K") }
        guard !quiet else { return }
        let (files, written) = ("\(outcome.files) files", "\(outcome.written) written")
        Output.tell("\(outcome.cases) cases in \(files): \(written), \(outcome.removed) taken away.\n")
    }
}
