import Exchange
import Facts

/// Findings as JSON: one object per page, one per line.
package struct LintJSON: LintReport {
    package init() {}

    package var head: String { "" }
    package func foot(_ pages: Int, _ totals: LintTotals) -> String { "" }

    package func text(of page: LintedPage, isFirst: Bool) -> String {
        let lines = LineTable(page.text)
        var json = JSONBytes()
        json.object { json in
            json.key("page")
            json.string(page.name)
            json.key("findings")
            json.array(page.findings) { json, finding in json.object { Self.write(finding, lines, to: &$0) } }
        }
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private static func write(_ finding: LintFinding, _ lines: LineTable, to json: inout JSONBytes) {
        json.key("rule")
        json.string(finding.code)
        json.key("severity")
        json.string(finding.severity.rawValue)
        json.key("message")
        json.object {
            $0.key("ja")
            $0.string(finding.message.ja)
            $0.key("en")
            $0.string(finding.message.en)
        }
        write(finding.at, lines, to: &json)
        json.key("related")
        json.array(finding.related) { json, span in json.object { write(span, lines, to: &$0) } }
        json.key("off")
        if let reason = finding.off { json.string(reason) } else { json.null() }
    }

    private static func write(_ span: TextSpan, _ lines: LineTable, to json: inout JSONBytes) {
        let place = lines.place(span.start)
        json.key("quote")
        json.string(lines.quote(span))
        json.key("at")
        json.array([span.start, span.end]) { $0.int($1) }
        json.key("line")
        json.int(place.line)
        json.key("column")
        json.int(place.column)
    }
}
