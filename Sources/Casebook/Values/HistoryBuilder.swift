import Facts

/// Threads the statements of one notice after another into series, one for each value of the case.
struct HistoryBuilder {
    private struct Series {
        var name: RecordField
        var key: String
        var entries: [CaseField.Entry] = []
        /// Each publisher's latest statement, in the order in which they first spoke.
        var latest: [(publisher: String, statement: Statement)] = []
        /// How many notices had been added when it was last stated.
        var turn = 0
        /// Whether what was said last took the value away.
        var void = false

        var last: Statement? { entries.last { !$0.change.takesAway }?.statement }

        /// Whether a statement with that key may continue it.
        func matches(_ key: String) -> Bool {
            if self.key == key { return true }
            let (own, key) = (self.key.utf8, key.utf8)
            return own.count > key.count && own.starts(with: key) && own.dropFirst(key.count).first == UInt8(ascii: " ")
        }

        func latest(of publisher: String) -> Statement? { latest.first { $0.publisher == publisher }?.statement }
    }

    private var series: [Series] = []
    private var turn = 0
    /// The first publisher, for whom notices speak that name none.
    private var owner: String?

    // MARK: Notices

    mutating func add(_ notice: StatedNotice) {
        turn += 1
        owner = owner ?? notice.publisher
        let publisher = notice.publisher ?? owner ?? ""
        let items = notice.items
        series.reserveCapacity(max(series.capacity, items.count))
        for item in items {
            let index = place(of: item, alone: items.count(where: { $0.isAtPlace(of: item) }) == 1) ?? begin(item)
            state(item.statement, in: index, by: publisher)
        }
        for item in notice.removed { remove(item, items.contains(where: { $0.isAtPlace(of: item) })) }
        supersede(by: notice, publisher)
    }

    private mutating func begin(_ item: StatedNotice.Item) -> Int {
        // Two series of one event or authority need keys of their own: the second is named by its date. Of other fields a statement begins
        // none where there is one that it could continue.
        let taken = item.mayRecur && series.contains { $0.name == item.field && $0.key == item.key }
        series.append(Series(name: item.field, key: taken ? item.datedKey : item.key))
        return series.count - 1
    }

    /// The series that a statement continues; `nil` where it begins one.
    private func place(of item: StatedNotice.Item, alone: @autoclosure () -> Bool) -> Int? {
        func isOwn(_ index: Int) -> Bool { series[index].name == item.field && series[index].matches(item.key) }
        guard item.mayRecur else {
            return series.firstIndex { $0.name == item.field && $0.key == item.key }
        }
        // Nothing continues what the same notice says.
        if turn == 1 { return nil }
        let own = series.indices.filter(isOwn)
        // One that says the same, or the same more or less precisely.
        let open = own.filter { series[$0].turn < turn }
        if let same = open.first(where: { series[$0].last?.value.agrees(with: item.statement.value) ?? false }) {
            return same
        }
        guard alone() else { return nil }
        switch item.statement.value {
        case .event(let event, _, _):
            guard event.happensOnce else { return nil }
            // A correction replaces the one date there was; of several none can be told. What happened after the notice
            // that it would correct is another event.
            guard open.count == 1, let before = series[open[0]].last, let date = item.statement.value.day else {
                return nil
            }
            return before.published.map { date <= $0.dayNumber } ?? true ? open[0] : nil
        case .count(_, _, let unit, _, _):
            return open.first { index in
                guard case .count(_, _, let before, _, _)? = series[index].last?.value else { return false }
                return UnitFamily.of(before) == UnitFamily.of(unit)
            }
        default: return nil
        }
    }

    private mutating func state(_ statement: Statement, in index: Int, by publisher: String) {
        var change: CaseField.Change
        if let before = series[index].latest(of: publisher) {
            change = statement.value.change(from: before.value)
        } else if let other = series[index].last {
            change = other.value.agrees(with: statement.value) ? .repeated : .otherSource
        } else {
            change = .stated
        }
        if statement.person != nil { change = .person }
        series[index].entries.append(CaseField.Entry(statement: statement, change: change))
        series[index].turn = turn
        series[index].void = false
        if let known = series[index].latest.firstIndex(where: { $0.publisher == publisher }) {
            series[index].latest[known].statement = statement
        } else {
            series[index].latest.append((publisher, statement))
        }
    }

