import Facts

/// What a case says in the words of VERIS: enumerations from the mappings alone.
///
/// A term is often mapped to several varieties of which one will be the right one (lost media: Loss or Theft). The first stands for it,
/// because VERIS would take all of them as stated.
struct VERISClaims {
    /// What kinds of action VERIS has, as they stand in its schema.
    static let actions = ["hacking", "malware", "social", "error", "misuse", "physical", "environmental"]
    static let unknown = "Unknown"

    /// By `action.hacking` or `attribute.integrity`.
    private var varieties: [String: [String]] = [:]
    private var vectors: [String: [String]] = [:]
    private(set) var industry = "00"
    private(set) var government = VERISClaims.unknown
    private(set) var isInternal = false

    init(_ values: CaseValues, _ mappings: any TermMappings) {
        var types: [[String]] = []
        var causes: [[String]] = []
        for field in values.fields {
            switch field.current?.value {
            case .incidentType(let type): types.append(mappings.veris(type))
            case .cause(let cause): causes.append(mappings.veris(cause))
            case .sector(let sector): add(victim: mappings.veris(sector))
            default: break
            }
        }
        for paths in types { add(paths) { _ in true } }
        // A cause tells the variety of an action of which the type does not: an intrusion through a vulnerability.
        let known = Set(varieties.filter { $0.value.contains { $0 != Self.unknown } }.keys)
        for paths in causes { add(paths) { !known.contains($0) } }
        settle()
    }

    private mutating func add(_ paths: [String], where isOpen: (String) -> Bool) {
        var hasVariety = false
        var done: Set<String> = []
        for path in paths {
            let parts = path.split(separator: ".", maxSplits: 3).map(String.init)
            guard parts.count == 4 else { continue }
            let area = "\(parts[0]).\(parts[1])"
            switch (parts[0], parts[2]) {
            case ("action", "variety"):
                if !hasVariety, isOpen(area) { Self.append(parts[3], to: &varieties[area, default: []]) }
                hasVariety = true
            case ("action", "vector"): Self.append(parts[3], to: &vectors[area, default: []])
            case ("attribute", "variety"):
                if done.insert(area).inserted { Self.append(parts[3], to: &varieties[area, default: []]) }
            case ("actor", _): isInternal = isInternal || parts[1] == "internal"
            default: break
            }
        }
    }

    private mutating func add(victim paths: [String]) {
        for path in paths {
            let parts = path.split(separator: ".")
            guard parts.count == 3, parts[0] == "victim" else { continue }
            if parts[1] == "industry" { industry = String(parts[2]) }
            if parts[1] == "government" { government = String(parts[2]) }
        }
    }

    private static func append(_ value: String, to list: inout [String]) {
        if !list.contains(value) { list.append(value) }
    }

    /// A way in says nothing of an action of which nothing else is said, unless there is no other action at all.
    private mutating func settle() {
        if !Self.actions.contains(where: { varieties["action.\($0)"] != nil }) {
            if let only = Self.actions.first(where: { vectors["action.\($0)"] != nil }) {
                varieties["action.\(only)"] = [Self.unknown]
            }
        }
        for area in Array(varieties.keys) { varieties[area] = Self.withoutUnknown(varieties[area] ?? []) }
        for area in Array(vectors.keys) { vectors[area] = Self.withoutUnknown(vectors[area] ?? []) }
    }

    private static func withoutUnknown(_ list: [String]) -> [String] {
        let known = list.filter { $0 != unknown }
        return known.isEmpty ? list : known
    }

    func varieties(_ area: String) -> [String]? { varieties[area] }
    func vectors(_ area: String) -> [String] { vectors[area] ?? [Self.unknown] }

    /// Whether something other than the confidentiality of data was hit.
    var hasOtherAttribute: Bool {
        varieties["attribute.integrity"] != nil || varieties["attribute.availability"] != nil
    }
}
