public import Facts

/// What law or guidance asks of an actor from some day on: a deadline in days, or a number of persons from which on it asks.
public struct Duty: Hashable, Sendable {
    /// What is asked. The raw value is its name in `Rules/duties.yaml` and in files of thresholds.
    public enum Kind: String, Sendable, CaseIterable {
        /// 速報: the preliminary report to the commission, days from knowing.
        case preliminaryReport = "preliminary-report"
        /// 確報: the final report, days from knowing.
        case finalReport = "final-report"
        /// The final report where it may have been done with an unlawful purpose (規則7条3号), days from knowing.
        case finalReportUnlawful = "final-report-unlawful"
        /// The number of persons that must be exceeded for a report by number alone (規則7条4号, 43条4号).
        case personsReportable = "persons-reportable"
        /// Days from knowing to publication after which an explanation is expected.
        case publicationLag = "publication-lag"
        /// Days in which a contractor is expected to tell its client.
        case contractorNotice = "contractor-notice"
    }

    /// Whom a duty is of: the thresholds of private operators and of public bodies differ.
    public enum Actor: String, Sendable, CaseIterable {
        /// 個人情報取扱事業者
        case `private`
        /// 行政機関等: national and local government.
        case `public`
        /// Whoever it is.
        case any
    }

    /// What a duty rests on.
    public enum Source: String, Sendable, CaseIterable { case law, guideline, practice }

    /// What the figure counts.
    public enum Unit: String, Sendable, CaseIterable { case days, persons }

    public var kind: Kind
    public var actor: Actor
    /// The first day on which it is in force.
    public var from: DateValue
    /// Where guidance gives a range, its lower end.
    public var least: Int?
    public var value: Int
    public var unit: Unit
    public var source: Source
    /// Where it is written, in Japanese and in English.
    public var ja: String
    public var en: String
}
