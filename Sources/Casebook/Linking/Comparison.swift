package import Facts

/// How two notices compare: the score and its reasons.
package struct Comparison: Hashable, Sendable {
    package enum Verdict: Int, Sendable, Comparable {
        case unlikely, likely, sure
        package static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }
    }

    /// Those for it first, then those against, each by weight.
    package private(set) var reasons: [LinkReason] = []
    package private(set) var score = 0.0
    package internal(set) var verdict = Verdict.unlikely

    mutating func add(_ reason: LinkReason) {
        guard reason.points != 0 else { return }
        reasons.append(reason)
        score += reason.points
    }

    /// Puts the weightiest reasons first; of equal ones the one that was added first.
    mutating func sort() {
        reasons = reasons.enumerated().sorted { a, b in
            a.element.points == b.element.points ? a.offset < b.offset : a.element.points > b.element.points
        }.map(\.element)
    }

    func has(_ kind: LinkReason.Kind) -> Bool { reasons.contains { $0.kind == kind } }
}

extension NoticeTraits {
    /// Whether two notices are about one incident. The same whichever comes first.
    package func compared(with other: NoticeTraits) -> Comparison {
        let (earlier, later) = Self.inOrder(self, other)
        var comparison = Comparison()
        let organisations = Self.compareNames(self, other, &comparison)
        let ownName = organisations != false
        compareNumbers(other, &comparison)
        if ownName { Self.compareSeries(earlier, later, &comparison) }
        Self.compareDays(self, other, &comparison)
        compareFigures(other, &comparison)
        compareNature(other, &comparison)
        // Who uses a form letter for each of its incidents has the same words in all of them.
        let isForm = comparison.reasons.contains { $0.kind == .noCommonDate && $0.points <= LinkWeights.otherDetection }
        if ownName, !isForm { compareTexts(other, &comparison) }
        Self.compareDistance(earlier, later, &comparison)
        comparison.verdict = verdict(on: comparison, organisations, later: later, earlier: earlier)
        comparison.sort()
        return comparison
    }

    private func verdict(
        on comparison: Comparison, _ organisations: Bool?, later: NoticeTraits, earlier: NoticeTraits
    ) -> Comparison.Verdict {
        let twice = comparison.has(.noCommonDate) && comparison.has(.differentTypes)
        if comparison.has(.sameNumber) {
            // Who keeps the casebook has decided. Another organisation's notice may come from another casebook.
            if organisations != false { return twice ? .likely : .sure }
            return comparison.score >= 0 ? .likely : .unlikely
        }
        if comparison.score >= LinkWeights.sure, !twice, comparison.reasons.contains(where: \.identifies) {
            if organisations == true { return .sure }
            // Of a notice that names no organisation only its text says enough.
            if organisations == nil, comparison.reasons.contains(where: \.isSameText) { return .sure }
        }
        if comparison.score >= LinkWeights.likely { return .likely }
        let follower =
            organisations == true && later.saysFollows && !twice
            && (later.earlier.isEmpty || comparison.has(.refersToDate))
        return follower && comparison.score >= LinkWeights.likelyForFollower ? .likely : .unlikely
    }

    /// The earlier published first; of one day, or without days, the lower report number.
    private static func inOrder(_ a: NoticeTraits, _ b: NoticeTraits) -> (NoticeTraits, NoticeTraits) {
        if let p = a.published, let q = b.published, p != q { return p < q ? (a, b) : (b, a) }
        return (a.report ?? 1) <= (b.report ?? 1) ? (a, b) : (b, a)
    }

    // MARK: Who

    /// Whether the publishers are one; `nil` where one is not named.
    private static func compareNames(_ a: NoticeTraits, _ b: NoticeTraits, _ comparison: inout Comparison) -> Bool? {
        guard let first = a.organisation, let second = b.organisation else { return nil }
        if first == second {
            comparison.add(LinkReason(.sameOrganisation, LinkWeights.sameOrganisation))
        } else if a.otherNames.contains(second) || b.otherNames.contains(first) {
            comparison.add(LinkReason(.otherName, LinkWeights.otherName))
        } else {
            comparison.add(LinkReason(.differentOrganisation, LinkWeights.differentOrganisation))
            return false
        }
        return true
    }

    private func compareNumbers(_ other: NoticeTraits, _ comparison: inout Comparison) {
        guard let number, let second = other.number else { return }
        if number == second {
            comparison.add(LinkReason(.sameNumber, LinkWeights.sameNumber, text: number))
        } else {
            // Only a little: keepers give a late report a number of its own.
            comparison.add(LinkReason(.differentNumber, LinkWeights.differentNumber))
        }
    }

    // MARK: Which report

