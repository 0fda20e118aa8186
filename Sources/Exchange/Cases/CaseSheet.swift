package import Facts

/// A case for people: each value in force with the words that say it, and beneath it how it came to be where it changed.
package struct CaseSheet: Sendable {
    let words: Words
    let links: LinkWords
    let phrases: ValueWords
    let style: TerminalStyle
    let width: Int

    /// - Parameter width: the terminal's columns. Lines are not made longer than 120, nor shorter than 40.
    package init(words: Words, labels: any TermLabels, style: TerminalStyle, width: Int) {
        self.words = words
        links = LinkWords(words: words, labels: labels)
        phrases = ValueWords(words: words, labels: labels)
        self.style = style
        self.width = min(max(width, 40), 120)
    }

    package func text(of view: CaseView) -> String {
        var lines = header(view)
        lines += rows(notices(view))
        lines += rows(values(view))
        if !view.related.isEmpty { lines += rows([Row(name: words.relatedCases, values: view.related.map(related))]) }
        return lines.joined(separator: "\n") + "\n\n"
    }

    struct Row {
        var name: String
        var values: [[Flow.Piece]]
    }

    private func rows(_ rows: [Row]) -> [String] {
        let column = words.widestField + 2
        let flow = Flow(style: style, width: width - column - 2)
        var lines: [String] = []
        for row in rows where !row.values.isEmpty {
            for (place, value) in row.values.enumerated() {
                for (part, line) in flow.lines(value).enumerated() {
                    let name = place == 0 && part == 0 ? row.name : ""
                    let gap = String(repeating: " ", count: column - DisplayWidth.of(name))
                    lines.append("  " + style.set(name, in: .dim) + gap + line)
                }
            }
        }
        return lines
    }

    private func header(_ view: CaseView) -> [String] {
        let parts = [
            view.number, view.organisation, view.title ?? words.noTitle, view.published.map { words.date($0) },
        ].compactMap { $0 }
        let text = parts.map { HostileText.line($0) }.joined(separator: "  ")
        return Flow(style: style, width: width).lines([.init(text, .bold)])
    }

    // MARK: Notices

    private func notices(_ view: CaseView) -> [Row] {
        [Row(name: words.notices, values: view.notices.map(notice))]
    }

    private func notice(_ notice: CaseView.Notice) -> [Flow.Piece] {
        var said = [notice.published.map { words.date($0) }, notice.report.map { words.report($0) }].compactMap { $0 }
        said.append(notice.title ?? words.noTitle)
        var pieces = [Flow.Piece(HostileText.line(said.joined(separator: "  ")))]
        pieces.append(.init("  " + notice.id, .dim))
        for source in notice.sources { pieces.append(.init("  " + HostileText.line(source), .dim)) }
        pieces += ground(notice.tie)
        return pieces
    }

    private func related(_ related: CaseView.Related) -> [Flow.Piece] {
        let title = related.title.map { "  " + $0 } ?? ""
        let text = related.number + title + "  " + links.words(for: related.relation)
        return [.init(HostileText.line(text))] + ground(related.tie)
    }

    private func ground(_ tie: CaseView.Tie) -> [Flow.Piece] {
        var said = links.words(for: tie.reasons)
        if tie.byPerson { said = words.byPerson + (tie.words.isEmpty ? "" : ": " + tie.words) }
        return said.isEmpty ? [] : [.init("  ← " + HostileText.line(said), .dim)]
    }

    // MARK: Values

    private func values(_ view: CaseView) -> [Row] {
        var rows: [Row] = []
        for field in view.values.fields {
            let name = phrases.name(of: field.name)
            let shown = [value(of: field)] + field.others.map(other)
            if let last = rows.indices.last, rows[last].name == name {
                rows[last].values += shown
            } else {
                rows.append(Row(name: name, values: shown))
            }
        }
        return rows
    }

    /// `447,610件 → 442,779件 (第2報で訂正)  「442,779件」`.
    private func value(of field: CaseField) -> [Flow.Piece] {
        var pieces: [Flow.Piece] = []
        let steps = field.steps
        for (place, step) in steps.enumerated() {
            let inForce = place == steps.count - 1 && field.current != nil
            if step.change != .superseded, step.change != .removed || place == 0 {
                if place > 0 { pieces.append(.init(" → ")) }
                let last = place == steps.count - 1
                let text = HostileText.line(
                    last ? phrases.text(of: step.statement.value) : phrases.short(step.statement.value))
                pieces.append(.init(text, inForce ? (place > 0 ? .bold : .plain) : .dim))
            }
            if place > 0 || step.change == .person || step.change == .removed {
                pieces.append(.init(because(step), .dim))
            }
        }
        if let current = field.current, !current.quote.isEmpty, current.quote != phrases.text(of: current.value) {
            pieces.append(.init("  「" + HostileText.line(current.quote) + "」", .dim))
        }
        return pieces
    }

    /// What another publisher says.
    private func other(_ statement: Statement) -> [Flow.Piece] {
        let said = words.otherwise(statement.publisher ?? "", phrases.text(of: statement.value))
        return [.init("⇔ " + HostileText.line(said))]
    }

    private func because(_ entry: CaseField.Entry) -> String {
        words.inBrackets(HostileText.line(phrases.because(entry)))
    }
}
