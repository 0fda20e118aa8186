public import Duties
public import Facts
public import Language

/// Checks a notice: a pure function of its text, its record and the rules. Safe to use from any number of threads.
public struct Linter: Sendable {
    private let lexicon: Lexicon
    private let book: RuleBook
    private let duties: DutyTable
    private let settings: LintSettings

    /// No rule tells more of one notice: who has read so many has read enough.
    static let mostOfARule = 50

    public init(
        lexicon: Lexicon = .builtIn, book: RuleBook = .builtIn, duties: DutyTable = .builtIn,
        settings: LintSettings = LintSettings()
    ) {
        self.lexicon = lexicon
        self.book = book
        self.duties = settings.thresholds.reduce(duties) { $0.with($1.value, for: $1.key) }
        self.settings = settings
    }

    /// Checks one notice. Linear in its length.
    ///
    /// - Parameters:
    ///   - text: the text that the record was read from; less than 2 GiB.
    ///   - record: what was read in it; its evidence points into the text.
    /// - Returns: what was found, in the order of the text; nothing for a notice that is about no incident. Findings of rules that are
    ///   switched off are there, with the reason.
    public func lint(_ text: String, _ record: NoticeRecord) -> [LintFinding] {
        guard record.kind == .incident else { return [] }
        let examined = Examination(text: LintText(text, lexicon), record: record, duties: duties, lexicon: lexicon)
        var found: [LintFinding] = []
        for check in LintCheck.all {
            guard let rule = book[check.code] else { continue }
            for hit in check.run(examined).prefix(Self.mostOfARule) {
                let message = rule.messages[min(hit.message, rule.messages.count - 1)].filled(hit.values)
                found.append(
                    LintFinding(
                        code: rule.code, severity: min(rule.severity, hit.most), at: hit.at ?? examined.head,
                        related: hit.related, message: message, off: settings.off[rule.code]))
            }
        }
        return found.sorted { ($0.at.start, $0.code, $0.at.end) < ($1.at.start, $1.code, $1.at.end) }
    }
}
