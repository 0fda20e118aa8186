import Language
import Reading

/// A lexicon file: its faults are told, and what could be understood of it reads.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let yaml = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let source = Lexicon.Source(name: "causes.yaml", yaml: yaml)
    for fault in Lexicon.check([source]) { precondition(fault.line >= 0 && !fault.message.isEmpty) }
    _ = Reader(lexicon: Lexicon.compile([source]).lexicon).read(yaml)
    return 0
}
