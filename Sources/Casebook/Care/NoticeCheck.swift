import Facts
import GRDB

/// Checks notices: the text against the id, each fact's words against the text, the narrow row against the record.
enum NoticeCheck {
    static func check(_ range: ClosedRange<Int64>, _ db: Database) throws -> Verification {
        var result = Verification()
        let arguments: StatementArguments = [range.lowerBound, range.upperBound]
        let places = try places(arguments, db)
        let corrections = try corrections(arguments, db)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT n.id, n.hash, b.text, b.record, n.kind, n.published, n.organisation, n.title
                FROM notices n LEFT JOIN bodies b ON b.notice = n.id WHERE n.id BETWEEN ? AND ?
                """, arguments: arguments)
        while let row = try rows.next() {
            result.notices += 1
            let id: Int64 = row[0]
            try check(row, places[id] ?? [], corrections[id] ?? [], &result)
        }
        return result
    }

    private static func check(
        _ row: Row, _ places: [Int], _ corrections: [Correction], _ result: inout Verification
    ) throws {
        let hash: String = row[1]
        let name = "notice \(hash)"
        guard let text = try row.decompressed(2) else { return result.fault(name, "its text cannot be decompressed") }
        if Digest.short(text) != hash { result.fault(name, "its text is not that of its id") }
        if places.isEmpty { result.fault(name, "stands on no page") }
        if places.contains(where: { $0 != text.count }) { result.fault(name, "its place on a page has another length") }
        guard let bytes = try row.decompressed(3), let json = JSONValue(bytes) else {
            return result.fault(name, "its record cannot be decompressed and parsed")
        }
        guard let kind = json["kind"]?.string.flatMap(NoticeKind.init), var facts = StoredRecord.facts(in: json) else {
            return result.fault(name, "its record is none")
        }
        for fact in facts {
            result.facts += 1
            if !says(text, fact.evidence.quote, fact.evidence.at) {
                result.fault(name, "does not say 「\(fact.evidence.quote)」 where \(fact.field.rawValue) says it does")
            }
        }
        for correction in corrections {
            correction.apply(to: &facts)
            if !correction.quote.isEmpty, !says(text, correction.quote, correction.at) {
                result.fault(name, "does not say 「\(correction.quote)」 where a correction says it does")
            }
        }
        guard let record = NoticeRecord(id: hash, kind: kind, facts: facts) else {
            return result.fault(name, "its record has a value that the field does not know")
        }
        if row[4] != record.kind.rawValue || row[5] != record.published?.value.dayNumber
            || row[6] != record.organisation?.value || row[7] != record.title?.value
        {
            result.fault(name, "its row in the table notices differs from its record")
        }
    }

    /// Whether the text has these words at this place.
    private static func says(_ text: [UInt8], _ words: String, _ at: TextSpan) -> Bool {
        !words.isEmpty && at.end <= text.count && words.utf8.elementsEqual(text[at.start..<at.end])
    }

    /// How long each notice is on the pages it stands on.
    private static func places(_ arguments: StatementArguments, _ db: Database) throws -> [Int64: [Int]] {
        var places: [Int64: [Int]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT notice, end - start FROM page_notices WHERE notice BETWEEN ? AND ?", arguments: arguments)
        while let row = try rows.next() { places[row[0], default: []].append(row[1]) }
        return places
    }

    private static func corrections(_ arguments: StatementArguments, _ db: Database) throws -> [Int64: [Correction]] {
        let notices = try Int64.fetchAll(
            db, sql: "SELECT DISTINCT notice FROM corrections WHERE active AND notice BETWEEN ? AND ?",
            arguments: arguments)
        return try Dictionary(uniqueKeysWithValues: notices.map { ($0, try db.corrections(of: $0)) })
    }
}
