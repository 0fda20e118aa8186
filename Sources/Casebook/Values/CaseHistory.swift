package import Facts
import Language

/// Puts the notices of a case together into its values. Pure: the same notices and corrections give the same values.
package enum CaseHistory {
    /// A notice of the case.
    package struct Notice: Sendable {
        /// What it says: what was read, with people's corrections.
        package var record: NoticeRecord
        /// What was read, where people corrected it.
        package var read: NoticeRecord?
        /// Who corrected a field last.
        package var corrections: [RecordField: PersonsWord]
        /// Its text, if at hand: words before a quote tell whether a figure is exact.
        package var text: String?

        package init(
            record: NoticeRecord, read: NoticeRecord? = nil, corrections: [RecordField: PersonsWord] = [:],
            text: String? = nil
        ) {
            self.record = record
            self.read = read
            self.corrections = corrections
            self.text = text
        }
    }

    /// The values of a case.
    ///
    /// - Parameter notices: in any order; they are taken by their dates, of one day by their report numbers. People's
    ///   corrections outrank what was read in the same notice; a later notice may still state another value.
    package static func values(of notices: [Notice]) -> CaseValues {
        let stated = inOrder(notices).map { StatedNotice($0, isAlone: notices.count == 1) }
        if stated.count == 1, let alone = HistoryBuilder.values(of: stated[0]) { return alone }
        var builder = HistoryBuilder()
        for notice in stated { builder.add(notice) }
        return builder.values()
    }

    /// By date and report number; notices without a date come behind the others, in the order given.
    package static func inOrder(_ notices: [Notice]) -> [Notice] {
        func key(_ record: NoticeRecord) -> (Int, Int, Int) {
            let date = record.published?.value
            return (
                date?.dayNumber ?? .max, (date?.hour ?? 0) * 60 + (date?.minute ?? 0), record.reportNumber?.value ?? 1
            )
        }
        return notices.enumerated().sorted { a, b in
            let (first, second) = (key(a.element.record), key(b.element.record))
            return first == second ? a.offset < b.offset : first < second
        }.map(\.element)
    }
}

/// What one notice states, ready to be compared.
struct StatedNotice {
    /// A value with its place among the field's values.
    struct Item {
        var field: RecordField
        var key: String
        var statement: Statement

        /// Whether a notice may state several values of the same key, each of which is one by itself.
        var mayRecur: Bool { field == .timeline || field == .authorities || field == .counts }

        /// Its key where another of its notice has it too.
        var datedKey: String { key + " " + statement.value.dateKey }

        /// Whether another stands at the same place: values are told apart by field and key.
        func isAtPlace(of other: Item) -> Bool { field == other.field && key == other.key }
    }

    /// What tells the publisher from others: its folded name; `nil` where the notice names none.
    let publisher: String?
    private(set) var items: [Item] = []
    /// What was read in it and a person took away.
    private(set) var removed: [Item] = []

    /// - Parameter isAlone: whether it is the only notice of its case, with no other publisher to tell its own from.
    init(_ notice: CaseHistory.Notice, isAlone: Bool) {
        self.init(notice.record, text: notice.text, isAlone: isAlone)
        guard let read = notice.read else { return }
        let before = StatedNotice(read, text: notice.text, isAlone: isAlone).items
        func corrected(_ items: [Item], without others: [Item]) -> [Item] {
            items.map { item in
                let isKnown = others.contains {
                    $0.field == item.field && $0.key == item.key && $0.statement.value == item.statement.value
                }
                var item = item
                if !isKnown { item.statement = item.statement.said(by: notice.corrections[item.field]) }
                return item
            }
        }
        removed = corrected(before, without: items).filter { $0.statement.person != nil }
        items = corrected(items, without: before)
    }

    private init(_ record: NoticeRecord, text: String?, isAlone: Bool) {
        let written = record.organisation?.value
        publisher = isAlone ? written : written.flatMap { OrganisationName($0)?.folded }
        var statements = Statements(record: record, text: text)
        statements.addNames()
        statements.addTerms()
        statements.addCounts()
        statements.addDates()
        items = statements.items
    }
}

/// Makes statements of what a record holds.
private struct Statements {
    let record: NoticeRecord
    let text: String?
    private(set) var items: [StatedNotice.Item] = []

    init(record: NoticeRecord, text: String?) {
        self.record = record
        self.text = text
        items.reserveCapacity(48)
    }

    private mutating func add(_ field: RecordField, _ key: String, _ value: StatedValue, _ evidence: Evidence) {
        let statement = Statement(
            value: value, notice: record.id, published: record.published?.value, report: record.reportNumber?.value,
            publisher: record.organisation?.value, quote: evidence.quote, at: evidence.quote.isEmpty ? nil : evidence.at
        )
        items.append(StatedNotice.Item(field: field, key: key, statement: statement))
    }

