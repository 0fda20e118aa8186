package import Language

/// A way to write down what the lint found. A format is a value: the same findings always give the same text.
package protocol LintReport: Sendable {
    /// What stands once before the first page.
    var head: String { get }
    /// One page. Pages come in order; `isFirst` tells the first with which the report begins.
    func text(of page: LintedPage, isFirst: Bool) -> String
    /// What stands once behind the last page.
    func foot(_ pages: Int, _ totals: LintTotals) -> String
}

/// How many findings there were.
package struct LintTotals: Sendable, Hashable {
    package var pages = 0
    package var notices = 0
    package var failed = 0
    package var counts: [LintSeverity: Int] = [:]
    package var off = 0

    package init() {}

    package mutating func add(_ findings: [LintFinding], notices: Int) {
        pages += 1
        self.notices += notices
        for finding in findings {
            if finding.off != nil { off += 1 } else { counts[finding.severity, default: 0] += 1 }
        }
    }

    /// Whether something of this severity or a graver one was found.
    package func holds(_ severity: LintSeverity) -> Bool { counts.contains { $0.key >= severity && $0.value > 0 } }
}

extension TwoLanguages {
    /// The text in a language.
    package func text(_ language: InterfaceLanguage) -> String { language == .ja ? ja : en }
}
