/// What a case says: for each field the value in force and how it came to be, from all its notices and from people.
public struct CaseValues: Hashable, Sendable {
    /// The fields that have values, in the order of the record, and of one field in the order in which they were first stated.
    public var fields: [CaseField]

    public init(fields: [CaseField]) { self.fields = fields }

    /// The values of one field of the record.
    public func all(_ name: RecordField) -> [CaseField] { fields.filter { $0.name == name } }

    /// The first value in force of a field of the record.
    public func current(_ name: RecordField) -> StatedValue? {
        fields.first { $0.name == name && $0.current != nil }?.current?.value
    }
}

/// One value of a case through time.
public struct CaseField: Hashable, Sendable {
    public enum Status: String, Sendable, CaseIterable {
        /// Stated, and never changed.
        case stated
        /// A later notice changed it.
        case changed
        /// Publishers differ: `others` holds what the others say.
        case differing
        /// A person set it, or took it away.
        case corrected
        /// A later notice made it void: a cause under investigation, once the cause is known.
        case superseded
    }

    public var name: RecordField
    /// Which of the field's values it is: a slug, a folded name, what is counted; empty for a field that has but one.
    public var key: String
    /// The value in force; `nil` where it was taken away or superseded.
    public var current: Statement?
    /// Everything that was ever stated, the earliest first.
    public var history: [Entry]
    /// The latest values of other publishers, where they differ from the one in force.
    public var others: [Statement]
    public var status: Status

    public init(
        name: RecordField, key: String, current: Statement?, history: [Entry], others: [Statement], status: Status
    ) {
        self.name = name
        self.key = key
        self.current = current
        self.history = history
        self.others = others
        self.status = status
    }

    /// A statement with what it changed.
    public struct Entry: Hashable, Sendable {
        public var statement: Statement
        public var change: Change

        public init(statement: Statement, change: Change) {
            self.statement = statement
            self.change = change
        }
    }

    /// What a statement changed in the value before it.
    public enum Change: String, Sendable, CaseIterable {
        /// Said for the first time.
        case stated
        /// Said again.
        case repeated
        /// A figure, date or word became another.
        case corrected
        /// What was possible, or not found, is confirmed.
        case confirmed
        /// 約, 最大 or 以上 became a figure without such a word.
        case exact
        /// A month became a day, a day an hour, an undated report a dated one.
        case refined
        /// Void, because of what a later notice says.
        case superseded
        /// Another publisher says otherwise.
        case otherSource = "other-source"
        /// A person set it.
        case person
        /// A person took it away.
        case removed
    }
}

/// A value as someone stated it, with the words that say it.
public struct Statement: Hashable, Sendable {
    private struct Content: Hashable, Sendable {
        var value: StatedValue
        var notice: String
        var published: DateValue?
        var report: Int?
        var publisher: String?
        var quote: String
        var at: TextSpan?
        var person: PersonsWord?
    }

    /// What all copies of a statement share: a case hands its statements on from hand to hand.
    private final class Said: Sendable {
        let content: Content

        init(_ content: Content) { self.content = content }
    }

    private let said: Said

    public var value: StatedValue { said.content.value }
    /// The id of the notice that states it, or whose reading a person corrected.
    public var notice: String { said.content.notice }
    /// The date of the notice.
    public var published: DateValue? { said.content.published }
    /// The number of the report.
    public var report: Int? { said.content.report }
    /// Who published the notice, as it writes it.
    public var publisher: String? { said.content.publisher }
    /// The words of the notice; empty where the record has none for the field.
    public var quote: String { said.content.quote }
    /// Where the words stand in the notice's text; `nil` where there are none.
    public var at: TextSpan? { said.content.at }
    /// Who corrected what was read in the notice.
    public var person: PersonsWord? { said.content.person }

    public init(
        value: StatedValue, notice: String, published: DateValue? = nil, report: Int? = nil, publisher: String? = nil,
        quote: String = "", at: TextSpan? = nil, person: PersonsWord? = nil
    ) {
        self.init(
            Content(
                value: value, notice: notice, published: published, report: report, publisher: publisher, quote: quote,
                at: at, person: person))
    }

    private init(_ content: Content) { said = Said(content) }

    public static func == (a: Statement, b: Statement) -> Bool { a.isSame(as: b) || a.said.content == b.said.content }

    public func hash(into hasher: inout Hasher) { hasher.combine(said.content) }

    /// Whether it is this very statement, made once and handed on, and not another that says the same.
    public func isSame(as other: Statement) -> Bool { said === other.said }

    /// The same words, as what a person said.
    public func said(by person: PersonsWord?) -> Statement {
        var content = said.content
        content.person = person
        return Statement(content)
    }

    /// Another value by the same words.
    public func saying(_ value: StatedValue) -> Statement {
        var content = said.content
        content.value = value
        return Statement(content)
    }
}

/// A person's word on a value: who said so, when, and why.
public struct PersonsWord: Hashable, Sendable {
    public var who: String
    /// Seconds since 1970-01-01 UTC.
    public var at: Int
    public var why: String

    public init(who: String, at: Int, why: String) {
        self.who = who
        self.at = at
        self.why = why
    }
}

/// A value of a case's field.
public enum StatedValue: Hashable, Sendable {
    case text(String)
    case sector(Sector)
    case party(name: String, role: PartyRole)
    case incidentType(IncidentType)
    case cause(Cause)
    case data(DataKind, DataFact.Status)
    case count(value: Int, bound: CountBound, unit: String, of: String, main: Bool)
    case event(TimelineEvent, start: DateValue?, end: DateValue?)
    case authority(Authority, date: DateValue?)
    case leak(LeakStatus)
    case misuse(MisuseStatus)
    case response(Response)
    case measure(Measure)
}

/// How a figure is meant.
public enum CountBound: String, Sendable, Codable, CaseIterable {
    case exact
    /// 約, およそ, 程度.
    case about
    /// 最大.
    case atMost = "at-most"
    /// 少なくとも, 以上, 超.
    case atLeast = "at-least"
}
