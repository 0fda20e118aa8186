import Casebook
import Facts
import Foundation
import Language
import LanguageTests
import Testing

@testable import Importing

/// What chance makes of files: no bytes end the program, and every value still carries its words.
@Suite("Imports that chance has damaged")
struct DamageTests {
    private static let words = [
        "\"", "\\", "{", "}", "[", "]", ",", "\r\n", "\n", "\u{0}", "\u{202E}", "null", "1e999", "99999999999999999999",
        "\\ud800", "'=",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\u{FEFF}", "#imported:",
        "2021-13-40", ";", ": ",
    ]

    private static func file(_ path: String) throws -> [UInt8] {
        Array(
            try Data(
                contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
                    path: "../../Samples/imports/" + path)))
    }

    private static let source = ImportSource(name: "in", address: "/in")

    /// - Returns: how many incidents there were.
    private static func check(_ items: [ImportItem]) -> Int {
        var count = 0
        for case .incident(let incident) in items {
            count += 1
            let utf8 = Array(incident.text.utf8)
            for fact in incident.facts {
                let (at, quote) = (fact.evidence.at, fact.evidence.quote)
                let isSaid =
                    at.start >= 0 && at.end <= utf8.count && Array(quote.utf8) == Array(utf8[at.start..<at.end])
                if !isSaid || quote.isEmpty { Issue.record("\(fact) of \(incident.text)") }
            }
            if incident.address.utf8.contains(where: { $0 < 0x21 }) { Issue.record("\(incident.address)") }
            _ = incident.candidate("import:test")
        }
        return count
    }

    @Test func veris() throws {
        let whole = try Self.file("veris.jsonl")
        let terms = VERISTerms(.builtIn)
        var chance = Dice(seed: 4)
        var read = Self.check(VERISFile.items(whole, from: Self.source, terms))
        #expect(read >= 3)
        for _ in 0..<600 {
            read += Self.check(VERISFile.items(chance.damage(whole, with: Self.words), from: Self.source, terms))
        }
        #expect(read > 300, "most of what is damaged a little is read all the same")
    }

    @Test func csv() throws {
        let whole = try Self.file("incidents.csv")
        let yaml = String(decoding: try Self.file("incidents.yaml"), as: UTF8.self)
        let importer = CSVImporter(try CSVMapping(yaml: yaml, name: "m"), lexicon: .builtIn)
        var chance = Dice(seed: 5)
        var read = Self.check(importer.items(whole, from: Self.source))
        #expect(read >= 3)
        for _ in 0..<600 {
            read += Self.check(importer.items(chance.damage(whole, with: Self.words), from: Self.source))
        }
        #expect(read > 300, "most of what is damaged a little is read all the same")
    }

    @Test func mappings() throws {
        let whole = try Self.file("incidents.yaml")
        var chance = Dice(seed: 6)
        var read = 0
        for _ in 0..<600 {
            let yaml = String(decoding: chance.damage(whole, with: Self.words), as: UTF8.self)
            if (try? CSVMapping(yaml: yaml, name: "m")) != nil { read += 1 }
        }
        #expect(read > 50)
    }
}
