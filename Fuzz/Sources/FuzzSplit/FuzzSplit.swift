import Facts
import Pages

/// A page's text: the notices stand in order, apart, and on the boundaries of characters.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let bytes = Array(text.utf8)
    var end = 0
    for span in Splitter().notices(in: PageText(text: text, format: .plain, charset: "UTF-8")) {
        precondition(span.start >= end && span.start < span.end && span.end <= bytes.count, "\(span)")
        precondition(String(validating: bytes[span.start..<span.end], as: UTF8.self) != nil, "\(span)")
        end = span.end
    }
    return 0
}
