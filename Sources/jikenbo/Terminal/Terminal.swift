import ArgumentParser
import Language

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

enum ColourChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// What the terminal and its environment ask for.
enum Terminal {
    enum Stream: Int32 { case input = 0, output, error }

    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The variables that matter here.
    static var environment: [String: String] {
        var found: [String: String] = [:]
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }

    /// Japanese where the first variable that is set says so, else English.
    static func language(environment: [String: String]) -> InterfaceLanguage {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale == "ja" || locale.hasPrefix("ja_") || locale.hasPrefix("ja.") || locale.hasPrefix("ja-")
            ? .ja : .en
    }

    /// Whether to write colour codes. What was asked for outranks the environment, NO_COLOR outranks CLICOLOR_FORCE.
    static func colour(_ choice: ColourChoice, environment: [String: String], isTerminal: Bool) -> Bool {
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if isSet("NO_COLOR") { return false }
            if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
            return isTerminal && environment["TERM"] != "dumb"
        }
    }

    /// The columns of standard output; 80 where it is no terminal and COLUMNS is not set.
    static func width(environment: [String: String]) -> Int {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
