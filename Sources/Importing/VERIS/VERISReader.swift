import Casebook
import Facts

/// Makes an incident of VERIS a record: docs/exchange.md says what of it becomes which value.
struct VERISReader {
    let source: ImportSource
    let terms: VERISTerms

    private static let rule = "import/veris"

    /// - Parameter place: the file and line, for messages.
    func item(_ json: LocatedJSON, _ bytes: [UInt8], _ place: String) -> ImportItem {
        do throws(ImportFault) {
            return .incident(try incident(json, Array(bytes[json.range]), place))
        } catch {
            return .fault(error)
        }
    }

    private func incident(_ json: LocatedJSON, _ bytes: [UInt8], _ place: String) throws(ImportFault)
        -> ImportedIncident
    {
        guard json.isObject else {
            throw ImportFault(place, "an incident is an object, and this is none", "take it out of the file")
        }
        guard let version = json["schema_version"]?.string else {
            throw ImportFault(
                place, "it has no schema_version", "name the version of VERIS that it follows, such as 1.4.1")
        }
        guard version == "1.3" || version == "1.4" || version.hasPrefix("1.3.") || version.hasPrefix("1.4.") else {
            throw ImportFault(
                place, "schema_version '\(version)' is not understood", "bring the incident up to VERIS 1.4")
        }
        guard let id = json["incident_id"]?.string, !Rendering.calm(id).isEmpty else {
            throw ImportFault(place, "it has no incident_id", "give each incident an id of its own")
        }
        let states = ["Confirmed": true, "Suspected": true, "Near miss": false, "False positive": false]
        guard let state = json["security_incident"]?.string, let isIncident = states[state] else {
            throw ImportFault(
                place, "security_incident is none that VERIS knows",
                "write Confirmed, Suspected, Near miss or False positive")
        }
        var rendering = Rendering()
        Self.render(json, "", "", to: &rendering)
        var facts = FactList()
        if isIncident { try Claims(reader: self, json: json, text: rendering, place: place).add(to: &facts) }
        let page = rendering.all("reference").lazy.compactMap { ImportSource.webAddress($0.value) }.first
        return ImportedIncident(
            place: place, address: source.address(id, page: page), name: id, bytes: bytes, format: "veris",
            text: rendering.text, kind: isIncident ? .incident : .other, facts: facts.facts)
    }

    /// Writes each value on a line. Lines are found by their path, and by the path without the places in arrays.
    private static func render(_ json: LocatedJSON, _ path: String, _ name: String, to out: inout Rendering) {
        switch json.content {
        case .object(let members):
            for member in members {
                render(
                    member.value, path.isEmpty ? member.key : "\(path).\(member.key)",
                    name.isEmpty ? member.key : "\(name).\(member.key)", to: &out)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                // A plain list says its name over and over; objects are told apart.
                let isPlain = element.scalar != nil
                render(element, isPlain ? path : "\(path).\(index)", name, to: &out)
            }
        case .scalar(.null): break
        case .scalar(.string(let text)): out.add(path, text, also: name)
        case .scalar(let value): out.add(path, value.text, also: name)
        }
    }

    // MARK: Values

    /// What an incident says.
    private struct Claims {
        let reader: VERISReader
        let json: LocatedJSON
        let text: Rendering
        /// The file and line, for messages.
        let place: String

        func add(to facts: inout FactList) throws(ImportFault) {
            let evidence = json["plus"]?["evidence"]?.elements ?? []
            let isOwn = json["source_id"]?.string == "jikenbo" && evidence.allSatisfy { $0["value"] != nil }
            if isOwn { addOwn(evidence, to: &facts) }
            addHeader(to: &facts)
            addVictim(to: &facts)
            // What VERIS says less precisely is not taken besides.
            if isOwn { return }
            addSector(to: &facts)
            addActions(to: &facts)
            try addDamage(to: &facts)
            try addStart(to: &facts)
        }

        private func value(_ field: RecordField, _ line: Rendering.Line?, to facts: inout FactList) {
            guard let line else { return }
            facts.add(field, .string(line.value), text.evidence(line.valueAt, rule))
        }

        private var rule: String { VERISReader.rule }

        /// The values that this program writes beside VERIS's own, with the words of the notice; where it has none, with its own.
        private func addOwn(_ evidence: [LocatedJSON], to facts: inout FactList) {
            for (index, entry) in evidence.enumerated() {
                guard let field = entry["field"]?.string.flatMap(RecordField.init),
                    let value = entry["value"].flatMap({ StatedJSON.value($0.value, of: field) }),
                    let at = words("plus.evidence.\(index)", entry)
                else { continue }
                facts.add(field, value, text.evidence(at, rule))
            }
            value(.title, text.first("plus.notices.title"), to: &facts)
            value(.published, text.first("plus.notices.published"), to: &facts)
        }

