import Collecting

/// A feed, sitemap, page with links or OPML file, as it comes from a server.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Listings.feeds(ofOPML: String(decoding: bytes, as: UTF8.self))
    for entry in Listings.entries(of: bytes, from: "https://aoba.example.jp/feed/") ?? [] {
        precondition(entry.address.hasPrefix("http"), "an address that is none of the web")
        precondition(entry.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address that is not plain")
        let steers = entry.title.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }
        precondition(!steers, "a title that steers")
    }
    return 0
}
