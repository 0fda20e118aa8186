import ArgumentParser

/// One thing to read.
enum Input: Sendable {
    case file(FilePath)
    case standardInput
    /// What was named but cannot be read; told when its turn comes.
    case failure(InputError)

    /// The name of the page in records and errors.
    var name: String {
        switch self {
        case .file(let path): path.shown
        case .standardInput: "-"
        case .failure: ""
        }
    }

    /// Where the page is, whatever the current folder: the file's absolute path. Bytes of a name that are no UTF-8 are
    /// written as `%95`, so that two names never become one.
    var address: String {
        switch self {
        case .file(let path): path.absolute
        case .standardInput: "-"
        case .failure(let error): error.name
        }
    }
}

/// Turns what was named on the command line into files: folders are walked, patterns expanded. No file is opened yet.
struct InputList {
    /// The files that are taken from folders; a file that is named is read whatever its name.
    static let kinds: Set<String> = ["txt", "text", "html", "htm", "xhtml", "pdf", "md"]

    private(set) var inputs: [Input] = []
    private let kinds: Set<String>

    /// - Parameter kinds: the endings of the files that are taken from folders.
    init(_ arguments: [String], kinds: Set<String> = Self.kinds) {
        self.kinds = kinds
        for argument in arguments { add(argument) }
    }

    /// What is wrong with the paths as they were given.
    static func validate(_ paths: [String]) throws(ValidationError) {
        if paths.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once: name - once")
        }
    }

    private mutating func add(_ argument: String) {
        if argument == "-" { return inputs.append(.standardInput) }
        let path = FilePath(argument)
        if let entry = FileSystem.entry(at: path) { return add(path, entry) }
        guard Glob.isPattern(argument) else {
            return inputs.append(.failure(InputError(argument, "is not there", "check the spelling")))
        }
        let found = Glob(pattern: argument).paths()
        if found.isEmpty {
            inputs.append(.failure(InputError(argument, "matches no file", "check the pattern and the current folder")))
        }
        for path in found {
            if let entry = FileSystem.entry(at: path) { add(path, entry) }
        }
    }

    private mutating func add(_ path: FilePath, _ entry: FileSystem.Entry) {
        guard entry.kind == .folder else { return inputs.append(.file(path)) }
        let before = inputs.count
        // A folder is walked once, so a symbolic link back to one above it ends there.
        var walked: Set<FileSystem.Identity> = []
        walk(path, entry.identity, &walked)
        if inputs.count == before {
            inputs.append(
                .failure(
                    InputError(
                        path.shown, "holds no \(endings) files",
                        "name a file itself to read it whatever its name")))
        }
    }

    private var endings: String {
        if kinds == Self.kinds { return ".txt, .text, .html, .htm, .xhtml, .pdf or .md" }
        let sorted = kinds.sorted().map { "." + $0 }
        return sorted.dropLast().joined(separator: ", ") + " or " + (sorted.last ?? "")
    }

    private mutating func walk(
        _ folder: FilePath, _ identity: FileSystem.Identity, _ walked: inout Set<FileSystem.Identity>
    ) {
        guard walked.insert(identity).inserted else { return }
        let names: [FilePath]
        do throws(InputError) { names = try FileSystem.names(in: folder) } catch {
            return inputs.append(.failure(error))
        }
        for name in names where !name.isHidden {
            let path = folder.appending(name)
            guard let entry = FileSystem.entry(at: path) else { continue }
            switch entry.kind {
            case .folder: walk(path, entry.identity, &walked)
            case .file: if kinds.contains(path.kind) { inputs.append(.file(path)) }
            case .other: break
            }
        }
    }
}
