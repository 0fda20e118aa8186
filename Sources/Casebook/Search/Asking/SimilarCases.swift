import Facts
package import GRDB

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
    /// How many notices are looked at for each way in which a case may be like the one at hand.
    static let likenessScan = 2_000

    /// Cases like one, most alike first. `nil` where the case has no notice in the index.
    package func similar(_ db: Database, to caseID: Int64, limit: Int = 10) throws -> [SimilarCase]? {
        guard let subject = try Subject(db, caseID, load) else { return nil }
        var best: [Int64: (match: SearchScan.Match, likeness: Double)] = [:]
        for match in subject.ways {
            for found in try SearchScan(db, match: match, limit: Self.likenessScan).matches where found.group != caseID
            {
                let likeness = subject.likeness(found.values)
                if likeness > best[found.group]?.likeness ?? 0 { best[found.group] = (found, likeness) }
            }
        }
        // The actor's name is not among the values: those who share it get their weight once their record is at hand.
        let actors =
            try subject.actorMatch.map {
                Set(try SearchScan(db, match: $0, limit: Self.likenessScan).matches.map(\.group))
            } ?? []
        let whole = subject.whole
        let ranked = best.map { group, found in
            (
                group: group, match: found.match,
                likeness: (found.likeness + (actors.contains(group) ? LikenessWeight.actor : 0)) / whole
            )
        }.sorted { ($1.likeness, $1.match.id) < ($0.likeness, $0.match.id) }
        return try ranked.prefix(limit).compactMap { found in
            guard let notice = try load(db, found.match.notice) else { return nil }
            var reasons = subject.reasons(found.match.values)
            if actors.contains(found.group), let actor = notice.record.actor?.value {
                reasons.insert(.values(.actor, [actor]), at: 0)
            }
            let empty = SearchPlan(.everything, synonyms: synonyms, days: 0...0)
            guard var hit = hit(notice, others: 0, empty) else { return nil }
            hit.snippet = nil
            return SimilarCase(hit: hit, likeness: found.likeness, reasons: reasons)
        }
    }
}

/// The case that others are compared with: what all of its notices say together.
private struct Subject {
    var types = 0, causes = 0, data = 0
    var sector = -1, leak = -1
    var people: Int?
    var lag: Int?
    var actor: String?

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
    }

    // MARK: Where to look

    private static func slugs<V: Vocabulary>(_ bits: Int, _ vocabulary: V.Type) -> [String] {
        V.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element.slug)
    }

    private var typeSlugs: [String] { Self.slugs(types, IncidentType.self) }
    private var causeSlugs: [String] { Self.slugs(causes & ~Self.unknownCause, Cause.self) }
    private var dataSlugs: [String] { Self.slugs(data, DataKind.self) }
    private var sectorSlug: String? { sector >= 0 ? Array(Sector.allCases)[sector].slug : nil }

    /// Under investigation is no cause to have in common.
    private static let unknownCause = 1 << (Cause.allCases.firstIndex(of: .underInvestigation) ?? 0)

    var actorMatch: String? {
        actor.map { SearchPlan(.text(.actor, [$0]), synonyms: Synonyms(), days: 0...0).match }
    }

    /// Expressions from the narrowest to the widest, so that the most alike are met however many are alike in little.
    var ways: [String] {
        let type = typeSlugs.isEmpty ? nil : SearchQuery.terms(.type, typeSlugs)
        let everyType = typeSlugs.count > 1 ? SearchQuery.and(typeSlugs.map { .terms(.type, [$0]) }) : nil
        let cause = causeSlugs.isEmpty ? nil : SearchQuery.terms(.cause, causeSlugs)
        let sector = sectorSlug.map { SearchQuery.terms(.sector, [$0]) }
        let data = dataSlugs.isEmpty ? nil : SearchQuery.terms(.data, dataSlugs)
        let actor = actor.map { SearchQuery.text(.actor, [$0]) }
        let ways: [[SearchQuery?]] = [
            [actor], [everyType, cause, sector], [type, cause, sector], [everyType, cause], [type, sector],
            [type, cause], [type, data], [type], [cause], [sector],
        ]
        var written: Set<String> = []
        return ways.compactMap { way in
            let parts = way.compactMap { $0 }
            guard parts.count == way.count else { return nil }
            let query = parts.count == 1 ? parts[0] : SearchQuery.and(parts)
            let match = SearchPlan(query, synonyms: Synonyms(), days: 0...0).match
            return written.insert(match).inserted ? match : nil
        }
    }

    // MARK: How alike

    /// The weights of all that is known.
    var whole: Double {
        (types != 0 ? LikenessWeight.types : 0) + (causeSlugs.isEmpty ? 0 : LikenessWeight.causes)
            + (data != 0 ? LikenessWeight.data : 0) + (sector >= 0 ? LikenessWeight.sector : 0)
            + (actor != nil ? LikenessWeight.actor : 0) + (people != nil ? LikenessWeight.size : 0)
            + (leak >= 0 ? LikenessWeight.leak : 0) + (lag != nil ? LikenessWeight.lag : 0)
    }

    func likeness(_ other: SearchValues) -> Double {
        var sum = LikenessWeight.types * Self.share(types, other.typeBits)
        sum += LikenessWeight.causes * Self.share(causes & ~Self.unknownCause, other.causeBits & ~Self.unknownCause)
        sum += LikenessWeight.data * Self.share(data, Int(other.data))
        if sector >= 0, sector == other.sectorPlace { sum += LikenessWeight.sector }
        if leak >= 0, leak == other.leakPlace { sum += LikenessWeight.leak }
        sum += LikenessWeight.size * Self.closeness(people, other.people.map { Int($0) })
        sum += LikenessWeight.lag * Self.closeness(lag, other.lag.map { Int($0) })
        return sum
    }

    func reasons(_ other: SearchValues) -> [Likeness] {
        var reasons: [Likeness] = []
        func values(_ field: QueryField, _ slugs: [String]) {
            if !slugs.isEmpty { reasons.append(.values(field, slugs)) }
        }
        values(.type, Self.slugs(types & other.typeBits, IncidentType.self))
        values(.cause, Self.slugs(causes & other.causeBits & ~Self.unknownCause, Cause.self))
        if sector >= 0, sector == other.sectorPlace { values(.sector, sectorSlug.map { [$0] } ?? []) }
        values(.data, Self.slugs(data & Int(other.data), DataKind.self))
        if let count = other.people, Self.closeness(people, Int(count)) > 0 { reasons.append(.size(Int(count))) }
        if leak >= 0, leak == other.leakPlace { values(.leak, [LeakStatus.allCases[leak].rawValue]) }
        if let days = other.lag, Self.closeness(lag, Int(days)) > 0 { reasons.append(.lag(Int(days))) }
        return reasons
    }

    /// What both have, of what either has.
    private static func share(_ a: Int, _ b: Int) -> Double {
        let either = (a | b).nonzeroBitCount
        return either == 0 ? 0 : Double((a & b).nonzeroBitCount) / Double(either)
    }

    /// 1 where the numbers have as many digits, half where the one has one more.
    private static func closeness(_ a: Int?, _ b: Int?) -> Double {
        guard let a, let b else { return 0 }
        return switch abs("\(max(a, 0))".utf8.count - "\(max(b, 0))".utf8.count) {
        case 0: 1
        case 1: 0.5
        default: 0
        }
    }
}
