import Facts
import GRDB

/// Says which watches tell of an event, and why.
struct WatchMatcher {
    private enum Test {
        case query(SearchPlan, isEverything: Bool)
        case organisations(OrganisationMatcher)
    }

    private let db: Database
    private let tests: [(watch: Watch, test: Test)]

    init(_ db: Database, _ watches: [Watch]) throws {
        self.db = db
        let days = try CaseSearch.days(db)
        tests = watches.compactMap { watch in
            switch watch.subject {
            case .query(let text):
                guard let query = try? SearchQuery.parse(text) else { return nil }
                let plan = SearchPlan(query, synonyms: .builtIn, days: days)
                return (watch, .query(plan, isEverything: query == .everything))
            case .organisations(let list): return (watch, .organisations(OrganisationMatcher(list)))
            }
        }
    }

    /// A query tells of a case as long as it finds one of its notices; a list, as long as one of them names one of it.
    func matches(_ event: EventFinder.Found) throws -> [(watch: Watch, reasons: [WatchReason])] {
        // The notice that the event is about gives the reason, where it can.
        let notices = [event.notice] + (try db.notices(of: event.casefile).map(\.id).filter { $0 != event.notice })
        return try tests.compactMap { watch, test in
            guard watch.since < event.place, watch.events.contains(event.kind) else { return nil }
            for id in notices {
                let reasons =
                    switch test {
                    case .query(let plan, let isEverything):
                        isEverything ? [.everything] : try reasons(plan, id)
                    case .organisations(let matcher):
                        try db.notice(id).flatMap { notice in
                            notice.state == .excluded ? nil : matcher.matches(notice.record, text: notice.text)
                        } ?? []
                    }
                if !reasons.isEmpty { return (watch, reasons) }
            }
            return nil
        }
    }

    private func reasons(_ plan: SearchPlan, _ notice: Int64) throws -> [WatchReason] {
        let isFound = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM search_entries e CROSS JOIN search_index ON search_index.rowid = e.id
                      WHERE e.notice = ? AND search_index MATCH ?)
                    """), arguments: [notice, plan.match])!
        guard isFound, let found = try CasebookStore.searched(db, notice),
            let hit = CaseSearch(load: CasebookStore.searched).hit(found, others: 0, plan)
        else { return [] }
        let reasons = hit.reasons.map { reason -> WatchReason in
            switch reason {
            case .words(let words, let found, let times): .words(words, found: found, times: times)
            case .value(let field, let value, let quote): .value(field: field.rawValue, value: value, quote: quote)
            }
        }
        // A query of what is not there finds without a reason of its own.
        return reasons.isEmpty ? [.everything] : reasons
    }
}
