public import Facts

/// What of an incident was done on which day after it was known, beside the days that law and guidance give for it.
///
/// The clocks of 個人情報の保護に関する法律 26条 run from the day on which an operator knew; notices do not call that day by its name, so it is taken
/// from the finding or the tip that they date, and everything computed from it is information and no judgement. What a notice does not
/// date is unknown, whether it was done or not.
public struct LegalClocks: Hashable, Sendable {
    /// A day that a notice states, with the words that state it.
    public struct Stated: Hashable, Sendable {
        public var date: DateValue
        public var quote: String

        public init(date: DateValue, quote: String) {
            self.date = date
            self.quote = quote
        }
    }

    /// What the clocks are computed from, of one notice or of all of a case.
    public struct Facts: Hashable, Sendable {
        /// Findings and tips.
        public var found: [Stated] = []
        public var published: [Stated] = []
        public var reports: [Stated] = []
        public var individuals: [Stated] = []
        public var types: [IncidentType] = []

        public init() {}

        public init(_ record: NoticeRecord) {
            for event in record.timeline {
                guard let start = event.start else { continue }
                let stated = Stated(date: start, quote: event.evidence.quote)
                switch event.event {
                case .detected, .reportedToOrg: found.append(stated)
                case .disclosed: published.append(stated)
                case .individualsNotified: individuals.append(stated)
                default: break
                }
            }
            if let day = record.published { published.append(Stated(date: day.value, quote: day.evidence.quote)) }
            for report in record.authorities where report.authority == .ppc {
                if let date = report.date { reports.append(Stated(date: date, quote: report.evidence.quote)) }
            }
            types = record.incidentTypes.map(\.value)
        }
    }

    public struct Clock: Hashable, Sendable {
        public enum Kind: String, Sendable, CaseIterable {
            /// 速報, 確報 to the commission.
            case preliminaryReport = "preliminary-report"
            case finalReport = "final-report"
            case individuals
            case publication
        }

        public enum State: String, Sendable, CaseIterable {
            /// Within the days that law or guidance give.
            case within
            case beyond
            /// No number of days is given: "promptly".
            case promptly
            /// The notice does not date it.
            case unknown
        }

        public var kind: Kind
        public var stated: Stated?
        /// Days from knowing: the day after is 1.
        public var days: Int?
        /// What gives the number of days; `nil` where none is given.
        public var duty: Duty?
        public var state: State
    }

    /// The first day on which it was known, as far as it is stated.
    public var known: Stated?
    /// In the order of the law.
    public var clocks: [Clock]

    public init(_ facts: Facts, duties: DutyTable = .builtIn) {
        known = Self.first(facts.found)
        let start = known?.date.dayNumber
        func after(_ stated: [Stated]) -> [Stated] {
            stated.filter { $0.date.grain >= .day && $0.date.dayNumber >= start ?? .min }
                .sorted { $0.date.dayNumber < $1.date.dayNumber }
        }
        // Of several dated reports the first is the preliminary one, and the last the final one.
        let reports = after(facts.reports)
        let isTwo = reports.first?.date.dayNumber != reports.last?.date.dayNumber
        let isUnlawful = facts.types.contains(where: \.mayBeUnlawful)
        let day = start ?? reports.first?.date.dayNumber
        let final = duties.inForce(isUnlawful ? .finalReportUnlawful : .finalReport, .private, on: day)
        func clock(_ kind: Clock.Kind, _ stated: Stated?, _ duty: Duty?) -> Clock {
            let days = stated.flatMap { stated in start.map { stated.date.dayNumber - $0 } }
            let state: Clock.State =
                if let days { duty.map { days <= $0.value ? .within : .beyond } ?? .promptly } else { .unknown }
            return Clock(kind: kind, stated: stated, days: days, duty: duty, state: state)
        }
        clocks = [
            clock(.preliminaryReport, reports.first, duties.inForce(.preliminaryReport, .private, on: day)),
            clock(.finalReport, isTwo ? reports.last : nil, final),
            clock(.individuals, after(facts.individuals).first, nil),
            clock(.publication, after(facts.published).first, nil),
        ]
    }

    public func clock(_ kind: Clock.Kind) -> Clock? { clocks.first { $0.kind == kind } }

    private static func first(_ stated: [Stated]) -> Stated? {
        stated.filter { $0.date.grain >= .day }.min { $0.date.dayNumber < $1.date.dayNumber }
    }
}

extension IncidentType {
    /// Whether it may have been done with an unlawful purpose, in which case the final report has 60 days: 施行規則 7条3号, 8条2項.
    public var mayBeUnlawful: Bool {
        switch self {
        case .unauthorizedAccess, .ransomware, .malware, .paymentSkimming, .webTampering, .credentialStuffing,
            .accountTakeover, .phishingScam, .spamRelay, .supplyChain, .insiderMisuse:
            true
        case .dos, .systemFailure, .misdelivery, .misconfiguration, .publishingError, .dataResidue, .lostMedia: false
        }
    }
}
