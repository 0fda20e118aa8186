import Casebook
import Foundation
import Testing

/// A folder that somebody works in while it is brought up to date.
@Suite struct SyncingTests {
    @Test func aFileThatIsSavedMeanwhileIsLeftAndTold() throws {
        let casebook = try Make.casebook()
        try casebook.add(
            Make.page("/1", "ミント堂のお知らせ、862名", published: "2024-03-01", number: nil),
            Make.page("/2", "ハッカ堂のお知らせ、12件", published: "2023-03-08", number: nil))
        try casebook.refreshSearch()
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-sync-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let author = SyncAuthor(who: "hana", why: "")
        var written: [String] = []
        var failed: [String] = []
        func sync() throws -> SyncSummary {
            try casebook.sync(folder.path, SyncOptions(), author: { _, _ in author }) { event in
                switch event {
                case .written(let path), .restored(let path):
                    written.append(path)
                    // Somebody saves the next of the two cases' files behind the program's back.
                    guard written.filter({ $0.hasPrefix("cases/") }).count == 1, path.hasPrefix("cases/2023") else {
                        return
                    }
                    let next = folder.appending(path: "cases/2024")
                    try FileManager.default.createDirectory(at: next, withIntermediateDirectories: true)
                    try Data("mine".utf8).write(to: next.appending(path: "2024-501.json"))
                case .failed(let sentence): failed.append(sentence)
                default: break
                }
            }
        }
        let first = try sync()
        #expect(written.contains("cases/2023/2023-501.json"), "\(written)")
        #expect(first.failed == 1 && failed.count == 1, "\(failed)")
        #expect(
            failed.first?.contains("2024-501.json: was changed while jikenbo sync was at work, and is left") == true)
        let left = try Data(contentsOf: folder.appending(path: "cases/2024/2024-501.json"))
        #expect(left == Data("mine".utf8))
        // The next run finds it as it is, and leaves it too.
        #expect(try sync().failed == 1)
        #expect(try Data(contentsOf: folder.appending(path: "cases/2024/2024-501.json")) == left)
    }
}
