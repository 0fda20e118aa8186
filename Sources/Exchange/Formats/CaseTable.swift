import Facts

/// One line per notice: aligned columns cut to a terminal's width, or tab-separated values in full.
package struct CaseTable: NoticeFormat {
    let words: Words
    let labels: any TermLabels
    let style: TerminalStyle
    /// `nil` for tab-separated values.
    let columns: [(width: Int, right: Bool)]?

    /// - Parameter width: the terminal's columns; `nil` for tab-separated values without alignment.
    package init(words: Words, labels: any TermLabels, style: TerminalStyle, width: Int?) {
        self.words = words
        self.labels = labels
        self.style = style
        columns = width.map { width in
            let rest = max(width - 10 - 8 - 11 - 9 - 6, 24)
            let third = min(rest * 3 / 10, 28)
            return [
                (10, false), (8, false), (third, false), (third, false), (11, true), (9, false),
                (rest - 2 * third, false),
            ]
        }
    }

    package var head: String {
        let names = [
            words.published, words.number, words.organisation, words.mainType, words.mainCount, words.leakStatus,
            words.title,
        ]
        return row(names, ink: .bold)
    }

    package func text(of notice: ReadNotice) -> String {
        let record = notice.record
        let type = record.kind == .other ? words.noIncident : record.incidentTypes.first.map { labels.label($0.value) }
        let count = record.counts.first(where: \.main).map { Words.grouped($0.value) + $0.unit }
        return row(
            [
                record.published.map { words.date($0.value) } ?? "", record.casebookNumber?.value ?? "",
                record.organisation?.value ?? "", type ?? "", count ?? "",
                record.leakStatus.map { words($0.value) } ?? "",
                record.title?.value ?? "",
            ], ink: .plain)
    }

    private func row(_ values: [String], ink: TerminalStyle.Ink) -> String {
        let values = values.map { HostileText.line($0) }
        guard let columns else { return values.joined(separator: "\t") + "\n" }
        var line = zip(values, columns).map { DisplayWidth.fit($0, to: $1.width, right: $1.right) }.joined(
            separator: " ")
        while line.last == " " { line.removeLast() }
        return style.set(line, in: ink) + "\n"
    }
}
