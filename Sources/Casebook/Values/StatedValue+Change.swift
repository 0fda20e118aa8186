import Facts

extension StatedValue {
    /// What this value changes in one that the same publisher stated before.
    func change(from before: StatedValue) -> CaseField.Change {
        if self == before { return .repeated }
        switch (before, self) {
        case (.text(let old), .text(let new)):
            return OrganisationName(old)?.folded == OrganisationName(new)?.folded ? .repeated : .corrected
        case (.leak(let old), .leak(let new)): return new == .confirmed && old != .confirmed ? .confirmed : .corrected
        case (.misuse, .misuse(let new)): return new == .confirmed ? .confirmed : .corrected
        case (.count(let old, let loose, _, _, _), .count(let new, let bound, _, _, _)):
            if loose != .exact, bound == .exact { return .exact }
            return old == new && loose == bound ? .repeated : .corrected
        case (.event(_, let start, let end), .event(_, let newStart, let newEnd)):
            if Self.refines(start, newStart), Self.refines(end, newEnd) { return .refined }
            if Self.refines(newStart, start), Self.refines(newEnd, end) { return .repeated }
            return .corrected
        case (.authority(_, let old), .authority(_, let new)):
            if Self.refines(old, new) { return .refined }
            return Self.refines(new, old) ? .repeated : .corrected
        case (.party, .party), (.data, .data), (.sector, .sector): return .corrected
        default: return .corrected
        }
    }

    /// Whether two statements say the same, one perhaps more precisely than the other.
    func agrees(with other: StatedValue) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.text(let a), .text(let b)): return OrganisationName(a)?.folded == OrganisationName(b)?.folded
        case (.party(let a, let role), .party(let b, let otherRole)):
            return role == otherRole && OrganisationName(a)?.folded == OrganisationName(b)?.folded
        case (.count(let a, let bound, let unit, _, _), .count(let b, let otherBound, let otherUnit, _, _)):
            return a == b && bound == otherBound && UnitFamily.of(unit) == UnitFamily.of(otherUnit)
        case (.event(let a, let start, let end), .event(let b, let otherStart, let otherEnd)):
            return a == b
                && (Self.refines(start, otherStart) && Self.refines(end, otherEnd)
                    || Self.refines(otherStart, start) && Self.refines(otherEnd, end))
        case (.authority(let a, let date), .authority(let b, let otherDate)):
            return a == b && (Self.refines(date, otherDate) || Self.refines(otherDate, date))
        default: return false
        }
    }

    /// Whether `fine` says the same as `coarse`, or more: 2022-12-14 of 2022-12, or a date where none was stated.
    private static func refines(_ coarse: DateValue?, _ fine: DateValue?) -> Bool {
        guard let coarse else { return true }
        guard let fine else { return false }
        return fine.iso.hasPrefix(coarse.iso)
    }

    /// The first day of an event; `nil` where it has none.
    var day: Int? {
        guard case .event(_, let start, let end) = self else { return nil }
        return (start ?? end)?.dayNumber
    }

    /// What tells this event or authority from another of its kind.
    var dateKey: String {
        switch self {
        case .event(_, let start, let end): (start?.iso ?? "") + (end.map { "/" + $0.iso } ?? "")
        case .authority(_, let date): date?.iso ?? ""
        case .count(let value, _, let unit, _, _): "\(value)\(unit)"
        default: ""
        }
    }
}

extension TimelineEvent {
    /// Whether an incident has but one, so that another date corrects it.
    var happensOnce: Bool {
        switch self {
        case .intrusion, .exposure, .occurred, .detected, .reportedToOrg, .lostLastSeen, .investigationCompleted: true
        default: false
        }
    }
}
