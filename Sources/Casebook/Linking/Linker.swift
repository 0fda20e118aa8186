package import Facts

/// Decides which case a notice belongs to, among those that an index finds under its keys.
package struct Linker: Sendable {
    /// A notice of the casebook that may have to do with the new one.
    package struct Candidate: Sendable {
        package var notice: Int64
        package var incident: Int64
        package var traits: NoticeTraits

        /// - Parameter incident: the case that the notice is in.
        package init(notice: Int64, incident: Int64, traits: NoticeTraits) {
            self.notice = notice
            self.incident = incident
            self.traits = traits
        }
    }

    /// A question to the index of keys: the notices that it holds under a key, by their days.
    package struct Lookup: Hashable, Sendable {
        package var key: UInt64
        package var part: NoticeTraits.KeyPart
        /// Days since 1970-01-01 between which the notices were published; those without a date have day 0.
        package var days: ClosedRange<Int32>
        /// Whether the latest come first, or the earliest.
        package var latestFirst: Bool
        package var limit: Int
    }

    /// A case that the notice belongs to, or may.
    package struct Tie: Hashable, Sendable {
        package var incident: Int64
        /// The notice of the case that it was tied through.
        package var notice: Int64
        package var score: Double
        package var reasons: [LinkReason]
        /// `nil` where it is one incident.
        package var relation: CaseRelation?

        var hasNumber: Bool { reasons.contains { $0.kind == .sameNumber } }
    }

    /// What was decided.
    package struct Decision: Hashable, Sendable {
        /// The case that the notice joins; `nil` where it opens one.
        package var joins: Tie?
        /// Cases that it may belong to, for people to decide, the likeliest first.
        package var review: [Tie] = []
        /// Cases that its own is related to.
        package var related: [Tie] = []
        /// Cases that its own may be related to, for people to decide.
        package var relatedReview: [Tie] = []
        /// Other cases that are surely about the same incident as the one it joins: cases to merge.
        package var duplicates: [Tie] = []

        /// Puts the case that would be joined to people, unless it has the same number.
        mutating func askInsteadOfJoining() {
            guard let tie = joins, !tie.hasNumber else { return }
            joins = nil
            review = Array(([tie] + duplicates + review).prefix(Linker.mostInReview))
            duplicates = []
        }
    }

    /// The most ties of one kind that are put to people for one notice.
    static let mostInReview = 3

    // MARK: Looking for candidates

    /// How many days before and after its publication a notice's candidates were published.
    private static let reach: Int32 = 800
    /// The same for the notices of related cases, which come soon after one another. A provider may have many clients.
    private static let reachOfRelated: Int32 = 250
    private static let undated: ClosedRange<Int32> = 0...0

    /// The questions to put to the index for a new notice. Their number is bounded, and so is what they return.
    package static func lookups(for traits: NoticeTraits) -> [Lookup] {
        var lookups: [Lookup] = []
        func add(
            _ key: UInt64, _ part: NoticeTraits.KeyPart, _ days: ClosedRange<Int32>, latestFirst: Bool = true,
            _ limit: Int
        ) {
            lookups.append(Lookup(key: key, part: part, days: days, latestFirst: latestFirst, limit: limit))
        }
        let near = traits.published.map { $0 - reach...$0 + reach } ?? Int32.min...Int32.max
        let related = traits.published.map { $0 - reachOfRelated...$0 + reachOfRelated } ?? near
        let names = ([traits.organisation].compactMap { $0 } + traits.otherNames.prefix(6))
        for name in names {
            // A prefecture may have had hundreds: the days that the notice refers to are asked for one by one, and of the
            // others those nearest to it in time.
            for day in traits.earlier.prefix(8) { add(name, .publisher, day...day, 4) }
            if let published = traits.published {
                add(name, .publisher, published - reach...published, 24)
                add(name, .publisher, published + 1...published + reach, latestFirst: false, 8)
                add(name, .publisher, undated, 8)
            } else {
                add(name, .publisher, near, 24)
            }
            add(name, .party, related, 48)
        }
        for party in traits.tyingParties.prefix(12) {
            add(party.name, .publisher, related, 8)
            if party.role.ties == .provider, party.role != .other { add(party.name, .party, related, 8) }
        }
        for key in traits.contentLookups { add(key, .content, near, 8) }
        return lookups
    }

    /// The day under which a notice is indexed.
    package static func indexDay(of traits: NoticeTraits) -> Int32 { traits.published ?? 0 }

    // MARK: Deciding

    /// Compares a notice with its candidates. Pure: the order of the candidates does not matter.
    package static func decide(_ traits: NoticeTraits, among candidates: some Sequence<Candidate>) -> Decision {
        var same: [Int64: (tie: Tie, verdict: Comparison.Verdict)] = [:]
        var related: [Int64: (tie: Tie, verdict: Comparison.Verdict)] = [:]
        for candidate in candidates {
            let comparison = traits.compared(with: candidate.traits)
            keep(comparison, candidate, nil, in: &same)
            if let relation = traits.related(to: candidate.traits) {
                keep(relation.comparison, candidate, relation.relation, in: &related)
            }
        }
        return decision(same: same, related: related)
    }

    private typealias Best = [Int64: (tie: Tie, verdict: Comparison.Verdict)]

    /// Keeps the strongest tie to each case.
    private static func keep(
        _ comparison: Comparison, _ candidate: Candidate, _ relation: CaseRelation?, in best: inout Best
    ) {
        guard comparison.verdict > .unlikely else { return }
        let tie = Tie(
            incident: candidate.incident, notice: candidate.notice, score: comparison.score,
            reasons: comparison.reasons, relation: relation)
        if let old = best[candidate.incident] {
            if (comparison.verdict.rawValue, tie.score, -tie.notice) <= (
                old.verdict.rawValue, old.tie.score, -old.tie.notice
            ) {
                return
            }
        }
        best[candidate.incident] = (tie, comparison.verdict)
    }

    private static func decision(same: Best, related: Best) -> Decision {
        func ties(_ best: Best, _ verdict: Comparison.Verdict) -> [Tie] {
            best.values.filter { $0.verdict == verdict }.map(\.tie).sorted {
                ($1.score, $0.incident) < ($0.score, $1.incident)
            }
        }
        var decision = Decision()
        var sure = ties(same, .sure)
        // A firm may publish two incidents on one day: what fits two cases about as well is for people to decide.
        if sure.count > 1, sure[0].score - sure[1].score < LinkWeights.margin, !sure[0].hasNumber {
            decision.review = Array(sure.prefix(mostInReview))
            sure = []
        } else {
            decision.joins = sure.first
            decision.duplicates = Array(sure.dropFirst().prefix(mostInReview))
        }
        // A notice that has found its case is not offered to the publisher's other ones.
        if sure.isEmpty {
            decision.review += ties(same, .likely).prefix(mostInReview - decision.review.count)
        }
        let own = decision.joins?.incident
        decision.related = ties(related, .sure).filter { $0.incident != own }
        decision.relatedReview = Array(ties(related, .likely).filter { $0.incident != own }.prefix(mostInReview))
        return decision
    }
}
