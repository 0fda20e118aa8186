import Facts
import LanguageTests
import Reading
import Testing

/// A field of the record: what it says, value by value, with the words that say it.
struct Field: Sendable {
    private let read: @Sendable (NoticeRecord) -> [(String, Evidence)]

    private init(_ read: @escaping @Sendable (NoticeRecord) -> [(String, Evidence)]) { self.read = read }

    private init<V: Hashable & Sendable>(
        _ facts: @escaping @Sendable (NoticeRecord) -> [Fact<V>?], _ name: @escaping @Sendable (V) -> String
    ) {
        read = { facts($0).compactMap { fact in fact.map { (name($0.value), $0.evidence) } } }
    }

    func values(_ record: NoticeRecord) -> [String] { read(record).map(\.0) }
    func evidence(_ record: NoticeRecord) -> [Evidence] { read(record).map(\.1) }

    static let number = Field({ [$0.casebookNumber] }, { $0 })
    static let title = Field({ [$0.title] }, { $0 })
    static let organisation = Field({ [$0.organisation] }, { $0 })
    static let published = Field({ [$0.published] }, \.iso)
    static let report = Field({ [$0.reportNumber] }, { "\($0)" })
    static let sector = Field({ [$0.sector] }, \.slug)
    static let service = Field({ [$0.service] }, { $0 })
    static let actor = Field({ [$0.actor] }, { $0 })
    static let types = Field({ $0.incidentTypes }, \.slug)
    static let causes = Field({ $0.causes }, \.slug)
    static let responses = Field({ $0.responses }, \.slug)
    static let measures = Field({ $0.measures }, \.slug)
    static let leak = Field({ [$0.leakStatus] }, \.rawValue)
    static let misuse = Field({ [$0.misuseStatus] }, \.rawValue)
    /// `contractor 株式会社乙川`.
    static let parties = Field { $0.parties.map { ("\($0.role.slug) \($0.name)", $0.evidence) } }
    /// `name`, and `not password` where it is denied.
    static let data = Field { $0.data.map { (($0.status == .exposed ? "" : "not ") + $0.kind.slug, $0.evidence) } }
    /// `1200名`, with `main` before the one to quote.
    static let counts = Field { $0.counts.map { (($0.main ? "main " : "") + "\($0.value)\($0.unit)", $0.evidence) } }
    /// `detected 2024-01-04`, `exposure 2024-01-04..2024-02-10`, `exposure ..2024-02-10`.
    static let timeline = Field {
        $0.timeline.map { fact in
            ("\(fact.event.slug) " + (fact.start?.iso ?? "") + (fact.end.map { "..\($0.iso)" } ?? ""), fact.evidence)
        }
    }
    /// `ppc 2024-01-04`.
    static let authorities = Field {
        $0.authorities.map { ($0.authority.slug + ($0.date.map { " \($0.iso)" } ?? ""), $0.evidence) }
    }

    static let all = [
        number, title, organisation, published, report, sector, service, actor, types, causes, responses, measures,
        leak, misuse,
        parties, data, counts, timeline, authorities,
    ]
}

/// A notice about an invented firm, whose words of evidence stand between ⟦ and ⟧.
struct Case {
    let marked: Marked
    let record: NoticeRecord

    /// A text as it stands.
    init(whole marked: String) {
        self.marked = Marked(marked)
        record = Reader().read(self.marked.text)
    }

    /// A body below the head of a press release.
    init(_ body: String, published: String = "2024年3月1日", title: String = "不正アクセスに関するお詫びとお知らせ") {
        self.init(whole: "\(published)\n株式会社甲山商会\n\(title)\n\n\(body)")
    }

    /// Compares a field's values with those expected, and its evidence with the marks where there are any.
    func expect(_ field: Field, _ values: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(field.values(record) == values, "\(marked.text)", sourceLocation: sourceLocation)
        guard !marked.spans.isEmpty else { return }
        let spans = field.evidence(record).map(\.at).sorted { $0.start < $1.start }
        #expect(marked.marking(spans) == marked.marking(marked.spans), sourceLocation: sourceLocation)
    }
}

/// What is wrong with the evidence of a record that was read from a text: every quote must be the words at its place.
func fault(in record: NoticeRecord, of text: String) -> String? {
    let bytes = Array(text.utf8)
    for evidence in Field.all.flatMap({ $0.evidence(record) }) {
        let (start, end) = (evidence.at.start, evidence.at.end)
        guard start >= 0, start < end, end <= bytes.count else {
            return "\(evidence.rule): \(start)..<\(end) of \(bytes.count)"
        }
        guard evidence.quote.utf8.elementsEqual(bytes[start..<end]) else {
            return "\(evidence.rule): \(evidence.quote)"
        }
        guard evidence.confidence > 0, evidence.confidence <= 1, !evidence.rule.isEmpty else {
            return "\(evidence.rule): \(evidence.confidence)"
        }
    }
    return nil
}
