import Facts
import Pages

/// An HTML page in UTF-8.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array("<!doctype html><meta charset=utf-8>".utf8) + UnsafeBufferPointer(start: start, count: count)
    guard let page = try? PageDecoder().text(of: bytes, name: "page.html") else { return 0 }
    let text = Array(page.text.utf8)
    for heading in page.headings {
        precondition(heading.at.start >= 0 && heading.at.start < heading.at.end && heading.at.end <= text.count)
        precondition(!text[heading.at.start..<heading.at.end].contains(0x0A), "a heading of several lines")
    }
    return 0
}
