import ArgumentParser
import Casebook

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which casebook a command works on.
struct CasebookOptions: ParsableArguments {
    @Option(
        name: .customLong("casebook"),
        help: ArgumentHelp(
            "The casebook's file (default: JIKENBO_CASEBOOK, else jikenbo/casebook.sqlite in the XDG data folder).",
            valueName: "file"),
        completion: .file())
    var file: String?

    /// Opens the casebook, which is made where there is none.
    func create() throws -> CasebookStore {
        try Output.orFail {
            let path = try path
            if file == nil, Self.variable("JIKENBO_CASEBOOK") == nil { try FileSystem.makeFolders(of: FilePath(path)) }
            return try CasebookStore(file: path, surroundings: .system)
        }
    }

    /// Opens a casebook that is there.
    func open() throws -> CasebookStore {
        try Output.orFail {
            let path = try path
            guard FileSystem.entry(at: FilePath(path)) != nil else {
                throw InputError(
                    path, "there is no casebook", "make one with jikenbo add, or name another file with --casebook")
            }
            return try CasebookStore(file: path, surroundings: .system)
        }
    }

    private var path: String {
        get throws(InputError) {
            if let path = file ?? Self.variable("JIKENBO_CASEBOOK") { return path }
            if let data = Self.variable("XDG_DATA_HOME"), data.hasPrefix("/") {
                return data + "/jikenbo/casebook.sqlite"
            }
            guard let home = Self.variable("HOME") else {
                throw InputError("casebook", "HOME is not set, so it has no place", "name a file with --casebook")
            }
            return home + "/.local/share/jikenbo/casebook.sqlite"
        }
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Surroundings {
    /// The machine's clock and the user who runs the command.
    static let system = Surroundings(
        now: { time(nil) },
        user: {
            if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
            return "user \(getuid())"
        })
}
