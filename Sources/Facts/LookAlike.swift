/// Two cases that look like one incident.
public struct LookAlike: Hashable, Sendable {
    /// The case that was opened first.
    public var number: String
    public var other: String
    /// The ids of the notices, one of each case, that are most alike.
    public var notices: [String]
    public var score: Double
    public var reasons: [LinkReason]

    public init(number: String, other: String, notices: [String], score: Double, reasons: [LinkReason]) {
        self.number = number
        self.other = other
        self.notices = notices
        self.score = score
        self.reasons = reasons
    }
}
