package import Facts

/// What figures count of a notice besides its `SearchValues`, in three numbers.
package struct SearchDetails: Hashable, Sendable {
    /// Bits: authorities 0–19, responses 20–43, whether the main count is one of persons 44, whether the month of publication is
    /// known 45.
    package var told: Int64 = 0
    /// Bits: measures.
    package var measures: Int64 = 0
    /// Days to detect 0–19 and from detection to the report to the commission 20–39, each plus one; 0 where unknown.
    package var lags: Int64 = 0

    static let responses = 20, persons: Int64 = 1 << 44, month: Int64 = 1 << 45
    static let mostDays = 1 << 20 - 2

    package init(told: Int64, measures: Int64, lags: Int64) {
        self.told = told
        self.measures = measures
        self.lags = lags
    }

    package init(_ record: NoticeRecord) {
        for authority in record.authorities { told |= 1 << Self.place(authority.authority) }
        for response in record.responses { told |= 1 << (Int64(Self.responses) + Self.place(response.value)) }
        for measure in record.measures { measures |= 1 << Self.place(measure.value) }
        if let main = record.mainCount, UnitFamily.of(main.unit) == "人" { told |= Self.persons }
        if let published = record.published, published.value.grain >= .month { told |= Self.month }
        func days(_ lag: Derived.Lag?) -> Int64 { lag.map { Int64(min($0.days, Self.mostDays) + 1) } ?? 0 }
        lags = days(record.derived.daysToDetect) | days(record.derived.daysToReport) << 20
    }

    package var daysToDetect: Int? { Self.days(lags) }
    package var daysToReport: Int? { Self.days(lags >> 20) }

    private static func days(_ bits: Int64) -> Int? {
        let value = Int(bits & (1 << 20 - 1))
        return value == 0 ? nil : value - 1
    }

    private static func place<Value: CaseIterable & Equatable>(_ value: Value) -> Int64 {
        Int64(Value.allCases.enumerated().first { $0.element == value }?.offset ?? 0)
    }
}
