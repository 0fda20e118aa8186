import Foundation
import Testing

@testable import Casebook

/// docs/search.md says what the program does.
@Suite struct SearchDocumentTests {
    static let document = Result {
        try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../docs/search.md").standardized, encoding: .utf8)
    }

    @Test(arguments: QueryField.allCases)
    func everyFieldIsListed(field: QueryField) throws {
        #expect(try Self.document.get().contains("\n| `\(field.rawValue)` | "))
    }

    @Test func theWeightsOfLikenessAreListed() throws {
        let weights = try Self.document.get().split(separator: "\n").drop { !$0.hasPrefix("| in common | weight |") }
            .dropFirst(2).prefix { $0.hasPrefix("|") }.compactMap {
                Double($0.split(separator: "|")[1].trimmingCharacters(in: .whitespaces))
            }
        #expect(
            weights == [
                LikenessWeight.types, LikenessWeight.causes, LikenessWeight.actor, LikenessWeight.data,
                LikenessWeight.sector, LikenessWeight.size, LikenessWeight.leak, LikenessWeight.lag,
            ])
    }

    @Test func theLimitsAreThoseOfTheProgram() throws {
        let document = try Self.document.get()
        #expect(document.contains("at most 2,000 characters, 64 terms and 20 levels"))
        let limits: [Int] = [SearchQuery.mostCharacters, SearchQuery.mostTerms, SearchQuery.mostDepth]
        #expect(limits == [2_000, 64, 20])
        #expect(document.contains("the 10,000 newest notices"))
        #expect(SearchScan.limit == 10_000)
    }
}
