import Foundation
import Testing

/// Where the repository stands.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The built program, run as a child process.
enum Command {
    struct Outcome: Equatable {
        var output: String
        var errors: String
        var code: Int32

        var lines: [Substring] { output.split(separator: "\n") }
    }

    /// It is built beside the tests.
    static let program: URL = {
        var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: folder.appending(path: "jikenbo").path) {
            folder = Bundle.main.bundleURL
            while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "jikenbo").path) {
                folder = folder.deletingLastPathComponent()
            }
        }
        return folder.appending(path: "jikenbo")
    }()

    /// Runs the program with these arguments, in a clean environment.
    static func run(
        _ arguments: [String], input: String = "", in folder: URL? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        try start(program, arguments, input: input, in: folder, environment: environment)
    }

    /// Runs a line of shell, in which `$jikenbo` is the program.
    static func shell(_ line: String, in folder: URL? = nil, environment: [String: String] = [:]) throws -> Outcome {
        try start(URL(filePath: "/bin/sh"), ["-c", line], input: "", in: folder, environment: environment)
    }

    private static func start(
        _ executable: URL, _ arguments: [String], input: String, in folder: URL?, environment: [String: String]
    ) throws -> Outcome {
        try Scratch.with { scratch in
            let names = (
                input: scratch.appending(path: "in"), output: scratch.appending(path: "out"),
                errors: scratch.appending(path: "err")
            )
            try Data(input.utf8).write(to: names.input)
            try Data().write(to: names.output)
            try Data().write(to: names.errors)
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80", "jikenbo": program.path].merging(
                environment
            ) { $1 }
            process.standardInput = try FileHandle(forReadingFrom: names.input)
            process.standardOutput = try FileHandle(forWritingTo: names.output)
            process.standardError = try FileHandle(forWritingTo: names.errors)
            try process.run()
            process.waitUntilExit()
            return Outcome(
                output: String(decoding: try Data(contentsOf: names.output), as: UTF8.self),
                errors: String(decoding: try Data(contentsOf: names.errors), as: UTF8.self),
                code: process.terminationStatus)
        }
    }
}

/// A folder that is gone after the test.
enum Scratch {
    static func with<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-\(UUID().uuidString)")
            .resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

extension URL {
    /// Writes a file below this folder, with the folders it needs.
    func write(_ path: String, _ text: String) throws {
        let file = appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
