// The vocabularies of the record: every slug that a value of a record may take.
// Labels, phrases and mappings of each slug are data: see Lexicon/.

/// A closed list of slugs. The raw value is the slug as it stands in records, files and addresses.
public protocol Vocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable, Codable {
    /// The name of the vocabulary, which is also the name of its lexicon file.
    static var vocabularyName: String { get }
}

extension Vocabulary {
    /// The slug as it stands in records.
    public var slug: String { rawValue }
}

/// What the publishing organisation does.
public enum Sector: String, Vocabulary {
    public static var vocabularyName: String { "sectors" }

    case retailEcommerce = "retail-ecommerce"
    case manufacturing
    case itServices = "it-services"
    case media
    case financeInsurance = "finance-insurance"
    case energyUtilities = "energy-utilities"
    case education
    case localGovernment = "local-government"
    case nationalGovernment = "national-government"
    case healthcare
    case nonprofit
    case professionalServices = "professional-services"
    case construction
    case foodService = "food-service"
    case transport
    case realEstate = "real-estate"
    case telecom
    case entertainment
    case research
    case other
}

/// The part another named organisation has in the incident.
public enum PartyRole: String, Vocabulary {
    public static var vocabularyName: String { "roles" }

    case contractor
    case serviceProvider = "service-provider"
    case subsidiary
    case parent
    case affiliate
    case client
    case `operator`
    case investigator
    case source
    case other
}

/// What kind of incident it was.
public enum IncidentType: String, Vocabulary {
    public static var vocabularyName: String { "incident-types" }

    case unauthorizedAccess = "unauthorized-access"
    case ransomware
    case malware
    case paymentSkimming = "payment-skimming"
    case webTampering = "web-tampering"
    case credentialStuffing = "credential-stuffing"
    case accountTakeover = "account-takeover"
    case phishingScam = "phishing-scam"
    case spamRelay = "spam-relay"
    case misdelivery
    case misconfiguration
    case publishingError = "publishing-error"
    case dataResidue = "data-residue"
    case lostMedia = "lost-media"
    case insiderMisuse = "insider-misuse"
    case supplyChain = "supply-chain"
    case dos
    case systemFailure = "system-failure"
}

/// Why it happened, as far as the notice says.
public enum Cause: String, Vocabulary {
    public static var vocabularyName: String { "causes" }

    case softwareVulnerability = "software-vulnerability"
    case unpatchedDevice = "unpatched-device"
    case weakPassword = "weak-password"
    case passwordReuse = "password-reuse"
    case noMfa = "no-mfa"
    case stolenCredentials = "stolen-credentials"
    case misconfiguration
    case humanError = "human-error"
    case insufficientChecks = "insufficient-checks"
    case policyViolation = "policy-violation"
    case monitoringGap = "monitoring-gap"
    case thirdPartyCompromise = "third-party-compromise"
    case deception
    case softwareDefect = "software-defect"
    case awarenessGap = "awareness-gap"
    case underInvestigation = "under-investigation"
}

/// A kind of data that the notice lists as exposed or as not exposed.
public enum DataKind: String, Vocabulary {
    public static var vocabularyName: String { "data" }

    case name
    case nameKana = "name-kana"
    case address
    case postalCode = "postal-code"
    case phone
    case fax
    case email
    case birthDate = "birth-date"
    case age
    case gender
    case occupation
    case employer
    case jobTitle = "job-title"
    case nationality
    case photo
    case loginId = "login-id"
    case password
    case secretQuestion = "secret-question"
    case studentId = "student-id"
    case staffId = "staff-id"
    case customerId = "customer-id"
    case cardNumber = "card-number"
    case cardExpiry = "card-expiry"
    case cardSecurityCode = "card-security-code"
    case cardHolder = "card-holder"
    case bankAccount = "bank-account"
    case myNumber = "my-number"
    case health
    case insuranceNumber = "insurance-number"
    case pensionNumber = "pension-number"
    case employmentInsuranceNumber = "employment-insurance-number"
    case licence
    case qualification
    case family
    case educationHistory = "education-history"
    case employmentHistory = "employment-history"
    case grades
    case purchaseHistory = "purchase-history"
    case deliveryInfo = "delivery-info"
    case shareholding
    case bloodType = "blood-type"
    case registeredDomicile = "registered-domicile"
    case resume
    case interests
    case patientId = "patient-id"
    case diagnosis
    case contractInfo = "contract-info"
    case emailContent = "email-content"
    case transactionInfo = "transaction-info"
    case businessConfidential = "business-confidential"
    case otherPersonal = "other-personal"
}

