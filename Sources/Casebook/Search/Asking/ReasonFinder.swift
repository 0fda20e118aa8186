package import Facts

/// Says why a notice was found, from its record.
struct ReasonFinder {
    /// A reason, with the evidence to mark.
    struct Found {
        var reason: SearchReason
        var evidence: [TextSpan]

        var value: String? { if case .value(_, let value, _) = reason { value } else { nil } }
    }

    let plan: SearchPlan

    /// The reasons that the record gives.
    func reasons(_ record: NoticeRecord, number: String?) -> [Found] {
        plan.terms.flatMap { term -> [Found] in
            switch term {
            case .terms(.has, let fields):
                fields.compactMap { QueryField(rawValue: $0) }.flatMap { values($0, record, number, wanted: nil) }
            case .terms(let field, let slugs): values(field, record, number, wanted: Set(slugs))
            case .text(let field, let names):
                values(field, record, number, wanted: nil).filter { found in
                    let text = SearchText(found.value ?? "")
                    return names.contains { name in
                        SearchText(name).pieces.allSatisfy { !text.occurrences(of: $0).isEmpty }
                    }
                }
            case .number(let field, let range):
                values(field, record, number, wanted: nil).filter { found in
                    guard let value = found.value.flatMap({ Int($0) }) else { return false }
                    return value >= range.low ?? .min && value <= range.high ?? .max
                }
            case .published: values(.published, record, number, wanted: nil)
            default: []
            }
        }
    }

    /// The values that the record has in the field.
    private func values(_ field: QueryField, _ record: NoticeRecord, _ number: String?, wanted: Set<String>?) -> [Found]
    {
        func found(_ value: String, _ evidence: Evidence?) -> Found {
            let quote = evidence.flatMap { $0.quote.isEmpty ? nil : $0.quote }
            return Found(reason: .value(field, value, quote: quote), evidence: evidence.map { [$0.at] } ?? [])
        }
        func facts<V: Vocabulary>(_ facts: [Fact<V>]) -> [Found] { facts.map { found($0.value.slug, $0.evidence) } }
        let all: [Found] =
            switch field {
            case .type: facts(record.incidentTypes)
            case .cause: facts(record.causes)
            case .data:
                record.data.filter { $0.status == .exposed }.map { found($0.kind.slug, $0.evidence) }
            case .sector: record.sector.map { facts([$0]) } ?? []
            case .authority: record.authorities.map { found($0.authority.slug, $0.evidence) }
            case .response: facts(record.responses)
            case .measure: facts(record.measures)
            case .leak: record.leakStatus.map { [found($0.value.rawValue, $0.evidence)] } ?? []
            case .misuse: record.misuseStatus.map { [found($0.value.rawValue, $0.evidence)] } ?? []
            case .kind: [found(record.kind.rawValue, nil)]
            case .org: record.organisation.map { [found($0.value, $0.evidence)] } ?? []
            case .party: record.parties.map { found($0.name, $0.evidence) }
            case .service: record.service.map { [found($0.value, $0.evidence)] } ?? []
            case .actor: record.actor.map { [found($0.value, $0.evidence)] } ?? []
            case .people: record.mainCount.map { [found("\($0.value)", $0.evidence)] } ?? []
            case .lag: record.derived.daysToDisclose.map { [found("\($0.days)", nil)] } ?? []
            case .published: record.published.map { [found($0.value.iso, $0.evidence)] } ?? []
            case .number: number.map { [found($0, nil)] } ?? []
            case .has: []
            }
        var seen: Set<String> = []
        return all.filter { item in
            guard let value = item.value else { return false }
            return (wanted?.contains(value) ?? true) && seen.insert(value).inserted
        }
    }
}

extension NoticeRecord {
    /// The one figure to quote for the notice's size.
    package var mainCount: CountFact? { counts.first(where: \.main) ?? counts.first }
}
