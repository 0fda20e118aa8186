extension Derived {
    /// Computes the lags of a record from its dated facts.
    public static func computed(from record: NoticeRecord) -> Derived {
        var derived = Derived()
        let timeline = record.timeline
        func first(_ events: TimelineEvent...) -> (index: Int, day: Int)? {
            for i in timeline.indices {
                guard events.contains(timeline[i].event) else { continue }
                if let start = timeline[i].start, start.grain >= .day { return (i, start.dayNumber) }
            }
            return nil
        }
        func lag(_ from: (index: Int, day: Int), _ to: (name: String, day: Int)) -> Derived.Lag? {
            to.day >= from.day ? Derived.Lag(days: to.day - from.day, from: ["timeline[\(from.index)]", to.name]) : nil
        }
        let detected = first(.detected, .reportedToOrg)
        if let detected, let began = first(.intrusion, .exposure, .occurred) {
            derived.daysToDetect = lag(began, ("timeline[\(detected.index)]", detected.day))
        }
        if let detected {
            var disclosures: [(name: String, day: Int)] = []
            if let told = first(.disclosed) { disclosures.append(("timeline[\(told.index)]", told.day)) }
            if let published = record.published, published.value.grain >= .day {
                disclosures.append(("published", published.value.dayNumber))
            }
            if let earliest = disclosures.min(by: { $0.day < $1.day }) {
                derived.daysToDisclose = lag(detected, earliest)
            }
            for (i, fact) in record.authorities.enumerated() where fact.authority == .ppc {
                if let date = fact.date, date.grain >= .day,
                    let lag = lag(detected, ("authorities[\(i)]", date.dayNumber))
                {
                    if lag.days < derived.daysToReport?.days ?? .max { derived.daysToReport = lag }
                }
            }
        }
        for (i, fact) in timeline.enumerated() where fact.event == .exposure {
            if let start = fact.start, let end = fact.end, start.grain >= .day, end.grain >= .day,
                end.dayNumber >= start.dayNumber
            {
                derived.exposureDays = Derived.Lag(days: end.dayNumber - start.dayNumber + 1, from: ["timeline[\(i)]"])
                break
            }
        }
        return derived
    }
}
