/// One ground for holding two notices to be about one incident, or one case to have to do with another; or one against it.
///
/// Only the members that its kind speaks of are set. The words for it are made where it is shown.
public struct LinkReason: Hashable, Sendable, Codable {
    /// What was compared.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Both are of one organisation, by its folded name.
        case sameOrganisation = "same-organisation"
        /// One is of an organisation by a name that the other says is its short, English or former one.
        case otherName = "other-name"
        /// The heading numbers both alike (`text`).
        case sameNumber = "same-number"
        /// It refers to a notice of a day (`day`) on which the other was published.
        case refersToDate = "refers-to-date"
        /// Both refer to a notice of a day (`day`).
        case referToSame = "refer-to-same"
        /// Its report number (`number`) comes after the other's (`other`; 1 where the other states none).
        case reportFollows = "report-follows"
        /// It says that it follows an earlier notice, without its date.
        case saysFollows = "says-follows"
        /// An event (`event`) of one day (`day`) in both.
        case sameEvent = "same-event"
        /// A day (`day`) that both date events with.
        case commonDate = "common-date"
        /// A figure (`number`, `text` its unit) that both state.
        case commonCount = "common-count"
        case sameService = "same-service"
        case sameTitle = "same-title"
        case sameType = "same-type"
        case sameActor = "same-actor"
        /// The texts share `number` per cent of their runs of characters.
        case similarText = "similar-text"
        /// It names the other's organisation in a part (`text`, a slug of roles).
        case namesOther = "names-other"
        /// The other names its organisation in a part (`text`, a slug of roles).
        case namedByOther = "named-by-other"
        /// Both name one contractor or provider (`text`).
        case sameProvider = "same-provider"
        /// It says that the incident happened at a contractor or provider.
        case supplyChain = "supply-chain"
        /// It took the other's place on its page.
        case laterVersion = "later-version"

        case differentOrganisation = "different-organisation"
        case differentTypes = "different-types"
        /// Both date what happened, and no day is common.
        case noCommonDate = "no-common-date"
        case differentNumber = "different-number"
        /// Both are the same report (`number`) of a series, but not the same text.
        case sameReport = "same-report"
        /// They were published `number` days apart.
        case farApart = "far-apart"
    }

    public var kind: Kind
    /// What it adds to the score; negative where it speaks against.
    public var points: Double
    /// Days since 1970-01-01.
    public var day: Int?
    public var number: Int?
    public var other: Int?
    public var text: String?
    public var event: TimelineEvent?

    public init(
        _ kind: Kind, _ points: Double, day: Int? = nil, number: Int? = nil, other: Int? = nil, text: String? = nil,
        event: TimelineEvent? = nil
    ) {
        self.kind = kind
        self.points = points
        self.day = day
        self.number = number
        self.other = other
        self.text = text
        self.event = event
    }
}

/// How one case has to do with another that is not the same incident, seen from the first.
public enum CaseRelation: String, Sendable, Codable, CaseIterable {
    /// The other is the contractor or provider where it happened.
    case provider
    /// The other is a client of the organisation where it happened.
    case client
    /// The other is of a company of the same group.
    case group
    /// Both are clients of one contractor or provider where it happened.
    case sharedProvider = "shared-provider"
    /// They have to do with each other; a person did not say how.
    case related

    /// The same tie seen from the other case.
    public var reversed: CaseRelation {
        switch self {
        case .provider: .client
        case .client: .provider
        case .group: .group
        case .sharedProvider: .sharedProvider
        case .related: .related
        }
    }
}
