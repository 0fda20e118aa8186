import Facts

/// How many cases have which value.
package struct SearchFacets: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        /// A slug, or a year.
        package var value: String
        package var cases: Int
    }

    /// By field, most frequent first, years latest first. Values that no case has are left out.
    package private(set) var counts: [(field: QueryField, counts: [Count])] = []

    package static func == (a: SearchFacets, b: SearchFacets) -> Bool {
        a.counts.elementsEqual(b.counts) { $0.field == $1.field && $0.counts == $1.counts }
    }
    package func hash(into hasher: inout Hasher) { for (_, counts) in counts { hasher.combine(counts) } }

    package init() {}

    package init(_ all: some Sequence<SearchValues>) {
        var types = [Int](repeating: 0, count: 64), causes = types, data = types
        var sectors = types, leaks = types, misuses = types
        var years = [Int](repeating: 0, count: SearchValues.years)
        func countBits(_ bits: Int, _ counts: inout [Int]) {
            var bits = bits
            while bits != 0 {
                counts[bits.trailingZeroBitCount] += 1
                bits &= bits - 1
            }
        }
        func countPlace(_ place: Int, _ counts: inout [Int]) { if place >= 0 { counts[place] += 1 } }
        for values in all {
            countBits(values.typeBits, &types)
            countBits(values.causeBits, &causes)
            countBits(Int(values.data), &data)
            countPlace(values.sectorPlace, &sectors)
            countPlace(values.leakPlace, &leaks)
            countPlace(values.misusePlace, &misuses)
            years[values.yearPlace] += 1
        }
        counts = [
            (.type, Self.list(types, IncidentType.allCases.map(\.slug))),
            (.cause, Self.list(causes, Cause.allCases.map(\.slug))),
            (.data, Self.list(data, DataKind.allCases.map(\.slug))),
            (.sector, Self.list(sectors, Sector.allCases.map(\.slug))),
            (.leak, Self.list(leaks, LeakStatus.allCases.map(\.rawValue))),
            (.misuse, Self.list(misuses, MisuseStatus.allCases.map(\.rawValue))),
            (
                .published,
                years.indices.dropFirst().reversed().filter { years[$0] > 0 }.map {
                    Count(value: "\($0 + SearchValues.firstYear)", cases: years[$0])
                }
            ),
        ].filter { !$0.1.isEmpty }
    }

    private static func list(_ counts: [Int], _ slugs: [String]) -> [Count] {
        zip(slugs, counts).filter { $0.1 > 0 }.enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
            .map { Count(value: $0.element.0, cases: $0.element.1) }
    }
}
