package import Facts

/// A way to write the cases of a casebook down for other programs, one after the other. The same cases always give the same bytes:
/// no format writes the time at which it is written.
package protocol CaseFormat {
    /// Whether it writes the digests of the notices' pages.
    var wantsDigests: Bool { get }
    /// What stands before the first case.
    mutating func begin(_ out: inout [UInt8])
    mutating func add(_ filed: FiledCase, to out: inout [UInt8])
    /// What stands behind the last case.
    mutating func end(_ out: inout [UInt8])
}

extension CaseFormat {
    package var wantsDigests: Bool { false }
    package mutating func begin(_ out: inout [UInt8]) {}
    package mutating func end(_ out: inout [UInt8]) {}
}

/// JSON Lines: a case on a line, with the records of its notices.
package struct CaseLines: CaseFormat {
    package init() {}

    package mutating func add(_ filed: FiledCase, to out: inout [UInt8]) {
        out.append(contentsOf: CaseJSON.bytes(filed))
        out.append(UInt8(ascii: "\n"))
    }
}
