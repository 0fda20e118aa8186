import Facts
import Pages

/// The bytes of a file of any kind but PDF, which another process reads.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if bytes.starts(with: "%PDF".utf8) { return -1 }
    guard let page = try? PageDecoder().text(of: bytes, name: "page.txt") else { return 0 }
    precondition(
        !page.text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }, "a control character")
    return 0
}
