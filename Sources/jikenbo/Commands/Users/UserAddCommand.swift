import ArgumentParser
import Casebook
import Exchange

extension User.Role: ExpressibleByArgument {}
extension TokenScope: ExpressibleByArgument {}

struct UserAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a user.",
        discussion: """
            The password is asked for on the terminal, without showing it, or read from the first line of standard input. It has at \
            least 10 characters.

            EXAMPLES
              jikenbo user add hana --role editor
              pass show casebook | jikenbo user add hana --role editor --password-stdin
            """)

    @Argument(help: "The user's name.")
    var name: String

    @Option(help: "What the user may do: reader, editor or admin.")
    var role: User.Role

    @OptionGroup var password: PasswordOptions
    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.create()
        try Output.orFail {
            _ = try User.checked(name)
            try store.addUser(name, role: role, password: try password.ask(for: name))
        }
    }
}

struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the users.",
        discussion: """
            One line per user: the name, the role, when it was added, and whether it is disabled or has no password yet.

            EXAMPLES
              jikenbo user list
            """)

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        let users = try Output.orFail { try store.users() }
        try Output.finish {
            for user in users {
                var cells = [user.name, user.role.rawValue, Moment.iso(user.createdAt)]
                if user.disabledAt != nil { cells.append("disabled") }
                if !user.hasPassword { cells.append("no password") }
                try Output.write(cells.joined(separator: "\t") + "\n")
            }
        }
    }
}

struct UserRoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Gives a user another role.",
        discussion: """
            It holds at once, also for whoever is logged in. The last admin stays one.

            EXAMPLES
              jikenbo user role hana admin
            """)

    @Argument(help: "The user's name.")
    var name: String

    @Argument(help: "The role: reader, editor or admin.")
    var role: User.Role

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.setRole(of: name, to: role) }
    }
}

struct UserPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Sets a user's password.",
        discussion: """
            The user is logged out everywhere. Tokens go on working.

            EXAMPLES
              jikenbo user password hana
            """)

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.setPassword(of: name, to: try password.ask(for: name)) }
    }
}

struct UserDisableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Keeps a user from logging in.",
        discussion: """
            Sessions end and tokens stop working at once. What the user did stays in the history.

            EXAMPLES
              jikenbo user disable hana
            """)

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.setDisabled(true, name) }
    }
}

struct UserEnableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Lets a disabled user log in again.",
        discussion: """
            EXAMPLES
              jikenbo user enable hana
            """)

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var casebook: CasebookOptions

    func run() throws {
        let store = try casebook.open()
        try Output.orFail { try store.setDisabled(false, name) }
    }
}
