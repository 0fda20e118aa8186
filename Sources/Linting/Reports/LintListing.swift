import Exchange
import Facts
package import Language

/// Findings for people: place, severity, code, what is wrong, the words, why it matters.
package struct LintListing: LintReport {
    let book: RuleBook
    let language: InterfaceLanguage

    package init(book: RuleBook = .builtIn, language: InterfaceLanguage) {
        self.book = book
        self.language = language
    }

    package var head: String { "" }

    package func text(of page: LintedPage, isFirst: Bool) -> String {
        let lines = LineTable(page.text)
        return page.active.map { text(of: $0, in: page, lines) }.joined()
    }

    private func text(of finding: LintFinding, in page: LintedPage, _ lines: LineTable) -> String {
        let words = ListingWords(language)
        let place = lines.place(finding.at.start)
        var out = "\(HostileText.line(page.name)):\(place.line):\(place.column): "
        out += "\(words[finding.severity]) \(finding.code): \(HostileText.line(finding.message.text(language)))\n"
        out += "    " + words.quoted(Self.cut(HostileText.line(lines.quote(finding.at)))) + "\n"
        for related in finding.related.prefix(6) {
            let place = lines.place(related.start)
            out += "    " + words.alsoAt(place.line, place.column)
            out += words.quoted(Self.cut(HostileText.line(lines.quote(related)))) + "\n"
        }
        if let rule = book[finding.code] {
            out += "    \(rule.why.text(language)) [\(words[rule.source]): \(rule.basis.text(language))]\n"
        }
        return out
    }

    /// The words, not more than a line of them.
    private static func cut(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

    package func foot(_ pages: Int, _ totals: LintTotals) -> String {
        ListingWords(language).summary(totals) + "\n"
    }
}

/// The words of the listing in a language.
package struct ListingWords {
    private let language: InterfaceLanguage

    package init(_ language: InterfaceLanguage) { self.language = language }

    var isJapanese: Bool { language == .ja }

    package subscript(_ severity: LintSeverity) -> String {
        guard language == .ja else { return severity.rawValue }
        return switch severity {
        case .error: "誤り"
        case .warning: "注意"
        case .info: "参考"
        }
    }

    package subscript(_ source: LintSource) -> String {
        switch (source, language) {
        case (.law, .ja): "法令"
        case (.guideline, .ja): "ガイドライン"
        case (.practice, .ja): "実務"
        case (.logic, .ja): "論理"
        case (_, .en): source.rawValue
        }
    }

    func quoted(_ words: String) -> String { language == .ja ? "「\(words)」" : "“\(words)”" }

    func alsoAt(_ line: Int, _ column: Int) -> String {
        language == .ja ? "あわせて \(line):\(column) " : "with \(line):\(column) "
    }

    package func summary(_ totals: LintTotals) -> String {
        let (errors, warnings, infos) = (
            totals.counts[.error] ?? 0, totals.counts[.warning] ?? 0, totals.counts[.info] ?? 0
        )
        if language == .ja {
            let off = totals.off > 0 ? "、理由を付けて外した指摘 \(totals.off)" : ""
            return "お知らせ \(totals.notices)件: 誤り \(errors)、注意 \(warnings)、参考 \(infos)\(off)"
        }
        let off = totals.off > 0 ? "; \(totals.off) of rules switched off with a reason" : ""
        let notices = totals.notices == 1 ? "1 notice" : "\(totals.notices) notices"
        return "\(notices): \(errors) errors, \(warnings) warnings, \(infos) infos\(off)"
    }
}
