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

    /// The author and subject of the last commit of a file; `nil` where the folder is in no work tree, the file is not committed as it is,
    /// or the history does not reach back to who changed it.
    ///
    /// What is committed is compared here, and not by git, which would start the programs that a repository names for its files.
    ///
    /// - Parameters:
    ///   - path: below the folder.
    ///   - bytes: what was read of the file.
    func author(of path: String, as bytes: [UInt8]) -> SyncAuthor? {
        guard let committed = run(["cat-file", "blob", "HEAD:./" + path], most: bytes.count + 1), committed.code == 0,
            committed.output.elementsEqual(bytes),
            let log = run(["log", "-1", "--no-show-signature", "--format=%P%x00%an%x00%s", "--", path]), log.code == 0
        else { return nil }
        let text = String(
            decoding: log.output.last == UInt8(ascii: "\n") ? log.output.dropLast() : log.output, as: UTF8.self)
        let parts = text.split(separator: "\0", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        // Where a shallow clone ends, the first commit seems to have made all files.
        if parts[0].isEmpty {
            let shallow = run(["rev-parse", "--is-shallow-repository"]).map {
                String(decoding: $0.output, as: UTF8.self)
            }
            guard shallow == "false\n" else { return nil }
        }
        let name = HostileText.line(String(parts[1])).prefix(100)
        let subject = HostileText.line(String(parts[2])).prefix(500)
        guard !name.isEmpty else { return nil }
        return SyncAuthor(who: "git:" + name, why: subject.isEmpty ? "changed in \(path)" : String(subject))
    }

    /// - Parameter most: how many bytes of the output are wanted.
    private func run(_ arguments: [String], most: Int = most) -> (code: Int32, output: Data)? {
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
        while bytes.count < most {
            let chunk = output.fileHandleForReading.availableData
            if chunk.isEmpty { break }
            bytes += chunk
        }
        // Of a subject without end, the beginning is enough.
        let isCut = bytes.count >= most
        if isCut { process.terminate() }
        process.waitUntilExit()
        watchdog.cancel()
        return (isCut ? 0 : process.terminationStatus, bytes)
    }
}
