import Foundation
import Pages

/// A spreadsheet's file as text: UTF-8 with or without its mark, or what spreadsheets in Japan write besides (CP932).
enum SupplierFile {
    static func text(_ path: String) throws(InputError) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw InputError(path, "the file cannot be read", "check its path and permissions")
        }
        do throws(PageError) {
            return try PageDecoder().text(of: Array(bytes), name: path).text
        } catch {
            throw InputError(sentence: error.description)
        }
    }
}

/// Paths that are kept, and are to mean the same wherever the program is started from then.
enum AbsolutePath {
    static func of(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path(percentEncoded: false) }
}
