import Casebook
import Facts
import Foundation
import Testing

/// Real notices of 24 incidents, each of its own: none may be linked to another. Skipped where the set is not at hand.
@Test(.enabled(if: Places.gold != nil))
func realNoticesOfDifferentIncidentsAreNotLinked() throws {
    let folder = try #require(Places.gold).appending(path: "text")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        .sorted()
    #expect(!files.isEmpty)
    for order in [files, files.reversed()] {
        var index = MemoryIndex()
        for file in order {
            let decision = index.file(file, try Places.text(folder.appending(path: file)))
            #expect(decision.joins == nil, "\(file): \(decision)")
            #expect(decision.related.isEmpty, "\(file): \(decision)")
            #expect(decision.review.isEmpty, "\(file): \(decision)")
        }
    }
}
