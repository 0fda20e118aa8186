import Foundation
import LanguageTests
import Testing

@testable import Collecting

/// What chance makes of the corpus: the same in every run. The fuzzers in Fuzz go further.
@Suite("Listings that chance has damaged")
struct MutationTests {
    static let words = [
        "<item>", "</item>", "<entry>", "<![CDATA[", "]]>", "&#x202E;", "&lt;", "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "&a;",
        "javascript:alert(1)", "http://", "//", "\u{0}", "\u{202E}", "2026年13月45日", "{", "}", "\"", "\\u0000", "[[[[",
        "User-agent: *", "Disallow: *a*a*a*a$", "%", "\r\n\r\n", "Content-Length: -1",
    ]

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    @Test func nothingComesOutOfThemThatSteersOrLeadsAstray() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        let address = try #require(WebAddress("https://aoba.example.jp/feed/"))
        var chance = Dice(seed: 1)
        var read = 0
        for name in names {
            let whole = Array(try Data(contentsOf: Self.folder.appending(path: name)))
            for _ in 0..<60 {
                let bytes = chance.damage(whole, with: Self.words)
                _ = try? OPML.read(String(decoding: bytes, as: UTF8.self))
                guard let listing = try? SourceListing.read(bytes, address: address) else { continue }
                read += 1
                for entry in listing.entries {
                    let isPlain = entry.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    let isCalm = !entry.title.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }
                    if !isPlain || !isCalm || !entry.address.hasPrefix("http") {
                        Issue.record("\(name): \(entry) of \(bytes)")
                    }
                }
            }
        }
        #expect(read > 500, "most of what is damaged a little is read all the same")
    }

    @Test func rulesOfRobotsAreAnsweredFromWhateverThere() {
        let whole = Array(
            "User-agent: *\nDisallow: /a*b$\nAllow: /%E3%81\nCrawl-delay: 3\n\nUser-agent: x\nDisallow:\n".utf8)
        var chance = Dice(seed: 2)
        for _ in 0..<3_000 {
            let rules = RobotsRules(chance.damage(whole, with: Self.words))
            _ = rules.allows("/a/b%e3%81", agent: "x/1")
            if let delay = rules.delay(agent: "y") { #expect(delay >= 0) }
        }
    }

    @Test func anArchivesFileNeverGivesMoreThanItHas() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mutated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let record = WARCRecord.info(file: "a.warc.gz", id: "urn:uuid:1", at: 0, software: "test")
        let whole = Gzip.member(record.bytes) + Gzip.member(record.bytes)
        var chance = Dice(seed: 3)
        let path = folder.appending(path: "a.warc.gz").path
        for _ in 0..<500 {
            try Data(chance.damage(whole, with: Self.words)).write(to: URL(fileURLWithPath: path))
            var count = 0
            let file = try WARCFile(path: path)
            try? file.each { _ in count += 1 }
            #expect(count <= 12)
        }
    }
}