/// What happened on a dated point of the notice's timeline.
public enum TimelineEvent: String, Vocabulary {
    public static var vocabularyName: String { "events" }

    case intrusion
    case exposure
    case occurred
    case detected
    case reportedToOrg = "reported-to-org"
    case contained
    case suspended
    case investigationStarted = "investigation-started"
    case investigationCompleted = "investigation-completed"
    case authorityNotified = "authority-notified"
    case policeReported = "police-reported"
    case individualsNotified = "individuals-notified"
    case disclosed
    case resumed
    case lostLastSeen = "lost-last-seen"
    case other
}

/// A public or private authority that was told or took part.
public enum Authority: String, Vocabulary {
    public static var vocabularyName: String { "authorities" }

    case ppc
    case police
    case mic
    case meti
    case mext
    case mhlw
    case fsa
    case egc
    case localGovernment = "local-government"
    case supervisingMinistryOther = "supervising-ministry-other"
    case cardBrands = "card-brands"
    case stockExchange = "stock-exchange"
    case jpcert
    case ipa
    case nisc
    case foreignAuthority = "foreign-authority"
    case other
}

/// What the organisation did in reaction to the incident.
public enum Response: String, Vocabulary {
    public static var vocabularyName: String { "responses" }

    case isolatedNetwork = "isolated-network"
    case stoppedService = "stopped-service"
    case stoppedPayments = "stopped-payments"
    case changedCredentials = "changed-credentials"
    case disabledAccount = "disabled-account"
    case removedMalware = "removed-malware"
    case deletedData = "deleted-data"
    case fixedSetting = "fixed-setting"
    case externalInvestigation = "external-investigation"
    case internalInvestigation = "internal-investigation"
    case notifiedIndividuals = "notified-individuals"
    case setUpHelpdesk = "set-up-helpdesk"
    case cardMonitoring = "card-monitoring"
    case restoredService = "restored-service"
    case responseHeadquarters = "response-headquarters"
    case apologyVisit = "apology-visit"
    case darkWebMonitoring = "dark-web-monitoring"
    case askedDeletion = "asked-deletion"
    case alternativeService = "alternative-service"
}

/// What the organisation does so that it does not happen again.
public enum Measure: String, Vocabulary {
    public static var vocabularyName: String { "measures" }

    case patchManagement = "patch-management"
    case vulnerabilityAssessment = "vulnerability-assessment"
    case penetrationTest = "penetration-test"
    case passwordPolicy = "password-policy"
    case mfa
    case accessControl = "access-control"
    case accountInventory = "account-inventory"
    case networkSegmentation = "network-segmentation"
    case firewallReview = "firewall-review"
    case monitoringSoc = "monitoring-soc"
    case edr
    case antivirus
    case logManagement = "log-management"
    case backup
    case encryption
    case training
    case ruleRevision = "rule-revision"
    case doubleCheck = "double-check"
    case contractorSupervision = "contractor-supervision"
    case incidentResponseTeam = "incident-response-team"
    case cloudMigration = "cloud-migration"
    case deviceControl = "device-control"
    case mailSafeguard = "mail-safeguard"
    case webSecurity = "web-security"
    case audit
    case bcp
    case publishingCheck = "publishing-check"
    case dataMinimisation = "data-minimisation"
    case securityGeneral = "security-general"
}
