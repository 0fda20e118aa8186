import Collecting

/// A feed, sitemap or page with links, as it comes from a server.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? OPML.read(String(decoding: bytes, as: UTF8.self))
    guard let listing = try? SourceListing.read(bytes, address: WebAddress("https://aoba.example.jp/feed/")!) else {
        return 0
    }
    for entry in listing.entries {
        precondition(entry.address.hasPrefix("http"), "an address that is none of the web")
        precondition(entry.address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address that is not plain")
        precondition(
            !entry.title.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "a title that steers")
    }
    return 0
}
