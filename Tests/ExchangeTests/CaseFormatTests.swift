import Exchange
import Facts
import Foundation
import Testing

/// Cases in the formats of others. What other programs make of them, scripts/check-exchange asks those.
@Suite struct CaseFormatTests {
    @Test func jsonLines() throws { try expectSnapshot("cases.jsonl", SampleCase.written(CaseLines())) }

    @Test func csv() throws { try expectSnapshot("cases.csv", SampleCase.written(CaseCSV(CSVOptions()))) }

    @Test func csvOfFacts() throws {
        try expectSnapshot("facts.csv", SampleCase.written(FactCSV(CSVOptions(hasMark: false))))
    }

    @Test func parquet() throws {
        try expectSnapshot("cases.parquet", SampleCase.bytes(CaseParquet(CSVOptions(), .none)))
    }

    @Test func parquetOfFacts() throws {
        try expectSnapshot("facts.parquet", SampleCase.bytes(FactParquet(CSVOptions(), .none)))
    }

    @Test func bibtex() throws { try expectSnapshot("cases.bib", SampleCase.written(BibTeX())) }

    @Test func cslJSON() throws { try expectSnapshot("cases-csl.json", SampleCase.written(CSLJSON())) }

    @Test func veris() throws {
        try expectSnapshot("cases-veris.jsonl", SampleCase.written(VERIS(SampleMappings())))
    }

    @Test func stix() throws {
        try expectSnapshot("cases-stix.json", SampleCase.written(STIX(SampleMappings(), .sample)))
    }

    @Test func misp() throws {
        try expectSnapshot("cases-misp.jsonl", SampleCase.written(MISP(SampleMappings(), .sample)))
    }

    private static let formats: [any CaseFormat & Sendable] = [
        CaseLines(), CaseCSV(CSVOptions()), FactCSV(CSVOptions()), BibTeX(), CSLJSON(), VERIS(SampleMappings()),
        STIX(SampleMappings(), .sample), MISP(SampleMappings(), .sample),
    ]

    @Test(arguments: formats.indices) func nothingSteersATerminal(format: Int) {
        let text = SampleCase.written(Self.formats[format], [SampleCase.hostile])
        let steering = text.unicodeScalars.filter {
            HostileText.steers($0) && !"\u{FEFF}\r\n".unicodeScalars.contains($0)
        }
        #expect(steering.isEmpty)
    }

    // MARK: CSV

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"])
    func noCellIsAFormula(text: String) {
        var filed = SampleCase.bare
        filed.view.notices[0].title = text
        let line = SampleCase.written(CaseCSV(CSVOptions(hasMark: false)), [filed]).split(separator: "\r\n")[1]
        #expect(line.hasPrefix("2024-001,,,'\(text),"))
    }

    @Test func tabsAndLineBreaksBeginNoCell() {
        for text in ["\t=1", "\r=1", "\n=1"] {
            var filed = SampleCase.bare
            filed.view.notices[0].title = text
            let table = SampleCase.written(CaseCSV(CSVOptions(hasMark: false)), [filed])
            #expect(table.contains("2024-001,,,\"'"))
        }
    }

    @Test func everyRowEndsWithBoth() {
        let table = Array(SampleCase.written(CaseCSV(CSVOptions()), [SampleCase.filed]).utf8)
        #expect(table.starts(with: [0xEF, 0xBB, 0xBF]) && table.suffix(2) == [0x0D, 0x0A])
    }

    // MARK: VERIS

    private func incident(_ values: [(RecordField, StatedValue)]) throws -> [String: Any] {
        var filed = SampleCase.bare
        filed.view.values.fields = values.map { name, value in
            let statement = Statement(value: value, notice: "ffffffffffffffff")
            return CaseField(name: name, key: "", current: statement, history: [], others: [], status: .stated)
        }
        let line = SampleCase.written(VERIS(SampleMappings()), [filed])
        return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func ofAlternativesTheFirstIsTaken() throws {
        let action = try #require(
            try incident([(.incidentTypes, .incidentType(.lostMedia))])["action"] as? [String: [String: [String]]])
        #expect(action == ["error": ["variety": ["Loss"], "vector": ["Unknown"]]])
    }

    @Test func aWayInAloneMakesOneAction() throws {
        let action = try #require(
            try incident([(.incidentTypes, .incidentType(.supplyChain))])["action"] as? [String: [String: [String]]])
        #expect(action == ["hacking": ["variety": ["Unknown"], "vector": ["Partner"]]])
        let both = try #require(
            try incident([
                (.incidentTypes, .incidentType(.supplyChain)), (.incidentTypes, .incidentType(.paymentSkimming)),
            ])["action"] as? [String: [String: [String]]])
        #expect(both == ["malware": ["variety": ["Capture app data"], "vector": ["Partner", "Web application"]]])
    }

    @Test func whatIsNotMappedIsUnknown() throws {
        let none = try incident([])
        #expect(none["attribute"] == nil)
        #expect((none["action"] as? [String: Any])?.keys.sorted() == ["unknown"])
        #expect((none["actor"] as? [String: Any])?.keys.sorted() == ["unknown"])
        let insider = try incident([(.incidentTypes, .incidentType(.insiderMisuse))])
        #expect((insider["actor"] as? [String: Any])?.keys.sorted() == ["internal"])
    }

    @Test func aDenialAndNothingFoundAreNotOneThing() throws {
        func disclosure(_ status: LeakStatus) throws -> String? {
            let attribute = try incident([(.leakStatus, .leak(status))])["attribute"] as? [String: [String: Any]]
            return attribute?["confidentiality"]?["data_disclosure"] as? String
        }
        #expect(try LeakStatus.allCases.map(disclosure) == ["Yes", "Potentially", "Unknown", "No"])
    }

    // MARK: STIX

    @Test func whatIsKnownByNameStandsOnceInABundle() {
        var second = SampleCase.filed
        second.view.number = "2023-099"
        let bundle = SampleCase.written(STIX(SampleMappings(), .sample), [SampleCase.filed, second])
        func count(_ type: String) -> Int { bundle.components(separatedBy: "\n{\"type\":\"\(type)\"").count - 1 }
        #expect(count("identity") == 1 && count("attack-pattern") == 1)
        #expect(count("incident") == 2 && count("report") == 2)
    }

    @Test func oneNumberInTwoCasebooksIsTwoIncidents() {
        var other = SampleCase.bare
        other.opened += 1
        func id(_ filed: FiledCase) -> Substring? {
            SampleCase.written(STIX(SampleMappings(), .sample), [filed]).firstMatch(of: /"id":"(incident--[^"]+)"/)?.1
        }
        #expect(id(SampleCase.bare) != nil && id(SampleCase.bare) != id(other))
    }
}
