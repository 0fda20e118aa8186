import Facts
import Language

/// Reads what the publishing organisation does: from its name, else from its service and title, else from the text.
struct SectorRules {
    let notice: NoticeText
    let header: Header

    func read(publisher: Range<Int>?, service: Fact<String>?, types: [Fact<IncidentType>]) -> Fact<Sector>? {
        if let publisher, let found = strongest(in: publisher) { return fact(found, 0.9) }
        if let title = header.title, let found = strongest(in: title) { return fact(found, 0.7) }
        if types.first?.value == .paymentSkimming, let evidence = types.first?.evidence {
            return Fact(.retailEcommerce, Evidence(quote: evidence.quote, at: evidence.at, confidence: 0.7, rule: "sectors/payment"))
        }
        return vote()
    }

    /// The strong finding that ends last: in 青葉大学病院 the hospital counts.
    private func strongest(in range: Range<Int>) -> Finding? {
        var best: Finding?
        for finding in notice.findings[.sectors] where !finding.weak && Int(finding.start) >= range.lowerBound && Int(finding.end) <= range.upperBound {
            if best.map({ finding.end > $0.end || (finding.end == $0.end && finding.start < $0.start) }) ?? true { best = finding }
        }
        return best
    }

    /// The sector that most words of the body speak for.
    private func vote() -> Fact<Sector>? {
        var votes = [Int](repeating: 0, count: Sector.allCases.count)
        var first = [Finding?](repeating: nil, count: Sector.allCases.count)
        for finding in notice.findings[.sectors] where Int(finding.start) >= header.body {
            votes[Int(finding.term)] += finding.weak ? 2 : 1
            if first[Int(finding.term)] == nil { first[Int(finding.term)] = finding }
        }
        guard let most = votes.indices.max(by: { votes[$0] < votes[$1] }), votes[most] > 0, let finding = first[most] else { return nil }
        return fact(finding, 0.5)
    }

    private func fact(_ finding: Finding, _ confidence: Double) -> Fact<Sector> {
        Fact(
            Sector.allCases[Int(finding.term)],
            notice.evidence(Int(finding.start), Int(finding.end), confidence, notice.lexicon.rule(.sectors, finding.term)))
    }
}
