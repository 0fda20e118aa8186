import Casebook
import Exchange
import Facts
import Web

/// Search results for people.
struct SearchList {
    let labels: SearchLabels
    let style: TerminalStyle
    let width: Int
    /// How many values of each facet are shown.
    let facets: Int
    let explains: Bool

    func text(of result: SearchResult, offset: Int) -> String {
        var out = style.set(heading(result), in: .dim) + "\n"
        for hit in result.hits { out += "\n" + text(of: hit) }
        let counts = facets > 0 ? result.facets.counts : []
        if !counts.isEmpty { out += "\n" + counts.map { row(of: $0.field, $0.counts) }.joined() }
        let next = offset + result.hits.count
        if !result.hits.isEmpty, next < result.cases {
            out += "\n" + style.set(labels.next(offset: next), in: .dim) + "\n"
        }
        return out
    }

    private func heading(_ result: SearchResult) -> String {
        if result.cases == 0 { return labels.nothing }
        let found = labels.found(cases: result.cases, notices: result.notices, isCut: result.isCut)
        return result.isCut ? found + " (" + labels.cut(at: SearchScan.limit) + ")" : found
    }

    func text(of hit: SearchHit, likeness: String? = nil) -> String {
        var head = [likeness, hit.number ?? "-", hit.published?.iso, hit.organisation].compactMap { $0 }
        if let type = hit.type { head.append(labels.value(type.slug, of: .type)) }
        if let people = hit.people { head.append(Words.grouped(people)) }
        var out = lines([Flow.Piece(HostileText.line(head.joined(separator: "  ")), .bold)], indent: 0)
        var title = HostileText.line(hit.title ?? labels.untitled)
        if hit.others > 0 { title += "  (" + labels.others(hit.others) + ")" }
        out += lines([Flow.Piece(title)], indent: 2)
        if let snippet = hit.snippet { out += lines(pieces(of: snippet), indent: 2) }
        if explains {
            out += hit.reasons.map {
                lines([Flow.Piece("· " + HostileText.line(labels.words(for: $0)), .dim)], indent: 2)
            }.joined()
        }
        return out
    }

    /// Marks are set in colour, else in ⟦ ⟧.
    private func pieces(of snippet: Snippet) -> [Flow.Piece] {
        var pieces = snippet.parts.map { part in
            let text = HostileText.line(String(part.text))
            guard part.isMarked else { return Flow.Piece(text) }
            return Flow.Piece(style.colour ? text : "⟦" + text + "⟧", .mark(0))
        }
        if snippet.startsWithin { pieces.insert(Flow.Piece("…"), at: 0) }
        if snippet.endsWithin { pieces.append(Flow.Piece("…")) }
        return pieces
    }

    private func row(of field: QueryField, _ counts: [SearchFacets.Count]) -> String {
        let name = DisplayWidth.fit(labels.field(field), to: 12)
        let values = counts.prefix(facets).map { "\(labels.value($0.value, of: field)) \(Words.grouped($0.cases))" }
        let rest = counts.count > facets ? " …" : ""
        let pieces = [Flow.Piece(values.joined(separator: "  ") + rest)]
        let flowed = Flow(style: style, width: max(20, width - 12)).lines(pieces)
        return flowed.enumerated().map { index, line in
            (index == 0 ? style.set(name, in: .dim) : String(repeating: " ", count: 12)) + line + "\n"
        }.joined()
    }

    private func lines(_ pieces: [Flow.Piece], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return Flow(style: style, width: max(20, width - indent)).lines(pieces).map { margin + $0 + "\n" }.joined()
    }
}
