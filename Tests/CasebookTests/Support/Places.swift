import Foundation

/// Files beside the tests.
enum Places {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized
    /// The labelled set of real notices, which is not part of the repository.
    static let gold: URL? = {
        let shared = root.appending(path: "../shared/gold").standardized
        let beside = root.appending(path: "../../shared/gold").standardized
        return [shared, beside].first { FileManager.default.fileExists(atPath: $0.appending(path: "text").path) }
    }()

    /// A notice of `Samples/series`.
    static func series(_ name: String) throws -> String {
        try text(root.appending(path: "Samples/series/\(name).txt"))
    }

    static func document(_ name: String) throws -> String { try text(root.appending(path: "docs/\(name).md")) }

    static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }
}
