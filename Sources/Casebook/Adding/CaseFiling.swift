import Facts
import GRDB

/// Puts new notices into cases.
package struct CaseFiling {
    let db: Database
    let at: Int
    /// The keys that wait, as far as the store knows them.
    var waiting = WaitingKeys()

    /// What became of a notice.
    struct Placed {
        /// The number of its case.
        var number: String
        /// Whether the case has it from another address already.
        var isCopy = false
    }

    /// Opens a case for a notice or has it join one; `nil` where the notice has a case already.
    ///
    /// What may belong together, but is not sure, is put to people; cases that have to do with one another are tied.
    ///
    /// - Parameter isImported: whether its record was imported: whoever made it says that it is an incident of its own, which only a
    ///   number of its own outweighs.
    func place(_ notice: FiledNotice, isImported: Bool = false) throws -> Placed? {
        let index = LinkIndex(db: db, waiting: waiting)
        guard let traits = notice.traits else { return nil }
        guard try caseID(of: notice.id) == nil else {
            try index.put(traits, of: notice.id)
            return nil
        }
        let candidates = try index.candidates(for: traits)
        var decision = Linker.decide(traits, among: candidates)
        if isImported { decision.askInsteadOfJoining() }
        try index.put(traits, of: notice.id)
        let own: Int64
        let number: String
        if let tie = decision.joins {
            own = tie.incident
            number = try self.number(of: own)
            try join(notice.id, own, score: tie.score, reasons: tie.reasons)
            // A copy raises no question that its original did not raise.
            if try noteIfCopy(notice, in: own, candidates) { return Placed(number: number, isCopy: true) }
        } else {
            (own, number) = try open(for: notice.record)
            try join(notice.id, own, score: 0, reasons: [])
        }
        try ask(about: notice.id, in: own, decision)
        return Placed(number: number)
    }

    /// Notes that a notice is one that its case had before it once more, if it is.
    func noteIfCopy(_ notice: FiledNotice) throws -> Bool {
        guard let traits = notice.traits, let own = try caseID(of: notice.id) else { return false }
        let candidates = try LinkIndex(db: db, waiting: waiting).candidates(for: traits).filter {
            $0.notice < notice.id
        }
        return try noteIfCopy(notice, in: own, candidates)
    }

    private func noteIfCopy(_ notice: FiledNotice, in own: Int64, _ candidates: [Linker.Candidate]) throws -> Bool {
        guard let traits = notice.traits else { return false }
        let members = candidates.filter { $0.incident == own }
        let copies = Copies(db: db)
        guard let original = try copies.original(of: notice.id, traits, among: members) else { return false }
        try copies.note(notice.id, copyOf: original)
        return true
    }

    /// Puts what was not decided into the review queue, and ties related cases.
    private func ask(about notice: Int64, in own: Int64, _ decision: Linker.Decision) throws {
        for tie in decision.review { try queue("link", notice: notice, tie.incident, other: own, tie) }
        for tie in decision.duplicates { try queue("merge", notice: nil, own, other: tie.incident, tie) }
        for tie in decision.relatedReview { try queue("relate", notice: notice, own, other: tie.incident, tie) }
        for tie in decision.related {
            let known = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM related_cases
                          WHERE "case" = ?1 AND other = ?2 OR "case" = ?2 AND other = ?1)
                        """), arguments: [own, tie.incident])!
            if known { continue }
            try db.cachedStatement(
                sql: """
                    INSERT INTO related_cases ("case", other, kind, how, score, reasons) VALUES (?, ?, ?, 'machine', ?, ?)
                    """
            ).execute(arguments: [
                own, tie.incident, tie.relation?.rawValue, tie.score, JSONValue.reasons(tie.reasons).text,
            ])
        }
    }

    private func queue(_ kind: String, notice: Int64?, _ id: Int64, other: Int64, _ tie: Linker.Tie) throws {
        // One question about two cases is enough, whichever of their notices raises it.
        let asked = try Bool.fetchOne(
            db.cachedStatement(sql: Self.askedSQL), arguments: [kind, notice, id, other])!
        if asked { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO review_queue (kind, notice, "case", other, score, reasons, at, relation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            kind, notice, id, other, tie.score, JSONValue.reasons(tie.reasons).text, at, tie.relation?.rawValue,
        ])
    }

    static let askedSQL = """
        SELECT EXISTS (SELECT 1 FROM review_queue WHERE kind = ?1 AND notice IS NOT NULL AND notice = ?2
            AND "case" = ?3
          UNION ALL SELECT 1 FROM review_queue WHERE kind = ?1 AND kind != 'link'
            AND ("case" = ?3 AND other = ?4 OR "case" = ?4 AND other = ?3))
        """

    /// Tells people that a page's publisher changed a notice without saying so; where people had corrected it, asks them whether that
    /// holds for the new wording.
    func askAboutChange(of old: Int64, to new: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO review_queue (kind, notice, "case", score, reasons, at, replaced)
                SELECT CASE WHEN EXISTS (SELECT 1 FROM corrections WHERE notice = ?4 AND active)
                    THEN 'check' ELSE 'changed' END,
                  ?1, (SELECT "case" FROM case_notices WHERE notice = ?1), 0, ?2, ?3, ?4
                WHERE NOT EXISTS (
                  SELECT 1 FROM review_queue WHERE notice = ?1 AND replaced = ?4 AND state = 'open')
                """
        ).execute(arguments: [new, JSONValue.reasons([LinkReason(.laterVersion, 0)]).text, at, old])
    }

    /// Has the new version of a notice join the case of the old one.
    func join(_ notice: FiledNotice, caseOf old: Int64) throws -> String? {
        guard let found = try caseID(of: old), try caseID(of: notice.id) == nil else { return nil }
        try join(notice.id, found, score: 0, reasons: [LinkReason(.laterVersion, 0)])
        return try number(of: found)
    }

    /// Has a notice that takes the place of another go to that one's case, unless a person put it where it is and the other was not put
    /// anywhere. A case that is left empty leads there.
    func follow(_ notice: Int64, to old: Int64) throws {
        let origin = try caseID(of: notice)
        try db.execute(
            sql: """
                UPDATE case_notices SET ("case", how, score, reasons) = (
                  SELECT "case", how, score, reasons FROM case_notices WHERE notice = ?2)
                WHERE (notice = ?1 OR notice IN (SELECT id FROM notices WHERE copy_of = ?1 AND state = 'superseded'))
                  AND EXISTS (SELECT 1 FROM case_notices here, case_notices there
                    WHERE here.notice = ?1 AND there.notice = ?2 AND here."case" != there."case"
                      AND (here.how = 'machine' OR there.how = 'person'))
                """, arguments: [notice, old])
        guard db.changesCount > 0, let found = try caseID(of: notice) else { return }
        try db.execute(
            sql: """
                UPDATE cases SET merged_into = ?1
                WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM case_notices WHERE "case" = ?2)
                """, arguments: [found, origin])
    }

    private func join(_ notice: Int64, _ id: Int64, score: Double, reasons: [LinkReason]) throws {
        try db.cachedStatement(
            sql: "INSERT INTO case_notices (notice, \"case\", how, score, reasons) VALUES (?, ?, 'machine', ?, ?)"
        ).execute(arguments: [notice, id, score, JSONValue.reasons(reasons).text])
    }

    func number(ofCaseOf notice: Int64) throws -> String? { try caseID(of: notice).map(number) }

    private func number(of id: Int64) throws -> String {
        try String.fetchOne(db.cachedStatement(sql: "SELECT number FROM cases WHERE id = ?"), arguments: [id])!
    }

    private func caseID(of notice: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT \"case\" FROM case_notices WHERE notice = ?"), arguments: [notice])
    }

    // MARK: Numbers

    /// The first number that the program gives in a year. Casebooks that number their own headings begin at 1 and have
    /// not come near this in a year, so the two do not meet.
    static let firstSerial = 501

    /// Opens a case under the heading's own number, else under the next of the year in which the notice was published (in
    /// which it is filed where it has no date). A number is given once and never changes.
    private func open(for record: NoticeRecord) throws -> (id: Int64, number: String) {
        if let heading = record.casebookNumber?.value, Self.isNumber(heading) {
            // All the same the program may have given the number away before the heading's notice came.
            let numbers = [heading] + "bcdefghijklmnopqrstuvwxyz".map { heading + String($0) }
            if let number = try numbers.first(where: { try !isTaken($0) }) {
                return try insert(number, year: nil, serial: nil, heading: heading)
            }
        }
        let opened = try openNumbered(for: record)
        return (opened.id, opened.number)
    }

    /// Opens a case under a number of the program's.
    func openNumbered(for record: NoticeRecord) throws -> CaseRef {
        let year = record.published?.value.year ?? DateValue.day(number: at / 86_400).year
        let last = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT max(serial) FROM cases WHERE year = ?"), arguments: [year])
        var serial = last.map { $0 + 1 } ?? Self.firstSerial
        while try isTaken(Self.number(year, serial)) { serial += 1 }
        let opened = try insert(Self.number(year, serial), year: year, serial: serial, heading: nil)
        return CaseRef(id: opened.0, number: opened.1)
    }

    private func insert(_ number: String, year: Int?, serial: Int?, heading: String?) throws -> (Int64, String) {
        try db.cachedStatement(
            sql: "INSERT INTO cases (number, year, serial, heading, opened_at) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, year, serial, heading, at])
        return (db.lastInsertedRowID, number)
    }

    private func isTaken(_ number: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM cases WHERE number = ?)"), arguments: [number])!
    }

    /// `2026-007`; from the thousandth on with four digits.
    static func number(_ year: Int, _ serial: Int) -> String {
        let digits = String(serial)
        return "\(year)-" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    }

    /// Whether a number names one case: `2023-060`, or `2023-501b` as the program makes it of one that is taken, and not a mere year.
    package static func isNumber(_ number: String) -> Bool {
        let parts = number.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let last = parts[1].utf8.last else { return false }
        let serial = (97...122).contains(last) ? parts[1].dropLast() : parts[1]
        return [parts[0], serial].allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
