import Facts

/// One value of a record with where it stands in the record, for lists of all of them.
struct Finding {
    /// Such as `counts[0]`.
    var place: String
    /// Such as `counts`, or `causes:weak-password` where the value is a slug.
    var label: String
    var value: String
    var evidence: Evidence
    /// The number of the field, for its hue.
    var field: Int
}

extension NoticeRecord {
    /// Every value that has evidence, in the order of the record's fields.
    var findings: [Finding] {
        var list = FindingList()
        list.add("casebook_number", casebookNumber) { $0 }
        list.add("title", title) { $0 }
        list.add("organisation", organisation) { $0 }
        list.add("published", published) { $0.iso }
        list.add("report_number", reportNumber) { "\($0)" }
        list.add("sector", sector) { $0.slug }
        list.add("service", service) { $0 }
        list.add("parties", parties.map { ($0.name + " " + $0.role.slug, $0.role.slug, $0.evidence) })
        list.add("incident_types", incidentTypes)
        list.add("causes", causes)
        list.add("actor", actor) { $0 }
        list.add("data", data.map { ($0.kind.slug + " " + $0.status.rawValue, $0.kind.slug, $0.evidence) })
        list.add("counts", counts.map { ("\($0.value) \($0.unit)" + ($0.main ? " main" : ""), nil, $0.evidence) })
        list.add(
            "timeline",
            timeline.map {
                let range = ($0.start?.iso ?? "") + ($0.end.map { "/" + $0.iso } ?? "")
                return ($0.event.slug + " " + range, $0.event.slug, $0.evidence)
            })
        list.add(
            "authorities",
            authorities.map {
                ($0.authority.slug + ($0.date.map { " " + $0.iso } ?? ""), $0.authority.slug, $0.evidence)
            })
        list.add(
            "leak_status", leakStatus.map { [($0.value.rawValue, $0.value.rawValue, $0.evidence)] } ?? [],
            indexed: false)
        list.add(
            "misuse_status", misuseStatus.map { [($0.value.rawValue, $0.value.rawValue, $0.evidence)] } ?? [],
            indexed: false)
        list.add("responses", responses)
        list.add("measures", measures)
        return list.findings
    }
}

private struct FindingList {
    var findings: [Finding] = []
    var field = 0

    mutating func add<Value>(_ name: String, _ fact: Fact<Value>?, _ text: (Value) -> String) {
        add(name, fact.map { [(text($0.value), nil, $0.evidence)] } ?? [], indexed: false)
    }

    mutating func add<V: Vocabulary>(_ name: String, _ facts: [Fact<V>]) {
        add(name, facts.map { ($0.value.slug, $0.value.slug, $0.evidence) })
    }

    mutating func add(
        _ name: String, _ values: [(text: String, slug: String?, evidence: Evidence)], indexed: Bool = true
    ) {
        for (index, value) in values.enumerated() where !value.evidence.quote.isEmpty {
            findings.append(
                Finding(
                    place: indexed ? "\(name)[\(index)]" : name, label: value.slug.map { name + ":" + $0 } ?? name,
                    value: value.text, evidence: value.evidence, field: field))
        }
        field += 1
    }
}
