/// A text in its normal form with all that a lexicon finds in it: made once, for whoever cuts the text up and whoever reads it.
package struct ScannedText: Sendable {
    package let lexicon: Lexicon
    package let normal: NormalText
    package let findings: Findings

    package init(_ text: String, _ lexicon: Lexicon) {
        let normal = NormalText(text)
        self.init(lexicon: lexicon, normal: normal, findings: lexicon.findings(in: normal))
    }

    private init(lexicon: Lexicon, normal: NormalText, findings: Findings) {
        (self.lexicon, self.normal, self.findings) = (lexicon, normal, findings)
    }

    /// The text without the blank lines behind its first units.
    ///
    /// - Returns: `nil` where anything but ends of lines stands behind them, for words there may have had a part in what was found.
    package func trimmed(to count: Int) -> ScannedText? {
        guard count <= normal.count, normal.units[count...].allSatisfy({ $0 == Unit.newline }) else { return nil }
        return ScannedText(lexicon: lexicon, normal: normal.prefix(count), findings: findings)
    }
}
