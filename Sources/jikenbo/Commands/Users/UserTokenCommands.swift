import ArgumentParser
import Casebook
import Exchange

struct UserTokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Makes a token by which a program acts for a user.",
        discussion: """
            The token is printed once; the casebook keeps its hash only. A program sends it in the header \
            'Authorization: Bearer TOKEN'. It may do what its scopes and its user's role both allow.

            EXAMPLES
              jikenbo user token hana --scope read
              jikenbo user token hana --scope edit --name "nightly import"
            """)

    @Argument(help: "The user's name.")
    var user: String

    @Option(help: "What it may do: read, edit or admin; may be given several times.")
    var scope: [TokenScope]

    @Option(help: "What to call it in lists.")
    var name = "command line"

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let token = try Output.orFail { try store.addToken(of: user, name: name, scopes: Set(scope)) }
        try Output.finish { try Output.write(token + "\n") }
    }
}

struct UserTokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Lists the tokens that work.",
        discussion: """
            One line per token: its number, its user, its name, its scopes, when it was made, when it was used last.

            EXAMPLES
              jikenbo user tokens
              jikenbo user tokens hana
            """)

    @Argument(help: "Whose tokens; without a name everybody's.")
    var user: String?

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let tokens = try Output.orFail { try store.tokens(of: user) }
        try Output.finish {
            for token in tokens {
                let scopes = TokenScope.allCases.filter(token.scopes.contains).map(\.rawValue)
                let cells = [
                    "\(token.id)", token.user, token.name, scopes.joined(separator: " "), Moment.iso(token.createdAt),
                    token.usedAt.map(Moment.iso) ?? "never",
                ]
                try Output.write(cells.joined(separator: "\t") + "\n")
            }
        }
    }
}

struct UserRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Makes a token useless for good.",
        discussion: """
            EXAMPLES
              jikenbo user revoke 3
            """)

    @Argument(help: "The token's number, as 'jikenbo user tokens' shows it.")
    var token: Int64

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.revokeToken(token) }
    }
}
