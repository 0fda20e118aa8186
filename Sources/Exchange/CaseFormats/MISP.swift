package import Facts

/// Events of MISP's core format, one a case and a line: tagged with MISP's veris taxonomy, with the organisation, the addresses of the
/// notices, and the values as text.
package struct MISP: CaseFormat {
    private let paths: VERISPaths
    private let uuid: NameUUIDs

    package init(_ mappings: any TermMappings, _ uuid: NameUUIDs) {
        paths = VERISPaths(mappings)
        self.uuid = uuid
    }

    private struct Attribute {
        var type, category, value, comment: String
    }

    package func part(of filed: FiledCase) -> [UInt8] {
        let view = filed.view
        let name = "\(view.number) \(filed.opened)"
        var json = JSONBytes(capacity: 12_000)
        json.object {
            $0.key("Event")
            $0.object {
                $0.uuid(uuid("event ", name))
                let info = [view.organisation, view.title].compactMap { $0 }.map { HostileText.line($0) }
                $0.text("info", (info + ["(Jikenbo \(view.number))"]).joined(separator: " "))
                let opened = DateValue.day(ofMoment: filed.opened)
                // The first day of a month or year that is no more precise.
                $0.text("date", DateValue.day(number: (view.published ?? opened).dayNumber).iso)
                // 4 is undefined, 0 initial, 0 your organisation only: whoever takes it in decides.
                $0.text("threat_level_id", "4")
                $0.text("analysis", "0")
                $0.text("distribution", "0")
                $0.key("published")
                $0.bool(false)
                let changed = String(filed.changed)
                $0.text("timestamp", changed)
                $0.key("Tag")
                $0.array(tags(view.values)) { json, tag in json.object { $0.text("name", tag) } }
                $0.key("Attribute")
                var ends: Range<Int>?
                $0.array(Self.attributes(view)) { json, attribute in
                    json.object {
                        begin(attribute, name, to: &$0)
                        if attribute.type == "text", let ends {
                            $0.members(at: ends)
                        } else {
                            let start = $0.bytes.count
                            end(attribute, changed, to: &$0)
                            // Behind the comma.
                            if attribute.type == "text" { ends = start + 1..<$0.bytes.count }
                        }
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func begin(_ attribute: Attribute, _ event: String, to json: inout JSONBytes) {
        json.uuid(uuid("attribute ", event, " ", attribute.type, " ", attribute.comment, " ", attribute.value))
        json.text("type", attribute.type)
        json.text("category", attribute.category)
        json.text("value", attribute.value)
        json.text("comment", attribute.comment)
    }

    /// The members that all attributes of a type have in an event.
    private func end(_ attribute: Attribute, _ changed: String, to json: inout JSONBytes) {
        json.key("to_ids")
        json.bool(false)
        // Words such as "human-error" are in many events: that ties none of them.
        json.key("disable_correlation")
        json.bool(attribute.type == "text")
        // 5: as the event.
        json.text("distribution", "5")
        json.text("timestamp", changed)
    }

    private func tags(_ values: CaseValues) -> [String] {
        let claims = VERISClaims(values, paths)
        var tags: [String] = []
        for field in values.fields {
            switch field.current?.value {
            case .incidentType(let type): tags.append("jikenbo:type=\"\(type.slug)\"")
            case .cause(let cause): tags.append("jikenbo:cause=\"\(cause.slug)\"")
            case .leak(let status): tags.append("jikenbo:leak=\"\(status.rawValue)\"")
            default: break
            }
        }
        for (action, area) in VERISClaims.actions {
            for variety in claims.varieties(area) ?? [] {
                tags.append("veris:action:\(action):variety=\"\(variety)\"")
            }
        }
        return tags
    }

    private static func attributes(_ view: CaseView) -> [Attribute] {
        var found: [Attribute] = []
        found.reserveCapacity(view.values.fields.count + view.notices.count + 2)
        func add(_ type: String, _ category: String, _ value: String, _ comment: String) {
            let value = HostileText.line(value)
            // MISP takes no empty value, and no value of a type twice.
            let isKnown = found.contains {
                // Texts of other lengths need no look at their characters, which takes long where they are not of ASCII.
                $0.value.utf8.count == value.utf8.count && $0.type == type && $0.value == value
            }
            guard !value.isEmpty, !isKnown else { return }
            found.append(Attribute(type: type, category: category, value: value, comment: HostileText.line(comment)))
        }
        add("text", "Internal reference", view.number, "number")
        if let organisation = view.organisation { add("target-org", "Targeting data", organisation, "organisation") }
        for notice in view.notices {
            for source in notice.sources where source.isOfTheWeb {
                add("link", "External analysis", BibTeX.address(source), "notice \(notice.id)")
            }
        }
        for field in view.values.fields where field.name != .organisation {
            guard let current = field.current else { continue }
            add("text", "Other", text(of: current.value), "\(field.name.rawValue): \(current.quote)")
        }
        return found
    }

    private static func text(of value: StatedValue) -> String {
        switch value {
        case .text(let text): text
        case .sector(let sector): sector.slug
        case .party(let name, let role): "\(name) (\(role.slug))"
        case .incidentType(let type): type.slug
        case .cause(let cause): cause.slug
        case .data(let kind, let status): "\(kind.slug) (\(status.rawValue))"
        case .count(let value, let bound, let unit, let of, _): "\(of) \(value)\(unit) (\(bound.rawValue))"
        case .event(let event, let start, let end):
            [event.slug, start?.iso, end.map { "– \($0.iso)" }].compactMap { $0 }.joined(separator: " ")
        case .authority(let authority, let date): [authority.slug, date?.iso].compactMap { $0 }.joined(separator: " ")
        case .leak(let status): "leak \(status.rawValue)"
        case .misuse(let status): "misuse \(status.rawValue)"
        case .response(let response): response.slug
        case .measure(let measure): measure.slug
        }
    }
}
