import Facts

/// The paths of VERIS that terms are mapped to, taken apart once.
struct VERISPaths: Sendable {
    struct Path: Sendable {
        enum Kind: Sendable { case variety, vector, attribute, actor }
        var kind: Kind
        /// `action.hacking`, `attribute.integrity`, `actor.internal`.
        var area: String
        /// `Misdelivery`.
        var value: String
    }

    struct Victim: Sendable {
        /// Two digits of NAICS.
        var industry: String?
        var government: String?
    }

    let types: [IncidentType: [Path]]
    let causes: [Cause: [Path]]
    let victims: [Sector: Victim]
    /// Varieties of data.
    let data: [DataKind: [String]]

    init(_ mappings: any TermMappings) {
        types = Self.table { Self.paths(mappings.veris($0)) }
        causes = Self.table { Self.paths(mappings.veris($0)) }
        victims = Self.table { Self.victim(mappings.veris($0)) }
        let prefix = "attribute.confidentiality.data.variety."
        data = Self.table { kind in
            mappings.veris(kind).filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        }
    }

    private static func table<V: Vocabulary & Hashable, Value>(_ value: (V) -> Value) -> [V: Value] {
        Dictionary(uniqueKeysWithValues: V.allCases.map { ($0, value($0)) })
    }

    private static func paths(_ paths: [String]) -> [Path] {
        paths.compactMap { path in
            let parts = path.split(separator: ".", maxSplits: 3).map(String.init)
            guard parts.count == 4 else { return nil }
            let kind: Path.Kind
            switch (parts[0], parts[2]) {
            case ("action", "variety"): kind = .variety
            case ("action", "vector"): kind = .vector
            case ("attribute", "variety"): kind = .attribute
            case ("actor", _): kind = .actor
            default: return nil
            }
            return Path(kind: kind, area: "\(parts[0]).\(parts[1])", value: parts[3])
        }
    }

    private static func victim(_ paths: [String]) -> Victim {
        var victim = Victim()
        for path in paths {
            let parts = path.split(separator: ".").map(String.init)
            guard parts.count == 3, parts[0] == "victim" else { continue }
            if parts[1] == "industry" { victim.industry = parts[2] }
            if parts[1] == "government" { victim.government = parts[2] }
        }
        return victim
    }
}
