import Foundation
import Testing

/// Compares a text with the file of that name in Snapshots. Run with UPDATE_SNAPSHOTS=1 to write the file anew, and read
/// the difference before you commit it. Escape characters stand in the file as ␛.
func expectSnapshot(
    _ name: String, _ text: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
) throws {
    let text = text.replacing("\u{1B}", with: "␛")
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: url)
        return
    }
    let wanted = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(text == wanted, "differs from Snapshots/\(name)", sourceLocation: location)
}

/// The same of bytes that are no text.
func expectSnapshot(
    _ name: String, _ bytes: [UInt8], file: String = #filePath, location: SourceLocation = #_sourceLocation
) throws {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
        try Data(bytes).write(to: url)
        return
    }
    let wanted = try Data(contentsOf: url)
    #expect(Data(bytes) == wanted, "differs from Snapshots/\(name)", sourceLocation: location)
}
