import ArgumentParser

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Manages who may log in to the web pages.",
        discussion: """
            Readers read, also where the casebook is closed to strangers; editors change what is filed; admins manage users besides. \
            Names are compared without regard to case and width.

            EXAMPLES
              jikenbo user add hana --role editor
              jikenbo user list
              jikenbo user token hana --scope read
            """,
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserRoleCommand.self, UserPasswordCommand.self,
            UserDisableCommand.self, UserEnableCommand.self, UserTokenCommand.self, UserTokensCommand.self,
            UserRevokeCommand.self,
        ])
}
