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
        "superseded": "SELECT count(*) FROM notices WHERE state = 'superseded' AND copy_of IS NULL",
        "copies": "SELECT count(*) FROM notices WHERE state = 'superseded' AND copy_of IS NOT NULL",
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

extension CasebookStore {
    /// A number that grows with every change to what is filed: to be compared, for no other use.
    package func changeNumber() throws -> Int64 {
        try read("looking for changes") { db in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM audit")) ?? 0
        }
    }

    /// How many things wait for a person to decide.
    package func openReviewCount() throws -> Int {
        try read("counting the review queue") { db in
            try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM review_queue WHERE state = 'open'")) ?? 0
        }
    }

    /// How many cases were first published on which day, of those first published within some days.
    ///
    /// - Parameter days: counted from 1970-01-01.
    package func casesByDay(_ days: ClosedRange<Int>) throws -> [(day: Int, cases: Int)] {
        try read("counting cases") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT first, count(*) FROM (
                      SELECT min(n.published) AS first FROM case_notices c JOIN notices n ON n.id = c.notice
                      WHERE n.state = 'current' AND n.kind = 'incident' AND c."case" IN (
                        SELECT f."case" FROM notices p JOIN case_notices f ON f.notice = p.id
                        WHERE p.published BETWEEN ?1 AND ?2)
                      GROUP BY c."case")
                    WHERE first BETWEEN ?1 AND ?2 GROUP BY first ORDER BY first
                    """, arguments: [days.lowerBound, days.upperBound]
            ).map { (day: $0[0], cases: $0[1]) }
        }
    }

    /// The day, counted from 1970-01-01, of the newest notice that is in a case; `nil` where none has a date.
    package func newestDay() throws -> Int? {
        try read("looking for the newest notice") { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT n.published FROM notices n WHERE n.state = 'current' AND n.published IS NOT NULL
                      AND EXISTS (SELECT 1 FROM case_notices c WHERE c.notice = n.id)
                    ORDER BY n.published DESC LIMIT 1
                    """)
        }
    }
}
