import Facts
import Language

/// Whether the notice can be used as one: date, issuer, contact, the tie to earlier reports.
extension LintCheck {
    static let whole = [
        LintCheck("NL101") { $0.hasDate ? [] : [Hit(nil)] },
        LintCheck("NL102") { $0.hasIssuer ? [] : [Hit(nil)] },
        LintCheck("NL103") { $0.contact() == .none ? [Hit(nil)] : [] },
        LintCheck("NL104") { $0.contactWithoutHours() },
        LintCheck("NL105") { notice in
            guard notice.isLaterReport, notice.events(.disclosed).isEmpty, !notice.text.says(.earlierReport) else {
                return []
            }
            return [Hit(notice.record.reportNumber?.evidence.at)]
        },
        LintCheck("NL106") { $0.openWithoutPromise() },
    ]
}

extension Examination {
    fileprivate enum Contact { case none, online, phone }

    /// A date of publication, or a full date that stands by itself at the head or the foot.
    fileprivate var hasDate: Bool {
        if record.published != nil { return true }
        return text.dates.contains { date in
            guard date.isFull || date.year != nil && date.month != nil else { return false }
            let line = text.line(at: date.start)
            let isOuter = line < 6 || line + 6 >= text.lines.count
            let rest = text.lines[line].end - text.lines[line].start - (date.end - date.start)
            return isOuter && (rest <= 24 || line < 3) && text.units[text.lines[line].end - 1] != Unit.ideographicStop
        }
    }

    /// An organisation's name that the reader takes for the publisher's, or any at the head or the foot.
    fileprivate var hasIssuer: Bool {
        if record.organisation != nil { return true }
        return text.found[.nameForms].contains { found in
            let line = text.line(at: Int(found.start))
            return line < 4 || line + 6 >= text.lines.count
        }
    }

    /// How people can ask: a phone number or a mail address, or a form behind a link.
    fileprivate func contact() -> Contact {
        if !text.phoneNumbers.isEmpty { return .phone }
        // A free service's address may be a person's own that the notice shows.
        let isMail = text.mailAddresses.contains { !text.isFreeMail($0) || isBesideContact($0.lowerBound) }
        if isMail || text.says(.contactOnline) { return .online }
        return text.webAddresses.contains { isBesideContact($0.lowerBound) } ? .online : .none
    }

    /// Whether a contact is spoken of on the line or shortly above it.
    func isBesideContact(_ unit: Int) -> Bool {
        let line = text.line(at: unit)
        return text.says(.contact, in: text.lines[max(0, line - 3)].start..<text.lines[line].end)
    }

    fileprivate func contactWithoutHours() -> [Hit] {
        guard let phone = text.phoneNumbers.first(where: { isBesideContact($0.lowerBound) }), !text.says(.contactHours)
        else { return [] }
        return [Hit(text.span(phone))]
    }

    /// 4月27日 調査中である旨の連絡あり: what was open on a day of the course of events.
    private func isOfItsTime(_ open: Range<Int>) -> Bool {
        let line = text.lines[text.line(at: open.lowerBound)]
        let isRow = text.dates(in: line.start..<line.start + 3).contains { $0.end <= open.lowerBound }
        return isRow || text.holds(Self.reported, in: open.upperBound..<min(text.normal.count, open.upperBound + 8))
    }

    private static let reported = LintText.words("旨", "との連絡", "との報告", "との回答")

    /// What is still open in a first report, without a word on when more will be told.
    fileprivate func openWithoutPromise() -> [Hit] {
        guard !isLaterReport, !text.says(.updatePromise), record.leakStatus?.value != LeakStatus.none,
            let open = text.all(.openPoints).first(where: { !isOfItsTime($0) })
        else { return [] }
        return [Hit(text.span(open), [quoted(open)])]
    }
}
