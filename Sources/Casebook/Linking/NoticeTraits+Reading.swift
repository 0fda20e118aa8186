package import Facts
package import Language

extension NoticeTraits {
    /// The most names, days and figures of each kind that are kept: a notice that lists hundreds is not told apart by them.
    static let most = 24

    /// Takes the traits from a notice's record and text. Linear in the text's length.
    ///
    /// - Parameter text: the notice's text, into which the record's evidence points, in normal form.
    package init(_ record: NoticeRecord, text: NormalText, lexicon: Lexicon = .builtIn) {
        published = record.published.flatMap { Self.day($0.value) }
        if let written = record.organisation, let name = OrganisationName(written.value, lexicon: lexicon) {
            let key = LinkKey.name(name.folded)
            organisation = key
            var others = name.short
            others += AliasScanner(text, name: written.value, folded: name.folded, lexicon).names()
            otherNames = Self.few(others.map(LinkKey.name)) { $0 != key }
        }
        parties = Self.few(
            record.parties.compactMap { party in
                OrganisationName(party.name, lexicon: lexicon).map {
                    Party(name: LinkKey.name($0.folded), role: party.role)
                }
            }
        ) { $0.name != organisation }
        service = record.service.flatMap { LinkKey.service($0.value) }
        actor = record.actor.flatMap { OrganisationName($0.value, lexicon: lexicon) }.map { LinkKey.name($0.folded) }
        number = record.casebookNumber.map(\.value).flatMap { $0.contains("-") ? $0 : nil }
        report = record.reportNumber?.value
        types = record.incidentTypes.map(\.value)
        let earlierNotices = EarlierNotices(record, text: text, published: published)
        earlier = Self.few(earlierNotices.days)
        saysFollows = earlierNotices.saysFollows || (report ?? 0) > 1
        days = Self.few(Self.days(of: record))
        figures = Self.few(record.counts.map { Figure(value: $0.value, unit: $0.unit, main: $0.main) })
        title = record.title.flatMap { LinkKey.title($0.value) }
        sketch = TextSketch(text)
    }

    private static func days(of record: NoticeRecord) -> [Day] {
        var days: [Day] = []
        for fact in record.timeline where fact.event != .disclosed {
            for date in [fact.start, fact.end] {
                if let day = date.flatMap(Self.day) { days.append(Day(day: day, event: fact.event)) }
            }
        }
        // The days of the incident first: they tell most where there are more than are kept.
        return days.filter(\.event.isOfIncident) + days.filter { !$0.event.isOfIncident }
    }

    /// The day number of a date that names its day.
    static func day(_ date: DateValue) -> Int32? {
        date.grain >= .day ? Int32(clamping: date.dayNumber) : nil
    }

    /// The first few different elements that pass.
    private static func few<Element: Hashable>(
        _ elements: some Sequence<Element>, where passes: (Element) -> Bool = { _ in true }
    ) -> [Element] {
        var seen: Set<Element> = []
        var out: [Element] = []
        for element in elements where passes(element) && seen.insert(element).inserted {
            out.append(element)
            if out.count == most { break }
        }
        return out
    }
}
