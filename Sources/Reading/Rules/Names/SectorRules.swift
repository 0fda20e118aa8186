import Facts
import Language

/// Reads what the publishing organisation does: from its name, else from its service and title, else from the text.
struct SectorRules {
    let notice: NoticeText
    let header: Header

    func read(publisher: Range<Int>?, types: [Fact<IncidentType>], responses: [Fact<Response>]) -> Fact<Sector>? {
        if let publisher {
            if isMunicipality(publisher) {
                return Fact(
                    .localGovernment,
                    notice.evidence(publisher.lowerBound, publisher.upperBound, 0.9, "sectors/municipality"))
            }
            // Whoever takes cards on a page of its own sells: 味噌店 and 珈琲焙煎所 make what their shops sell.
            if let found = strongest(in: publisher),
                types.first?.value != .paymentSkimming || !Self.shops.contains(Values.sectors[Int(found.term)])
            {
                return fact(found, weight(found) == 2 ? 0.9 : 0.8)
            }
            if let found = types.first, found.value == .paymentSkimming { return payment(found.evidence, 0.7) }
        }
        if let title = header.title, let found = strongest(in: title) { return fact(found, 0.7) }
        if let found = types.first, found.value == .paymentSkimming { return payment(found.evidence, 0.7) }
        // A shop that stopped card payments sells to consumers.
        if let stopped = responses.first(where: { $0.value == .stoppedPayments })?.evidence {
            return payment(stopped, 0.6)
        }
        return vote()
    }

    /// What the names of shops speak of besides.
    private static let shops: Set<Sector> = [
        .manufacturing, .other, .itServices, .financeInsurance, .telecom, .retailEcommerce, .nonprofit, .realEstate,
        .construction,
    ]

    private func payment(_ evidence: Evidence, _ confidence: Double) -> Fact<Sector> {
        Fact(
            .retailEcommerce,
            Evidence(quote: evidence.quote, at: evidence.at, confidence: confidence, rule: "sectors/payment"))
    }

    /// Votes that decide: fewer are chance.
    private static let fewestVotes = 3

    private static let board = Word("教育委員会")

    /// 青葉市, みどり県, 青葉市教育委員会: a name that ends as those of municipalities and their boards do.
    private func isMunicipality(_ name: Range<Int>) -> Bool {
        if name.contains(where: { notice.has(Self.board, at: $0) }) { return true }
        guard name.count <= 12, let last = notice.units[name].last else { return false }
        return last == "県" || last == "市" || last == "町" || last == "村" || last == "区" || last == "府" || last == "都"
    }

    /// How much a finding says: a name's 社団法人 says less than what else is in it, but more than `other`.
    private func weight(_ finding: Finding) -> Int {
        switch Values.sectors[Int(finding.term)] {
        case .other: 0
        case .nonprofit: 1
        default: 2
        }
    }

    /// The strong finding that ends last: in 青葉大学病院 the hospital counts.
    private func strongest(in range: Range<Int>) -> Finding? {
        var best: Finding?
        for finding in notice.findings[.sectors]
        where !finding.weak && Int(finding.start) >= range.lowerBound && Int(finding.end) <= range.upperBound {
            if let old = best, weight(finding) != weight(old) {
                if weight(finding) > weight(old) { best = finding }
                continue
            }
            if best.map({ finding.end > $0.end || (finding.end == $0.end && finding.start < $0.start) }) ?? true {
                best = finding
            }
        }
        return best
    }

    /// The sector that most words of the body speak for.
    private func vote() -> Fact<Sector>? {
        var votes = [Int](repeating: 0, count: Values.sectors.count)
        var first = [Finding?](repeating: nil, count: Values.sectors.count)
        for finding in notice.findings[.sectors] where Int(finding.start) >= header.body {
            votes[Int(finding.term)] += finding.weak ? 1 : 2
            if first[Int(finding.term)] == nil { first[Int(finding.term)] = finding }
        }
        let ranked = votes.indices.sorted { votes[$0] > votes[$1] }
        guard let most = ranked.first, votes[most] >= Self.fewestVotes, votes[most] >= 2 * votes[ranked[1]],
            let finding = first[most]
        else { return nil }
        return fact(finding, 0.5)
    }

    private func fact(_ finding: Finding, _ confidence: Double) -> Fact<Sector> {
        Fact(
            Values.sectors[Int(finding.term)],
            notice.evidence(
                Int(finding.start), Int(finding.end), confidence, notice.lexicon.rule(.sectors, finding.term)))
    }
}
