import Facts

/// A page with what the lint found in its notices: what the reports are written from.
package struct LintedPage: Sendable {
    /// The page's name: its file, or `-`.
    package var name: String
    /// The page's text.
    package var text: String
    /// Whether places in the text are places in the file: it is a plain text, in which characters and lines are the same.
    package var isFile: Bool
    /// How many bytes stand before the text in the file, such as a byte order mark; `nil` where bytes differ, in other charsets.
    package var byteShift: Int?
    /// The findings, their places counted from the start of the page's text.
    package var findings: [LintFinding]

    package init(name: String, text: String, isFile: Bool, byteShift: Int?, findings: [LintFinding]) {
        self.name = name
        self.text = text
        self.isFile = isFile
        self.byteShift = byteShift
        self.findings = findings
    }

    /// The findings of rules that are not switched off.
    package var active: [LintFinding] { findings.filter { $0.off == nil } }
}

extension LintFinding {
    /// The same finding in the text that a notice stands in.
    package func moved(by offset: Int) -> LintFinding {
        var finding = self
        finding.at = TextSpan(at.start + offset, at.end + offset)
        finding.related = related.map { TextSpan($0.start + offset, $0.end + offset) }
        return finding
    }
}