        private func words(_ path: String, _ entry: LocatedJSON) -> TextSpan? {
            if let quote = text.first(path + ".quote") { return quote.valueAt }
            let names = entry["value"]?.members.map { "\(path).value.\($0.key)" } ?? []
            let lines = ([path + ".value"] + names).compactMap { text.first($0) }
            guard let start = lines.map(\.at.start).min(), let end = lines.map(\.at.end).max() else { return nil }
            return TextSpan(start, end)
        }

        private func addHeader(to facts: inout FactList) {
            if let id = text.first("incident_id"), CaseFiling.isNumber(id.value) {
                value(.casebookNumber, id, to: &facts)
            }
            guard !facts.has(.title), let summary = text.first("summary") else { return }
            // The first sentence, of which the first words where it is long.
            let ends = summary.value.indices.first { index in
                let next = summary.value.index(after: index)
                return summary.value[index] == "。" || summary.value[index] == "\n"
                    || summary.value[index] == "." && next < summary.value.endIndex && summary.value[next] == " "
            }
            let title = Rendering.calm(String(summary.value[..<(ends ?? summary.value.endIndex)].prefix(120)))
            let at = TextSpan(summary.valueAt.start, summary.valueAt.start + title.utf8.count)
            facts.add(.title, .string(title), text.evidence(at, rule))
        }

        private func addVictim(to facts: inout FactList) {
            value(.organisation, text.first("victim.victim_id"), to: &facts)
            value(.actor, text.first("actor.external.name"), to: &facts)
        }

        private func addSector(to facts: inout FactList) {
            guard let industry = text.first("victim.industry") else { return }
            let levels = text.all("victim.government")
            guard let sector = reader.terms.sector(industry: industry.value, government: levels.map(\.value)) else {
                return
            }
            facts.add(.sector, .string(sector), text.evidence(industry.at, rule))
        }

        private func addActions(to facts: inout FactList) {
            for action in json["action"]?.members ?? [] {
                let area = "action.\(action.key)"
                let varieties = text.all(area + ".variety").map { ($0, area + ".variety.") }
                let vectors = text.all(area + ".vector").map { ($0, area + ".vector.") }
                var hasType = false
                for (line, path) in varieties + vectors {
                    let path = path + line.value
                    hasType = add(.incidentTypes, path, line, to: &facts) || hasType
                    _ = add(.causes, path, line, to: &facts)
                }
                // Hacking of whatever variety is unauthorised access.
                if !hasType, let line = varieties.first?.0 {
                    _ = add(.incidentTypes, area + ".variety.Unknown", line, to: &facts)
                }
            }
            for attribute in ["integrity", "availability"] {
                for line in text.all("attribute.\(attribute).variety") {
                    _ = add(.incidentTypes, "attribute.\(attribute).variety.\(line.value)", line, to: &facts)
                }
            }
        }

        private func add(
            _ field: RecordField, _ path: String, _ line: Rendering.Line, to facts: inout FactList
        ) -> Bool {
            let vocabulary = field == .causes ? Cause.vocabularyName : IncidentType.vocabularyName
            guard let slug = reader.terms.slug(path, of: vocabulary) else { return false }
            return facts.add(field, .string(slug), text.evidence(line.at, rule))
        }

        private func addDamage(to facts: inout FactList) throws(ImportFault) {
            let area = "attribute.confidentiality."
            if let line = text.first(area + "data_disclosure"),
                let status = ["Yes": "confirmed", "Potentially": "possible", "No": "none"][line.value]
            {
                facts.add(.leakStatus, .string(status), text.evidence(line.at, rule))
            }
            for line in text.all(area + "data.variety") {
                let path = area + "data.variety." + line.value
                guard let slug = reader.terms.slug(path, of: DataKind.vocabularyName) else { continue }
                facts.add(.data, .array([.string(slug), .string("exposed")]), text.evidence(line.at, rule))
            }
            // VERIS counts records.
            if let line = text.first(area + "data_total") {
                guard let total = Int(line.value), total >= 0 else {
                    throw ImportFault(
                        place, "data_total '\(line.value)' is no count of records",
                        "write a whole number, or leave it out")
                }
                // Of no record, nothing is said.
                guard total > 0 else { return }
                facts.add(
                    .counts, .array([.int(total), .string("件"), .string(""), .bool(true)]),
                    text.evidence(line.at, rule))
            }
        }

        /// The day of the incident, as precise as it is.
        private func addStart(to facts: inout FactList) throws(ImportFault) {
            let area = "timeline.incident."
            guard let year = text.first(area + "year") else { return }
            var lines = [year]
            var date = year.value
            for part in ["month", "day"] {
                guard let line = text.first(area + part) else { break }
                lines.append(line)
                date += "-" + (line.value.utf8.count < 2 ? "0" : "") + line.value
            }
            guard let start = lines.map(\.at.start).min(), let end = lines.map(\.at.end).max() else { return }
            let value: JSONValue = .array([.string(TimelineEvent.occurred.slug), .string(date), .null])
            guard facts.add(.timeline, value, text.evidence(TextSpan(start, end), rule)) else {
                throw ImportFault(
                    place, "timeline.incident '\(date)' is no date", "mend year, month and day, or leave them out")
            }
        }
    }
}
