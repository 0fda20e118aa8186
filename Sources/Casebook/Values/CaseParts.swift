import Facts

/// What the rows of a case hold: read within a transaction, and put together outside of it, where several threads can.
struct CaseParts: Sendable {
    /// Why something is tied to the case, as its row says it.
    struct Tie: Sendable {
        var how: String
        var score: Double
        var reasons: String

        /// A person's tie shows the person's own words.
        var shown: CaseView.Tie {
            // Of a notice that opened its case there are none.
            let json = reasons == "[]" ? JSONValue.array([]) : JSONValue(text: reasons)
            let said = json?.array?.compactMap(\.string).first
            return CaseView.Tie(
                score: score, reasons: json?.reasons ?? [], byPerson: how == "person", words: said ?? "")
        }
    }

    struct Notice: Sendable {
        var stored: StoredNotice
        var tie: Tie
        /// When it came, or came back to its page after another had taken its place; in seconds since 1970-01-01 UTC.
        var added: Int
        /// The day's number.
        var published: Int?
        /// Who corrected each field last.
        var words: [RecordField: PersonsWord] = [:]
        /// Where it is published, the publisher's own page first.
        var addresses: [String] = []

        /// By publication; those without a date, in the order of filing, last.
        var order: (Int, Int64) { (published ?? .max, stored.id) }
    }

    var found: CaseRef
    /// When the casebook opened it, in seconds since 1970-01-01 UTC.
    var opened: Int
    /// When a notice was added to it or a correction made or undone last, as `opened`.
    var changed: Int
    /// Those that the case shows.
    var notices: [Notice] = []
    var related: [CaseView.Related] = []
    /// The SHA-256 of its notices' pages, as `FiledCase` has them.
    var digests: [String: [String: String]] = [:]

    init(found: CaseRef, opened: Int) {
        self.found = found
        self.opened = opened
        changed = opened
    }

    /// The case as it is shown, and its notices in the same order.
    func view() throws -> (view: CaseView, notices: [CasebookNotice]) {
        let filed = try notices.map { try $0.stored.notice() }
        let shown = zip(notices, filed).map { notice, filed in
            let record = filed.record
            return CaseView.Notice(
                id: record.id, organisation: record.organisation?.value, title: record.title?.value,
                published: record.published?.value, report: record.reportNumber?.value, tie: notice.tie.shown,
                sources: notice.addresses)
        }
        // A notice that was superseded says nothing any more.
        let stated = zip(notices, filed).filter { $1.state == .current }.map {
            CaseHistory.Notice($1, words: $0.words)
        }
        let view = CaseView(
            number: found.number, notices: shown, values: CaseHistory.values(of: stated), related: related)
        return (view, filed)
    }

    func filed() throws -> FiledCase {
        let read = try view()
        var filed = FiledCase(
            view: read.view, records: read.notices.filter { $0.state == .current }.map(\.record), opened: opened,
            changed: changed)
        filed.digests = digests
        return filed
    }
}

extension CaseHistory.Notice {
    /// - Parameter words: who corrected each field last.
    init(_ notice: CasebookNotice, words: [RecordField: PersonsWord]?) {
        self.init(record: notice.record, read: notice.read, corrections: words ?? [:], text: notice.text)
    }
}
