package import Facts

extension RecordField {
    /// The names of a value's parts in JSON, in the order in which corrections have them; one name for a value without parts.
    package var partNames: [String] {
        switch self {
        case .parties: ["name", "role"]
        case .data: ["value", "status"]
        case .counts: ["value", "unit", "of", "main"]
        case .timeline: ["event", "start", "end"]
        case .authorities: ["value", "date"]
        default: ["value"]
        }
    }
}
