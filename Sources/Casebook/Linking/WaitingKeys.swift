import GRDB
import Synchronization

/// The keys of notices that wait to be put into `link_keys`, as the traits beside the notices say them.
///
/// Keys are hashes: put in one at a time, each writes a page of its own, ten a notice and most of all that is written once
/// there are hundreds of thousands. So a new notice is only noted in `link_waiting`, in the transaction that files it, its
/// keys are kept here, and thousands of notices' keys are put into the table together, in its own order. A crash between
/// the two loses nothing: whoever asks next reads the traits of those that wait.
final class WaitingKeys: Sendable {
    /// A notice under a key, in the order of the index.
    struct Entry: Comparable {
        var day: Int32
        var notice: Int64

        static func < (a: Entry, b: Entry) -> Bool { (a.day, a.notice) < (b.day, b.notice) }
    }

    private struct State {
        /// Each list in its order.
        var keys: [NoticeTraits.Key: [Entry]] = [:]
        var count = 0
        var last: Int64 = 0
        /// The casebook's count of removals that this goes with; `nil` before it was looked at.
        var removals: Int?

        mutating func note(_ traits: NoticeTraits?, of notice: Int64) {
            count += 1
            last = notice
            guard let traits else { return }
            let entry = Entry(day: Linker.indexDay(of: traits), notice: notice)
            for key in Set(traits.keys) {
                let place = keys[key]?.place { entry < $0 } ?? 0
                keys[key, default: []].insert(entry, at: place)
            }
        }
    }

    private let state = Mutex(State())

    /// So many notices are worth putting into the table, even where that writes all of a table of millions of keys.
    static let worthFiling = 32_768

    var isWorthFiling: Bool { state.withLock { $0.count >= Self.worthFiling } }

    /// Forgets everything: what was noted may have been undone.
    func forget() { state.withLock { $0 = State() } }

    /// Brings what is known up to date with the casebook, which other connections and processes change too. Notices come in
    /// the order of their numbers; whatever else changes the list is counted.
    func follow(_ db: Database) throws {
        let row = try Row.fetchOne(db.cachedStatement(sql: Self.stateSQL))!
        let (removals, last): (Int, Int64) = (row[0], row[1])
        try state.withLock { state in
            if state.removals != removals || state.last > last { state = State() }
            state.removals = removals
            guard state.last < last else { return }
            let rows = try Row.fetchCursor(db.cachedStatement(sql: Self.traitsSQL), arguments: [state.last])
            while let row = try rows.next() {
                let traits = try row.withUnsafeData(atIndex: 1) { data in data.flatMap { NoticeTraits(blob: $0) } }
                state.note(traits, of: row[0])
            }
        }
    }

    static let stateSQL = "SELECT removals, (SELECT coalesce(max(notice), 0) FROM link_waiting) FROM link_state"
    static let traitsSQL = """
        SELECT w.notice, t.traits FROM link_waiting w JOIN traits t ON t.notice = w.notice
        WHERE w.notice > ? ORDER BY w.notice
        """

    /// Notes the traits of a notice that was just added to `link_waiting`.
    func note(_ traits: NoticeTraits, of notice: Int64) {
        state.withLock { state in
            // Before the list was looked at it is not known whether others wait.
            if state.removals != nil, state.last < notice { state.note(traits, of: notice) }
        }
    }

    /// The notices under a key, as the table would give them.
    func entries(for lookup: Linker.Lookup) -> [Entry] {
        state.withLock { state in
            guard let list = state.keys[NoticeTraits.Key(key: lookup.key, part: lookup.part)] else { return [] }
            let near = list[
                list.place { $0.day >= lookup.days.lowerBound }..<list.place { $0.day > lookup.days.upperBound }]
            return lookup.latestFirst ? near.suffix(lookup.limit).reversed() : Array(near.prefix(lookup.limit))
        }
    }

    /// All keys with their notices, in the order of the table.
    var inOrder: [(key: NoticeTraits.Key, entries: [Entry])] {
        state.withLock { $0.keys.map { (key: $0.key, entries: $0.value) } }.sorted {
            (Int64(bitPattern: $0.key.key), $0.key.part.rawValue) < (
                Int64(bitPattern: $1.key.key), $1.key.part.rawValue
            )
        }
    }
}

extension Array {
    /// The place of the first element that is beyond something, where all that follow are too.
    fileprivate func place(where isBeyond: (Element) -> Bool) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
