import Collecting

/// A robots.txt.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Listings.mayFetch("/news/2026/%E3%81%82?a=b", agent: "Jikenbo/1.0", robots: bytes)
    return 0
}
