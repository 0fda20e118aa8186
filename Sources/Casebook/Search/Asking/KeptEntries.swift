import GRDB
import Synchronization

/// The entries of the search index that this process has read. A third of the time of a search went into looking up the
/// values of ten thousand matches one by one; from here they are taken in half a millisecond.
///
/// An entry is never changed but for being buried, and its id is not given again before the index is made anew: both are
/// counted in `search_changes`, and what is kept goes with one such count. What is not kept is read from the file.
final class KeptEntries: Sendable {
    /// What is kept of an entry that is alive.
    private struct Row {
        var notice: Int64
        var group: Int64
        var values: SearchValues

        func match(_ found: Found) -> SearchScan.Match {
            SearchScan.Match(id: found.id, notice: notice, group: group, values: values, weight: found.weight)
        }

        static let none = Row(notice: 0, group: 0, values: SearchValues(packed: 0, data: 0, people: nil, lag: nil))
    }

    /// The entries whose ids differ in their last six bits only: ids of a day follow one another.
    private struct Block {
        /// Bits: which entries are kept.
        var known: UInt64 = 0
        /// Bits: which of those are alive.
        var alive: UInt64 = 0
        /// As far as there are any.
        var rows: [Row] = []

        func isKnown(_ id: Int64) -> Bool { known >> UInt64(id & 63) & 1 == 1 }
        func isAlive(_ id: Int64) -> Bool { alive >> UInt64(id & 63) & 1 == 1 }

        mutating func keep(_ id: Int64, _ row: Row?) {
            let place = Int(id & 63)
            known |= 1 << UInt64(place)
            guard let row else { return }
            alive |= 1 << UInt64(place)
            while rows.count <= place { rows.append(.none) }
            rows[place] = row
        }
    }

    private struct State {
        /// The count of changes that this goes with.
        var changes: Int?
        /// How often all was forgotten.
        var resets = 0
        var blocks: [Int64: Block] = [:]
        var count = 0

        mutating func keep(_ ids: [Int64], _ rows: [Row?]) {
            for (id, row) in zip(ids, rows) { blocks[id >> 6, default: Block()].keep(id, row) }
            count += ids.count
        }

        /// Of what was found the matches among what is known, and the ids of the rest.
        func matches(_ found: [Found]) -> (matches: [SearchScan.Match], unknown: [Int64]) {
            var (matches, unknown): ([SearchScan.Match], [Int64]) = ([], [])
            matches.reserveCapacity(found.count)
            var last = Int64.min
            var block = Block()
            for found in found {
                if last != found.id >> 6 { (last, block) = (found.id >> 6, blocks[found.id >> 6] ?? Block()) }
                if block.isAlive(found.id) {
                    matches.append(block.rows[Int(found.id & 63)].match(found))
                } else if !block.isKnown(found.id) {
                    unknown.append(found.id)
                }
            }
            return (matches, unknown)
        }
    }

    private let state = Mutex(State())
    private let most: Int

    /// - Parameter most: so many entries at most are kept; a million take some 60 MB.
    init(most: Int = 2_000_000) { self.most = most }

    /// What a search found first: the entry's id, and how well the words match.
    struct Found {
        var id: Int64
        var weight: Double
    }

    /// The matches among what was found, in its order: entries that are buried are left out.
    ///
    /// - Parameter changes: as `search_changes` has it, read in the transaction that found them.
    func matches(_ found: [Found], changes: Int, _ db: Database) throws -> [SearchScan.Match] {
        let (known, unknown, resets) = state.withLock { state in
            if state.changes != changes || state.count > most {
                state = State(changes: changes, resets: state.resets + 1)
            }
            let (matches, unknown) = state.matches(found)
            return (matches, unknown, state.resets)
        }
        if unknown.isEmpty { return known }
        let read = try Self.read(unknown, db)
        let matches: [SearchScan.Match]? = state.withLock { state in
            // Another search may have seen another state of the casebook meanwhile, and what was known is gone.
            guard state.resets == resets else { return nil }
            state.keep(unknown, read)
            return state.matches(found).matches
        }
        if let matches { return matches }
        return zip(found, try Self.read(found.map(\.id), db)).compactMap { found, row in row?.match(found) }
    }

    static let sql = """
        SELECT e.notice, e."case", e.packed, e.data, e.people, e.lag
        FROM json_each(?) wanted LEFT JOIN search_entries e ON e.id = wanted.value
        """

    /// The entries of these ids, in their order; `nil` for those that are buried.
    private static func read(_ ids: [Int64], _ db: Database) throws -> [Row?] {
        if ids.isEmpty { return [] }
        let rows = try GRDB.Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [Database.list(ids)])
        var read: [Row?] = []
        read.reserveCapacity(ids.count)
        while let row = try rows.next() {
            guard let notice = row[0] as Int64? else {
                read.append(nil)
                continue
            }
            let values = SearchValues(packed: row[2], data: row[3], people: row[4], lag: row[5])
            read.append(Row(notice: notice, group: row[1] ?? -notice, values: values))
        }
        return read
    }
}
