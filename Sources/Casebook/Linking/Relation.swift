package import Facts

/// How a notice's case has to do with another's that is not the same incident.
package struct Relation: Hashable, Sendable {
    /// Seen from the notice that was compared.
    package var relation: CaseRelation
    package var comparison: Comparison
}

extension NoticeTraits {
    /// Whether a notice of one organisation and a notice of another are about two sides of one incident: of a provider
    /// and its client, of two clients of a provider, of two companies of a group. `nil` where nothing ties them.
    package func related(to other: NoticeTraits) -> Relation? {
        guard let organisation, let second = other.organisation, organisation != second,
            !otherNames.contains(second), !other.otherNames.contains(organisation)
        else { return nil }
        var comparison = Comparison()
        guard let relation = namedTie(other, &comparison) ?? sharedProvider(other, &comparison) else { return nil }
        compareRelated(other, &comparison)
        // That a provider is named is not enough: it may have had another incident in the year.
        let content = comparison.reasons.contains { $0.identifies || $0.kind == .commonDate }
        if comparison.score >= LinkWeights.sureRelated, content {
            comparison.verdict = .sure
        } else if comparison.score >= LinkWeights.likelyRelated {
            comparison.verdict = .likely
        }
        comparison.sort()
        return Relation(relation: relation, comparison: comparison)
    }

    /// The part in which one of the two names the other; a told part before 他.
    private func namedTie(_ other: NoticeTraits, _ comparison: inout Comparison) -> CaseRelation? {
        let forward = other.part(in: self)
        let back = part(in: other)
        if let forward {
            let points = forward == .other ? LinkWeights.mentionsOther : LinkWeights.namesOther
            comparison.add(LinkReason(.namesOther, points, text: forward.slug))
        }
        if let back {
            let points =
                forward != nil
                ? LinkWeights.namedBack : back == .other ? LinkWeights.mentionsOther : LinkWeights.namesOther
            comparison.add(LinkReason(.namedByOther, points, text: back.slug))
        }
        let fromForward = forward.flatMap(\.ties)
        let fromBack = back.flatMap(\.ties)?.reversed
        let told = forward == .other && back != nil && back != .other ? fromBack : fromForward ?? fromBack
        guard let relation = told else { return nil }
        switch relation {
        case .provider: if types.contains(.supplyChain) { addSupplyChain(&comparison) }
        case .client: if other.types.contains(.supplyChain) { addSupplyChain(&comparison) }
        case .group, .sharedProvider, .related: break
        }
        return relation
    }

    private func addSupplyChain(_ comparison: inout Comparison) {
        comparison.add(LinkReason(.supplyChain, LinkWeights.supplyChain))
    }

    /// The part in which a notice names this one's publisher, the first that ties cases.
    private func part(in other: NoticeTraits) -> PartyRole? {
        guard let organisation else { return nil }
        let named = other.parties.filter {
            ($0.name == organisation || otherNames.contains($0.name)) && $0.role.ties != nil
        }
        return (named.first { $0.role != .other } ?? named.first)?.role
    }

    /// Two clients that name one provider, where both say that it happened there.
    private func sharedProvider(_ other: NoticeTraits, _ comparison: inout Comparison) -> CaseRelation? {
        func providers(_ traits: NoticeTraits) -> Set<NameKey> {
            Set(traits.parties.filter { $0.role.ties == .provider && $0.role != .other }.map(\.name))
        }
        guard types.contains(.supplyChain), other.types.contains(.supplyChain),
            !providers(self).isDisjoint(with: providers(other))
        else { return nil }
        comparison.add(LinkReason(.sameProvider, LinkWeights.sameProvider))
        addSupplyChain(&comparison)
        return .sharedProvider
    }

    private func compareRelated(_ other: NoticeTraits, _ comparison: inout Comparison) {
        if let day = other.published, earlier.contains(day) {
            comparison.add(LinkReason(.refersToDate, LinkWeights.refersToOther, day: Int(day)))
        } else if let day = published, other.earlier.contains(day) {
            comparison.add(LinkReason(.refersToDate, LinkWeights.refersToOther, day: Int(day)))
        }
        var left = LinkWeights.mostFromDays
        for reason in Self.commonDays(self, other) where left > 0 {
            comparison.add(reason.limited(to: left))
            left -= reason.points
        }
        for figure in figures.first(where: { mine in other.figures.contains { $0.value == mine.value } }).map({ [$0] })
            ?? []
        {
            comparison.add(
                LinkReason(.commonCount, Significance.of(figure.value), number: figure.value, text: figure.unit))
        }
        if let common = types.first(where: { $0 != .supplyChain && other.types.contains($0) }) {
            comparison.add(LinkReason(.sameType, LinkWeights.sameMainType, text: common.slug))
        }
        if let service, service == other.service { comparison.add(LinkReason(.sameService, LinkWeights.sameMainType)) }
        if let actor, actor == other.actor { comparison.add(LinkReason(.sameActor, LinkWeights.sameActor)) }
        if let mine = published, let theirs = other.published, abs(mine - theirs) > 200 {
            let points = abs(mine - theirs) > 400 ? LinkWeights.farApartRelated : LinkWeights.apart
            comparison.add(LinkReason(.farApart, points, number: Int(abs(mine - theirs))))
        }
    }
}
