import Facts
package import GRDB

/// Answers queries from the search index.
package struct CaseSearch {
    package typealias Load = (Database, Int64) throws -> SearchIndex.Notice?

    let synonyms: Synonyms
    let load: Load
    let kept: KeptEntries

    /// - Parameter kept: the entries of the index that are known.
    init(synonyms: Synonyms = .builtIn, kept: KeptEntries = KeptEntries(), load: @escaping Load) {
        self.synonyms = synonyms
        self.load = load
        self.kept = kept
    }

    /// How many of the best matches are weighed again with their texts at hand.
    static let reweighed = 60

    /// - Parameter isWanted: which cases count, by their ids; all where it is `nil`. Where it is given, all matches are looked at.
    package func search(
        _ db: Database, _ query: SearchQuery, order: SearchOrder = .date, limit: Int = 20, offset: Int = 0,
        isWanted: ((Int64) -> Bool)? = nil
    ) throws -> SearchResult {
        let plan = SearchPlan(query, synonyms: synonyms, days: try Self.days(db), isWeighed: order == .relevance)
        let isWeighed = order == .relevance && !plan.words.isEmpty
        var scan = try SearchScan(
            db, match: plan.match, weighed: isWeighed, limit: isWanted == nil ? SearchScan.limit : .max - 1, kept: kept)
        if let isWanted { scan.matches.removeAll { !isWanted($0.group) } }
        var groups = Self.groups(scan.matches)
        let facets = SearchFacets(groups.lazy.map(\.first.values))
        let count = groups.count
        switch order {
        case .date: break
        case .size:
            if scan.isCut { groups = try largest(db, plan, enough: offset + limit) }
            groups = Self.sorted(groups) { Double($0.first.values.people ?? -1) }
        case .relevance: if isWeighed { groups = try reweighed(db, groups, plan) }
        }
        let page = groups.dropFirst(offset).prefix(limit)
        return SearchResult(
            query: query.text, cases: count, notices: scan.matches.count, isCut: scan.isCut, facets: facets,
            hits: try page.compactMap { group in
                try load(db, group.first.notice).flatMap { hit($0, others: group.others, plan) }
            })
    }

    /// From the first day on which a notice was published to the last. The ids of entries are in the order of days.
    static func days(_ db: Database) throws -> ClosedRange<Int> {
        let first = try Int64.fetchOne(db, sql: "SELECT min(id) FROM search_entries WHERE id > 0") ?? 0
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM search_entries") ?? 0
        guard first > 0, last >= first else { return 0...0 }
        return EntryIDs.day(of: first)...EntryIDs.day(of: last)
    }

    // MARK: Cases

    /// A case among the matches: the match that comes first, and how many more it has.
    struct Group {
        var first: SearchScan.Match
        var others = 0
    }

    private static func groups(_ matches: [SearchScan.Match]) -> [Group] {
        var groups: [Group] = []
        groups.reserveCapacity(matches.count)
        var places = GroupPlaces(count: matches.count)
        for match in matches {
            let place = places.place(of: match.group)
            if place == groups.count {
                groups.append(Group(first: match))
            } else {
                groups[place].others += 1
                // The best of a case stands for it; by date that is the newest, which came first.
                if match.weight > groups[place].first.weight { groups[place].first = match }
            }
        }
        return groups
    }

    /// Largest first; equals stay in their order.
    private static func sorted(_ groups: [Group], by weight: (Group) -> Double) -> [Group] {
        groups.enumerated().map { (weight: weight($0.element), place: $0.offset) }
            .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }.map { groups[$0.place] }
    }

    /// The matches with the largest counts, where there are too many matches to look at all: by the marks of their first
    /// digit, from the top.
    private func largest(_ db: Database, _ plan: SearchPlan, enough: Int) throws -> [Group] {
        var matches: [SearchScan.Match] = []
        for places in (0..<SearchRanges.mostDigits).reversed() {
            for head in (1...9).reversed() {
                let match = plan.narrowed(to: SearchMark.number(.people, head: head, places: places))
                matches += try SearchScan(db, match: match, kept: kept).matches
                // A case whose notices state different counts may be met again.
                if matches.count >= enough * 2 + 100 { return Self.groups(matches) }
            }
        }
        return Self.groups(matches)
    }

    // MARK: Relevance

    /// The best matches by their texts: words of their own before parts of others, and titles and names before the rest.
    private func reweighed(_ db: Database, _ groups: [Group], _ plan: SearchPlan) throws -> [Group] {
        var groups = Self.sorted(groups) { $0.first.weight }
        let top = groups.prefix(Self.reweighed)
        let best = top.first?.first.weight ?? 0
        var weighed: [Group] = []
        for var group in top {
            guard let notice = try load(db, group.first.notice) else { continue }
            let body = SnippetMaker(notice.text, plan.words)
            let heading = SearchText(
                [notice.record.title?.value, notice.record.organisation?.value].compactMap { $0 }
                    .joined(separator: "\n"))
            var bonus = 0.0
            for (word, found) in zip(plan.words, body.found) {
                bonus += WordFit.best(found, in: body.words)
                if word.forms.contains(where: { $0.allSatisfy { !heading.occurrences(of: $0).isEmpty } }) { bonus += 1 }
            }
            // Half of the weight is how often the words stand there, half is where and how.
            let share = best > 0 ? group.first.weight / best : 1
            group.first.weight = share + bonus / Double(2 * plan.words.count)
            weighed.append(group)
        }
        groups.replaceSubrange(0..<top.count, with: Self.sorted(weighed) { $0.first.weight })
        return groups
    }

    // MARK: Hits

    func hit(_ notice: SearchIndex.Notice, others: Int, _ plan: SearchPlan) -> SearchHit? {
        let record = notice.record
        let maker = SnippetMaker(notice.text, plan.words)
        let values = ReasonFinder(plan: plan).reasons(record, number: notice.caseNumber)
        let words: [SearchReason] = zip(plan.words, maker.found).compactMap { word, found in
            guard let first = found.first else { return nil }
            let span = maker.words.span(first.lowerBound, first.upperBound)
            return .words(word.text, found: notice.text.text(at: span), times: found.count)
        }
        return SearchHit(
            notice: notice.id, number: notice.caseNumber, published: record.published?.value,
            organisation: record.organisation?.value, title: record.title?.value,
            reportNumber: record.reportNumber?.value, type: record.incidentTypes.first?.value,
            people: record.mainCount?.value, others: others,
            snippet: maker.snippet(otherwise: values.flatMap(\.evidence), title: record.title?.evidence.at),
            reasons: words + values.map(\.reason))
    }
}

/// Numbers cases in the order in which they are met. A table of its own, because the library's dictionary took a tenth of
/// the time of a search.
private struct GroupPlaces {
    /// By the case's id where its hash falls, or next to it: the place plus one.
    private var slots: [(group: Int64, next: Int)]
    private var count = 0

    /// - Parameter count: so many cases at most.
    init(count: Int) {
        var size = 16
        while size < 2 * count { size *= 2 }
        slots = Array(repeating: (0, 0), count: size)
    }

    /// The number of cases before where it is a new one.
    mutating func place(of group: Int64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: UInt64(bitPattern: group) &* 0x9E37_79B9_7F4A_7C15 >> 32) & mask
        while slots[slot].next > 0 {
            if slots[slot].group == group { return slots[slot].next - 1 }
            slot = (slot + 1) & mask
        }
        count += 1
        slots[slot] = (group, count)
        return count - 1
    }
}

extension String {
    /// The part at UTF-8 byte offsets that are those of characters.
    func text(at span: TextSpan) -> String {
        let bytes = utf8
        let start = bytes.index(bytes.startIndex, offsetBy: span.start)
        let end = bytes.index(start, offsetBy: span.count)
        return String(self[start..<end])
    }
}
