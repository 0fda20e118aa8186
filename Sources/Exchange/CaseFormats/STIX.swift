package import Facts

/// A STIX 2.1 bundle: for each case an incident with the Incident Core extension, the organisation as identity, the techniques that the
/// mappings name as attack patterns, and a report that refers to the notices.
///
/// Ids are made of names (UUID version 5), so that whoever takes a bundle in a second time gets no second objects.
package struct STIX: CaseFormat {
    /// The Incident Core extension of the OASIS CTI committee's common object repository.
    static let incidentCore = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
    /// When organisations and techniques came to be: they are known by their names alone, whichever case names them first.
    static let always = "2020-01-01T00:00:00.000Z"

    private let paths: VERISPaths
    private let techniques: Techniques
    private let uuid: NameUUIDs
    /// The organisations and techniques that are in the bundle already: 16 bytes each.
    private var written: Set<NameUUID> = []
    private var isFirst = true

    package init(_ mappings: any TermMappings, _ uuid: NameUUIDs) {
        paths = VERISPaths(mappings)
        techniques = Techniques(mappings)
        self.uuid = uuid
    }

    package var wantsDigests: Bool { true }

    package mutating func begin(_ out: inout [UInt8]) {
        let id = uuid("bundle").text
        out.append(contentsOf: "{\"type\":\"bundle\",\"id\":\"bundle--\(id)\",\"objects\":[".utf8)
    }

    package mutating func end(_ out: inout [UInt8]) { out.append(contentsOf: "\n]}\n".utf8) }

    /// An object of a bundle.
    package struct Object: Sendable {
        /// What it is known by, where other cases may have it too; it is written with the first of them.
        fileprivate var shared: NameUUID?
        fileprivate var bytes: [UInt8]
    }

    package mutating func write(_ part: [Object], to out: inout [UInt8]) {
        for object in part {
            if let shared = object.shared, !written.insert(shared).inserted { continue }
            out.append(contentsOf: isFirst ? "\n".utf8 : ",\n".utf8)
            isFirst = false
            out.append(contentsOf: object.bytes)
        }
    }

    package func part(of filed: FiledCase) -> [Object] {
        let view = filed.view
        var out: [Object] = []
        // Numbers are given anew in each casebook, moments hardly.
        let name = "\(view.number) \(filed.opened)"
        let incident = "incident--\(uuid("incident ", name).text)"
        var refs = [incident]
        var identity: String?
        if let organisation = view.organisation {
            let key = uuid("identity ", organisation)
            let id = "identity--\(key.text)"
            identity = id
            refs.append(id)
            object("identity", id, shared: key, created: Self.always, modified: Self.always, to: &out) {
                $0.text("name", organisation)
                $0.text("identity_class", "organization")
            }
        }
        let created = Self.moment(filed.opened)
        let times = (
            created: created, modified: filed.changed == filed.opened ? created : Self.moment(filed.changed)
        )
        write(incident, filed, times, to: &out)
        if let identity {
            refs.append(relate(incident, to: identity, times, &out))
        }
        for technique in techniques.all(view.values) {
            let key = uuid("attack-pattern ", technique)
            let id = "attack-pattern--\(key.text)"
            write(technique, id, key, to: &out)
            refs += [id, relate(incident, to: id, times, &out)]
        }
        let report = "report--\(uuid("report ", name).text)"
        object("report", report, created: times.created, modified: times.modified, to: &out) {
            $0.text("name", Self.name(view))
            $0.text("published", view.published.map(Self.midnight) ?? times.created)
            $0.texts("object_refs", refs)
            Self.references(filed, to: &$0)
        }
        return out
    }

    // MARK: Objects

    private func object(
        _ type: String, _ id: String, shared: NameUUID? = nil, created: String, modified: String,
        to out: inout [Object],
        _ body: (inout JSONBytes) -> Void
    ) {
        var json = JSONBytes(capacity: 1000)
        json.object {
            $0.text("type", type)
            $0.text("spec_version", "2.1")
            $0.text("id", id)
            $0.text("created", created)
            $0.text("modified", modified)
            body(&$0)
        }
        out.append(Object(shared: shared, bytes: json.bytes))
    }

    private func write(
        _ id: String, _ filed: FiledCase, _ times: (created: String, modified: String), to out: inout [Object]
    ) {
        let (view, paths) = (filed.view, paths)
        object("incident", id, created: times.created, modified: times.modified, to: &out) {
            $0.text("name", Self.name(view))
            let labels = view.values.fields.compactMap { field -> String? in
                switch field.current?.value {
                case .incidentType(let type): type.slug
                case .cause(let cause): "cause:\(cause.slug)"
                case .leak(let status): "leak:\(status.rawValue)"
                default: nil
                }
            }
            if !labels.isEmpty { $0.texts("labels", labels) }
            Self.references(filed, to: &$0)
            $0.key("extensions")
            $0.object {
                $0.member(Self.incidentCore)
                $0.object { Self.core(view.values, paths, to: &$0) }
            }
        }
    }

    /// What the extension must have and the notices do not say is what claims least.
    private static func core(_ values: CaseValues, _ paths: VERISPaths, to json: inout JSONBytes) {
        json.text("extension_type", "property-extension")
        let isConfirmed = values.leak == .confirmed || VERISClaims(values, paths).hasOtherAttribute
        json.text("determination", isConfirmed ? "successful-attempt" : "suspected")
        let isClosed = values.fields.contains {
            $0.name == .timeline && $0.current != nil && $0.key == TimelineEvent.investigationCompleted.slug
        }
        json.text("investigation_status", isClosed ? "closed" : "open")
        if let figure = values.mainFigure, UnitFamily.of(figure.unit) == "人" {
            json.key("impacted_entity_counts")
            json.object {
                $0.key("individual")
                $0.int(figure.value)
            }
        }
    }

    private func write(_ technique: String, _ id: String, _ key: NameUUID, to out: inout [Object]) {
        object("attack-pattern", id, shared: key, created: Self.always, modified: Self.always, to: &out) {
            $0.text("name", technique)
            $0.key("external_references")
            $0.array([technique]) { json, technique in
                json.object {
                    $0.text("source_name", "mitre-attack")
                    $0.text("external_id", technique)
                }
            }
        }
    }

    private func relate(
        _ source: String, to target: String, _ times: (created: String, modified: String), _ out: inout [Object]
    ) -> String {
        let id = "relationship--\(uuid(source, " ", target).text)"
        object("relationship", id, created: times.created, modified: times.modified, to: &out) {
            $0.text("relationship_type", "related-to")
            $0.text("source_ref", source)
            $0.text("target_ref", target)
        }
        return id
    }

    // MARK: Values

    private static func name(_ view: CaseView) -> String {
        let parts = [view.organisation, view.title].compactMap { $0 }
        return parts.isEmpty ? view.number : parts.joined(separator: " ")
    }

    /// The case by its number, and the notices by their addresses, which STIX takes from the web alone, with the digest of what was
    /// found there.
    private static func references(_ filed: FiledCase, to json: inout JSONBytes) {
        let view = filed.view
        json.key("external_references")
        json.array([nil] + view.notices.map { $0 as CaseView.Notice? }) { json, notice in
            json.object {
                guard let notice else {
                    $0.text("source_name", "jikenbo")
                    $0.text("external_id", view.number)
                    return
                }
                $0.text("source_name", "jikenbo-notice")
                $0.text("external_id", notice.id)
                if let title = notice.title { $0.text("description", title) }
                if let address = notice.sources.first(where: \.isOfTheWeb) {
                    $0.text("url", BibTeX.address(address))
                    guard let digest = filed.digests[notice.id]?[address] else { return }
                    $0.key("hashes")
                    $0.object { $0.text("SHA-256", digest) }
                }
            }
        }
    }

    private static func moment(_ seconds: Int) -> String { "\(Moment.iso(seconds).dropLast()).000Z" }

    /// Midnight of the day in Japan, nine hours before that of UTC.
    static func midnight(_ date: DateValue) -> String { moment((date.dayNumber * 24 - 9) * 3600) }
}

/// The techniques of MITRE ATT&CK that terms are mapped to, looked up once.
private struct Techniques: Sendable {
    private let types: [IncidentType: [String]]
    private let causes: [Cause: [String]]

    init(_ mappings: any TermMappings) {
        types = Dictionary(uniqueKeysWithValues: IncidentType.allCases.map { ($0, mappings.attack($0)) })
        causes = Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, mappings.attack($0)) })
    }

    /// The techniques of a case, in the order in which its values stand.
    func all(_ values: CaseValues) -> [String] {
        var found: [String] = []
        for field in values.fields {
            let techniques: [String]?
            switch field.current?.value {
            case .incidentType(let type): techniques = types[type]
            case .cause(let cause): techniques = causes[cause]
            default: continue
            }
            for technique in techniques ?? [] where !found.contains(technique) { found.append(technique) }
        }
        return found
    }
}
