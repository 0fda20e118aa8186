/// What is shown of a case: its notices, its values through time, and the cases that it has to do with.
public struct CaseView: Sendable {
    /// A notice of the case, with why it is in it.
    public struct Notice: Sendable {
        public var id: String
        public var organisation: String?
        public var title: String?
        public var published: DateValue?
        public var report: Int?
        public var tie: Tie
        /// The addresses where it is published, the publisher's own first.
        public var sources: [String]

        public init(
            id: String, organisation: String?, title: String?, published: DateValue?, report: Int?, tie: Tie,
            sources: [String] = []
        ) {
            self.id = id
            self.organisation = organisation
            self.title = title
            self.published = published
            self.report = report
            self.tie = tie
            self.sources = sources
        }
    }

    /// Why something is tied to the case.
    public struct Tie: Sendable {
        public var score: Double
        public var reasons: [LinkReason]
        /// Whether a person tied it.
        public var byPerson: Bool
        /// What the person said of it.
        public var words: String

        public init(score: Double, reasons: [LinkReason], byPerson: Bool = false, words: String = "") {
            self.score = score
            self.reasons = reasons
            self.byPerson = byPerson
            self.words = words
        }
    }

    public struct Related: Sendable {
        public var number: String
        public var title: String?
        public var relation: CaseRelation
        public var tie: Tie

        public init(number: String, title: String?, relation: CaseRelation, tie: Tie) {
            self.number = number
            self.title = title
            self.relation = relation
            self.tie = tie
        }
    }

    public var number: String
    /// In the order in which they were published.
    public var notices: [Notice]
    public var values: CaseValues
    public var related: [Related]

    public init(number: String, notices: [Notice], values: CaseValues, related: [Related]) {
        self.number = number
        self.notices = notices
        self.values = values
        self.related = related
    }

    public var title: String? { notices.lazy.compactMap(\.title).first }
    public var organisation: String? {
        if case .text(let name)? = values.current(.organisation) { return name }
        return notices.lazy.compactMap(\.organisation).first
    }
    public var published: DateValue? { notices.lazy.compactMap(\.published).first }
}
