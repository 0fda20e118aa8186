import GRDB

/// An organisation's case whose incident spread to others.
package struct ProviderSpread: Hashable, Sendable {
    package var number: String
    package var organisation: String?
    package var title: String?
    /// Cases of its clients that are tied to it.
    package var clients: Int
}

/// Figures of the cases that a query finds.
package struct Insights: Sendable {
    package var query: SearchQuery
    package var terms: [CaseTerm]
    package var figures: CaseFigures
    package var providers: [ProviderSpread]
}

extension CasebookStore {
    /// Counts the cases that a query finds and that fulfil terms.
    package func insights(_ query: SearchQuery, _ terms: [CaseTerm] = []) throws -> Insights {
        try read("counting") { db in
            let cases = try self.cases(of: query, terms, db)
            return Insights(
                query: query, terms: terms, figures: CaseFigures(cases),
                providers: try Self.providers(db, among: cases, isAll: query == .everything && terms.isEmpty))
        }
    }

    /// The cases that a query finds and that fulfil terms, as wholes; the latest published first.
    func cases(of query: SearchQuery, _ terms: [CaseTerm], _ db: Database) throws -> [CaseTable.Case] {
        let table = try caseTable.table(db)
        var cases = table.cases
        if query != .everything {
            let plan = SearchPlan(query, synonyms: .builtIn, days: try CaseSearch.days(db))
            cases = try table.found(plan.match, db)
        }
        return terms.isEmpty ? cases : cases.filter { found in terms.allSatisfy { found.fulfils($0) } }
    }

    private static let mostProviders = 12

    private static func providers(
        _ db: Database, among cases: [CaseTable.Case], isAll: Bool
    ) throws -> [ProviderSpread] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT provider, count(DISTINCT client) FROM (
                  SELECT coalesce(p.merged_into, p.id) AS provider, coalesce(c.merged_into, c.id) AS client
                  FROM (SELECT "case" AS a, other AS b FROM related_cases WHERE kind = 'client'
                    UNION SELECT other, "case" FROM related_cases WHERE kind = 'provider') t
                  JOIN cases p ON p.id = t.a JOIN cases c ON c.id = t.b)
                WHERE provider != client GROUP BY provider ORDER BY 2 DESC, provider
                """)
        let wanted = isAll ? nil : Set(cases.map(\.id))
        let found = rows.filter { wanted?.contains($0[0]) ?? true }.prefix(mostProviders)
        return try found.compactMap { row in
            let named = try Row.fetchOne(
                db,
                sql: """
                    SELECT c.number, n.organisation, n.title FROM cases c
                    JOIN case_notices f ON f."case" = c.id JOIN notices n ON n.id = f.notice
                    WHERE c.id = ? AND n.state = 'current' ORDER BY n.published IS NULL, n.published, n.id LIMIT 1
                    """, arguments: [row[0] as Int64])
            return named.map { ProviderSpread(number: $0[0], organisation: $0[1], title: $0[2], clients: row[1]) }
        }
    }
}
