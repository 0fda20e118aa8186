/// What was read in one notice. Where the text is silent, a field is `nil` or empty; every value carries its evidence.
public struct NoticeRecord: Hashable, Sendable {
    /// First 16 hexadecimal digits of the SHA-256 of the notice's text.
    public var id: String
    /// Where the notice came from; `nil` where a text was read on its own.
    public var source: Source?
    public var kind: NoticeKind
    /// From a heading such as 【セキュリティ事件簿#2023-060】: `2023-060`.
    public var casebookNumber: Fact<String>?
    /// The notice's own title, without number, organisation and date.
    public var title: Fact<String>?
    /// Who publishes or is accountable, by the full name.
    public var organisation: Fact<String>?
    /// The date of this notice.
    public var published: Fact<DateValue>?
    /// 第2報 is 2; `nil` where none is stated.
    public var reportNumber: Fact<Int>?
    public var sector: Fact<Sector>?
    /// The site, shop, app, product or system that was hit, as named.
    public var service: Fact<String>?
    public var parties: [PartyFact]
    /// All that apply, the main one first.
    public var incidentTypes: [Fact<IncidentType>]
    public var causes: [Fact<Cause>]
    /// A named attacker group or malware family.
    public var actor: Fact<String>?
    public var data: [DataFact]
    public var counts: [CountFact]
    public var timeline: [EventFact]
    public var authorities: [AuthorityFact]
    public var leakStatus: Fact<LeakStatus>?
    /// Secondary damage: whether the data was misused.
    public var misuseStatus: Fact<MisuseStatus>?
    public var responses: [Fact<Response>]
    /// Prevention of recurrence, done or planned.
    public var measures: [Fact<Measure>]
    public var derived: Derived

    /// An empty record of a notice about which nothing is known.
    public init(id: String, kind: NoticeKind) {
        self.id = id
        self.kind = kind
        parties = []
        incidentTypes = []
        causes = []
        data = []
        counts = []
        timeline = []
        authorities = []
        responses = []
        measures = []
        derived = Derived()
    }

    /// Where a notice stands in its page.
    public struct Source: Hashable, Sendable {
        /// The file, URL or feed item.
        public var page: String
        /// The notice's place in the page's text, as half-open UTF-8 byte offsets.
        public var at: TextSpan

        public init(page: String, at: TextSpan) {
            self.page = page
            self.at = at
        }
    }
}

/// Whether a notice is about one concrete security or privacy incident.
public enum NoticeKind: String, Sendable, Codable, CaseIterable { case incident, other }

/// Whether data left or was seen by someone who must not.
public enum LeakStatus: String, Sendable, Codable, CaseIterable {
    /// The text states that it did.
    case confirmed
    /// It cannot be ruled out (おそれ, 可能性).
    case possible
    /// The text only says that no leak has been found.
    case notFound = "not-found"
    /// Denied outright.
    case none
}

/// Whether leaked data was misused.
public enum MisuseStatus: String, Sendable, Codable, CaseIterable {
    case confirmed, possible
    case notFound = "not-found"
}

/// Another named organisation with a part in the incident.
public struct PartyFact: Hashable, Sendable {
    public var name: String
    public var role: PartyRole
    public var evidence: Evidence

    public init(name: String, role: PartyRole, evidence: Evidence) {
        self.name = name
        self.role = role
        self.evidence = evidence
    }
}

/// A kind of data, and whether the text says that it was exposed.
public struct DataFact: Hashable, Sendable {
    /// Whether the text says that the data was exposed.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// Confirmed or possible.
        case exposed
        /// The text denies it.
        case notExposed = "not-exposed"
    }
    public var kind: DataKind
    public var status: Status
    public var evidence: Evidence

    public init(kind: DataKind, status: Status, evidence: Evidence) {
        self.kind = kind
        self.status = status
        self.evidence = evidence
    }
}

/// A count of affected people, records, accounts, contracts, mails, sites or organisations.
public struct CountFact: Hashable, Sendable {
    public var value: Int
    /// The counter as written: 件, 名, 人, ユーザー …
    public var unit: String
    /// What is counted, in the words of the text; empty where the text does not say.
    public var of: String
    /// The one figure to quote for the notice's size.
    public var main: Bool
    public var evidence: Evidence

    public init(value: Int, unit: String, of: String, main: Bool, evidence: Evidence) {
        self.value = value
        self.unit = unit
        self.of = of
        self.main = main
        self.evidence = evidence
    }
}

/// A dated event of the incident.
public struct EventFact: Hashable, Sendable {
    public var event: TimelineEvent
    /// `nil` only where a range has an open start.
    public var start: DateValue?
    /// Only for ranges.
    public var end: DateValue?
    public var evidence: Evidence

    public init(event: TimelineEvent, start: DateValue?, end: DateValue?, evidence: Evidence) {
        self.event = event
        self.start = start
        self.end = end
        self.evidence = evidence
    }
}

/// An authority that was told or took part, plans included.
public struct AuthorityFact: Hashable, Sendable {
    public var authority: Authority
    public var date: DateValue?
    public var evidence: Evidence

    public init(authority: Authority, date: DateValue?, evidence: Evidence) {
        self.authority = authority
        self.date = date
        self.evidence = evidence
    }
}

/// Lags computed from the timeline, never guessed.
public struct Derived: Hashable, Sendable {
    /// A number of days, with the facts it was computed from, such as `timeline[0]` and `published`.
    public struct Lag: Hashable, Sendable {
        public var days: Int
        public var from: [String]

        public init(days: Int, from: [String]) {
            self.days = days
            self.from = from
        }
    }
    /// Start of intrusion or exposure to detection.
    public var daysToDetect: Lag?
    /// Detection to first disclosure.
    public var daysToDisclose: Lag?
    /// Detection to the report to the Personal Information Protection Commission.
    public var daysToReport: Lag?
    /// First to last day of the exposure, both counted.
    public var exposureDays: Lag?

    public init() {}
}
