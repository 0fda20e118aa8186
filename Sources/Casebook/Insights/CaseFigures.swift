import Facts

/// What many cases say together. Each figure is a number of cases, or of the persons that these state, with the terms that find just these
/// cases again. What a notice does not state is counted as unknown, and as nothing else.
package struct CaseFigures: Sendable {
    /// Cases that fulfil a term.
    package struct Bar: Hashable, Sendable {
        package var term: CaseTerm
        package var cases = 0
        /// The sum of the persons that cases state, and how many cases state any.
        package var persons = 0
        package var statingPersons = 0

        package init(_ term: CaseTerm) { self.term = term }

        mutating func count(_ found: CaseTable.Case) {
            cases += 1
            guard let people = found.number(.people) else { return }
            persons += people
            statingPersons += 1
        }
    }

    /// The values of a field, most frequent first, and how many cases state none.
    package struct Group: Sendable {
        package var field: CaseTerm.Field
        package var bars: [Bar]
        package var unknown: Bar
    }

    /// How many cases have both of two values.
    package struct Grid: Sendable {
        package var rows: [Bar]
        package var columns: [Bar]
        /// By row and column.
        package var cells: [[Int]]
    }

    package var cases = 0
    package var notices = 0
    package var persons = 0
    package var statingPersons = 0
    /// The months of first and last publication, as months since year 0.
    package var months: ClosedRange<Int>?
    /// By month, or by year where there would be too many; without gaps.
    package var time: [Bar] = []
    package var isByYear = false
    package var undated = Bar(CaseTerm(.month, .unknown))
    package var groups: [Group] = []
    /// By powers of ten: persons, what else is counted, and cases that state no figure.
    package var people: [Bar] = []
    package var records: [Bar] = []
    package var uncounted = Bar(CaseTerm(.count, .unknown))
    package var lags: [LagFigures] = []
    package var causesBySector = Grid(rows: [], columns: [], cells: [])
    package var measuresByCause = Grid(rows: [], columns: [], cells: [])
    /// Cases whose notices name a cause, a figure, an authority.
    package var named: [Bar] = []

    package init() {}

    /// More months than these are shown as years.
    private static let mostMonths = 48
    static let groupFields: [CaseTerm.Field] = [
        .type, .cause, .sector, .data, .leak, .misuse, .authority, .response, .measure,
    ]

    init(_ cases: [CaseTable.Case]) {
        var groups = Self.groupFields.map {
            (
                field: $0,
                bars: CaseTerm.slugs(of: $0).indices.map { place in
                    Bar(CaseTerm(.type, .place(place)))
                }, unknown: Bar(CaseTerm($0, .unknown))
            )
        }
        for index in groups.indices {
            for place in groups[index].bars.indices {
                groups[index].bars[place].term = CaseTerm(groups[index].field, .place(place))
            }
        }
        var named = [CaseTerm.Field.cause, .count, .authority].map { Bar(CaseTerm($0, .known)) }
        var people = Self.powers(.people), records = Self.powers(.records)
        var byMonth: [Int: Bar] = [:]
        for found in cases {
            self.cases += 1
            notices += Int(found.notices)
            for index in groups.indices {
                var bits = found.bits(groups[index].field)
                if bits == 0 { groups[index].unknown.count(found) }
                while bits != 0 {
                    groups[index].bars[bits.trailingZeroBitCount].count(found)
                    bits &= bits - 1
                }
            }
            for index in named.indices where found.fulfils(named[index].term) { named[index].count(found) }
            if let month = found.number(.month) {
                byMonth[month, default: Bar(CaseTerm(.month, .range(month, month)))].count(found)
            } else {
                undated.count(found)
            }
            if let count = found.number(.people) {
                persons += count
                statingPersons += 1
                people[Self.power(of: count)].count(found)
            } else if let count = found.number(.records) {
                records[Self.power(of: count)].count(found)
            } else {
                uncounted.count(found)
            }
        }
        self.groups = groups.map { group in
            Group(field: group.field, bars: Self.ranked(group.bars), unknown: group.unknown)
        }
        self.named = named
        (self.people, self.records) = (people, records)
        settle(byMonth)
        lags = [CaseTerm.Field.detect, .report, .disclose].map { LagFigures($0, cases, self.groups) }
        causesBySector = grid(cases, rows: .cause, columns: .sector)
        measuresByCause = grid(cases, rows: .cause, columns: .measure)
    }

    package func group(_ field: CaseTerm.Field) -> Group? { groups.first { $0.field == field } }

    /// Most frequent first, equals in the order of the vocabulary; without those that no case has.
    private static func ranked(_ bars: [Bar]) -> [Bar] {
        bars.enumerated().filter { $0.element.cases > 0 }
            .sorted { ($1.element.cases, $0.offset) < ($0.element.cases, $1.offset) }.map(\.element)
    }

    // MARK: Time

    private mutating func settle(_ byMonth: [Int: Bar]) {
        guard let first = byMonth.keys.min(), let last = byMonth.keys.max() else { return }
        months = first...last
        isByYear = last - first >= Self.mostMonths
        guard isByYear else {
            time = (first...last).map { byMonth[$0] ?? Bar(CaseTerm(.month, .range($0, $0))) }
            return
        }
        time = (first / 12...last / 12).map { year in
            var bar = Bar(CaseTerm(.year, .range(year, year)))
            for month in year * 12..<year * 12 + 12 {
                guard let part = byMonth[month] else { continue }
                bar.cases += part.cases
                bar.persons += part.persons
                bar.statingPersons += part.statingPersons
            }
            return bar
        }
    }

    // MARK: Size

    /// 0, 1–9, 10–99, … 1,000,000 and more.
    private static func powers(_ field: CaseTerm.Field) -> [Bar] {
        var bars = [Bar(CaseTerm(field, .range(0, 0)))]
        var low = 1
        while low < 1_000_000 {
            bars.append(Bar(CaseTerm(field, .range(low, low * 10 - 1))))
            low *= 10
        }
        return bars + [Bar(CaseTerm(field, .range(low, .max)))]
    }

    private static func power(of number: Int) -> Int {
        var (place, rest) = (0, number)
        while rest > 0, place < 7 { (place, rest) = (place + 1, rest / 10) }
        return place
    }

    // MARK: Grids

    private static let mostRows = 12, mostColumns = 12

    private func grid(_ cases: [CaseTable.Case], rows: CaseTerm.Field, columns: CaseTerm.Field) -> Grid {
        let rows = Array((group(rows)?.bars ?? []).prefix(Self.mostRows))
        let columns = Array((group(columns)?.bars ?? []).prefix(Self.mostColumns))
        var rowPlaces = [Int](repeating: -1, count: 64), columnPlaces = rowPlaces
        for (index, bar) in rows.enumerated() {
            if case .place(let place) = bar.term.value { rowPlaces[place] = index }
        }
        for (index, bar) in columns.enumerated() {
            if case .place(let place) = bar.term.value { columnPlaces[place] = index }
        }
        var cells = rows.map { _ in [Int](repeating: 0, count: columns.count) }
        guard let rowField = rows.first?.term.field, let columnField = columns.first?.term.field else {
            return Grid(rows: rows, columns: columns, cells: cells)
        }
        for found in cases {
            var rowBits = found.bits(rowField)
            while rowBits != 0 {
                let row = rowPlaces[rowBits.trailingZeroBitCount]
                rowBits &= rowBits - 1
                guard row >= 0 else { continue }
                var columnBits = found.bits(columnField)
                while columnBits != 0 {
                    let column = columnPlaces[columnBits.trailingZeroBitCount]
                    columnBits &= columnBits - 1
                    if column >= 0 { cells[row][column] += 1 }
                }
            }
        }
        return Grid(rows: rows, columns: columns, cells: cells)
    }
}

