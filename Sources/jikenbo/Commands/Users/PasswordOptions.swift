import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a command gets a password from: never from its arguments, which others on the machine can see.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from the first line of standard input.")
    var passwordStdin = false

    func ask(for name: String) throws(InputError) -> String {
        if passwordStdin {
            guard let line = readLine() else {
                throw InputError("the password", "standard input is empty", "write it on its first line")
            }
            return line
        }
        guard Terminal.isTerminal(.input) else {
            throw InputError(
                "the password", "standard input is no terminal", "give it there with --password-stdin")
        }
        let password = Self.hidden("Password for \(name): ")
        guard password == Self.hidden("Again: ") else {
            throw InputError("the password", "the two are not the same", "run the command again")
        }
        return password
    }

    /// Asks on the terminal without showing what is typed.
    private static func hidden(_ question: String) -> String {
        Output.tell(question)
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Output.tell("\n")
        }
        return readLine() ?? ""
    }
}
