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
    ].map { Array($0.utf8) }

    static func mutated(_ bytes: [UInt8], _ chance: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &chance) {
            let place = Int.random(in: 0...bytes.count, using: &chance)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &chance)
            case 1: bytes.insert(contentsOf: words.randomElement(using: &chance)!, at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...40, using: &chance)))
            case 3 where !bytes.isEmpty:
                let from = Int.random(in: 0..<bytes.count, using: &chance)
                bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + 60)]), at: place)
            case 4: bytes.removeSubrange(place...)
            default: break
            }
        }
        return bytes
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    @Test func nothingComesOutOfThemThatSteersOrLeadsAstray() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        let address = try #require(WebAddress("https://aoba.example.jp/feed/"))
        var chance = Dice(seed: 1)
        var read = 0
        for name in names {
            let whole = Array(try Data(contentsOf: Self.folder.appending(path: name)))
            for _ in 0..<60 {
                let bytes = Self.mutated(whole, &chance)
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
            let rules = RobotsRules(Self.mutated(whole, &chance))
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
            try Data(Self.mutated(whole, &chance)).write(to: URL(fileURLWithPath: path))
            var count = 0
            let file = try WARCFile(path: path)
            try? file.each { _ in count += 1 }
            #expect(count <= 12)
        }
    }
}
