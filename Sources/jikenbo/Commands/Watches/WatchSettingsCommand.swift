import ArgumentParser
import Casebook
import Exchange
import Watching

struct WatchSettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Shows or sets the mail server, and what else sending needs.",
        discussion: """
            Without options it shows what is set. An option with an empty value takes a setting away. They are kept in the casebook. A \
            password is named by its file, and neither kept nor shown.

            EXAMPLES
              jikenbo watch settings --host smtp.example.jp --tls starttls --user jikenbo --password-file smtp.secret --from jikenbo@example.jp
              jikenbo watch settings --public-address https://casebook.example.jp
              jikenbo watch settings --allow-host hooks.internal.example.jp
              jikenbo watch settings
            """)

    @Option(help: "The mail server's name.")
    var host: String?

    @Option(help: ArgumentHelp("Its port (default: 587 with starttls, 465 with tls, 25 with none).", valueName: "n"))
    var port: String?

    enum Security: String, ExpressibleByArgument, CaseIterable { case starttls, tls, none }

    @Option(help: "TLS begun within the connection, from its start, or none.")
    var tls: Security?

    @Option(help: "The name to log in with.")
    var user: String?

    @Option(help: ArgumentHelp("The file with the password to log in with.", valueName: "file"), completion: .file())
    var passwordFile: String?

    @Option(help: ArgumentHelp("The address that mail comes from.", valueName: "address"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "A PEM file with the certificates to trust instead of the system's, for mail and webhooks.",
            valueName: "file"),
        completion: .file())
    var authority: String?

    @Option(help: ArgumentHelp("Where the casebook's pages are reached, for links.", valueName: "url"))
    var publicAddress: String?

    @Option(
        help: ArgumentHelp(
            "A host that webhooks may reach without TLS, and at addresses of this machine or network; may be given several times.",
            valueName: "name"))
    var allowHost: [String] = []

    @OptionGroup var casebook: CasebookOptions

    func validate() throws {
        if let port, !port.isEmpty, !(Int(port).map { (1...65_535).contains($0) } ?? false) {
            throw ValidationError("--port must be from 1 to 65535")
        }
        if let from, !from.isEmpty, !MailMessage.isAddress(from) {
            throw ValidationError("--from must be an address such as jikenbo@example.jp")
        }
        for name in [host ?? ""] + allowHost
        where !name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/@\"\\?#".utf8.contains($0) }) {
            throw ValidationError("a host is given by its name alone")
        }
        if publicAddress?.isEmpty == false { try ServeCommand.validate(publicAddress: publicAddress) }
    }

    func run() throws {
        let store = try casebook.create()
        var settings = try Output.orFail { try store.watchSettings() }
        func put(_ value: String?, _ place: WritableKeyPath<WatchSettings, String?>, isPath: Bool = false) {
            guard let value else { return }
            settings[keyPath: place] = value.isEmpty ? nil : isPath ? AbsolutePath.of(value) : value
        }
        put(host, \.host)
        put(user, \.user)
        put(from, \.from)
        put(passwordFile, \.passwordFile, isPath: true)
        put(authority, \.authorityFile, isPath: true)
        put(publicAddress.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }, \.publicAddress)
        if let port { settings.port = Int(port) }
        if let tls { settings.security = WatchSettings.Security(rawValue: tls.rawValue) ?? .starttls }
        if !allowHost.isEmpty { settings.allowedHosts = allowHost.filter { !$0.isEmpty } }
        let new = settings
        try Output.orFail { try store.setWatchSettings(new) }
        try Output.finish {
            let rows: [(String, String?)] = [
                ("host", new.host), ("port", new.port.map { "\($0)" }), ("tls", new.security.rawValue),
                ("user", new.user),
                ("password-file", new.passwordFile), ("from", new.from), ("authority", new.authorityFile),
                ("public-address", new.publicAddress), ("allow-host", new.allowedHosts.joined(separator: " ")),
            ]
            for (name, value) in rows where value?.isEmpty == false {
                try Output.write("\(name)\t\(HostileText.line(value ?? ""))\n")
            }
        }
    }
}
