import Facts

/// A set of incident types as bits: the rules ask it for every type of every notice, and a hash takes longer than the answer.
struct TypeSet: ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    init(arrayLiteral types: IncidentType...) { for type in types { insert(type) } }

    init(_ types: some Sequence<IncidentType>) { for type in types { insert(type) } }

    mutating func insert(_ type: IncidentType) { bits |= 1 << UInt32(type.index) }

    func contains(_ type: IncidentType) -> Bool { bits & (1 << UInt32(type.index)) != 0 }
}

extension IncidentType {
    /// Its place in `allCases`: as the raw value is a slug, the number of the case.
    @inline(__always)
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
