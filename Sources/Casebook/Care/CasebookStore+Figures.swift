import GRDB

/// How much there is in a casebook.
package struct Figures: Hashable, Sendable {
    package var rows: [Row]

    package struct Row: Hashable, Sendable {
        package var name: String
        package var value: Int
    }
}

extension CasebookStore {
    package func figures() throws -> Figures {
        try read("counting") { db in
            Figures(
                rows: try Self.counts.map { name, sql in
                    Figures.Row(name: name, value: try Int.fetchOne(db, sql: sql) ?? 0)
                })
        }
    }

    private static let counts: KeyValuePairs = [
        "pages": "SELECT count(DISTINCT address) FROM pages",
        "versions": "SELECT count(*) FROM pages",
        "originals": "SELECT count(*) FROM originals",
        "bytes of originals": "SELECT coalesce(sum(size), 0) FROM originals",
        "notices": "SELECT count(*) FROM notices",
        "incidents": "SELECT count(*) FROM notices WHERE state = 'current' AND kind = 'incident'",
        "superseded": "SELECT count(*) FROM notices WHERE state = 'superseded'",
        "excluded": "SELECT count(*) FROM notices WHERE state = 'excluded'",
        "cases": "SELECT count(*) FROM cases WHERE merged_into IS NULL",
        "cases with follow-ups": """
        SELECT count(*) FROM (SELECT 1 FROM case_notices c JOIN notices n ON n.id = c.notice
          WHERE n.state = 'current' GROUP BY c."case" HAVING count(*) > 1)
        """,
        "related cases": "SELECT count(*) FROM related_cases",
        "waiting for review": "SELECT count(*) FROM review_queue WHERE state = 'open'",
        "corrections": "SELECT count(*) FROM corrections WHERE active",
        "edits": "SELECT count(*) FROM edits",
        "readers": "SELECT count(DISTINCT reader) FROM bodies",
        "failed": "SELECT count(*) FROM ledger WHERE outcome = 'failed'",
        "bytes of the file": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    ]
}
