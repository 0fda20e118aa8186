/// A field of the record, by its name in docs/record.md.
public enum RecordField: String, Sendable, Codable, CaseIterable {
    case casebookNumber = "casebook_number"
    case title, organisation, published
    case reportNumber = "report_number"
    case sector, service, parties
    case incidentTypes = "incident_types"
    case causes, actor, data, counts, timeline, authorities
    case leakStatus = "leak_status"
    case misuseStatus = "misuse_status"
    case responses, measures

    /// Whether the field holds any number of values.
    public var isList: Bool {
        switch self {
        case .parties, .incidentTypes, .causes, .data, .counts, .timeline, .authorities, .responses, .measures: true
        default: false
        }
    }
}
