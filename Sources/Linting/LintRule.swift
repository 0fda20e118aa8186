/// How grave a finding is. Ordered from the mildest.
public enum LintSeverity: String, Sendable, CaseIterable, Comparable {
    /// Worth a look.
    case info
    /// Expected by law or guidance and missing or doubtful. Never a judgement that something is illegal.
    case warning
    /// The notice contradicts itself or cannot be used as it is.
    case error

    public static func < (a: LintSeverity, b: LintSeverity) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// What a rule rests on.
public enum LintSource: String, Sendable, CaseIterable {
    case law, guideline, practice
    /// Two statements of the notice cannot both hold.
    case logic
}

/// A text in the two languages of the interface.
public struct TwoLanguages: Hashable, Sendable {
    public var ja: String
    public var en: String

    public init(ja: String, en: String) {
        self.ja = ja
        self.en = en
    }

    /// The text with `{1}`, `{2}` … replaced.
    func filled(_ values: [TwoLanguages]) -> TwoLanguages {
        var made = self
        for (place, value) in values.enumerated() {
            made.ja = made.ja.replacing("{\(place + 1)}", with: value.ja)
            made.en = made.en.replacing("{\(place + 1)}", with: value.en)
        }
        return made
    }
}

/// A rule of the notice lint, as `Rules/lint-*.yaml` describes it. What it looks for is code: `LintCheck`.
public struct LintRule: Hashable, Sendable {
    /// A text that shows what the rule finds, or what it must not find.
    public struct Example: Hashable, Sendable {
        /// The text below the head of a notice, or a whole one, with the words to be found between ⟦ and ⟧.
        public var marked: String
        /// Whether it has a head of its own.
        public var isWhole: Bool

        /// The text that is linted, still with its marks.
        public var text: String { isWhole ? marked : Self.head + marked }

        /// What stands above an example that is no whole notice.
        public static let head = """
            2024年3月1日
            株式会社甲山商会
            個人情報の漏えいに関するお詫びとお知らせ


            """
    }

    /// `NL301`: the first digit is the group.
    public var code: String
    /// A name of lower-case words with hyphens.
    public var name: String
    public var severity: LintSeverity
    public var source: LintSource
    /// What is wrong, in a few words.
    public var title: TwoLanguages
    /// What is said where it is found; rules that find several things have several. Holds `{1}`, `{2}` … for words of the notice.
    public var messages: [TwoLanguages]
    /// Why it matters.
    public var why: TwoLanguages
    /// Where it is written that it should be so.
    public var basis: TwoLanguages
    /// Texts in which it must find something.
    public var fires: [Example]
    /// Texts in which it must find nothing.
    public var silent: [Example]
}
