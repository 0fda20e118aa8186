package import Language

/// The rules for people: all on a line each, or one whole.
package struct RuleTelling {
    private let book: RuleBook
    private let language: InterfaceLanguage

    package init(book: RuleBook = .builtIn, language: InterfaceLanguage) {
        self.book = book
        self.language = language
    }

    /// Code, severity, source and title of each rule, parted by tabs.
    package func list() -> String {
        let words = ListingWords(language)
        return book.rules.map { rule in
            "\(rule.code)\t\(words[rule.severity])\t\(words[rule.source])\t\(rule.title.text(language))\n"
        }.joined()
    }

    /// A rule with its reasons and examples.
    package func whole(_ rule: LintRule) -> String {
        let words = ListingWords(language)
        var out = "\(rule.code) \(rule.title.text(language)) (\(words[rule.severity]))\n\n\(rule.why.text(language))\n"
        out += "[\(words[rule.source]): \(rule.basis.text(language))]\n"
        for (head, examples) in [(words.finds, rule.fires), (words.passes, rule.silent)] {
            out += "\n\(head)\n"
            for example in examples {
                let lines = example.marked.split(separator: "\n")
                out += "\n" + lines.map { "    \($0)\n" }.joined()
            }
        }
        return out
    }

    /// The rules as the table of docs/linting.md.
    package func table() -> String {
        "| code | severity | source | what it finds |\n| --- | --- | --- | --- |\n"
            + book.rules.map { rule in
                "| `\(rule.code)` | \(rule.severity.rawValue) | \(rule.source.rawValue) | \(rule.title.en) (\(rule.title.ja)) |\n"
            }.joined()
    }
}

extension ListingWords {
    var finds: String { isJapanese ? "指摘する例 (⟦ ⟧ が指摘する語)" : "It finds (the marked words):" }
    var passes: String { isJapanese ? "指摘しない例" : "It does not find:" }
}
