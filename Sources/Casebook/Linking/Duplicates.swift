package import Facts
import GRDB

extension CasebookStore {
    /// The cases that look like one incident and are not linked, the likest first: compares every notice with the
    /// candidates that the index finds for it, so that the time is linear in their number.
    ///
    /// Left out are pairs that a person has said are two, and those that are tied as related.
    package func lookAlikes(limit: Int) throws -> [LookAlike] {
        try read("looking for cases that are alike") { db in
            let index = LinkIndex(db: db)
            var best: [CasePair: (notices: [Int64], comparison: Comparison)] = [:]
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT c.notice, c."case" FROM case_notices c JOIN notices n ON n.id = c.notice
                    WHERE n.state = 'current' ORDER BY c.notice
                    """)
            while let row = try cursor.next() {
                let (notice, own): (Int64, Int64) = (row[0], row[1])
                guard let traits = try index.traits(of: notice) else { continue }
                for candidate in try index.candidates(for: traits, except: notice) where candidate.incident != own {
                    let comparison = traits.compared(with: candidate.traits)
                    guard comparison.verdict >= .likely else { continue }
                    let pair = CasePair(own, candidate.incident)
                    if best[pair].map({ $0.comparison.score < comparison.score }) ?? true {
                        let notices =
                            own < candidate.incident ? [notice, candidate.notice] : [candidate.notice, notice]
                        best[pair] = (notices, comparison)
                    }
                }
            }
            let settled = try settledPairs(db)
            let found = best.filter { !settled.contains($0.key) }.sorted {
                ($1.value.comparison.score, $0.key) < ($0.value.comparison.score, $1.key)
            }
            return try found.prefix(limit).map { pair, alike in
                LookAlike(
                    number: try number(db, of: pair.first), other: try number(db, of: pair.second),
                    notices: try alike.notices.map { try hash(db, of: $0) }, score: alike.comparison.score,
                    reasons: alike.comparison.reasons)
            }
        }
    }

    /// Pairs of cases about which a person has decided, or which are tied as related.
    private func settledPairs(_ db: Database) throws -> Set<CasePair> {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT "case", other FROM review_queue WHERE state = 'rejected' AND other IS NOT NULL
                UNION SELECT "case", other FROM related_cases
                """)
        return Set(rows.map { CasePair($0[0], $0[1]) })
    }

    private func number(_ db: Database, of id: Int64) throws -> String {
        try String.fetchOne(db.cachedStatement(sql: "SELECT number FROM cases WHERE id = ?"), arguments: [id])!
    }

    private func hash(_ db: Database, of notice: Int64) throws -> String {
        try String.fetchOne(db.cachedStatement(sql: "SELECT hash FROM notices WHERE id = ?"), arguments: [notice])!
    }
}

/// Two cases, the one that was opened first in front.
private struct CasePair: Hashable, Comparable {
    var first: Int64
    var second: Int64

    init(_ a: Int64, _ b: Int64) { (first, second) = (min(a, b), max(a, b)) }

    static func < (a: CasePair, b: CasePair) -> Bool { (a.first, a.second) < (b.first, b.second) }
}
