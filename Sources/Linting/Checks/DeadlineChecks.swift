import Duties
import Facts
import Language

/// Days from knowing to what law, guidance or practice expects.
extension LintCheck {
    static let deadlines = [
        LintCheck("NL207") { $0.latePreliminaryReport() },
        LintCheck("NL208") { $0.lateFinalReport() },
        LintCheck("NL209") { $0.latePublication() },
        LintCheck("NL210") { notice in
            guard let stock = notice.text.all(.delayStock).first else { return [] }
            return [Hit(notice.text.span(stock))]
        },
        LintCheck("NL211") { $0.lateContractor() },
    ]
}

extension Examination {
    private var reports: [AuthorityFact] {
        record.authorities.filter { $0.authority == .ppc && ($0.date?.grain ?? .year) >= .day }
            .sorted { ($0.date?.dayNumber ?? 0) < ($1.date?.dayNumber ?? 0) }
    }

    private func isFinal(_ report: AuthorityFact) -> Bool {
        text.says(.finalReport, in: clause(of: report.evidence.at))
    }

    /// What is said around words up to the next commas of other clauses.
    private func clause(of at: TextSpan) -> Range<Int> {
        let sentence = text.sentence(of: at)
        let range = text.range(of: at)
        return max(sentence.lowerBound, range.lowerBound - 30)..<min(sentence.upperBound, range.upperBound + 30)
    }

    fileprivate func latePreliminaryReport() -> [Hit] {
        guard let known, let day = known.start?.dayNumber, let duty = duty(.preliminaryReport),
            let first = reports.first, !isFinal(first), let told = first.date?.dayNumber, told - day > duty.value
        else { return [] }
        return [
            Hit(
                first.evidence.at, related: [known.evidence.at],
                [
                    iso(known.start), iso(first.date), .same(told - day), .same(duty.least ?? duty.value),
                    .same(duty.value),
                ])
        ]
    }

    fileprivate func lateFinalReport() -> [Hit] {
        let kind: Duty.Kind =
            // What was lost may have been stolen.
            record.incidentTypes.contains { $0.value.mayBeUnlawful } || isType(.lostMedia)
            ? .finalReportUnlawful : .finalReport
        guard let known, let day = known.start?.dayNumber, let duty = duty(kind),
            let last = reports.last(where: isFinal), let told = last.date?.dayNumber, told - day > duty.value
        else { return [] }
        return [
            Hit(
                last.evidence.at, related: [known.evidence.at],
                [iso(known.start), iso(last.date), .same(told - day), .same(duty.value)])
        ]
    }

    fileprivate func latePublication() -> [Hit] {
        guard let known, let day = known.start?.dayNumber, let duty = duty(.publicationLag),
            let published = record.published,
            let publishedDay
        else { return [] }
        let first = (events(.disclosed).compactMap { $0.start?.dayNumber } + [publishedDay]).min() ?? publishedDay
        guard first - day > duty.value, !text.says(.delayExplained) else { return [] }
        return [
            Hit(
                known.evidence.at, related: [published.evidence.at],
                [iso(known.start), .same(first - day), .same(duty.value)])
        ]
    }

    /// A name without the form of the firm, as it is used after its first mention.
    private static func bare(_ name: String) -> String {
        ["株式会社", "有限会社", "合同会社"].reduce(name) { $0.replacing($1, with: "") }
    }

    /// A contractor that knew long before it told its client.
    fileprivate func lateContractor() -> [Hit] {
        let contractors = record.parties.filter { $0.role == .contractor || $0.role == .serviceProvider }
        guard !contractors.isEmpty || text.says(.contractor), let duty = duty(.contractorNotice),
            let told = events(.reportedToOrg).first, let toldDay = told.start?.dayNumber, !text.says(.delayContractor)
        else { return [] }
        let names = contractors.map { NormalText(Self.bare($0.name)).units }
        let found = events(.other, .detected).first { event in
            let line = text.line(at: text.unit(at: event.evidence.at.start))
            let range = text.lines[line].start..<text.lines[min(line + 1, text.lines.count - 1)].end
            let isContractors = text.holds(names, in: range) || text.says(.contractor, in: range)
            return isContractors && text.says(.knowing, in: range) && (event.start?.dayNumber ?? .max) < toldDay
        }
        guard let found, let foundDay = found.start?.dayNumber, toldDay - foundDay > duty.value else { return [] }
        return [
            Hit(
                told.evidence.at, related: [found.evidence.at],
                [iso(found.start), iso(told.start), .same(toldDay - foundDay)])
        ]
    }
}
