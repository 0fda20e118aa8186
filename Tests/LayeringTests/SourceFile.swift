import Foundation

/// A Swift file and what it imports.
struct SourceFile {
    var path: String
    var text: String

    static func all(under folder: URL) throws -> [SourceFile] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
            .sorted { $0.path < $1.path }
            .map { file in
                let path = file.standardized.path.dropFirst(
                    folder.deletingLastPathComponent().standardized.path.count + 1)
                return SourceFile(path: String(path), text: try String(contentsOf: file, encoding: .utf8))
            }
    }

    /// The imported modules, in order. An import stands on a line of its own, behind attributes and access levels at most.
    var imports: [String] {
        text.split(separator: "\n").compactMap { line in
            var words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }[...]
            while let word = words.first, word.hasPrefix("@") || Self.accessLevels.contains(word) {
                words.removeFirst()
            }
            guard words.popFirst() == "import" else { return nil }
            if let word = words.first, Self.kinds.contains(word) { words.removeFirst() }
            return words.first.map { String($0.prefix { $0 != "." }) }
        }
    }

    private static let accessLevels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "typealias", "struct", "class", "enum", "protocol", "let", "var", "func",
    ]
}
