package import Facts

/// A way to write the cases of a casebook down for other programs, one after the other. The same cases always give the same bytes:
/// no format writes the time at which it is written.
///
/// What can be made of a case by itself is its part, which several threads make; parts are written in the order of the cases.
package protocol CaseFormat: Sendable {
    associatedtype Part: Sendable

    /// Whether it writes the digests of the notices' pages.
    var wantsDigests: Bool { get }
    /// What stands before the first case.
    mutating func begin(_ out: inout [UInt8])
    func part(of filed: FiledCase) -> Part
    mutating func write(_ part: Part, to out: inout [UInt8])
    /// What stands behind the last case.
    mutating func end(_ out: inout [UInt8])
}

extension CaseFormat {
    package var wantsDigests: Bool { false }
    package mutating func begin(_ out: inout [UInt8]) {}
    package mutating func end(_ out: inout [UInt8]) {}

    package mutating func add(_ filed: FiledCase, to out: inout [UInt8]) { write(part(of: filed), to: &out) }
}

extension CaseFormat where Part == [UInt8] {
    package mutating func write(_ part: [UInt8], to out: inout [UInt8]) { out.append(contentsOf: part) }
}

/// JSON Lines: a case on a line, with the records of its notices.
package struct CaseLines: CaseFormat {
    package init() {}

    package func part(of filed: FiledCase) -> [UInt8] { CaseJSON.bytes(filed) }
}
