import Facts

/// The notice with its evidence marked and labelled in place, then which rule found what over which words.
///
/// With colour the words stand on a coloured ground, their label behind them; without, they stand in ⟦brackets with⟧ it.
/// Evidence inside other evidence is marked inside it. Evidence that only partly covers other evidence is marked in two
/// parts, whose labels end and begin with ….
package struct Explanation: NoticeFormat {
    let style: TerminalStyle

    package init(style: TerminalStyle) { self.style = style }

    package func text(of notice: ReadNotice) -> String {
        let findings = notice.record.findings
        let bytes = Array(notice.text.utf8)
        var out = heading(notice.record)
        out += marked(bytes, findings)
        if !out.hasSuffix("\n") { out += "\n" }
        return out + "\n" + rules(notice.record, findings, bytes) + "\n"
    }

    private func heading(_ record: NoticeRecord) -> String {
        var line = "\(record.id) \(record.kind.rawValue)"
        if let source = record.source {
            line += " " + HostileText.line(source.page) + " \(source.at.start)-\(source.at.end)"
        }
        return style.set(line, in: .dim) + "\n"
    }

    private func rules(_ record: NoticeRecord, _ findings: [Finding], _ bytes: [UInt8]) -> String {
        let lags = [
            ("derived.days_to_detect", record.derived.daysToDetect),
            ("derived.days_to_disclose", record.derived.daysToDisclose),
            ("derived.days_to_report", record.derived.daysToReport),
            ("derived.exposure_days", record.derived.exposureDays),
        ].compactMap { name, lag in lag.map { (name, $0) } }
        let column = (findings.map(\.place.utf8.count) + lags.map(\.0.utf8.count)).max() ?? 0
        var out = ""
        for finding in findings {
            let evidence = finding.evidence
            var line = DisplayWidth.fit(finding.place, to: column) + "  " + HostileText.line(finding.value)
            line += "  ← " + (evidence.rule.isEmpty ? "?" : HostileText.line(evidence.rule))
            line += " 「" + HostileText.line(evidence.quote) + "」 \(evidence.at.start)-\(evidence.at.end) "
            line += Self.decimals(evidence.confidence)
            if !Self.holds(evidence, in: bytes) { line += "  (these words are not there)" }
            out += line + "\n"
        }
        for (name, lag) in lags {
            out += DisplayWidth.fit(name, to: column) + "  \(lag.days)  ← " + lag.from.joined(separator: ", ") + "\n"
        }
        return out
    }

    private static func decimals(_ value: Double) -> String {
        var json = JSONBytes()
        json.share(value)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func holds(_ evidence: Evidence, in bytes: [UInt8]) -> Bool {
        let at = evidence.at
        guard at.start >= 0, at.start < at.end, at.end <= bytes.count else { return false }
        return bytes[at.start..<at.end].elementsEqual(evidence.quote.utf8)
    }
}

// MARK: - Marks

extension Explanation {
    /// A stretch of the text with its label. Marks of one text lie beside or inside each other, never across.
    private struct Mark {
        var at: TextSpan
        var label: String
        var hue: Int
    }

    private func marked(_ bytes: [UInt8], _ findings: [Finding]) -> String {
        var out = ""
        var open: [Mark] = []
        var place = 0

        func write(to end: Int) {
            guard end > place else { return }
            let words = HostileText.block(String(decoding: bytes[place..<end], as: UTF8.self))
            place = end
            guard style.colour, let mark = open.last else { return out += words }
            // A line break inside a coloured ground would paint the rest of the screen's line.
            let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
            out += lines.map { style.set(String($0), in: .mark(mark.hue)) }.joined(separator: "\n")
        }
        func close(before start: Int) {
            while let mark = open.last, mark.at.end <= start {
                write(to: mark.at.end)
                open.removeLast()
                out += style.colour ? style.set(" " + mark.label + " ", in: .label(mark.hue)) : " \(mark.label)⟧"
            }
        }
        for mark in Self.marks(findings, bytes) {
            close(before: mark.at.start)
            write(to: mark.at.start)
            if !style.colour { out += "⟦" }
            open.append(mark)
        }
        close(before: bytes.count)
        write(to: bytes.count)
        return out
    }

    /// The marks by their starts, outer before inner.
    private static func marks(_ findings: [Finding], _ bytes: [UInt8]) -> [Mark] {
        var labels: [TextSpan: (label: String, hue: Int)] = [:]
        for finding in findings where holds(finding.evidence, in: bytes) {
            let at = finding.evidence.at
            if let known = labels[at] {
                labels[at] = (known.label + ", " + finding.label, known.hue)
            } else {
                labels[at] = (finding.label, finding.field)
            }
        }
        func before(_ a: Mark, _ b: Mark) -> Bool {
            (a.at.start, -a.at.end, a.label) < (b.at.start, -b.at.end, b.label)
        }
        var waiting = labels.map { Mark(at: $0, label: $1.label, hue: $1.hue) }.sorted { before($1, $0) }
        var marks: [Mark] = []
        var open: [TextSpan] = []
        while var mark = waiting.popLast() {
            while let last = open.last, last.end <= mark.at.start { open.removeLast() }
            if let last = open.last, mark.at.end > last.end {
                let rest = Mark(at: TextSpan(last.end, mark.at.end), label: "…" + mark.label, hue: mark.hue)
                let index = waiting.lastIndex { before(rest, $0) }.map { $0 + 1 } ?? 0
                waiting.insert(rest, at: index)
                mark.at.end = last.end
                mark.label += "…"
            }
            open.append(mark.at)
            marks.append(mark)
        }
        return marks
    }
}
