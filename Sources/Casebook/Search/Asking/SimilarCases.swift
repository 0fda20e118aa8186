import Facts
import GRDB

/// A case that is like another, and in what.
package struct SimilarCase: Sendable {
    package var hit: SearchHit
    /// The share of the weights of what is known about the case at hand, from 0 to 1.
    package var likeness: Double
    package var reasons: [Likeness]
}

/// Something that two cases have in common.
package enum Likeness: Hashable, Sendable {
    /// Values of a field that both have.
    case values(QueryField, [String])
    /// Counts of the same order of magnitude, or of neighbouring ones.
    case size(Int)
    /// Days to disclosure of the same length, about.
    case lag(Int)
}

/// How much each thing in common counts. docs/search.md lists them.
package enum LikenessWeight {
    package static let types = 30.0, causes = 20.0, data = 15.0, sector = 15.0, actor = 20.0, size = 10.0, leak = 5.0
    package static let lag = 5.0
}

extension CaseSearch {
    /// Cases like one, most alike first. `nil` where the case has no notice in the index.
    func similar(_ db: Database, to caseID: Int64, among table: LikenessTable, limit: Int = 10) throws -> [SimilarCase]?
    {
        guard let subject = try Subject(db, caseID, load) else { return nil }
        // The actor's name is not among the values.
        let actors =
            try subject.actorMatch.map {
                Set(try SearchScan(db, match: $0, limit: LikenessTable.actorScan, kept: kept).matches.map(\.group))
            } ?? []
        let whole = subject.whole
        var best = MostAlike(limit: limit)
        let actorWeight = actors.isEmpty ? 0 : LikenessWeight.actor
        for place in table.outlines.indices {
            // Most have too little in common to be worth counting what.
            guard subject.most(table.outlines[place]) + actorWeight > best.least else { continue }
            let row = table.rows[place]
            guard row.group != caseID else { continue }
            let likeness = subject.likeness(row) + (actors.contains(row.group) ? LikenessWeight.actor : 0)
            if likeness > best.least { best.take(row, likeness) }
        }
        return try best.found.compactMap { row, likeness in
            guard let notice = try load(db, row.notice) else { return nil }
            var reasons = subject.reasons(row.values)
            if actors.contains(row.group), let actor = notice.record.actor?.value {
                reasons.insert(.values(.actor, [actor]), at: 0)
            }
            let empty = SearchPlan(.everything, synonyms: synonyms, days: 0...0)
            guard var hit = hit(notice, others: 0, empty) else { return nil }
            hit.snippet = nil
            return SimilarCase(hit: hit, likeness: likeness / whole, reasons: reasons)
        }
    }
}

/// The few cases that are most alike, each by the most alike of its notices; of equals, the later published.
private struct MostAlike {
    private let limit: Int
    private(set) var found: [(row: LikenessTable.Row, likeness: Double)] = []
    /// What a case must exceed to be taken.
    private(set) var least = 0.0

    init(limit: Int) { self.limit = limit }

    /// Rows come the latest published first.
    mutating func take(_ row: LikenessTable.Row, _ likeness: Double) {
        if let same = found.firstIndex(where: { $0.row.group == row.group }) {
            guard found[same].likeness < likeness else { return }
            found.remove(at: same)
        }
        let place = found.firstIndex { $0.likeness < likeness } ?? found.count
        found.insert((row, likeness), at: place)
        if found.count > limit { found.removeLast() }
        if found.count == limit { least = found[limit - 1].likeness }
    }
}

/// The case that others are compared with: what all of its notices say together.
private struct Subject {
    var types = 0, causes = 0, data = 0
    var sector = -1, leak = -1
    var people: Int?
    var lag: Int?
    var actor: String?
    private var peopleDigits: UInt8 = 0, lagDigits: UInt8 = 0
    /// Where the values stand in what is packed.
    private var packedTypes: Int64 = 0, packedCauses: Int64 = 0, packedSector: Int64 = -1, packedData: Int64 = 0

