import Facts
import GRDB

extension NoticeTraits {
    /// How much of two texts must be the same for one to be a copy of the other. A PDF's text and a page's differ in headings
    /// and in what a page wraps around its text.
    static let copiedShare = 0.85

    /// Whether two notices are one and the same, published in two places: the same publisher, day and report, the same days and
    /// figures, and nearly the same words. Where a figure or day differs, both have something to say.
    func isCopy(of other: NoticeTraits) -> Bool {
        guard organisation != nil, organisation == other.organisation, report == other.report,
            Self.agree(published, other.published), Self.agree(number, other.number),
            sketch.similarity(other.sketch) >= Self.copiedShare
        else { return false }
        return Set(days) == Set(other.days) && Set(figures) == Set(other.figures)
            && types.first == other.types.first && leavesNothingOpen
    }

    /// Whether there is anything in it that tells it from a publisher's other notices: many print the same form each time.
    private var leavesNothingOpen: Bool { !days.isEmpty || !figures.isEmpty }

    private static func agree<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
        one == nil || other == nil || one == other
    }
}

/// Notices that were found to be copies of others: one notice with several sources. A copy is filed as superseded, with the notice that
/// it is a copy of.
struct Copies {
    let db: Database

    static let migration = """
        ALTER TABLE notices ADD COLUMN copy_of INTEGER REFERENCES notices;
        CREATE INDEX notices_by_copied ON notices (copy_of) WHERE copy_of IS NOT NULL;
        CREATE INDEX notices_by_successor ON notices (superseded_by) WHERE superseded_by IS NOT NULL;
        CREATE INDEX ledger_duplicates ON ledger (sha256) WHERE outcome = 'duplicate';
        """

    /// Among the notices of a case, the one that a new notice is a copy of; the first that was filed, where there are several.
    func original(of notice: Int64, _ traits: NoticeTraits, among candidates: [Linker.Candidate]) throws -> Int64? {
        for candidate in candidates where traits.isCopy(of: candidate.traits) {
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT state, copy_of, (SELECT state FROM notices WHERE id = n.copy_of), EXISTS (
                          SELECT 1 FROM page_notices a JOIN pages p ON p.id = a.page
                          JOIN pages q ON q.address = p.address JOIN page_notices b ON b.page = q.id
                          WHERE a.notice = ?1 AND b.notice = ?2)
                        FROM notices n WHERE id = ?2
                        """), arguments: [notice, candidate.notice])
            // On one page stand different notices, and its versions replace one another.
            guard let row, !(row[3] as Bool) else { continue }
            let (state, lead): (String, Int64?) = (row[0], row[1])
            // A person told it apart from this one.
            if lead == notice { continue }
            if state == "current" { return candidate.notice }
            if state == "superseded", row[2] as String? == "current" { return lead }
        }
        return nil
    }

    func note(_ notice: Int64, copyOf original: Int64) throws {
        try db.cachedStatement(sql: "UPDATE notices SET state = 'superseded', copy_of = ? WHERE id = ?")
            .execute(arguments: [original, notice])
    }
}
