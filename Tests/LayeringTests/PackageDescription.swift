import Foundation

/// What `swift package dump-package` says about the targets.
struct PackageDescription: Decodable {
    var targets: [Target]

    struct Target {
        var name: String
        var type: String
        /// Targets and products, by name; products here are called like their module.
        var dependencyNames: [String]

        /// Whether it is one of our Swift modules rather than C or a test.
        var isSwift: Bool { (type == "regular" || type == "executable") && path == nil }
        var path: String?
    }

    /// Asks SwiftPM, in a scratch folder of its own: the project's is locked while tests run.
    static func load(root: URL) throws -> PackageDescription {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "jikenbo-layering-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "--disable-sandbox",
            "dump-package",
        ]
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(PackageDescription.self, from: json)
    }
}

extension PackageDescription.Target: Decodable {
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        type = try values.decode(String.self, forKey: .type)
        path = try values.decodeIfPresent(String.self, forKey: .path)
        dependencyNames = try values.decode([Dependency].self, forKey: .dependencies).map(\.name)
    }

    private enum CodingKeys: String, CodingKey { case name, type, path, dependencies }

    /// `{"byName": ["Facts", null]}` or `{"product": ["Yams", "Yams", null, null]}`.
    private struct Dependency: Decodable {
        var name: String

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.container(keyedBy: Kind.self)
            guard let kind = kinds.allKeys.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no dependency"))
            }
            var parts = try kinds.nestedUnkeyedContainer(forKey: kind)
            name = try parts.decode(String.self)
        }

        private enum Kind: String, CodingKey { case byName, target, product }
    }
}
