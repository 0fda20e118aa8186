import ArgumentParser
import Casebook
import Exchange
import Language
import Pages
import Watching
import Web

struct WatchAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Makes a watch, which tells of what comes from now on.",
        discussion: """
            Prints the secret addresses of its feeds, which are shown this once. A list of organisations is CSV with the columns name, \
            aliases (parted by semicolons) and, if wanted, note, in UTF-8 or Shift_JIS (CP932).

            Events are new-case, follow-up (a notice joined a case), changed-value (more people, a leak confirmed) and changed-page \
            (another wording at the same address), parted by commas. Webhooks are signed as Standard Webhooks has it, with the \
            secret in the file named.

            EXAMPLES
              jikenbo watch add ransomware --query 'type:ransomware people:>1000' --mail csirt@example.jp
              jikenbo watch add suppliers --organisations suppliers.csv --digest weekly --language en --mail risk@example.jp
              jikenbo watch add chat --query 業種:医療 --webhook https://chat.example.jp/hook/1 --style slack
              jikenbo watch add own --query '' --webhook https://app.example.jp/hook --secret-file hook.secret
            """)

    @Argument(help: "What to call it: small letters, digits and hyphens.")
    var name: String

    @Option(help: "A query in the language of docs/search.md; an empty one finds everything.")
    var query: String?

    @Option(
        help: ArgumentHelp("A CSV file of organisations to look for.", valueName: "file"), completion: .file())
    var organisations: String?

    @Option(
        help: ArgumentHelp(
            "What to tell of, parted by commas (default: new-case,follow-up,changed-value).", valueName: "kinds"))
    var events: String?

    enum Rhythm: String, ExpressibleByArgument, CaseIterable { case immediately, daily, weekly }

    @Option(help: "How often: at every run, or as a digest at 7:00 in Japan, on each day or on Mondays.")
    var digest = Rhythm.immediately

    @OptionGroup var interface: InterfaceOptions

    @Option(help: ArgumentHelp("Send mail to this address; may be given several times.", valueName: "address"))
    var mail: [String] = []

    @Option(help: ArgumentHelp("Send webhooks to this address; may be given several times.", valueName: "url"))
    var webhook: [String] = []

    enum Style: String, ExpressibleByArgument, CaseIterable { case plain, slack, teams, discord }

    @Option(help: "How webhooks are written: the program's own JSON, or as a chat service takes it.")
    var style = Style.plain

    @Option(
        help: ArgumentHelp("A file with the secret that webhooks are signed with.", valueName: "file"),
        completion: .file())
    var secretFile: String?

    @Flag(help: "Have 'jikenbo watch run' print it.")
    var stdout = false

    @OptionGroup var casebook: CasebookOptions

    func validate() throws {
        guard (query == nil) != (organisations == nil) else {
            throw ValidationError("give either --query or --organisations")
        }
        for address in mail where !MailMessage.isAddress(address) {
            throw ValidationError("--mail must be an address such as csirt@example.jp")
        }
        if secretFile != nil, webhook.isEmpty { throw ValidationError("--secret-file goes with --webhook") }
        if !webhook.isEmpty, style == .plain, secretFile == nil {
            throw ValidationError("--webhook needs a --secret-file, unless it is for a chat service (--style)")
        }
        _ = try kinds
    }

    private var kinds: Set<WatchEvent.Kind> {
        get throws {
            guard let events else { return NewWatch.usual }
            let kinds = try events.split(separator: ",").map { name in
                guard let kind = WatchEvent.Kind(rawValue: String(name)) else {
                    let known = WatchEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--events does not know \(name); known are \(known)")
                }
                return kind
            }
            guard !kinds.isEmpty else { throw ValidationError("--events names none") }
            return Set(kinds)
        }
    }

    func run() throws {
        let subject = try subject()
        let store = try casebook.create()
        let settings = try Output.orFail { try store.watchSettings() }
        var channels: [WatchChannel.Kind] = mail.map { .mail($0) }
        let file = secretFile.map(AbsolutePath.of)
        for url in webhook {
            if let fault = WebhookSender.fault(in: url, settings: settings) {
                throw ValidationError("the address given with --webhook \(fault)")
            }
            let style = WatchChannel.Style(rawValue: self.style.rawValue) ?? .plain
            channels.append(.webhook(url: url, style: style, secretFile: file))
        }
        if let file { _ = try Output.orFail { try SecretFile.read(file) } }
        if stdout { channels.append(.output) }
        let rhythm = Watch.Rhythm(rawValue: digest.rawValue) ?? .immediately
        let new = NewWatch(
            name: name, subject: subject, events: try kinds, digest: rhythm, language: interface.chosen,
            channels: channels)
        let token = try Output.orFail { try store.addWatch(new) }
        try Output.finish { try Output.write(WatchFeedCommand.addresses(name, token, settings)) }
    }

    private func subject() throws -> Watch.Subject {
        if let path = organisations {
            return .organisations(
                try Output.orFail { try OrganisationList.parse(try SupplierFile.text(path), file: path) })
        }
        do throws(QueryFault) {
            return .query(try SearchQuery.parse(query ?? "").text)
        } catch {
            Output.complain("query: " + HostileText.line(error.message(in: interface.chosen)))
            Output.tell(SearchCommand.pointing(at: error, in: query ?? ""))
            throw ExitCode(64)
        }
    }
}