    /// A cause under investigation is void once a later notice of its publisher tells causes and no investigation.
    private mutating func supersede(by notice: StatedNotice, _ publisher: String) {
        let causes = notice.items.filter { $0.field == .causes }
        let open = Cause.underInvestigation.slug
        guard let known = causes.first, !causes.contains(where: { $0.key == open }) else { return }
        for index in series.indices
        where series[index].name == .causes && series[index].key == open && !series[index].void
            && series[index].latest(of: publisher) != nil
        {
            let statement = known.statement.saying(.cause(.underInvestigation))
            series[index].entries.append(CaseField.Entry(statement: statement, change: .superseded))
            series[index].void = true
        }
    }

    /// Keeps what a person took away, and takes it out of force unless the notice states another value in its place.
    private mutating func remove(_ item: StatedNotice.Item, _ isReplaced: Bool) {
        let index =
            place(of: item, alone: true) ?? series.firstIndex { $0.name == item.field && $0.key == item.key }
            ?? begin(item)
        let entry = CaseField.Entry(statement: item.statement, change: .removed)
        if isReplaced,
            let set = series[index].entries.lastIndex(where: { $0.statement.notice == item.statement.notice })
        {
            // What was read stands before what the person put in its place.
            series[index].entries.insert(entry, at: set)
        } else {
            series[index].entries.append(entry)
            series[index].void = true
        }
    }

    // MARK: Values

    /// The values of a case with one notice, as nearly all cases are: each is stated once, and no series need be kept.
    ///
    /// - Returns: `nil` where there is more to it: what people corrected, and one value stated twice.
    static func values(of notice: StatedNotice) -> CaseValues? {
        guard notice.removed.isEmpty else { return nil }
        let items = notice.items
        var fields: [(order: (Int, Int, Int), field: CaseField)] = []
        fields.reserveCapacity(items.count)
        for (place, item) in items.enumerated() {
            guard item.statement.person == nil else { return nil }
            var key = item.key
            if items[..<place].contains(where: { $0.isAtPlace(of: item) }) {
                guard item.mayRecur else { return nil }
                key = item.datedKey
            }
            let day = item.field == .timeline ? item.statement.value.day ?? .max : 0
            fields.append(
                (
                    (order[item.field] ?? 0, day, place),
                    CaseField(
                        name: item.field, key: key, current: item.statement,
                        history: [CaseField.Entry(statement: item.statement, change: .stated)], others: [],
                        status: .stated)
                ))
        }
        fields.sort { $0.order < $1.order }
        return CaseValues(fields: fields.map(\.field))
    }

    private static let order = Dictionary(uniqueKeysWithValues: RecordField.allCases.enumerated().map { ($1, $0) })

    func values() -> CaseValues {
        // The timeline by its dates, other fields as they were first stated.
        let keys = series.enumerated().map { place, series in
            (Self.order[series.name] ?? 0, series.name == .timeline ? series.last?.value.day ?? .max : 0, place)
        }
        return CaseValues(fields: keys.sorted { $0 < $1 }.map { field(series[$0.2]) })
    }

    private func field(_ series: Series) -> CaseField {
        let current = series.void ? nil : series.last
        let others = series.latest.lazy.map(\.statement).filter { other in
            current.map { $0.notice != other.notice && !$0.value.agrees(with: other.value) } ?? false
        }
        let status: CaseField.Status
        if current?.person != nil || series.void && series.entries.last?.change == .removed {
            status = .corrected
        } else if series.void {
            status = .superseded
        } else if !others.isEmpty {
            status = .differing
        } else {
            let isSame = series.entries.allSatisfy { $0.change == .stated || $0.change == .repeated }
            status = isSame ? .stated : .changed
        }
        return CaseField(
            name: series.name, key: series.key, current: current, history: series.entries, others: Array(others),
            status: status)
    }
}

extension CaseField.Change {
    /// Whether the value is out of force by it.
    var takesAway: Bool { self == .superseded || self == .removed }
}
