import Duties
import Facts
import Language

/// A notice under examination: what the checks ask.
struct Examination: Sendable {
    let text: LintText
    let record: NoticeRecord
    let duties: DutyTable
    let lexicon: Lexicon
    /// The numbers with counters.
    let figures: [Figure]
    /// The title, or the first line: where what is missing altogether is pointed out.
    let head: TextSpan

    init(text: LintText, record: NoticeRecord, duties: DutyTable, lexicon: Lexicon) {
        self.text = text
        self.record = record
        self.duties = duties
        self.lexicon = lexicon
        figures = FigureScanner(text: text).figures(text.found[.counters])
        head = record.title?.evidence.at ?? text.lines.first.map { text.normal.span($0.start, $0.end) } ?? TextSpan(0, 0)
    }

    // MARK: What kind of notice

    /// Whether personal data was, or may have been, seen or taken: the notice says so of data of people.
    var concernsPersonalData: Bool {
        guard let leak = record.leakStatus?.value, leak == .confirmed || leak == .possible else { return false }
        return exposed.contains { $0.kind != .businessConfidential } || namesPeoplesData
    }

    private var namesPeoplesData: Bool {
        text.holds(Self.peoplesData, in: 0..<text.normal.count)
    }

    /// 個人情報 and the like, below the title.
    var peoplesDataBelowTitle: TextSpan? {
        text.lines.lazy.filter { !text.normal.span($0.start, $0.end).overlaps(head) }
            .compactMap { text.first(Self.peoplesData, in: $0.start..<$0.end) }.first.map { text.span($0) }
    }

    private static let peoplesData = LintText.words("個人情報", "顧客情報", "お客様情報", "お客様の情報", "会員情報", "利用者情報", "患者情報")

    /// The kinds of data that were or may have been seen or taken.
    var exposed: [DataFact] { record.data.filter { $0.status == .exposed } }

    func exposed(_ kinds: DataKind...) -> DataFact? { exposed.first { kinds.contains($0.kind) } }

    func isType(_ types: IncidentType...) -> Bool { record.incidentTypes.contains { types.contains($0.value) } }

    /// An act that may have been done with an unlawful purpose (規則7条3号).
    var unlawfulType: Fact<IncidentType>? {
        let types: [IncidentType] = [
            .unauthorizedAccess, .ransomware, .malware, .paymentSkimming, .webTampering, .credentialStuffing,
            .accountTakeover, .phishingScam,
        ]
        return record.incidentTypes.first { types.contains($0.value) }
    }

    /// A later report: one with a number above one, or that calls itself so.
    var isLaterReport: Bool { (record.reportNumber?.value ?? 1) > 1 }

    var actor: Duty.Actor {
        switch record.sector?.value {
        case .localGovernment, .nationalGovernment: .public
        default: .private
        }
    }

    // MARK: Days

    /// The day of publication.
    var publishedDay: Int? { record.published.flatMap { $0.value.grain >= .day ? $0.value.dayNumber : nil } }

    /// The first day on which the organisation is said to have known.
    var known: EventFact? {
        events(.detected, .reportedToOrg).min { ($0.start?.dayNumber ?? .max) < ($1.start?.dayNumber ?? .max) }
    }

    /// The events of some kinds that have a day, in the order of the record.
    func events(_ kinds: TimelineEvent...) -> [EventFact] {
        record.timeline.filter { kinds.contains($0.event) && ($0.start?.grain ?? .year) >= .day }
    }

    func duty(_ kind: Duty.Kind) -> Duty? {
        duties.inForce(kind, actor, on: known?.start?.dayNumber ?? publishedDay)
    }

    func iso(_ date: DateValue?) -> TwoLanguages {
        guard var date else { return .same("") }
        date.grain = min(date.grain, .day)
        return .same(date.iso)
    }

    // MARK: Words

    func label<V: Vocabulary>(_ value: V) -> TwoLanguages {
        TwoLanguages(ja: lexicon.label(value, in: .ja), en: lexicon.label(value, in: .en))
    }

    func label(_ event: EventFact) -> TwoLanguages { label(event.event) }

    func quoted(_ range: Range<Int>) -> TwoLanguages { .same(text.quote(range.lowerBound, range.upperBound)) }

    func quoted(_ figure: Figure) -> TwoLanguages { quoted(figure.start..<figure.end) }

    func span(_ figure: Figure) -> TextSpan { text.normal.span(figure.start, figure.end) }

    var whole: Range<Int> { 0..<text.normal.count }

    /// The sentence with a number.
    func range(ofSentence sentence: Int) -> Range<Int> { text.sentences[sentence].start..<text.sentences[sentence].end }
}
