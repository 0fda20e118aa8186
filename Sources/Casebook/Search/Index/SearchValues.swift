package import Facts

/// A notice's values in four numbers, so that those of ten thousand notices are read in milliseconds.
package struct SearchValues: Hashable, Sendable {
    /// Bits: incident types 0–19, causes 20–39, sector 40–45, leak 46–48, misuse 49–51, year 52–62. A single value is kept
    /// as its place in the vocabulary plus one, a year as years since 1900.
    package var packed: Int64
    /// Bits: kinds of data that were exposed.
    package var data: Int64
    /// The main count.
    package var people: Int64?
    /// Days from detection to disclosure.
    package var lag: Int64?

    package init(packed: Int64, data: Int64, people: Int64?, lag: Int64?) {
        self.packed = packed
        self.data = data
        self.people = people
        self.lag = lag
    }

    package init(
        types: [IncidentType], causes: [Cause], data: [DataKind], sector: Sector?, leak: LeakStatus?,
        misuse: MisuseStatus?, year: Int?, people: Int?, lag: Int?
    ) {
        packed = 0
        self.data = 0
        for type in types { packed |= 1 << Int64(Self.types + Self.place(type)) }
        for cause in causes { packed |= 1 << Int64(Self.causes + Self.place(cause)) }
        for kind in data { self.data |= 1 << Int64(Self.place(kind)) }
        packed |= Int64(sector.map { Self.place($0) + 1 } ?? 0) << Int64(Self.sector)
        packed |= Int64(leak.map { Self.place($0) + 1 } ?? 0) << Int64(Self.leak)
        packed |= Int64(misuse.map { Self.place($0) + 1 } ?? 0) << Int64(Self.misuse)
        packed |= Int64(year.map { min(max($0 - Self.firstYear, 1), 2046) } ?? 0) << Int64(Self.year)
        self.people = people.map { Int64($0) }
        self.lag = lag.map { Int64($0) }
    }

    package var typeBits: Int { bits(Self.types, 20) }
    package var causeBits: Int { bits(Self.causes, 20) }
    package var sectorPlace: Int { bits(Self.sector, 6) - 1 }
    package var leakPlace: Int { bits(Self.leak, 3) - 1 }
    package var misusePlace: Int { bits(Self.misuse, 3) - 1 }
    /// Years since `firstYear`; 0 where there is none.
    var yearPlace: Int { bits(Self.year, 11) }
    /// One more than the largest.
    static let years = 1 << 11
    /// 0 where there is none.
    package var year: Int { yearPlace == 0 ? 0 : yearPlace + Self.firstYear }

    static let types = 0, causes = 20, sector = 40, leak = 46, misuse = 49, year = 52, firstYear = 1900
    /// The bits of the sector.
    static let sectorBits: Int64 = 63 << Int64(sector)

    @inline(__always)
    private func bits(_ from: Int, _ count: Int) -> Int { Int(packed >> Int64(from)) & (1 << count - 1) }

    private static func place<Value: CaseIterable & Equatable>(_ value: Value) -> Int {
        Value.allCases.enumerated().first { $0.element == value }?.offset ?? 0
    }
}
