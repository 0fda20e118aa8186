import Facts

/// A main figure of a case.
struct CaseFigure {
    var value: Int
    var bound: CountBound
    var unit: String
}

extension CaseValues {
    /// The figure to quote for the case's size.
    var mainFigure: CaseFigure? {
        for field in fields {
            if case .count(let value, let bound, let unit, _, true)? = field.current?.value {
                return CaseFigure(value: value, bound: bound, unit: unit)
            }
        }
        return nil
    }

    var leak: LeakStatus? {
        if case .leak(let status)? = current(.leakStatus) { return status }
        return nil
    }
}

/// What became of data, as VERIS asks for it.
struct VERISDamage {
    let leak: LeakStatus?
    /// VERIS's `data_disclosure`; `nil` where the notices say nothing of data.
    let disclosure: String?
    let count: CaseFigure?
    /// How many records or persons, where they were or may have been disclosed.
    let total: Int?
    /// VERIS's varieties of the data that was exposed.
    let data: [String]

    init(_ values: CaseValues, _ paths: VERISPaths) {
        var data: [String] = []
        for field in values.fields {
            guard case .data(let kind, .exposed)? = field.current?.value else { continue }
            for variety in paths.data[kind] ?? [] where !data.contains(variety) { data.append(variety) }
        }
        self.data = data
        leak = values.leak
        count = values.mainFigure
        switch leak {
        case .confirmed: disclosure = "Yes"
        case .possible: disclosure = "Potentially"
        case .none?: disclosure = "No"
        // That none was found so far is no denial.
        case .notFound: disclosure = VERISClaims.unknown
        case nil: disclosure = data.isEmpty ? nil : VERISClaims.unknown
        }
        let family = count.map { UnitFamily.of($0.unit) }
        let isDisclosed = leak == .confirmed || leak == .possible
        total = isDisclosed && (family == "人" || family == "件") ? count?.value : nil
    }
}

extension JSONBytes {
    /// A member with a string.
    mutating func text(_ name: StaticString, _ value: String) {
        key(name)
        string(value)
    }

    /// A member with an array of strings.
    mutating func texts(_ name: StaticString, _ values: some Sequence<String>) {
        key(name)
        array(values) { $0.string($1) }
    }

    /// A member with a figure, and how it is meant.
    mutating func figure(_ name: StaticString, _ figure: CaseFigure) {
        key(name)
        object {
            $0.key("value")
            $0.int(figure.value)
            $0.text("bound", figure.bound.rawValue)
            $0.text("unit", figure.unit)
        }
    }
}
