import Facts

/// What a check found.
struct Hit {
    /// The words; `nil` for what is missing altogether.
    var at: TextSpan?
    var related: [TextSpan] = []
    /// The number of the rule's message.
    var message = 0
    /// What stands in the message for `{1}`, `{2}` ….
    var values: [TwoLanguages] = []
    /// The finding is no graver than this, whatever the rule's severity is.
    var most = LintSeverity.error

    init(
        _ at: TextSpan?, related: [TextSpan] = [], message: Int = 0, _ values: [TwoLanguages] = [],
        most: LintSeverity = .error
    ) {
        (self.at, self.related, self.message, self.values, self.most) = (at, related, message, values, most)
    }
}

/// What a rule looks for: its code, and the function that finds it.
struct LintCheck: Sendable {
    var code: String
    var run: @Sendable (Examination) -> [Hit]

    init(_ code: String, _ run: @escaping @Sendable (Examination) -> [Hit]) {
        self.code = code
        self.run = run
    }

    static let all = whole + order + deadlines + dates + numbers + certainty + content + authorities + advice + wording
}

extension TwoLanguages {
    /// The same in both languages: words of the notice, numbers, dates.
    static func same(_ text: String) -> TwoLanguages { TwoLanguages(ja: text, en: text) }
    static func same(_ number: Int) -> TwoLanguages { same("\(number)") }
}
