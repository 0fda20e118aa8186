package import Facts

/// VERIS 1.4: an incident on a line for each case, valid against the merged schema of vz-risk/veris. Enumerations come from the
/// mappings; where there is none, it is Unknown or left out. What VERIS has no place for stands under `plus`.
package struct VERIS: CaseFormat {
    private let paths: VERISPaths

    package init(_ mappings: any TermMappings) { paths = VERISPaths(mappings) }

    package func part(of filed: FiledCase) -> [UInt8] {
        let view = filed.view
        let claims = VERISClaims(view.values, paths)
        let damage = VERISDamage(view.values, paths)
        var json = JSONBytes(capacity: 12_000)
        json.object {
            $0.text("schema_version", "1.4.1")
            $0.text("incident_id", view.number)
            $0.text("source_id", "jikenbo")
            let isConfirmed = damage.leak == .confirmed || claims.hasOtherAttribute
            $0.text("security_incident", isConfirmed ? "Confirmed" : "Suspected")
            $0.text("summary", [view.organisation, view.title].compactMap { $0 }.joined(separator: " "))
            let addresses = view.notices.flatMap { $0.sources.prefix(1) }
            if !addresses.isEmpty { $0.text("reference", addresses.joined(separator: "; ")) }
            Self.timeline(filed, to: &$0)
            Self.victim(view, claims, to: &$0)
            Self.actor(view.values, claims, to: &$0)
            Self.action(claims, to: &$0)
            $0.key("asset")
            $0.object {
                $0.key("assets")
                $0.array([VERISClaims.unknown]) { json, variety in json.object { $0.text("variety", variety) } }
                $0.texts("cloud", [VERISClaims.unknown])
            }
            Self.attribute(claims, damage, to: &$0)
            Self.discovery(view.values, to: &$0)
            $0.key("plus")
            $0.object { Self.plus(filed, damage, to: &$0) }
        }
        json.endLine()
        return json.bytes
    }

    // MARK: When

    /// The day of the incident, of what comes first here: VERIS must have a year.
    private static func start(_ filed: FiledCase) -> (date: DateValue, from: String) {
        let starts: [TimelineEvent] = [.intrusion, .exposure, .occurred, .lostLastSeen, .reportedToOrg, .detected]
        for wanted in starts {
            for field in filed.view.values.fields {
                if case .event(wanted, let start?, _)? = field.current?.value { return (start, wanted.slug) }
            }
        }
        if let published = filed.view.published { return (published, "published") }
        return (DateValue.day(ofMoment: filed.opened), "opened")
    }

    private static func timeline(_ filed: FiledCase, to json: inout JSONBytes) {
        let date = start(filed).date
        json.key("timeline")
        json.object {
            $0.key("incident")
            $0.object {
                $0.key("year")
                // The schema has no other years.
                $0.int(min(max(date.year, 1950), 2050))
                if date.grain >= .month {
                    $0.key("month")
                    $0.int(date.month)
                }
                if date.grain >= .day {
                    $0.key("day")
                    $0.int(date.day)
                }
            }
            if let days = filed.lag(\.daysToDetect) {
                $0.key("discovery")
                $0.object {
                    $0.text("unit", "Days")
                    $0.key("value")
                    $0.int(days)
                }
            }
        }
    }

    // MARK: Who

    private static func victim(_ view: CaseView, _ claims: VERISClaims, to json: inout JSONBytes) {
        json.key("victim")
        json.object {
            if let name = view.organisation { $0.text("victim_id", name) }
            $0.texts("country", [VERISClaims.unknown])
            $0.text("employee_count", VERISClaims.unknown)
            $0.text("industry", claims.industry)
            $0.texts("government", [claims.government])
        }
    }

    /// A named attacker is someone outside; who else did it, only the mappings say.
    private static func actor(_ values: CaseValues, _ claims: VERISClaims, to json: inout JSONBytes) {
        json.key("actor")
        json.object {
            if case .text(let name)? = values.current(.actor) {
                $0.key("external")
                $0.object {
                    $0.texts("variety", [VERISClaims.unknown])
                    $0.texts("motive", [VERISClaims.unknown])
                    $0.texts("name", [name])
                }
            }
            if claims.isInternal {
                $0.key("internal")
                $0.object {
                    $0.texts("variety", [VERISClaims.unknown])
                    $0.texts("motive", [VERISClaims.unknown])
                }
            } else if values.current(.actor) == nil {
                $0.key("unknown")
                $0.object { _ in }
            }
        }
    }

    // MARK: What

    private static func action(_ claims: VERISClaims, to json: inout JSONBytes) {
        json.key("action")
        json.object {
            var isKnown = false
            for (action, area) in VERISClaims.actions {
                guard let varieties = claims.varieties(area) else { continue }
                isKnown = true
                $0.member(action)
                $0.object {
                    $0.texts("variety", varieties)
                    if action != "environmental" { $0.texts("vector", claims.vectors(area)) }
                    if action == "social" { $0.texts("target", [VERISClaims.unknown]) }
                }
            }
            if !isKnown {
                $0.key("unknown")
                $0.object { _ in }
            }
        }
    }

    private static func attribute(_ claims: VERISClaims, _ damage: VERISDamage, to json: inout JSONBytes) {
        guard damage.disclosure != nil || claims.hasOtherAttribute else { return }
        json.key("attribute")
        json.object {
            if let disclosure = damage.disclosure {
                $0.key("confidentiality")
                $0.object {
                    $0.text("data_disclosure", disclosure)
                    if let total = damage.total {
                        $0.key("data_total")
                        $0.int(total)
                    }
                    if !damage.data.isEmpty {
                        $0.key("data")
                        $0.array(damage.data) { json, variety in json.object { $0.text("variety", variety) } }
                    }
                }
            }
            for attribute in ["integrity", "availability"] {
                guard let varieties = claims.varieties("attribute." + attribute) else { continue }
                $0.member(attribute)
                $0.object { $0.texts("variety", varieties) }
            }
        }
    }

    /// Someone told the organisation, or nothing is known of how it was found.
    private static func discovery(_ values: CaseValues, to json: inout JSONBytes) {
        json.key("discovery_method")
        let wasTold = values.fields.contains {
            $0.name == .timeline && $0.current != nil && $0.key == TimelineEvent.reportedToOrg.slug
        }
        json.object {
            if wasTold {
                $0.key("external")
                $0.object { $0.texts("variety", [VERISClaims.unknown]) }
            } else {
                $0.key("unknown")
                $0.bool(true)
            }
        }
    }

    // MARK: What VERIS lacks

    private static func plus(_ filed: FiledCase, _ damage: VERISDamage, to json: inout JSONBytes) {
        json.text("case", filed.view.number)
        json.text("timeline_from", start(filed).from)
        if let count = damage.count { json.figure("count", count) }
        json.key("notices")
        json.array(filed.view.notices) { json, notice in
            json.object {
                $0.text("id", notice.id)
                $0.key("published")
                $0.optional(notice.published) { $0.string($1.iso) }
                $0.key("title")
                $0.optional(notice.title) { $0.string($1) }
                $0.texts("sources", notice.sources)
            }
        }
        json.key("evidence")
        json.array(filed.view.values.fields.filter { $0.current != nil }) { json, field in
            json.object {
                $0.text("field", field.name.rawValue)
                $0.text("key", field.key)
                $0.key("value")
                $0.optional(field.current?.value) { CaseJSON.write($1, to: &$0) }
                $0.text("quote", field.current?.quote ?? "")
                $0.text("notice", field.current?.notice ?? "")
            }
        }
    }
}