    mutating func addNames() {
        if let fact = record.organisation { add(.organisation, "", .text(fact.value), fact.evidence) }
        if let fact = record.sector { add(.sector, "", .sector(fact.value), fact.evidence) }
        if let fact = record.service { add(.service, "", .text(fact.value), fact.evidence) }
        if let fact = record.actor { add(.actor, "", .text(fact.value), fact.evidence) }
        for party in record.parties {
            let key = OrganisationName(party.name)?.folded ?? party.name
            add(.parties, key, .party(name: party.name, role: party.role), party.evidence)
        }
    }

    mutating func addTerms() {
        for fact in record.incidentTypes {
            add(.incidentTypes, fact.value.slug, .incidentType(fact.value), fact.evidence)
        }
        for fact in record.causes { add(.causes, fact.value.slug, .cause(fact.value), fact.evidence) }
        for fact in record.data { add(.data, fact.kind.slug, .data(fact.kind, fact.status), fact.evidence) }
        if let fact = record.leakStatus { add(.leakStatus, "", .leak(fact.value), fact.evidence) }
        if let fact = record.misuseStatus { add(.misuseStatus, "", .misuse(fact.value), fact.evidence) }
        for fact in record.responses { add(.responses, fact.value.slug, .response(fact.value), fact.evidence) }
        for fact in record.measures { add(.measures, fact.value.slug, .measure(fact.value), fact.evidence) }
    }

    mutating func addCounts() {
        for fact in record.counts {
            let value = StatedValue.count(
                value: fact.value, bound: bound(of: fact), unit: fact.unit, of: fact.of, main: fact.main)
            add(.counts, fact.main ? "main" : Self.countKey(fact), value, fact.evidence)
        }
    }

    /// What is counted, folded, and what kind of unit it is counted in.
    private static func countKey(_ fact: CountFact) -> String {
        let of = String(decoding: NormalText(fact.of).units, as: UTF16.self)
        return of + "/" + UnitFamily.of(fact.unit)
    }

    mutating func addDates() {
        for fact in record.timeline {
            add(.timeline, fact.event.slug, .event(fact.event, start: fact.start, end: fact.end), fact.evidence)
        }
        for fact in record.authorities {
            add(.authorities, fact.authority.slug, .authority(fact.authority, date: fact.date), fact.evidence)
        }
    }

    /// 約, 最大 and 以上 in the quote, or right beside it.
    private func bound(of fact: CountFact) -> CountBound {
        var before = ""
        var after = ""
        let at = fact.evidence.at
        if at.start >= 0, at.start <= at.end, let text, at.end <= text.utf8.count {
            // Cut inside a character, the outer ends give marks that are no words.
            let utf8 = text.utf8
            func words(_ start: Int, _ end: Int) -> Substring.UnicodeScalarView {
                let first = utf8.index(utf8.startIndex, offsetBy: start)
                return Substring(decoding: utf8[first..<utf8.index(first, offsetBy: end - start)], as: UTF8.self)
                    .unicodeScalars
            }
            let lead = words(max(0, at.start - 18), at.start)
            let tail = words(at.end, min(utf8.count, at.end + 12))
            before = String(
                Substring(lead[(lead.lastIndex(where: Self.parts).map(lead.index(after:)) ?? lead.startIndex)...]))
            after = String(Substring(tail.prefix { !Self.parts($0) }))
        }
        return CountBound(before: before, quote: fact.evidence.quote, after: after)
    }

    /// Commas, stops and brackets: what stands beyond one of them does not touch a figure.
    private static func parts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "、", "。", ",", ".", "\n", "「", "」", "(", ")", "（", "）", ":", "：": true
        default: false
        }
    }
}

extension CountBound {
    /// What the words before, in and behind a figure make of it.
    init(before: String, quote: String, after: String) {
        let lead = before + quote.prefix { !$0.isNumber }
        let tail = quote.drop { !$0.isNumber } + after
        if lead.holds("最大", "最多") || tail.holds("以下", "未満", "以内") {
            self = .atMost
        } else if lead.holds("少なくとも", "最低") || tail.holds("以上", "超") {
            self = .atLeast
        } else if Self.isAbout(lead) || lead.holds("およそ", "おおよそ", "概ね", "おおむね")
            || tail.holds("程度", "前後", "余")
        {
            self = .about
        } else {
            self = .exact
        }
    }

    /// Whether words end in 約: 契約1,129件 does not say it.
    private static func isAbout(_ lead: String) -> Bool {
        guard lead.holds("約") else { return false }
        let bare = lead.filter { !$0.isWhitespace }
        return bare.hasSuffix("約") && !["契約", "予約", "解約", "成約", "特約"].contains(where: bare.hasSuffix)
    }
}

extension StringProtocol {
    /// Whether one of some words stands in a short text: the standard library's search by characters took a twentieth of the time
    /// in which a case is put together.
    fileprivate func holds(_ words: StaticString...) -> Bool {
        let text = Array(utf8)
        return words.contains { word in
            word.withUTF8Buffer { word in
                text.indices.contains { start in
                    start + word.count <= text.count && text[start] == word[0]
                        && text[start..<start + word.count].elementsEqual(word)
                }
            }
        }
    }
}
