import Facts

@testable import Casebook

/// A casebook to search in, made in a few lines.
struct SearchBook {
    let store: CasebookStore
    private(set) var added = 0

    init() throws { store = try Make.casebook() }

    /// Adds a notice that opens a case of its own, unless it has the number of another.
    mutating func add(
        _ text: String, published: String? = nil, number: String? = nil,
        _ change: (inout NoticeRecord) -> Void = { _ in }
    ) throws {
        added += 1
        var record = Make.notice(text, published: published)
        record.casebookNumber = number.map { NoticeRecord.fact($0) }
        change(&record)
        try store.add(Make.page("page-\(added).txt", [(record, text)]))
    }

    /// The texts found, each by its first line, in their order.
    func found(_ query: String, order: SearchOrder = .date) throws -> [String] {
        try result(query, order: order).hits.map { hit in
            let notice = try store.read("testing") { try CasebookStore.searched($0, hit.notice) }
            return String(notice?.text.prefix { $0 != "\n" } ?? "")
        }
    }

    func result(_ query: String, order: SearchOrder = .date, limit: Int = 100) throws -> SearchResult {
        try store.refreshSearch()
        return try store.search(try SearchQuery.parse(query), order: order, limit: limit)
    }
}

extension NoticeRecord {
    /// A fact whose words are the first character of the text.
    static func fact<Value: Hashable & Sendable>(_ value: Value) -> Fact<Value> {
        Fact(value, Evidence(quote: "", at: TextSpan(0, 0), confidence: 0.9, rule: "test"))
    }

    mutating func types(_ types: IncidentType...) { incidentTypes = types.map { Self.fact($0) } }
    mutating func causes(_ list: Cause...) { causes = list.map { Self.fact($0) } }
    mutating func exposes(_ kinds: DataKind...) {
        data += kinds.map { DataFact(kind: $0, status: .exposed, evidence: Self.fact(0).evidence) }
    }
    mutating func count(_ value: Int) {
        counts = [CountFact(value: value, unit: "件", of: "", main: true, evidence: Self.fact(0).evidence)]
    }
    mutating func detected(_ date: String) {
        timeline = [
            EventFact(event: .detected, start: DateValue(iso: date), end: nil, evidence: Self.fact(0).evidence)
        ]
    }
}
