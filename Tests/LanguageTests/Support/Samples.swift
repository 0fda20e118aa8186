import Foundation

/// The repository's sample notices and pages.
package enum Samples {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../../../Samples"
    ).standardized

    /// The texts of a folder of samples, by name.
    package static func texts(_ name: String) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: name), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map {
            try String(contentsOf: $0, encoding: .utf8)
        }
    }
}
