import Facts
import Language

/// Whether the items of the report (規則8条1項) that people need are there.
extension LintCheck {
    static let content = [
        LintCheck("NL501") { $0.unlistedData() },
        LintCheck("NL502") { $0.missingCause() },
        LintCheck("NL503") { $0.missingPrevention() },
        LintCheck("NL504") { notice in
            let told =
                notice.record.responses.contains { $0.value == .notifiedIndividuals }
                || notice.record.timeline.contains { $0.event == .individualsNotified }
            guard notice.concernsPersonalData, !told, !notice.saysBelowTitle(.individualNotice) else { return [] }
            return [Hit(nil)]
        },
    ]
}

extension Examination {
    /// 個人情報等, and no word on which items.
    fileprivate func unlistedData() -> [Hit] {
        let general: Set<DataKind> = [
            .otherPersonal, .businessConfidential, .contractInfo, .emailContent, .transactionInfo,
        ]
        // Words that a notice may use without listing what leaked: 株式会社, ログイン.
        var besides: Set<DataKind> = [.employer, .jobTitle, .occupation, .password, .loginId, .photo, .family]
        besides.formUnion(record.data.filter { $0.status == .notExposed }.map(\.kind))
        guard concernsPersonalData, exposed.allSatisfy({ general.contains($0.kind) }),
            text.data(in: whole).isSubset(of: general.union(besides)), !text.says(.unknownExtent, .elsewhere)
        else { return [] }
        let words = exposed.first?.evidence.at ?? peoplesDataBelowTitle
        return [Hit(words, [.same(words.map { text.quote($0) } ?? "")])]
    }

    /// Whether words of a cue stand anywhere but in the title and in headings.
    fileprivate func saysBelowTitle(_ cue: Cue) -> Bool {
        text.all(cue).contains { place in
            let line = text.lines[text.line(at: place.lowerBound)]
            return !line.isHeading && !text.span(place).overlaps(head)
        }
    }

    fileprivate func missingCause() -> [Hit] {
        guard concernsPersonalData else { return [] }
        if let vague = text.all(.vagueCause).first {
            return [Hit(text.span(vague), message: 1, [quoted(vague)], most: .info)]
        }
        guard record.causes.isEmpty, !text.says(.cause, .openPoints) else { return [] }
        return [Hit(nil)]
    }

    fileprivate func missingPrevention() -> [Hit] {
        guard record.leakStatus?.value != LeakStatus.none else { return [] }
        if record.measures.isEmpty {
            guard !text.says(.prevention), !text.says(.openPoints), !text.says(.inProgress) else { return [] }
            return [Hit(nil)]
        }
        guard record.measures.allSatisfy({ $0.value == .securityGeneral }), let first = record.measures.first,
            !text.says(.openPoints), record.responses.isEmpty || !isDetailed
        else { return [] }
        return [Hit(first.evidence.at, message: 1, [.same(text.quote(first.evidence.at))])]
    }

    /// A section on prevention with more than three lines: its measures are told, though the reader knows none of them.
    private var isDetailed: Bool {
        text.lines.count { $0.section == .measures && !$0.isHeading } > 3
    }
}