    private static func compareSeries(
        _ earlier: NoticeTraits, _ later: NoticeTraits, _ comparison: inout Comparison
    ) {
        if let day = earlier.published, later.earlier.contains(day) {
            comparison.add(LinkReason(.refersToDate, LinkWeights.refersToDate, day: Int(day)))
        } else if let day = later.earlier.first(where: { earlier.earlier.contains($0) }) {
            comparison.add(LinkReason(.referToSame, LinkWeights.referToSame, day: Int(day)))
        }
        let first = earlier.report ?? 1
        let second = later.report ?? 1
        if second > first {
            let next = second == first + 1 && (earlier.report != nil || second == 2)
            comparison.add(
                LinkReason(
                    .reportFollows, next ? LinkWeights.reportFollowsNext : LinkWeights.reportFollows, number: second,
                    other: first))
        } else if let report = later.report, report == earlier.report {
            if earlier.sketch.similarity(later.sketch) < 0.8 {
                comparison.add(LinkReason(.sameReport, LinkWeights.sameReport, number: report))
            }
        } else if later.saysFollows, !comparison.has(.refersToDate) {
            comparison.add(LinkReason(.saysFollows, LinkWeights.saysFollows))
        }
    }

    // MARK: When

    /// The days that both date events with, each once, the ones of the incident first.
    static func commonDays(_ a: NoticeTraits, _ b: NoticeTraits) -> [LinkReason] {
        var best: [Int32: LinkReason] = [:]
        for mine in a.days {
            for theirs in b.days where mine.day == theirs.day {
                let reason: LinkReason
                if mine.event.isOfIncident, theirs.event.isOfIncident {
                    let points =
                        mine.event != theirs.event
                        ? LinkWeights.incidentDay
                        : mine.event == .detected ? LinkWeights.sameDetected : LinkWeights.sameIncidentDay
                    reason = LinkReason(.sameEvent, points, day: Int(mine.day), event: mine.event)
                } else {
                    reason = LinkReason(.commonDate, LinkWeights.commonDate, day: Int(mine.day))
                }
                if best[mine.day].map({ $0.points < reason.points }) ?? true { best[mine.day] = reason }
            }
        }
        return best.values.sorted { ($1.points, $0.day ?? 0) < ($0.points, $1.day ?? 0) }
    }

    private static func compareDays(_ a: NoticeTraits, _ b: NoticeTraits, _ comparison: inout Comparison) {
        let common = commonDays(a, b)
        var left = LinkWeights.mostFromDays
        for reason in common where left > 0 {
            comparison.add(reason.limited(to: left))
            left -= reason.points
        }
        let mine = a.days.filter(\.event.isOfIncident)
        let theirs = b.days.filter(\.event.isOfIncident)
        guard common.isEmpty, !mine.isEmpty, !theirs.isEmpty else { return }
        func detected(_ days: [Day]) -> [Int32] { days.filter { $0.event == .detected }.map(\.day) }
        let apart = detected(mine).flatMap { first in detected(theirs).map { abs($0 - first) } }.min() ?? 0
        comparison.add(
            LinkReason(.noCommonDate, apart > 7 ? LinkWeights.otherDetection : LinkWeights.noCommonDate))
    }

    private static func compareDistance(
        _ earlier: NoticeTraits, _ later: NoticeTraits, _ comparison: inout Comparison
    ) {
        guard let first = earlier.published, let last = later.published, last - first > 400 else { return }
        let points = last - first > 800 ? LinkWeights.veryFarApart : LinkWeights.farApart
        comparison.add(LinkReason(.farApart, points, number: Int(last - first)))
    }

    // MARK: What

    private func compareFigures(_ other: NoticeTraits, _ comparison: inout Comparison) {
        var left = LinkWeights.mostFromCounts
        var seen: Set<Int> = []
        for figure in figures where left > 0 && other.figures.contains(where: { $0.value == figure.value }) {
            guard seen.insert(figure.value).inserted else { continue }
            let reason = LinkReason(
                .commonCount, Significance.of(figure.value), number: figure.value, text: figure.unit)
            comparison.add(reason.limited(to: left))
            left -= reason.points
        }
    }

    private func compareNature(_ other: NoticeTraits, _ comparison: inout Comparison) {
        if let service, service == other.service { comparison.add(LinkReason(.sameService, LinkWeights.sameService)) }
        if let actor, actor == other.actor { comparison.add(LinkReason(.sameActor, LinkWeights.sameActor)) }
        if let common = types.first(where: { other.types.contains($0) }) {
            let main = types.first == other.types.first
            comparison.add(
                LinkReason(
                    .sameType, main ? LinkWeights.sameMainType : LinkWeights.sameType, text: common.slug))
        } else if !types.isEmpty, !other.types.isEmpty {
            let natures = Set(types.map(\.isAttack)).isDisjoint(with: other.types.map(\.isAttack))
            comparison.add(
                LinkReason(.differentTypes, natures ? LinkWeights.differentNature : LinkWeights.differentTypes))
        }
    }

    private func compareTexts(_ other: NoticeTraits, _ comparison: inout Comparison) {
        if let title, title == other.title { comparison.add(LinkReason(.sameTitle, LinkWeights.sameTitle)) }
        let share = sketch.similarity(other.sketch)
        comparison.add(
            LinkReason(.similarText, LinkWeights.similarText(share), number: Int((share * 100).rounded())))
    }
}

extension LinkReason {
    /// The reason with no more points than that.
    func limited(to most: Double) -> LinkReason {
        var limited = self
        limited.points = min(points, most)
        return limited
    }
}
