import Casebook
import Foundation

/// A secret that stands in a file of its own, so that it is in no argument, setting or backup.
package enum SecretFile {
    /// The file's text without line breaks at its end.
    ///
    /// - Throws: CasebookError, which names the file and never what is in it.
    package static func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 10_000,
            var text = String(validating: bytes, as: UTF8.self)
        else {
            throw CasebookError(path, "the secret cannot be read", "put it into this file, readable for you alone")
        }
        while let last = text.unicodeScalars.last, last == "\n" || last == "\r" { text.unicodeScalars.removeLast() }
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw CasebookError(path, "the secret is empty or has several lines", "put it on the file's only line")
        }
        return text
    }
}
