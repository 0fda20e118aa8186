import Facts

/// What a case says in the words of VERIS: enumerations from the mappings alone.
///
/// A term is often mapped to several varieties of which one will be the right one (lost media: Loss or Theft). The first stands for it,
/// because VERIS would take all of them as stated.
struct VERISClaims {
    /// The kinds of action that VERIS has, as they stand in its schema, and what paths of them begin with.
    static let actions = ["hacking", "malware", "social", "error", "misuse", "physical", "environmental"].map {
        (name: $0, area: "action.\($0)")
    }
    static let unknown = "Unknown"

    /// What is said of each area, in the order in which it is first spoken of: few, so that none is looked up faster than by going
    /// through them.
    private struct Lists {
        private(set) var all: [(area: String, values: [String])] = []

        func values(_ area: String) -> [String]? { all.first { $0.area == area }?.values }

        mutating func append(_ value: String, to area: String) {
            guard let index = all.firstIndex(where: { $0.area == area }) else {
                all.append((area, [value]))
                return
            }
            if !all[index].values.contains(value) { all[index].values.append(value) }
        }

        /// That something is unknown is said only where nothing else is.
        mutating func settle() {
            for index in all.indices where all[index].values.count > 1 {
                all[index].values.removeAll { $0 == VERISClaims.unknown }
            }
        }
    }

    private var varieties = Lists()
    private var vectors = Lists()
    private(set) var industry = "00"
    private(set) var government = VERISClaims.unknown
    private(set) var isInternal = false

    init(_ values: CaseValues, _ paths: VERISPaths) {
        for field in values.fields {
            switch field.current?.value {
            case .incidentType(let type): add(paths.types[type] ?? []) { _ in true }
            case .sector(let sector):
                industry = paths.victims[sector]?.industry ?? industry
                government = paths.victims[sector]?.government ?? government
            default: break
            }
        }
        // A cause tells the variety of an action of which the type does not: an intrusion through a vulnerability.
        let known = varieties.all.filter { $0.values.contains { $0 != Self.unknown } }.map(\.area)
        for field in values.fields {
            guard case .cause(let cause)? = field.current?.value else { continue }
            add(paths.causes[cause] ?? []) { !known.contains($0) }
        }
        settle()
    }

    private mutating func add(_ paths: [VERISPaths.Path], where isOpen: (String) -> Bool) {
        var hasVariety = false
        var done: [String] = []
        for path in paths {
            switch path.kind {
            case .variety:
                if !hasVariety, isOpen(path.area) { varieties.append(path.value, to: path.area) }
                hasVariety = true
            case .vector: vectors.append(path.value, to: path.area)
            case .attribute:
                guard !done.contains(path.area) else { continue }
                done.append(path.area)
                varieties.append(path.value, to: path.area)
            case .actor: isInternal = isInternal || path.area == "actor.internal"
            }
        }
    }

    /// A way in says nothing of an action of which nothing else is said, unless there is no other action at all.
    private mutating func settle() {
        if !Self.actions.contains(where: { varieties.values($0.area) != nil }),
            let only = Self.actions.first(where: { vectors.values($0.area) != nil })
        {
            varieties.append(Self.unknown, to: only.area)
        }
        varieties.settle()
        vectors.settle()
    }

    /// - Parameter area: `action.hacking`, `attribute.integrity`.
    func varieties(_ area: String) -> [String]? { varieties.values(area) }
    func vectors(_ area: String) -> [String] { vectors.values(area) ?? [Self.unknown] }

    /// Whether something other than the confidentiality of data was hit.
    var hasOtherAttribute: Bool {
        varieties("attribute.integrity") != nil || varieties("attribute.availability") != nil
    }
}
