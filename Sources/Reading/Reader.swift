public import Facts
public import Language

/// Reads a notice's text into a record. A value type without state: safe to use from any number of threads.
public struct Reader: Sendable {
    private let lexicon: Lexicon

    public init(lexicon: Lexicon = .builtIn) { self.lexicon = lexicon }

    /// Reads one notice. Pure, and linear in the text's length.
    ///
    /// - Parameter text: the notice's text, its heading included; less than 2 GiB.
    /// - Returns: the record; offsets are UTF-8 byte offsets into `text`. Its `id` is left empty and its `source` `nil`,
    ///   which is for the caller to fill.
    public func read(_ text: String) -> NoticeRecord { read(text, ScannedText(text, lexicon)) }

    /// Reads one notice that was scanned before.
    ///
    /// - Parameter scanned: the text, scanned with the reader's lexicon.
    package func read(_ text: String, _ scanned: ScannedText) -> NoticeRecord {
        var text = text
        text.makeContiguousUTF8()
        let notice = NoticeText(text, scanned)
        return withExtendedLifetime(notice) { record(of: notice) }
    }

    private func record(of notice: NoticeText) -> NoticeRecord {
        let header = HeaderReader.read(notice)
        let kind = KindRules(notice: notice, header: header).read()
        var record = NoticeRecord(id: "", kind: kind)
        record.title = title(notice, header)
        if let number = header.number {
            let evidence = notice.evidence(number.lowerBound, number.upperBound, 0.99, "header/number")
            record.casebookNumber = Fact(evidence.quote, evidence)
        }
        guard kind == .incident else { return record }
        if let date = header.date, let value = DatedPlaces.full(date) {
            record.published = Fact(value, notice.evidence(date.start, date.end, 0.95, "header/date"))
        }
        if let report = header.report {
            record.reportNumber = Fact(
                report.number, notice.evidence(report.range.lowerBound, report.range.upperBound, 0.95, "header/report"))
        }
        let names = OrganisationRules(notice: notice, header: header, mentions: NameScanner.mentions(notice))
        let aliases = names.aliases()
        let publisher = names.publisher(aliases)
        if let publisher {
            let evidence = notice.evidence(
                publisher.lowerBound, publisher.upperBound, header.organisation == nil ? 0.7 : 0.95, "organisation")
            record.organisation = Fact(evidence.quote, evidence)
        }
        record.parties = names.parties(publisher: publisher, aliases)
        let terms = TermRules(notice: notice, header: header)
        record.incidentTypes = terms.incidentTypes()
        record.causes = terms.causes(record.incidentTypes)
        record.actor = terms.actor()
        record.responses = terms.responses()
        record.measures = terms.measures()
        record.service = ServiceRules(notice: notice, header: header).read()
        record.sector = SectorRules(notice: notice, header: header).read(
            publisher: publisher, types: record.incidentTypes, responses: record.responses)
        record.data = DataRules(notice: notice, header: header).read()
        record.counts = CountRules(notice: notice, header: header).read()
        let status = StatusRules(notice: notice, header: header)
        record.leakStatus = status.leak()
        record.misuseStatus = status.misuse()
        let denial = Denial(notice: notice, header: header)
        if denial.holds(record) { denial.strip(&record) }
        let timeline = TimelineRules(notice: notice, header: header, places: DatedPlaces.find(notice, header))
        let authorities = timeline.authorities()
        record.authorities = authorities.map(\.fact)
        record.timeline = timeline.read(authorities)
        record.derived = Derived.computed(from: record)
        return record
    }

    private static let labels: Words = [
        "ニュースリリース", "プレスリリース", "newsrelease", "pressrelease", "news", "お知らせ", "報道発表", "報道発表資料", "報道資料", "プレス発表資料",
        "記者発表資料",
    ]

    /// 甲山だより 第37号: which issue a page is.
    private func isMasthead(_ notice: NoticeText, _ line: NoticeText.Line) -> Bool {
        guard line.count <= 40, notice.units[line.end - 1] == "号",
            let at = (line.start..<line.end).last(where: {
                notice.units[$0] == "第"
            })
        else { return false }
        return NumberScanner.number(in: notice.normal, at: at + 1).map { $0.end == line.end - 1 } ?? false
    }

    private func title(_ notice: NoticeText, _ header: Header) -> Fact<String>? {
        // ニュースリリース on a line of its own says what a page is, not what it is about.
        let first = notice.lines.prefix(5).first { line in
            let dated = header.date.map { line.start <= $0.start && $0.end <= line.end && line.count < 24 } ?? false
            return !dated && !isMasthead(notice, line)
                && Self.labels.first { line.count == $0.count && notice.has($0, at: line.start) } == nil
        }
        guard var range = header.title ?? (first.map { $0.start..<$0.end }), !range.isEmpty else { return nil }
        if header.title == nil {
            // A first line that is a sentence is no title.
            guard range.count <= 60, notice.units[range.upperBound - 1] != Unit.ideographicStop else { return nil }
        }
        if range.count > 200 { range = range.lowerBound..<range.lowerBound + 200 }
        let evidence = notice.evidence(range.lowerBound, range.upperBound, 0.9, "header/title")
        return Fact(evidence.quote, evidence)
    }
}
