/// What a synchronised folder's files were when they were last written, by which a change made in a file is told from one made in the
/// casebook. Kept in the folder, as JSON Lines: it goes where the folder goes.
///
/// Before files are written, lines are added that say what they will be; at the end the state is written anew. Whenever the program is
/// ended, each file is what one of its lines says, or somebody else's.
struct SyncState {
    struct Entry: Hashable {
        /// Of the file's bytes.
        var digest: String
        /// Of each of its members.
        var members: [String: String]
        /// Whether the file may not have come to be so.
        var isPlanned = false
    }

    private(set) var entries: [String: [Entry]] = [:]

    /// The casebook that the files are of; `nil` for one that holds nothing yet.
    private let casebook: String?

    /// - Parameter casebook: what tells the casebook from others.
    init(casebook: String?) { self.casebook = casebook }

    /// - Throws: CasebookError where it was written by a newer version or for another casebook, or is something else.
    init(_ bytes: [UInt8], name: String, casebook: String?) throws {
        self.casebook = casebook
        let lines = bytes.split(separator: 0x0A)
        guard let first = lines.first, let head = JSONValue(Array(first)), head["format"]?.string == "jikenbo-sync"
        else {
            throw CasebookError(
                name, "this is no state of a synchronised folder",
                "take the file away: what differs is then asked about")
        }
        guard head["version"] == .int(1) else {
            throw CasebookError(name, "was written by a newer version of jikenbo than this one", "install that version")
        }
        if let other = head["casebook"]?.string, other != casebook {
            throw CasebookError(name, "the folder is of another casebook", "name another folder, or that casebook")
        }
        // A line that was not finished speaks of files that were not written.
        for line in lines.dropFirst() {
            guard let json = JSONValue(Array(line)), let file = json["file"]?.string,
                let digest = json["digest"]?.string,
                case .object(let members)? = json["members"],
                // Anybody may have written it: it speaks of no other files.
                file == SyncPath.schema || file == SyncPath.readme || SyncPath.isCase(file)
            else { continue }
            let entry = Entry(
                digest: digest,
                members: Dictionary(
                    members.map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first }),
                isPlanned: json["planned"] == .bool(true))
            entries[file, default: []].append(entry)
        }
    }

    /// The state in which a file is as it was written; `nil` where somebody changed it.
    func entry(of path: String, digest: String) -> Entry? { entries[path]?.last { $0.digest == digest } }

    /// What a file may have been, before somebody changed it: as it was written, and as a run that was ended may have written it.
    func bases(of path: String) -> [[String: String]] { (entries[path] ?? []).map(\.members) }

    var isEmpty: Bool { entries.isEmpty }

    /// The files that it speaks of, in order.
    var paths: [String] { entries.keys.sorted() }

    /// Whether the file was surely there.
    func knows(_ path: String) -> Bool { entries[path]?.contains { !$0.isPlanned } ?? false }

    mutating func set(_ path: String, _ entry: Entry) { entries[path] = [entry] }
    mutating func remove(_ path: String) { entries[path] = nil }

    // MARK: Writing

    static func line(_ path: String, _ entry: Entry) -> [UInt8] {
        let members = entry.members.sorted { $0.key < $1.key }.map {
            JSONValue.Member(key: $0.key, value: .string($0.value))
        }
        var line: [JSONValue.Member] = [
            JSONValue.Member(key: "file", value: .string(path)),
            JSONValue.Member(key: "digest", value: .string(entry.digest)),
            JSONValue.Member(key: "members", value: .object(members)),
        ]
        if entry.isPlanned { line.append(JSONValue.Member(key: "planned", value: .bool(true))) }
        return JSONValue.object(line).bytes + [0x0A]
    }

    var begin: [UInt8] {
        var head: [JSONValue.Member] = [
            JSONValue.Member(key: "format", value: .string("jikenbo-sync")),
            JSONValue.Member(key: "version", value: .int(1)),
        ]
        if let casebook { head.append(JSONValue.Member(key: "casebook", value: .string(casebook))) }
        return JSONValue.object(head).bytes + [0x0A]
    }

    var bytes: [UInt8] {
        var out = begin
        for (path, entries) in entries.sorted(by: { $0.key < $1.key }) {
            for entry in entries { out += Self.line(path, entry) }
        }
        return out
    }
}
