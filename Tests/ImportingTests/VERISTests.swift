import Casebook
import Facts
import Language
import Testing

@testable import Importing

/// VERIS incidents that become records.
@Suite struct VERISTests {
    static let terms = VERISTerms(.builtIn)

    private func items(_ text: String) -> [ImportItem] {
        VERISFile.items(
            Array(text.utf8), from: ImportSource(name: "in.json", address: "/data/in.json"), Self.terms)
    }

    private func incident(_ text: String) throws -> ImportedIncident {
        let items = items(text)
        guard items.count == 1, case .incident(let incident) = items[0] else {
            Issue.record("\(items)")
            throw CancellationError()
        }
        return incident
    }

    /// An incident with what is given and the little that each must have.
    private func veris(_ members: String, id: String = "a-1") -> String {
        """
        {"schema_version": "1.4", "incident_id": "\(id)", "security_incident": "Confirmed", \(members)}
        """
    }

    private func values(_ incident: ImportedIncident, _ field: RecordField) -> [String] {
        incident.facts.filter { $0.field == field }.map { $0.value.string ?? $0.value.text }
    }

    @Test func everyValueCarriesTheWordsOfTheRecord() throws {
        let incident = try incident(
            veris(
                """
                "summary": "A clerk lost a laptop. It was not encrypted.", "victim": {"victim_id": "Ashibe Clinic", "industry": "621111"},
                "action": {"error": {"variety": ["Loss"], "vector": ["Carelessness"]}},
                "attribute": {"confidentiality": {"data_disclosure": "Potentially", "data_total": 1200, "data": [{"variety": "Personal"}, {"variety": "Bank"}]}},
                "timeline": {"incident": {"day": 7, "month": 3, "year": 2021}},
                "reference": "see https://example.com/news/1; http://b.example"
                """))
        #expect(values(incident, .title) == ["A clerk lost a laptop"])
        #expect(values(incident, .organisation) == ["Ashibe Clinic"])
        #expect(values(incident, .sector) == ["healthcare"])
        #expect(values(incident, .incidentTypes) == ["lost-media"])
        #expect(values(incident, .causes) == ["human-error"])
        #expect(values(incident, .leakStatus) == ["possible"])
        #expect(values(incident, .counts) == [#"[1200,"件","",true]"#])
        #expect(values(incident, .data) == [#"["other-personal","exposed"]"#, #"["bank-account","exposed"]"#])
        #expect(values(incident, .timeline) == [#"["occurred","2021-03-07",null]"#])
        #expect(incident.address == "https://example.com/news/1#imported:a-1")
        for fact in incident.facts {
            let at = fact.evidence.at
            #expect(Array(fact.evidence.quote.utf8) == Array(Array(incident.text.utf8)[at.start..<at.end]))
            #expect(!fact.evidence.quote.isEmpty)
        }
        let type = try #require(incident.facts.first { $0.field == .incidentTypes })
        #expect(type.evidence.quote == "action.error.variety: Loss")
    }

