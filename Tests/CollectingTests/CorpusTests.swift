import Foundation
import Testing

@testable import Collecting

/// Whole files in odd but real shapes, of organisations that do not exist.
@Suite("A corpus of listings")
struct CorpusTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appending(path: name)))
    }

    private func read(_ name: String) throws -> SourceListing {
        try SourceListing.read(bytes(name), address: WebAddress("https://aoba.example.jp/feed/")!)
    }

    @Test(arguments: [
        ("rss2-plain.xml", "rss2", ["個人情報漏えいのお詫び & ご報告", "不正アクセスに ついて", "by its guid"]),
        ("rss2-shift-jis.xml", "rss2", ["ランサムウェア被害について（第２報）～続報～"]),
        ("rss1-euc.xml", "rss1", ["メール誤送信について", "続報"]), ("rss2-no-namespaces.xml", "rss2", ["by Dublin Core"]),
        ("sitemap.xml", "sitemap", ["", "漏えい"]), ("sitemap-index.xml", "sitemap-index", [""]),
        ("feed.json", "json-feed", ["不正アクセス & 漏えい", "", ""]),
    ])
    func isReadWhole(name: String, format: String, titles: [String]) throws {
        let listing = try read(name)
        #expect(listing.format.rawValue == format && listing.fault == nil)
        #expect(listing.entries.map(\.title) == titles)
    }

    @Test(arguments: ["rss2-truncated.xml", "rss2-in-cdata-cut.xml"])
    func ofWhatIsCutShortTheWholeEntriesAreGiven(name: String) throws {
        let listing = try read(name)
        #expect(listing.entries.first?.title == "whole" && listing.fault != nil)
    }

    @Test(arguments: [
        "atom-03.xml", "atom-prefixed.xml", "atom-no-namespace.xml", "rss2-junk-before.xml", "rss091-utf16.xml",
    ])
    func hasOneEntry(name: String) throws { #expect(try read(name).entries.count == 1) }

    @Test(arguments: ["rss2-entity-bomb.xml", "no-feed.json", "feed-truncated.json", "feeds.opml"])
    func isNone(name: String) { #expect(throws: ListingFault.self) { try read(name) } }

    @Test func nothingComesOutThatSteersOrLeadsAstray() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) {
            guard let listing = try? read(name) else { continue }
            for entry in listing.entries {
                #expect(
                    entry.address.hasPrefix("http") && entry.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F },
                    "\(name)")
                #expect(
                    !entry.title.unicodeScalars.contains {
                        $0.value < 0x20 || $0.value == 0x202E || $0.value == 0x200B
                    }, "\(name)")
            }
        }
    }

    @Test func sitemapsMayBeGzipFiles() throws {
        let compressed = try bytes("sitemap.xml.gz")
        var gzip = GzipReading()
        var rest = compressed
        let content = try gzip.member(limit: 1_000_000) {
            defer { rest = [] }
            return rest
        }.content
        #expect(try SourceListing.read(content, address: WebAddress("https://aoba.example.jp/")!).entries.count == 2)
        #expect(throws: GzipReading.Fault.tooLarge) {
            var gzip = GzipReading()
            var rest = compressed
            _ = try gzip.member(limit: 10) {
                defer { rest = [] }
                return rest
            }
        }
    }
}
