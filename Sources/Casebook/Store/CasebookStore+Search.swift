import GRDB

extension CasebookStore {
    /// Brings the search index, and the one by which notices are linked, up to date with all notices. Of many, so many per
    /// transaction, so that whoever reads or writes meanwhile does not wait long.
    ///
    /// - Parameter told: hears before each batch and at the end how many notices are indexed of how many.
    /// - Returns: how many notices were indexed.
    @discardableResult
    package func refreshSearch(_ told: (_ done: Int, _ all: Int) -> Void = { _, _ in }) throws -> Int {
        if try read("searching", { try LinkIndex.hasWaiting($0) }) { try fileKeys() }
        let isCurrent = try read("searching") { try SearchIndex.isCurrent($0) }
        if !isCurrent { try write("indexing") { try SearchIndex.rebuild($0) } }
        let all = try read("searching") { try SearchIndex.pending($0) }
        guard all > 0 else { return 0 }
        var count = 0
        while try read("searching", { try SearchIndex.hasPending($0) }) {
            told(count, max(all, count))
            count += try write("indexing") { db in try SearchIndex.refresh(db) { try indexed(db, $0) } }
        }
        if count > 0 { told(count, max(all, count)) }
        if !isCurrent { try mergeSearch(after: count) }
        return count
    }

    /// Makes one piece of the search index, where so much came to it that this is worth it: an index in a dozen pieces is
    /// searched half as fast again. Stopped at any moment, it leaves a whole index.
    ///
    /// - Parameter count: how many notices were indexed.
    package func mergeSearch(after count: Int) throws {
        guard count >= SearchIndex.worthMerging else { return }
        let all = try read("searching") { try Int.fetchOne($0, sql: "SELECT count(*) FROM search_entries") ?? 0 }
        if count >= all / 4 { try mergeSearch() }
    }

    func mergeSearch() throws {
        var isFirst = true
        while try write("merging the search index", { try SearchIndex.merge($0, isFirst: isFirst) }) { isFirst = false }
    }

    /// Indexes a batch, where so many notices are waiting that it is worth it; for use between other work.
    @discardableResult
    package func refreshSearchIfWorthIt() throws -> Int {
        if waiting.isWorthFiling { try fileKeys() }
        guard fresh.count >= SearchIndex.batch else { return 0 }
        return try write("indexing") { db in try SearchIndex.refresh(db) { try indexed(db, $0) } }
    }

    /// Puts the keys of the notices that wait into the table that they are found by.
    package func fileKeys() throws {
        try write("indexing") { try LinkIndex(db: $0, waiting: waiting).file() }
    }

    /// Finds cases.
    ///
    /// - Parameter terms: what the cases must fulfil as wholes.
    package func search(
        _ query: SearchQuery, _ terms: [CaseTerm] = [], order: SearchOrder = .date, limit: Int = 20, offset: Int = 0
    ) throws -> SearchResult {
        try read("searching") { db in
            let search = CaseSearch(kept: kept, load: Self.searched)
            guard !terms.isEmpty else {
                return try search.search(db, query, order: order, limit: limit, offset: offset)
            }
            let table = try caseTable.table(db)
            return try search.search(db, query, order: order, limit: limit, offset: offset) { id in
                table.case(id).map { found in terms.allSatisfy { found.fulfils($0) } } ?? false
            }
        }
    }

    /// Cases like the one of that number; `nil` where there is no such case.
    package func cases(like number: String, limit: Int = 10) throws -> [SimilarCase]? {
        try read("searching") { db in
            guard
                let id = try Int64.fetchOne(
                    db, sql: "SELECT coalesce(merged_into, id) FROM cases WHERE number = ?", arguments: [number])
            else { return nil }
            return try CaseSearch(kept: kept, load: Self.searched).similar(
                db, to: id, among: likeness.table(db), limit: limit) ?? []
        }
    }

    /// A notice as it is indexed; `nil` where it is not to be found (any more).
    private func indexed(_ db: Database, _ id: Int64) throws -> SearchIndex.Item? {
        if let item = try fresh.take(id)?.item(db, id) { return item }
        return try Self.searched(db, id).map(SearchIndex.Item.init)
    }

    /// A notice as it is searched for; `nil` where it is not to be found (any more).
    static func searched(_ db: Database, _ id: Int64) throws -> SearchIndex.Notice? {
        guard let notice = try db.notice(id), notice.state == .current else { return nil }
        let filed = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT c.id, c.number FROM case_notices f JOIN cases c ON c.id = f.\"case\" WHERE f.notice = ?"),
            arguments: [id])
        return SearchIndex.Notice(
            id: id, caseID: filed?[0], caseNumber: filed?[1], text: notice.text, record: notice.record)
    }
}
