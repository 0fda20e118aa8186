import Casebook
import Exchange
import Foundation

/// Who changed files of a git work tree last, and why. Git is run without a shell, and none of its settings that start other programs
/// hold.
struct GitAuthors {
    private let folder: String
    private let program: String?
    private static let longest = 30.0
    private static let most = 65_536

    /// - Parameter folder: that the files are in.
    init(folder: String) {
        self.folder = folder
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").filter {
            $0.hasPrefix("/")
        }
        program = paths.map { $0 + "/git" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The author and subject of the last commit of a file; `nil` where the folder is in no work tree, or the file has changes that are not
    /// committed.
    ///
    /// - Parameter path: below the folder.
    func author(of path: String) -> SyncAuthor? {
        guard run(["diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD", "--", path])?.code == 0,
            let log = run(["log", "-1", "--no-show-signature", "--format=%an%x00%s", "--", path]), log.code == 0
        else { return nil }
        let parts = log.output.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let name = HostileText.line(String(parts[0])).prefix(100)
        let subject = HostileText.line(String(parts[1])).prefix(500)
        guard !name.isEmpty else { return nil }
        return SyncAuthor(who: "git:" + name, why: subject.isEmpty ? "changed in \(path)" : String(subject))
    }

    private func run(_ arguments: [String]) -> (code: Int32, output: String)? {
        guard let program else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["--no-pager", "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        environment["LC_ALL"] = "C"
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["GIT_NO_LAZY_FETCH"] = "1"
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        do { try process.run() } catch { return nil }
        let watchdog = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.longest, execute: watchdog)
        var bytes = Data()
        while bytes.count < Self.most {
            let chunk = output.fileHandleForReading.availableData
            if chunk.isEmpty { break }
            bytes += chunk
        }
        // Of a subject without end, the beginning is enough.
        let isCut = bytes.count >= Self.most
        if isCut { process.terminate() }
        process.waitUntilExit()
        watchdog.cancel()
        let text = String(decoding: bytes, as: UTF8.self)
        return (isCut ? 0 : process.terminationStatus, text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
}