    @Test(arguments: [
        (#""action": {"hacking": {"variety": ["SQLi"], "vector": ["Web application"]}}"#, "unauthorized-access"),
        (#""action": {"malware": {"variety": ["Ransomware"]}}"#, "ransomware"),
        (#""action": {"malware": {"variety": ["Trojan"]}}"#, "malware"),
        (#""action": {"physical": {"variety": ["Theft"]}}"#, "lost-media"),
        (
            #""action": {"hacking": {"variety": ["DoS"]}}, "attribute": {"availability": {"variety": ["Interruption"]}}"#,
            "dos"
        ),
        (#""action": {"unknown": {}}, "attribute": {"integrity": {"variety": ["Defacement"]}}"#, "web-tampering"),
    ])
    func actionsAndAttributesTellTheType(members: String, type: String) throws {
        #expect(try values(incident(veris(members)), .incidentTypes) == [type])
    }

    @Test func whatSeveralTermsShareSaysNoneOfThem() throws {
        let incident = try incident(
            veris(#""action": {"hacking": {"variety": ["Use of stolen creds"]}}, "victim": {"industry": "511000"}"#))
        #expect(values(incident, .causes).isEmpty && values(incident, .sector).isEmpty)
    }

    @Test func governmentTellsLocalFromNational() throws {
        let incident = try incident(veris(#""victim": {"industry": "920000", "government": ["Local"]}"#))
        #expect(values(incident, .sector) == ["local-government"])
    }

    @Test func onlyNumbersLikeOursAreNumbersOfCases() throws {
        #expect(try values(incident(veris(#""summary": "x""#, id: "2023-060")), .casebookNumber) == ["2023-060"])
        #expect(try values(incident(veris(#""summary": "x""#, id: "0012CC25-9167-40D8")), .casebookNumber).isEmpty)
    }

    @Test func aFalsePositiveIsNoIncident() throws {
        let text = veris(#""summary": "x""#).replacing("Confirmed", with: "False positive")
        let incident = try incident(text)
        #expect(incident.kind == .other && incident.facts.isEmpty)
    }

    @Test func oneObjectAnArrayAndLinesAreReadAlike() {
        let one = veris(#""summary": "x""#)
        let two = veris(#""summary": "y""#, id: "a-2")
        for text in [one + "\n" + two, "[\n\(one),\n\(two)\n]", "\u{FEFF}\(one)\r\n\r\n\(two)\r\n"] {
            let names = items(text).map { item in
                if case .incident(let incident) = item { incident.name } else { "" }
            }
            #expect(names == ["a-1", "a-2"])
        }
        #expect(items("{\n" + one.dropFirst()).count == 1)
    }

    @Test(arguments: [
        ("", "in.json:1: this is no JSON: the file ends where a value should stand; "),
        ("{\n\"a\": 1,\n\"b\" 2}", "in.json:3: this is no JSON: a colon behind a name is missing; "),
        ("7", "in.json:1: an incident is an object, and this is none; "),
        ("[{}]", "in.json:1: incident 1: it has no schema_version; "),
        (#"{"schema_version": "1.2"}"#, "in.json:1: schema_version '1.2' is not understood; "),
        (#"{"schema_version": "1.4.1"}"#, "in.json:1: it has no incident_id; "),
        (
            #"{"schema_version": "1.4.1", "incident_id": "x", "security_incident": "Maybe"}"#,
            "in.json:1: security_incident is none that VERIS knows; "
        ),
    ])
    func whatCannotBeTakenInIsNamedWithLineAndRemedy(text: String, begins: String) {
        let items = items(text)
        guard items.count == 1, case .fault(let fault) = items[0] else {
            Issue.record("\(items)")
            return
        }
        #expect(fault.description.hasPrefix(begins) && fault.description.count > begins.count, "\(fault)")
    }

    @Test(arguments: [
        (#""attribute": {"confidentiality": {"data_total": 1.5}}"#, "data_total '1.5' is no count of records; "),
        (#""attribute": {"confidentiality": {"data_total": 123456789012345678901234567890}}"#, "data_total '1"),
        (#""timeline": {"incident": {"year": 2021, "month": 13}}"#, "timeline.incident '2021-13' is no date; "),
    ])
    func whatCannotBeIsNotLeftOutInSilence(members: String, begins: String) {
        guard case .fault(let fault)? = items(veris(members)).first else {
            Issue.record("\(items(veris(members)))")
            return
        }
        #expect(fault.description.hasPrefix("in.json:1: " + begins), "\(fault)")
    }

    @Test func aBadIncidentDoesNotHinderTheOthers() {
        let found = items(veris(#""summary": "x""#) + "\n{broken\n" + veris(#""summary": "y""#, id: "a-2"))
        #expect(found.count == 3)
        guard case .fault(let fault) = found[1] else {
            Issue.record("\(found)")
            return
        }
        #expect(fault.place == "in.json:2")
        let broken = items("{broken\n" + veris(#""summary": "x""#) + "\n" + veris(#""summary": "y""#, id: "a-2"))
        #expect(broken.count == 3)
        // An array that is broken is not taken for lines.
        #expect(items("[\n" + veris(#""summary": "x""#) + ",\n{broken}\n]").count == 1)
    }

    @Test func addressesAreNotMarkedTwice() {
        let source = ImportSource(name: "a", address: "/a")
        #expect(
            source.address("x y", page: "https://e.example/1#imported:x%20y") == "https://e.example/1#imported:x%20y")
        #expect(source.address("1", page: "https://e.example/1#top") == "https://e.example/1#top&imported:1")
        #expect(source.address("../1", page: "ftp://e.example") == "/a#imported:..%2F1")
    }
}
