import Facts
import GRDB

/// What each case says as a whole, at one moment: what figures are counted from. 100,000 cases take some 10 MB.
package struct CaseTable: TableOfIndex {
    /// What the notices of a case in force say together: of what may have several values all, of what has one the latest stated.
    package struct Case: Sendable {
        package var id: Int64
        /// Of the notice that was published last.
        var notice: Int64
        /// Types, causes, sector, leak and misuse as `SearchValues` packs them.
        var packed: Int64
        var data: Int64
        var told: Int64
        var measures: Int64
        /// The main count that was stated last, and whether it is one of persons; below zero for none.
        var count: Int64 = -1
        var isOfPersons = false
        /// Days, as stated first; below zero for none.
        var detect: Int32 = -1
        var report: Int32 = -1
        var disclose: Int32 = -1
        /// Months since year 0 of the first publication; below zero where it is unknown.
        var month: Int32 = -1
        var notices: Int32 = 0

        var values: SearchValues { SearchValues(packed: packed, data: data, people: nil, lag: nil) }
    }

    /// The latest published first.
    package let cases: [Case]
    /// Places in `cases`, by the cases' ids; below zero for none.
    private let places: [Int32]
    /// The ids of the entries of the index, the largest first, and the places in `cases` of theirs.
    private let entries: [Int64]
    private let entryPlaces: [Int32]

    static let sql = """
        SELECT id, notice, "case", packed, data, people, lag, told, measures, lags FROM search_entries
        WHERE notice IS NOT NULL AND "case" IS NOT NULL ORDER BY id DESC
        """

    init(_ db: Database) throws {
        let last = try Int.fetchOne(db, sql: "SELECT max(\"case\") FROM search_entries") ?? 0
        var places = [Int32](repeating: -1, count: last + 1)
        var cases: [Case] = []
        var entries: [Int64] = []
        var entryPlaces: [Int32] = []
        let cursor = try Row.fetchCursor(db.cachedStatement(sql: Self.sql))
        while let row = try cursor.next() {
            let group: Int64 = row[2]
            let packed: Int64 = row[3]
            if places[Int(group)] < 0 {
                places[Int(group)] = Int32(cases.count)
                cases.append(Case(id: group, notice: row[1], packed: 0, data: 0, told: 0, measures: 0))
            }
            let details = SearchDetails(told: row[7], measures: row[8], lags: row[9])
            entries.append(row[0])
            entryPlaces.append(places[Int(group)])
            cases[Int(places[Int(group)])].add(
                entry: entries[entries.count - 1], packed: packed, data: row[4], people: row[5], lag: row[6], details)
        }
        for place in cases.indices { cases[place].settle() }
        self.cases = cases
        self.places = places
        self.entries = entries
        self.entryPlaces = entryPlaces
    }

    private static let foundSQL =
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC"

    /// The cases one of whose notices is found, in their order.
    ///
    /// - Parameters:
    ///   - match: as `SearchPlan` makes it.
    ///   - db: within the transaction that the table is of.
    func found(_ match: String, _ db: Database) throws -> [Case] {
        var isFound = [Bool](repeating: false, count: cases.count)
        var next = 0
        let rows = try Int64.fetchCursor(db.cachedStatement(sql: Self.foundSQL), arguments: [match])
        // Both come in the same order. What is buried in the index is in none of the entries.
        while let id = try rows.next() {
            while next < entries.count, entries[next] > id { next += 1 }
            if next < entries.count, entries[next] == id { isFound[Int(entryPlaces[next])] = true }
        }
        return cases.indices.filter { isFound[$0] }.map { cases[$0] }
    }

    package func `case`(_ id: Int64) -> Case? {
        guard places.indices.contains(Int(id)), places[Int(id)] >= 0 else { return nil }
        return cases[Int(places[Int(id)])]
    }
}

extension CaseTable.Case {
    private static let sector = SearchValues.sectorBits
    private static let leak: Int64 = 7 << Int64(SearchValues.leak)
    private static let misuse: Int64 = 7 << Int64(SearchValues.misuse)
    private static let lists: Int64 = 1 << 40 - 1
    private static let investigated: Int64 =
        1 << Int64(SearchValues.causes + (Cause.allCases.firstIndex(of: .underInvestigation) ?? 0))
    private static let causes: Int64 = (1 << 20 - 1) << Int64(SearchValues.causes)

    /// Adds an earlier notice to what the later ones say.
    fileprivate mutating func add(
        entry: Int64, packed other: Int64, data: Int64, people: Int64?, lag: Int64?, _ details: SearchDetails
    ) {
        packed |= other & Self.lists
        for bits in [Self.sector, Self.leak, Self.misuse] where packed & bits == 0 { packed |= other & bits }
        self.data |= data
        told |= details.told
        measures |= details.measures
        if count < 0, let people {
            count = people
            isOfPersons = details.told & SearchDetails.persons != 0
        }
        // What was stated first is how long it took; a later report is no later disclosure.
        if let days = details.daysToDetect { detect = Int32(days) }
        if let days = details.daysToReport { report = Int32(days) }
        if let lag { disclose = Int32(clamping: lag) }
        if entry > 0, details.told & SearchDetails.month != 0 {
            let day = DateValue.day(number: EntryIDs.day(of: entry))
            month = Int32(day.year * 12 + day.month - 1)
        }
        notices += 1
    }

    /// A cause under investigation is none any more once one is known.
    fileprivate mutating func settle() {
        if packed & Self.causes & ~Self.investigated != 0 { packed &= ~Self.investigated }
    }
}
