import Facts

/// What each ground adds to a score, and from what score on a link is made. docs/cases.md tells why.
package enum LinkWeights {
    // MARK: One incident

    package static let sameOrganisation = 3.0
    package static let otherName = 2.5
    package static let sameNumber = 4.0
    package static let refersToDate = 4.0
    package static let referToSame = 2.5
    package static let reportFollowsNext = 2.0
    package static let reportFollows = 1.0
    package static let saysFollows = 1.0
    package static let sameDetected = 2.5
    package static let sameIncidentDay = 2.0
    /// Where one calls it the day of the intrusion and the other that of the finding.
    package static let incidentDay = 1.5
    package static let commonDate = 1.0
    package static let mostFromDays = 6.0
    package static let mostFromCounts = 5.0
    package static let sameService = 1.5
    package static let sameTitle = 1.5
    package static let sameMainType = 1.0
    package static let sameType = 0.5
    package static let sameActor = 1.0

    package static let differentOrganisation = -5.0
    package static let differentTypes = -1.0
    /// Where one was an attack and the other a slip.
    package static let differentNature = -2.5
    package static let noCommonDate = -2.0
    /// Where both date their finding, more than a week apart.
    package static let otherDetection = -4.0
    package static let differentNumber = -1.0
    package static let sameReport = -2.0
    package static let farApart = -1.5
    package static let veryFarApart = -3.0

    /// A link is made from this score on, where the grounds identify the incident (`LinkReason.identifies`).
    package static let sure = 7.0
    /// How much better a notice must fit its case than any other.
    package static let margin = 2.0
    /// A link is put to people from this score on.
    package static let likely = 4.5
    /// The same for a notice that says that it follows an earlier one of its publisher.
    package static let likelyForFollower = 3.0

    // MARK: Related cases

    package static let namesOther = 3.0
    /// Where the part that the other has is not told.
    package static let mentionsOther = 1.5
    package static let namedBack = 1.5
    package static let supplyChain = 1.5
    package static let sameProvider = 2.0
    package static let refersToOther = 3.0
    package static let apart = -2.0
    package static let farApartRelated = -4.0
    package static let sureRelated = 6.0
    package static let likelyRelated = 4.0

    /// What the share of a text's runs that is common to both is worth.
    package static func similarText(_ share: Double) -> Double {
        switch share {
        case 0.9...: 4
        case 0.7...: 2.5
        case 0.5...: 1.5
        case 0.35...: 0.5
        default: 0
        }
    }
}

/// How much a figure tells: few incidents share 120,982, many share 100.
enum Significance {
    /// From here on a figure that two notices share is no chance.
    static let tellsAlone = 2.5

    static func of(_ value: Int) -> Double {
        guard value >= 20 else { return 0 }
        var significant = value
        while significant % 10 == 0 { significant /= 10 }
        switch significant {
        case 1000...: return 3
        case 100...: return 2.5
        case 10...: return value >= 100 ? 1.5 : 1
        default: return 0.5
        }
    }
}

extension LinkReason {
    /// Whether the ground identifies the incident, and does not only make one likely: a firm may have two in a year.
    var identifies: Bool {
        switch kind {
        case .sameNumber, .refersToDate, .referToSame, .sameEvent: true
        case .commonCount: points >= Significance.tellsAlone
        case .similarText: isSameText
        default: false
        }
    }

    /// Whether the texts are the same but for a few words.
    var isSameText: Bool { kind == .similarText && (number ?? 0) >= 90 }
}

extension IncidentType {
    /// Whether someone attacked, rather than that someone slipped or something broke.
    var isAttack: Bool {
        switch self {
        case .unauthorizedAccess, .ransomware, .malware, .paymentSkimming, .webTampering, .credentialStuffing,
            .accountTakeover, .phishingScam, .spamRelay, .supplyChain, .dos, .systemFailure:
            true
        case .misdelivery, .misconfiguration, .publishingError, .dataResidue, .lostMedia, .insiderMisuse: false
        }
    }
}

extension PartyRole {
    /// How a case of the organisation that has this part has to do with the one that names it; `nil` for parts that tie
    /// no cases.
    var ties: CaseRelation? {
        switch self {
        case .contractor, .serviceProvider, .operator, .other: .provider
        case .client, .source: .client
        case .subsidiary, .parent, .affiliate: .group
        case .investigator: nil
        }
    }
}