    init?(_ db: Database, _ caseID: Int64, _ load: CaseSearch.Load) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT packed, data, people, lag, notice FROM search_entries
                    WHERE "case" = ? AND notice IS NOT NULL ORDER BY id
                    """), arguments: [caseID])
        guard !rows.isEmpty else { return nil }
        for row in rows {
            let values = SearchValues(packed: row[0], data: row[1], people: row[2], lag: row[3])
            types |= values.typeBits
            causes |= values.causeBits
            data |= Int(values.data)
            if values.sectorPlace >= 0 { sector = values.sectorPlace }
            if values.leakPlace >= 0 { leak = values.leakPlace }
            if let count = values.people { people = Int(count) }
            if let days = values.lag, lag == nil { lag = Int(days) }
            actor = try load(db, row[4])?.record.actor?.value ?? actor
        }
        peopleDigits = LikenessTable.digits(people)
        lagDigits = LikenessTable.digits(lag)
        packedTypes = Int64(types) << Int64(SearchValues.types)
        packedCauses = Int64(knownCauses) << Int64(SearchValues.causes)
        if sector >= 0 { packedSector = Int64(sector + 1) << Int64(SearchValues.sector) }
        packedData = Int64(data)
    }

    // MARK: What it has

    private static func slugs<V: Vocabulary>(_ bits: Int, _ vocabulary: V.Type) -> [String] {
        V.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element.slug)
    }

    private var knownCauses: Int { causes & ~Self.unknownCause }
    private var sectorSlug: String? { sector >= 0 ? Array(Sector.allCases)[sector].slug : nil }

    /// Under investigation is no cause to have in common.
    private static let unknownCause = 1 << (Cause.allCases.firstIndex(of: .underInvestigation) ?? 0)

    var actorMatch: String? {
        actor.map { SearchPlan(.text(.actor, [$0]), synonyms: Synonyms(), days: 0...0).match }
    }

    // MARK: How alike

    /// The weights of all that is known.
    var whole: Double {
        (types != 0 ? LikenessWeight.types : 0) + (knownCauses == 0 ? 0 : LikenessWeight.causes)
            + (data != 0 ? LikenessWeight.data : 0) + (sector >= 0 ? LikenessWeight.sector : 0)
            + (actor != nil ? LikenessWeight.actor : 0) + (people != nil ? LikenessWeight.size : 0)
            + (leak >= 0 ? LikenessWeight.leak : 0) + (lag != nil ? LikenessWeight.lag : 0)
    }

    /// What the likeness cannot exceed, but for the actor's weight.
    @inline(__always)
    func most(_ other: LikenessTable.Outline) -> Double {
        var sum = LikenessWeight.size + LikenessWeight.lag + LikenessWeight.leak
        if packedTypes & other.packed != 0 { sum += LikenessWeight.types }
        if packedCauses & other.packed != 0 { sum += LikenessWeight.causes }
        if packedData & other.data != 0 { sum += LikenessWeight.data }
        if packedSector == other.packed & SearchValues.sectorBits { sum += LikenessWeight.sector }
        return sum
    }

    func likeness(_ row: LikenessTable.Row) -> Double {
        let other = row.values
        var sum = LikenessWeight.types * Self.share(types, other.typeBits)
        sum += LikenessWeight.causes * Self.share(knownCauses, other.causeBits & ~Self.unknownCause)
        sum += LikenessWeight.data * Self.share(data, Int(other.data))
        if sector >= 0, sector == other.sectorPlace { sum += LikenessWeight.sector }
        if leak >= 0, leak == other.leakPlace { sum += LikenessWeight.leak }
        sum += LikenessWeight.size * Self.closeness(peopleDigits, row.peopleDigits)
        sum += LikenessWeight.lag * Self.closeness(lagDigits, row.lagDigits)
        return sum
    }

    func reasons(_ other: SearchValues) -> [Likeness] {
        var reasons: [Likeness] = []
        func values(_ field: QueryField, _ slugs: [String]) {
            if !slugs.isEmpty { reasons.append(.values(field, slugs)) }
        }
        values(.type, Self.slugs(types & other.typeBits, IncidentType.self))
        values(.cause, Self.slugs(knownCauses & other.causeBits, Cause.self))
        if sector >= 0, sector == other.sectorPlace { values(.sector, sectorSlug.map { [$0] } ?? []) }
        values(.data, Self.slugs(data & Int(other.data), DataKind.self))
        if let count = other.people, Self.isClose(people, Int(count)) { reasons.append(.size(Int(count))) }
        if leak >= 0, leak == other.leakPlace { values(.leak, [LeakStatus.allCases[leak].rawValue]) }
        if let days = other.lag, Self.isClose(lag, Int(days)) { reasons.append(.lag(Int(days))) }
        return reasons
    }

    /// What both have, of what either has.
    private static func share(_ a: Int, _ b: Int) -> Double {
        let either = (a | b).nonzeroBitCount
        return either == 0 ? 0 : Double((a & b).nonzeroBitCount) / Double(either)
    }

    /// 1 where the numbers have as many digits, half where the one has one more. 0 digits are no number.
    private static func closeness(_ a: UInt8, _ b: UInt8) -> Double {
        guard a > 0, b > 0 else { return 0 }
        if a == b { return 1 }
        return a == b + 1 || b == a + 1 ? 0.5 : 0
    }

    private static func isClose(_ a: Int?, _ b: Int) -> Bool {
        closeness(LikenessTable.digits(a), LikenessTable.digits(b)) > 0
    }
}
