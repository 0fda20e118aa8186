import Casebook
import Exchange
import Facts
import Language
import Web

/// One line per case: aligned on a terminal, parted by tabs elsewhere.
struct SearchTable {
    let labels: SearchLabels
    let style: TerminalStyle
    /// The terminal's columns; `nil` for tab-separated values.
    let width: Int?

    func text(of hits: [SearchHit]) -> String {
        let names: [QueryField] = [.number, .published, .org, .type, .people]
        let title = labels.language == .ja ? "表題" : "Title"
        return row(names.map { labels.field($0) } + [title], .bold) + hits.map { row(cells($0), .plain) }.joined()
    }

    private func cells(_ hit: SearchHit) -> [String] {
        [
            hit.number ?? "", hit.published?.iso ?? "", hit.organisation ?? "",
            hit.type.map { labels.value($0.slug, of: .type) } ?? "", hit.people.map { Words.grouped($0) } ?? "",
            hit.title ?? "",
        ].map { HostileText.line($0) }
    }

    private func row(_ cells: [String], _ ink: TerminalStyle.Ink) -> String {
        guard let width else { return cells.joined(separator: "\t") + "\n" }
        let rest = max(width - 10 - 10 - 18 - 10 - 5, 24)
        let widths = [10, 10, rest * 2 / 5, 18, 10, rest - rest * 2 / 5]
        var line = zip(cells, widths).enumerated().map { index, cell in
            DisplayWidth.fit(cell.0, to: cell.1, right: index == 4)
        }.joined(separator: " ")
        while line.last == " " { line.removeLast() }
        return style.set(line, in: ink) + "\n"
    }
}
