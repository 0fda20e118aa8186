package import Facts
import GRDB

/// The cases in which an organisation has a part, newest first.
package struct OrganisationCases: Sendable {
    /// In what part it is in a case.
    package enum Part: Hashable, Sendable {
        case publisher
        case party(PartyRole)
    }

    package struct Entry: Sendable {
        /// The newest notice of the case that names it.
        package var hit: SearchHit
        /// In its notices together, the publisher's part first.
        package var parts: [Part]
    }

    /// Its name, as most notices write it.
    package var name: String
    /// Other spellings of it in these notices.
    package var otherNames: [String]
    package var entries: [Entry]
    /// Whether there are more than were looked at.
    package var isCut: Bool
}

extension CasebookStore {
    /// How many notices are looked at in each part.
    static let organisationScan = 300

    /// The cases of an organisation, by any spelling of its name; `nil` where no notice names it.
    package func cases(ofOrganisation written: String) throws -> OrganisationCases? {
        guard let name = OrganisationName(written) else { return nil }
        return try read("showing an organisation") { db in
            var gathering = Gathering(name: name)
            let (publishers, others, isCut) = try Self.noticesNaming(db, name, written)
            for id in publishers.union(others).sorted() {
                guard let notice = try Self.searched(db, id) else { continue }
                gathering.add(notice, isPublisher: publishers.contains(id))
            }
            let search = CaseSearch(load: Self.searched)
            let plan = SearchPlan(.everything, synonyms: Synonyms(), days: 0...0)
            let entries = gathering.found.compactMap { found -> OrganisationCases.Entry? in
                guard var hit = search.hit(found.notice, others: found.others, plan) else { return nil }
                hit.snippet = nil
                return OrganisationCases.Entry(hit: hit, parts: found.parts)
            }
            let names = gathering.names
            guard !entries.isEmpty, let first = names.first else { return nil }
            return OrganisationCases(
                name: first, otherNames: Array(names.dropFirst()), entries: entries, isCut: isCut)
        }
    }

    /// Notices under the keys of the name, and those that the index has under its words: an investigator ties no cases, and
    /// has no key.
    private static func noticesNaming(
        _ db: Database, _ name: OrganisationName, _ written: String
    ) throws -> (publishers: Set<Int64>, others: Set<Int64>, isCut: Bool) {
        let index = LinkIndex(db: db)
        try index.waiting.follow(db)
        func notices(_ part: NoticeTraits.KeyPart) throws -> Set<Int64> {
            let everyDay = Int32.min...Int32.max
            return Set(
                try index.notices(
                    Linker.Lookup(
                        key: LinkKey.name(name.folded), part: part, days: everyDay, latestFirst: true,
                        limit: organisationScan)))
        }
        let publishers = try notices(.publisher)
        let parties = try notices(.party)
        let match = SearchPlan(.text(.party, [written]), synonyms: Synonyms(), days: 0...0).match
        let scan = try SearchScan(db, match: match, limit: organisationScan)
        let isCut = scan.isCut || max(publishers.count, parties.count) == organisationScan
        return (publishers, parties.union(scan.matches.map(\.notice)), isCut)
    }
}

/// Gathers notices that may name an organisation into its cases.
private struct Gathering {
    struct Found {
        var notice: SearchIndex.Notice
        var parts: [OrganisationCases.Part]
        var others = 0
    }

    let name: OrganisationName
    private var spellings: [String: Int] = [:]
    private var cases: [Int64: Found] = [:]

    init(name: OrganisationName) { self.name = name }

    /// - Parameter isPublisher: whether the notice is known to be the organisation's, by whatever name it gives itself.
    mutating func add(_ notice: SearchIndex.Notice, isPublisher: Bool) {
        guard let casefile = notice.caseID else { return }
        var parts: [OrganisationCases.Part] = []
        func isNamed(_ written: String) -> Bool {
            OrganisationName(written).map { $0.folded == name.folded || $0.short.contains(name.folded) } ?? false
        }
        if let publisher = notice.record.organisation?.value, isPublisher || isNamed(publisher) {
            parts.append(.publisher)
            spellings[publisher, default: 0] += 1
        }
        for party in notice.record.parties where isNamed(party.name) {
            parts.append(.party(party.role))
            spellings[party.name, default: 0] += 1
        }
        guard !parts.isEmpty else { return }
        guard var found = cases[casefile] else {
            cases[casefile] = Found(notice: notice, parts: parts)
            return
        }
        func day(_ notice: SearchIndex.Notice) -> Int { notice.record.published?.value.dayNumber ?? .min }
        found.parts += parts
        found.others += 1
        if day(notice) >= day(found.notice) { found.notice = notice }
        cases[casefile] = found
    }

    /// The spellings, the most frequent first.
    var names: [String] { spellings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }

    /// Newest first, each part of a case once.
    var found: [Found] {
        func day(_ found: Found) -> (Int, Int64) {
            (found.notice.record.published?.value.dayNumber ?? .min, found.notice.id)
        }
        return cases.values.sorted { day($1) < day($0) }.map { found in
            var found = found
            var seen: Set<OrganisationCases.Part> = []
            found.parts = found.parts.filter { seen.insert($0).inserted }
                .sorted { $0 == .publisher && $1 != .publisher }
            return found
        }
    }
}