/// How long something took: as a distribution, with medians by type and sector.
package struct LagFigures: Sendable {
    package struct Median: Hashable, Sendable {
        package var term: CaseTerm
        package var days: Int
        /// The cases that it is the median of.
        package var cases: Int
    }

    package var field: CaseTerm.Field
    package var bars: [CaseFigures.Bar]
    package var unknown: CaseFigures.Bar
    package var cases = 0
    /// The days that a quarter, half and three quarters of the cases do not exceed; `nil` where no case states it.
    package var quartiles: (first: Int, median: Int, third: Int)?
    package var byType: [Median] = []
    package var bySector: [Median] = []

    private static let bounds = [0, 3, 7, 14, 30, 60, 90, 180, 365]
    /// Of fewer cases than these a median says nothing.
    static let least = 3

    init(_ field: CaseTerm.Field, _ cases: [CaseTable.Case], _ groups: [CaseFigures.Group]) {
        self.field = field
        var low = 0
        bars = []
        for bound in Self.bounds + [.max] {
            bars.append(CaseFigures.Bar(CaseTerm(field, .range(low, bound))))
            low = bound == .max ? bound : bound + 1
        }
        unknown = CaseFigures.Bar(CaseTerm(field, .unknown))
        var days = DayCounts()
        var types = [DayCounts](repeating: DayCounts(), count: 64), sectors = types
        for found in cases {
            guard let lag = found.number(field) else {
                unknown.count(found)
                continue
            }
            days.add(lag)
            bars[Self.bounds.firstIndex { lag <= $0 } ?? Self.bounds.count].count(found)
            var bits = found.bits(.type)
            while bits != 0 {
                types[bits.trailingZeroBitCount].add(lag)
                bits &= bits - 1
            }
            let sector = found.values.sectorPlace
            if sector >= 0 { sectors[sector].add(lag) }
        }
        self.cases = days.count
        if let first = days.quarter(1), let median = days.quarter(2), let third = days.quarter(3) {
            quartiles = (first, median, third)
        }
        byType = Self.medians(.type, types)
        bySector = Self.medians(.sector, sectors)
    }

    private static func medians(_ field: CaseTerm.Field, _ days: [DayCounts]) -> [Median] {
        days.enumerated().compactMap { place, days in
            guard days.count >= least, let median = days.quarter(2) else { return nil }
            return Median(term: CaseTerm(field, .place(place)), days: median, cases: days.count)
        }.sorted { ($1.cases, $0.days) < ($0.cases, $1.days) }
    }
}

/// How often which number of days came, so that medians need no sorting.
private struct DayCounts {
    private(set) var count = 0
    private var counts: [Int32] = []
    /// What is so long that it is hardly met.
    private var others: [Int] = []
    private static let most = 4_000

    mutating func add(_ days: Int) {
        count += 1
        guard days < Self.most else { return others.append(days) }
        while counts.count <= days { counts.append(0) }
        counts[days] += 1
    }

    /// The days that so many quarters of all do not exceed; `nil` where there are none.
    func quarter(_ quarters: Int) -> Int? {
        var left = (count * quarters + 3) / 4
        guard count > 0 else { return nil }
        for (days, times) in counts.enumerated() {
            left -= Int(times)
            if left <= 0 { return days }
        }
        return others.sorted()[left - 1]
    }
}
