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
        head =
            record.title?.evidence.at ?? text.lines.first.map { text.normal.span($0.start, $0.end) } ?? TextSpan(0, 0)
    }

    // MARK: What kind of notice

    /// Whether personal data was, or may have been, seen or taken: the notice says so of data of people.
    var concernsPersonalData: Bool {
        guard let leak = record.leakStatus?.value, leak == .confirmed || leak == .possible else { return false }
        // An account's name and password may be an organisation's own.
        let own: Set<DataKind> = [.businessConfidential, .loginId, .password]
        return exposed.contains { !own.contains($0.kind) } || namesPeoplesData
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
    var firstKnown: EventFact? { Self.first(events(.detected, .reportedToOrg)) }

    /// The day that deadlines count from; `nil` where it is not plain.
    ///
    /// 調査の結果、7月25日から攻撃されていたことが判明 dates the attack, not the knowing: a day on which an attack began as well does not
    /// count. Where it happened at a contractor or provider, the day on which the publisher was told counts, and no other.
    var known: EventFact? {
        if isType(.supplyChain) {
            // The last such word before the publication: the first ones often say that it is being looked into.
            return events(.reportedToOrg).max { ($0.start?.dayNumber ?? 0) < ($1.start?.dayNumber ?? 0) }
        }
        let attacks = Set(events(.intrusion).compactMap { $0.start?.dayNumber })
        return Self.first(
            events(.detected, .reportedToOrg).filter {
                !attacks.contains($0.start?.dayNumber ?? 0) && !isDayOfAct($0.evidence.at)
            })
    }

    /// 1月30日に送られていたことを確認: the day of what was done, not of the finding.
    private func isDayOfAct(_ at: TextSpan) -> Bool {
        let range = text.range(of: at)
        guard range.upperBound < text.normal.count, text.units[range.upperBound] == "に" else { return false }
        return text.holds(Self.hadBeenDone, in: range.upperBound..<text.sentence(of: at).upperBound)
    }

    private static let hadBeenDone = LintText.words("ていたこと", "れていた事実")

    private static func first(_ events: [EventFact]) -> EventFact? {
        events.min { ($0.start?.dayNumber ?? .max) < ($1.start?.dayNumber ?? .max) }
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
