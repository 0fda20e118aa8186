public import Facts

/// One thing that the lint found in a notice.
public struct LintFinding: Hashable, Sendable {
    /// The rule's code.
    public var code: String
    /// The rule's, or less where the rule says so.
    public var severity: LintSeverity
    /// The words of the notice, as half-open UTF-8 byte offsets. What is missing altogether points at the title or the first line.
    public var at: TextSpan
    /// Other words that have a part in it.
    public var related: [TextSpan]
    /// What is wrong there.
    public var message: TwoLanguages
    /// Why the rule is switched off; `nil` where it is not.
    public var off: String?

    public init(
        code: String, severity: LintSeverity, at: TextSpan, related: [TextSpan], message: TwoLanguages,
        off: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.at = at
        self.related = related
        self.message = message
        self.off = off
    }
}
