import Facts

/// A case card for people: who, what and when on top, then every field that the notice answers, each value with the
/// words that say it.
package struct CaseCard: NoticeFormat {
    let words: Words
    let labels: any TermLabels
    let style: TerminalStyle
    let width: Int

    /// - Parameter width: the terminal's columns. Lines are not made longer than 120, nor shorter than 40.
    package init(words: Words, labels: any TermLabels, style: TerminalStyle, width: Int) {
        self.words = words
        self.labels = labels
        self.style = style
        self.width = min(max(width, 40), 120)
    }

    package func text(of notice: ReadNotice) -> String {
        let record = notice.record
        var lines = header(record)
        let column = words.widestField + 2
        let flow = Flow(style: style, width: width - column - 2)
        for field in fields(record) {
            for (place, value) in field.values.enumerated() {
                for (row, line) in flow.lines(value).enumerated() {
                    let name = place == 0 && row == 0 ? field.name : ""
                    let gap = String(repeating: " ", count: column - DisplayWidth.of(name))
                    lines.append("  " + style.set(name, in: .dim) + gap + line)
                }
            }
        }
        lines += footer(record)
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func header(_ record: NoticeRecord) -> [String] {
        var pieces: [Flow.Piece] = []
        func add(_ text: String?, _ ink: TerminalStyle.Ink) {
            guard let text, !text.isEmpty else { return }
            if !pieces.isEmpty { pieces.append(.init("  ")) }
            pieces.append(.init(HostileText.line(text), ink))
        }
        add(record.casebookNumber?.value, .bold)
        add(record.organisation?.value, .bold)
        add(record.title?.value ?? words.noTitle, .bold)
        add(record.published.map { words.date($0.value) }, .bold)
        if record.kind == .other { add("[" + words.noIncident + "]", .dim) }
        return Flow(style: style, width: width).lines(pieces)
    }

    private func footer(_ record: NoticeRecord) -> [String] {
        var text = record.id
        if let source = record.source {
            text += "  " + HostileText.line(source.page) + "  \(source.at.start)-\(source.at.end)"
        }
        return Flow(style: style, width: width - 2).lines([.init(text, .dim)]).map { "  " + $0 }
    }
}

// MARK: - Fields

extension CaseCard {
    private struct Field {
        var name: String
        var values: [[Flow.Piece]]
    }

    private func fields(_ record: NoticeRecord) -> [Field] {
        let fields = [
            Field(name: words.organisation, values: list(record.organisation) { $0 }),
            Field(name: words.published, values: list(record.published) { words.date($0) }),
            Field(name: words.reportNumber, values: list(record.reportNumber) { "\($0)" }),
            Field(name: words.sector, values: list(record.sector) { labels.label($0) }),
            Field(name: words.service, values: list(record.service) { $0 }),
            Field(
                name: words.parties,
                values: record.parties.map {
                    value(words.withRole($0.name, labels.label($0.role)), $0.evidence, same: $0.name)
                }),
            Field(name: words.incidentTypes, values: list(record.incidentTypes) { labels.label($0) }),
            Field(name: words.causes, values: list(record.causes) { labels.label($0) }),
            Field(name: words.actor, values: list(record.actor) { $0 }),
            Field(name: words.counts, values: counts(record)),
            Field(name: words.exposed, values: data(record, .exposed)),
            Field(name: words.notExposed, values: data(record, .notExposed)),
            Field(name: words.leakStatus, values: list(record.leakStatus) { words($0) }),
            Field(name: words.misuseStatus, values: list(record.misuseStatus) { words($0) }),
            Field(
                name: words.timeline,
                values: record.timeline.map {
                    value(words.range($0.start, $0.end) + " " + labels.label($0.event), $0.evidence)
                }),
            Field(
                name: words.authorities,
                values: record.authorities.map {
                    let date = $0.date.map { " " + words.date($0) } ?? ""
                    return value(labels.label($0.authority) + date, $0.evidence)
                }),
            Field(name: words.responses, values: list(record.responses) { labels.label($0) }),
            Field(name: words.measures, values: list(record.measures) { labels.label($0) }),
            Field(name: words.derived, values: derived(record)),
        ]
        return fields.filter { !$0.values.isEmpty }
    }

    private func list<Value>(_ fact: Fact<Value>?, _ text: (Value) -> String) -> [[Flow.Piece]] {
        list(fact.map { [$0] } ?? [], text)
    }

    private func list<Value>(_ facts: [Fact<Value>], _ text: (Value) -> String) -> [[Flow.Piece]] {
        facts.map { value(text($0.value), $0.evidence) }
    }

    /// A value with the words that say it; the words alone where they are the value (`same`) to the letter.
    private func value(
        _ text: String, _ evidence: Evidence, same: String? = nil, ink: TerminalStyle.Ink = .plain
    ) -> [Flow.Piece] {
        var pieces = [Flow.Piece(HostileText.line(text), ink)]
        if evidence.confidence < 0.5 { pieces.append(.init(" ?", .bold)) }
        if !evidence.quote.isEmpty, evidence.quote != same ?? text {
            pieces.append(.init("  "))
            pieces.append(.init("「" + HostileText.line(evidence.quote) + "」", .dim))
        }
        return pieces
    }

    /// The main count first.
    private func counts(_ record: NoticeRecord) -> [[Flow.Piece]] {
        (record.counts.filter(\.main) + record.counts.filter { !$0.main }).map { count in
            let figure = Words.grouped(count.value) + count.unit
            return value(
                figure + (count.of.isEmpty ? "" : " " + count.of), count.evidence, same: figure,
                ink: count.main ? .bold : .plain)
        }
    }

    private func data(_ record: NoticeRecord, _ status: DataFact.Status) -> [[Flow.Piece]] {
        record.data.filter { $0.status == status }.map { value(labels.label($0.kind), $0.evidence) }
    }

    private func derived(_ record: NoticeRecord) -> [[Flow.Piece]] {
        [
            (words.daysToDetect, record.derived.daysToDetect), (words.daysToDisclose, record.derived.daysToDisclose),
            (words.daysToReport, record.derived.daysToReport), (words.exposureDays, record.derived.exposureDays),
        ].compactMap { name, lag in
            guard let lag else { return nil }
            let from = lag.from.map { source($0, record) }.joined(separator: " → ")
            return [.init(name + " " + words.days(lag.days)), .init("  " + HostileText.line(from), .dim)]
        }
    }

    /// The fact that a lag was computed from, in words: `timeline[0]` as the event and its date.
    private func source(_ name: String, _ record: NoticeRecord) -> String {
        if name == "published", let published = record.published {
            return words.published + " " + words.date(published.value)
        }
        func index(_ field: String) -> Int? {
            guard name.hasPrefix(field + "["), name.hasSuffix("]") else { return nil }
            return Int(name.dropFirst(field.utf8.count + 1).dropLast())
        }
        if let index = index("timeline"), record.timeline.indices.contains(index) {
            let event = record.timeline[index]
            return labels.label(event.event) + " " + words.range(event.start, event.end)
        }
        if let index = index("authorities"), record.authorities.indices.contains(index) {
            let fact = record.authorities[index]
            return labels.label(fact.authority) + (fact.date.map { " " + words.date($0) } ?? "")
        }
        return name
    }
}
