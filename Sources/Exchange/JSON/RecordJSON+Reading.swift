public import Facts

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RecordJSON {
    /// What is wrong with a text that should be a record.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The field, such as `counts[0].unit`; empty where the text is no JSON object at all.
        public var field: String
        public var reason: String
        public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }
    }

    /// Reads a record from JSON: a line that `line` wrote, or a label file, which lacks `source`, `at`, `confidence` and
    /// `derived`.
    ///
    /// JSON carries no rules: these come back empty. So does the evidence that a label gives none of: that of
    /// `casebook_number`, `title`, `report_number` and `sector`. A label's confidence is 1.
    public static func record(from bytes: some Sequence<UInt8>) throws(Fault) -> NoticeRecord {
        do {
            return try JSONDecoder().decode(RecordBody.self, from: Data(bytes)).record
        } catch let error as DecodingError {
            throw fault(error)
        } catch {
            throw Fault(field: "", reason: "the text is no JSON object; give one record per line")
        }
    }

    private static func fault(_ error: DecodingError) -> Fault {
        func path(_ keys: [any CodingKey]) -> String {
            keys.reduce("") { path, key in
                if let index = key.intValue { return path + "[\(index)]" }
                return path.isEmpty ? key.stringValue : path + "." + key.stringValue
            }
        }
        let noRecord = Fault(field: "", reason: "the text is no JSON object; give one record per line")
        switch error {
        case .typeMismatch(_, let context) where context.codingPath.isEmpty: return noRecord
        case .dataCorrupted(let context) where context.codingPath.isEmpty: return noRecord
        case .keyNotFound(let key, let context):
            return Fault(field: path(context.codingPath + [key]), reason: "is missing")
        case .valueNotFound(_, let context):
            return Fault(field: path(context.codingPath), reason: "is null, but needs a value")
        case .typeMismatch(_, let context):
            return Fault(field: path(context.codingPath), reason: "has a value of another type than the record's")
        case .dataCorrupted(let context):
            return Fault(
                field: path(context.codingPath), reason: "has a value that the record does not know; see docs/record.md"
            )
        @unknown default:
            return noRecord
        }
    }
}

/// The record as its JSON has it.
private struct RecordBody: Decodable {
    let record: NoticeRecord

    enum Key: String, CodingKey {
        case id, source, kind, title, organisation, published, sector, service, parties, causes, actor, data, counts,
            timeline
        case authorities, responses, measures, evidence, derived
        case casebookNumber = "casebook_number"
        case reportNumber = "report_number"
        case incidentTypes = "incident_types"
        case leakStatus = "leak_status"
        case misuseStatus = "misuse_status"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let evidence = try fields.decodeIfPresent([String: EvidenceBody].self, forKey: .evidence) ?? [:]
        func bare<Value: Decodable>(_ key: Key) throws -> Fact<Value>? {
            try fields.decodeIfPresent(Value.self, forKey: key).map {
                Fact($0, evidence[key.rawValue]?.evidence ?? .absent)
            }
        }
        func named(_ key: Key) throws -> Fact<String>? {
            try fields.decodeIfPresent(NameBody.self, forKey: key).map(\.fact)
        }
        func term<Value: Decodable>(_ key: Key) throws -> Fact<Value>? {
            try fields.decodeIfPresent(TermBody<Value>.self, forKey: key).map(\.fact)
        }
        func terms<Value: Decodable>(_ key: Key) throws -> [Fact<Value>] {
            try fields.decodeIfPresent([TermBody<Value>].self, forKey: key)?.map(\.fact) ?? []
        }
        func list<Body: Decodable>(_ key: Key, of _: Body.Type) throws -> [Body] {
            try fields.decodeIfPresent([Body].self, forKey: key) ?? []
        }

        var record = NoticeRecord(
            id: try fields.decode(String.self, forKey: .id), kind: try fields.decode(NoticeKind.self, forKey: .kind))
        record.source = try fields.decodeIfPresent(SourceBody.self, forKey: .source)?.source
        record.casebookNumber = try bare(.casebookNumber)
        record.title = try bare(.title)
        record.organisation = try named(.organisation)
        record.published = try fields.decodeIfPresent(PublishedBody.self, forKey: .published)?.fact
        record.reportNumber = try bare(.reportNumber)
        record.sector = try bare(.sector)
        record.service = try named(.service)
        record.parties = try list(.parties, of: PartyBody.self).map(\.fact)
        record.incidentTypes = try terms(.incidentTypes)
        record.causes = try terms(.causes)
        record.actor = try named(.actor)
        record.data = try list(.data, of: DataBody.self).map(\.fact)
        record.counts = try list(.counts, of: CountBody.self).map(\.fact)
        record.timeline = try list(.timeline, of: EventBody.self).map(\.fact)
        record.authorities = try list(.authorities, of: AuthorityBody.self).map(\.fact)
        record.leakStatus = try term(.leakStatus)
        record.misuseStatus = try term(.misuseStatus)
        record.responses = try terms(.responses)
        record.measures = try terms(.measures)
        record.derived = try fields.decodeIfPresent(DerivedBody.self, forKey: .derived)?.derived ?? Derived()
        self.record = record
    }
}
