package import Language

/// What somebody wants to be told of: cases that a query finds, or those in which organisations of a list have a part.
package struct Watch: Sendable {
    /// How often what was found is told.
    package enum Rhythm: String, Sendable, CaseIterable { case immediately, daily, weekly }

    package enum Subject: Sendable {
        /// The text of a query: see `SearchQuery`.
        case query(String)
        case organisations([WatchedOrganisation])
    }

    package var id: Int64
    package var name: String
    package var subject: Subject
    package var events: Set<WatchEvent.Kind>
    package var digest: Rhythm
    package var language: InterfaceLanguage
    package var channels: [WatchChannel]
    /// Only what was done behind this place of the audit log is told.
    var since: Int64
    /// Seconds since 1970-01-01 UTC, as all moments here.
    package var addedAt: Int
    package var digestedAt: Int

    /// Names stand in addresses and file names.
    static func checked(_ name: String) throws -> String {
        let isPlain = name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard isPlain, (1...64).contains(name.utf8.count), !name.hasPrefix("-") else {
            throw CasebookError(
                name, "is no name for a watch", "use 1 to 64 small letters a to z, digits and hyphens")
        }
        return name
    }
}

/// An organisation of a list.
package struct WatchedOrganisation: Hashable, Sendable {
    package var name: String
    package var aliases: [String]
    package var note: String

    package init(name: String, aliases: [String] = [], note: String = "") {
        self.name = name
        self.aliases = aliases
        self.note = note
    }
}

/// Where what a watch finds is sent, and how that goes.
package struct WatchChannel: Hashable, Sendable {
    /// How the body of a webhook is written.
    package enum Style: String, Sendable, CaseIterable { case plain, slack, teams, discord }

    package enum Kind: Hashable, Sendable {
        /// One address: where there are several, none waits for another.
        case mail(String)
        /// - Parameter secretFile: the path of the file with the key that bodies are signed with.
        case webhook(url: String, style: Style, secretFile: String?)
        /// The standard output of `jikenbo watch run`.
        case output
    }

    package var id: Int64
    package var kind: Kind
    /// How often in a row it has failed.
    package var failures: Int
    package var lastError: String?
    package var failedAt: Int?
    package var succeededAt: Int?
    /// When it is tried again after it failed.
    package var nextAt: Int
    /// Messages that wait to be sent, and those that were given up.
    package var waiting: Int
    package var givenUp: Int

    /// So many failures in a row make a channel count as dead: it is shown, and tried again now and then.
    package static let deadly = 5

    package var isDead: Bool { failures >= Self.deadly }

    /// What it is called in lists. Of a webhook's address only the host: the rest may be what lets one write there.
    package var label: String {
        switch kind {
        case .mail(let address): "mail " + address
        case .webhook(let url, let style, _): "webhook \(style.rawValue) " + Self.host(of: url)
        case .output: "output"
        }
    }

    package static func host(of url: String) -> String {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? "")
    }
}

/// What sending needs besides the watches: the mail server, and what messages link to. Secrets are named by their files only.
package struct WatchSettings: Hashable, Sendable {
    package enum Security: String, Sendable, CaseIterable {
        /// TLS from the first byte: port 465.
        case tls
        /// Begun in the clear, with TLS demanded before anything else is said: port 587.
        case starttls
        /// No TLS at all: for a server on this machine.
        case none
    }

    package var host: String?
    package var port: Int?
    package var security = Security.starttls
    package var user: String?
    package var passwordFile: String?
    package var from: String?
    /// A PEM file with the certificates to trust instead of the system's, for mail and webhooks.
    package var authorityFile: String?
    /// Where the casebook's pages are reached, without a slash at its end.
    package var publicAddress: String?
    /// Hosts that webhooks may reach even at addresses of this machine or network.
    package var allowedHosts: [String] = []

    package init() {}
}
