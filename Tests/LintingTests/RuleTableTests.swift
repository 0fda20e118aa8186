import Foundation
import Language
import Testing

@testable import Linting

/// The table of rules in docs/linting.md is that of the data. UPDATE_DOCS=1 writes it anew.
struct RuleTableTests {
    @Test func theTableIsThatOfTheRules() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/linting.md")
            .standardized
        var page = try String(contentsOf: url, encoding: .utf8)
        let start = try #require(
            page.range(of: "<!-- rules: written by UPDATE_DOCS=1 swift test --filter RuleTableTests -->\n")?.upperBound)
        let end = try #require(page.range(of: "<!-- end of rules -->\n")?.lowerBound)
        let wanted = "\n" + RuleTelling(language: .en).table() + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" {
            page.replaceSubrange(start..<end, with: wanted)
            try Data(page.utf8).write(to: url)
        } else {
            #expect(page[start..<end] == wanted)
        }
    }
}
