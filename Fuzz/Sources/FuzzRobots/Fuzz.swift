import Collecting

/// A robots.txt.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let rules = RobotsRules(Array(UnsafeBufferPointer(start: start, count: count)))
    _ = rules.allows("/news/2026/%E3%81%82?a=b", agent: "Jikenbo/1.0")
    precondition(rules.delay(agent: "Jikenbo/1.0").map { $0 >= 0 } ?? true, "a delay that is none")
    return 0
}
