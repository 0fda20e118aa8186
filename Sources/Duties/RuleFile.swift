import RuleFiles

/// The files of `Rules/` that the program was built with.
package enum RuleFile {
    package static var names: [String] { all().map(\.name) }

    /// The text of a file; empty where there is none of that name.
    package static func text(_ name: String) -> String { all().first { $0.name == name }?.text ?? "" }

    private static func all() -> [(name: String, text: String)] {
        var count = 0
        guard let files = rule_files(&count) else { return [] }
        return (0..<count).map { i in
            (
                String(cString: files[i].name),
                String(decoding: UnsafeBufferPointer(start: files[i].bytes, count: files[i].count), as: UTF8.self)
            )
        }
    }
}
