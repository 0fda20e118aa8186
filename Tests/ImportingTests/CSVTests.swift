import Casebook
import Facts
import Language
import Testing

@testable import Importing

/// Rows of sheets that become records.
@Suite struct CSVTests {
    private let mapping = """
        fields:
          number: No
          organisation: 組織名
          published: {column: 公表日, format: [yyyy/M/d, ja]}
          title: 件名
          url: URL
          incident_types:
            column: 種類
            split: 、
            values: {不正侵入: unauthorized-access, 不明: }
          counts: {column: 件数, of: お客様, main: true}
          data: {column: 項目, split: ／}
          timeline: {event: detected, column: 発覚日, format: [yyyy/M/d, ja]}
          sector: {constant: education}
        """
    private let head = "No,組織名,公表日,件名,URL,種類,件数,項目,発覚日,備考"

    private func items(_ rows: String, mapping: String? = nil) throws -> [ImportItem] {
        let mapping = try CSVMapping(yaml: mapping ?? self.mapping, name: "m.yaml")
        return CSVImporter(mapping, lexicon: .builtIn).items(
            Array((head + "\r\n" + rows).utf8), from: ImportSource(name: "in.csv", address: "/in.csv"))
    }

    private func incident(_ row: String, mapping: String? = nil) throws -> ImportedIncident {
        guard case .incident(let incident)? = try items(row, mapping: mapping).first else {
            Issue.record("\(try items(row, mapping: mapping))")
            throw CancellationError()
        }
        return incident
    }

    private func fault(_ row: String, mapping: String? = nil) throws -> String {
        guard case .fault(let fault)? = try items(row, mapping: mapping).first else { return "" }
        return fault.description
    }

    private func values(_ incident: ImportedIncident, _ field: RecordField) -> [String] {
        incident.facts.filter { $0.field == field }.map { $0.value.string ?? $0.value.text }
    }

    @Test func ofSeveralFiguresToQuoteARowMayFillOne() throws {
        let mapping = """
            fields:
              number: No
              counts: [{column: 件数, main: true}, {column: 項目, main: true}]
            """
        #expect(values(try incident("1,,,,,,,30名,,", mapping: mapping), .counts) == [#"[30,"名","",true]"#])
        #expect(values(try incident("1,,,,,,30名,30名,,", mapping: mapping), .counts) == [#"[30,"名","",true]"#])
        #expect(
            try fault("1,,,,,,20名,30名,,", mapping: mapping)
                == "in.csv:2: column '項目': '30名' would be a second figure to quote; "
                + "leave the other one empty, or take it by a column without 'main: true'")
    }

    @Test func eachColumnBecomesWhatTheMappingSays() throws {
        let incident = try incident(
            "2021-007,あしべ学園,2021/3/9,\"不正アクセスについて, お詫び\",https://a.example/1,不正侵入、マルウェア感染、不明,\"約１，２００名\",氏名／住所,令和3年3月1日,続報待ち"
        )
        #expect(values(incident, .casebookNumber) == ["2021-007"])
        #expect(values(incident, .organisation) == ["あしべ学園"])
        #expect(values(incident, .published) == ["2021-03-09"])
        #expect(values(incident, .title) == ["不正アクセスについて, お詫び"])
        #expect(values(incident, .incidentTypes) == ["unauthorized-access", "malware"])
        #expect(values(incident, .counts) == [#"[1200,"名","お客様",true]"#])
        #expect(values(incident, .data) == [#"["name","exposed"]"#, #"["address","exposed"]"#])
        #expect(values(incident, .sector) == ["education"])
        #expect(incident.address == "https://a.example/1#imported:2021-007")
        #expect(incident.text.contains("備考: 続報待ち\n") && incident.text.contains("mapping: sector: education\n"))
        let sector = try #require(incident.facts.first { $0.field == .sector })
        #expect(sector.evidence.quote == "education")
        for fact in incident.facts {
            let at = fact.evidence.at
            #expect(Array(fact.evidence.quote.utf8) == Array(Array(incident.text.utf8)[at.start..<at.end]))
        }
    }

    @Test(arguments: [
        ("1,a,9.3.2021", "in.csv:2: column '公表日': '9.3.2021' is no date of the form yyyy/M/d, ja; "),
        ("1,a,2021/2/30", "in.csv:2: column '公表日': '2021/2/30' is no date of the form yyyy/M/d, ja; "),
        ("1,a,,,,いろいろ", "in.csv:2: column '種類': 'いろいろ' is nothing that incident_types knows; "),
        ("1,a,,,,,1万件", "in.csv:2: column '件数': '1万件' is no figure; "),
        ("1,a,,,,,3～5件", "in.csv:2: column '件数': '3～5件' is no figure; "),
        ("1,2,3,4,5,6,7,8,9,10,11", "in.csv:2: the row has 11 cells, and there are 10 columns; "),
        ("1,\"a", "in.csv:2: a quotation mark on line 2 is opened and never closed; "),
        ("1,\"a\"b", "in.csv:2: there is something behind the quotation mark that closes a cell; "),
    ])
    func whatCannotBeTakenInIsNamedWithLineColumnAndRemedy(row: String, begins: String) throws {
        let fault = try fault(row)
        #expect(fault.hasPrefix(begins) && fault.count > begins.count, "\(fault)")
    }

    @Test func aBadRowDoesNotHinderTheOthers() throws {
        let items = try items("1,a,soon\n\n2,b,2021/1/2\n")
        #expect(items.count == 2)
        if case .incident(let incident) = items[1] { #expect(incident.place == "in.csv:4") }
    }

    @Test func aColumnThatIsNotThereIsToldOnce() throws {
        let mapping = try CSVMapping(yaml: "fields:\n  title: 題\n", name: "m.yaml")
        let items = CSVImporter(mapping, lexicon: .builtIn).items(
            Array("a,b\n1,2\n3,4\n".utf8), from: ImportSource(name: "in.csv", address: "/in.csv"))
        guard items.count == 1, case .fault(let fault) = items[0] else {
            Issue.record("\(items)")
            return
        }
        #expect(
            fault.description == "in.csv:1: there is no column '題', which m.yaml:2 names; the columns are a, b")
    }

    @Test(arguments: [
        ("fields:\n  typ: a\n", "m.yaml:2: unknown field 'typ'; known are number, url, text, title, "),
        ("fields:\n  title: {colum: a}\n", "m.yaml:2: unknown key 'colum'; known are column, "),
        ("fields:\n  timeline: a\n", "m.yaml:2: 'timeline' needs an 'event', one of intrusion, "),
        ("fields:\n  parties: a\n", "m.yaml:2: 'parties' needs a 'role', one of contractor, "),
        ("fields:\n  published: {column: a, format: d/M/yy}\n", "m.yaml:2: 'd/M/yy' is no format of dates; "),
        ("fields:\n  counts: {column: a, main: yes}\n", "m.yaml:2: 'main' is true or false"),
        ("delimiter: x\n", "m.yaml:1: 'delimiter' must be comma, tab or semicolon"),
        ("fields: [\n", "m.yaml:1: this is not YAML; "),
        ("a: b\n", "m.yaml:1: unknown key 'a'; known are delimiter, fields"),
        ("", "m.yaml:1: expected 'fields'; "),
    ])
    func whatIsWrongWithAMappingIsNamedWithItsLine(yaml: String, begins: String) {
        #expect {
            try CSVMapping(yaml: yaml, name: "m.yaml")
        } throws: { error in
            "\(error)".hasPrefix(begins)
        }
    }

    @Test func everyConstantCountsAndNoColumnIsTakenForOne() throws {
        let mapping = try CSVMapping(
            yaml: "fields:\n  title: 件\n  causes: [{constant: no-mfa}, {constant: weak-password}]\n", name: "m.yaml")
        let items = CSVImporter(mapping, lexicon: .builtIn).items(
            Array("件,mapping: causes\nお詫び,なし\n".utf8), from: ImportSource(name: "in.csv", address: "/in.csv"))
        guard case .incident(let incident)? = items.first else {
            Issue.record("\(items)")
            return
        }
        #expect(values(incident, .causes) == ["no-mfa", "weak-password"])
    }

    // MARK: Tables

    @Test func cellsAreReadAsRFC4180HasThem() {
        let rows = CSVTable("a,\"b,\"\"c\"\"\r\nd\",\r\n\r\ne,f\rg\n").rows
        #expect(rows.map(\.cells) == [["a", "b,\"c\"\r\nd", ""], ["e", "f"], ["g"]])
        #expect(rows.map(\.line) == [1, 4, 5])
    }

    @Test(arguments: [
        ("'=1+1", "=1+1"), ("'＠x", "＠x"), ("\"'\t=1\"", "\t=1"), ("'tis", "'tis"), ("''=1", "''=1"), ("'", "'"),
    ])
    func theApostropheBeforeAFormulaIsTakenOff(cell: String, value: String) {
        #expect(CSVTable(cell).rows[0].cells == [value])
    }

    @Test func aSheetInCP932WithoutNumberIsKnownByWhatItSays() throws {
        // 組織名,件名 / 見本,お詫び
        let bytes: [UInt8] = [
            0x91, 0x67, 0x90, 0x44, 0x96, 0xBC, 0x2C, 0x8C, 0x8F, 0x96, 0xBC, 0x0D, 0x0A, 0x8C, 0xA9, 0x96, 0x7B, 0x2C,
            0x82, 0xA8,
            0x98, 0x6C, 0x82, 0xD1, 0x0D, 0x0A,
        ]
        let mapping = try CSVMapping(yaml: "fields:\n  organisation: 組織名\n  title: 件名\n", name: "m.yaml")
        let items = CSVImporter(mapping, lexicon: .builtIn).items(
            bytes, from: ImportSource(name: "in.csv", address: "/in.csv"))
        guard case .incident(let incident)? = items.first else {
            Issue.record("\(items)")
            return
        }
        #expect(incident.text == "組織名: 見本\n件名: お詫び\n")
        #expect(incident.address == "/in.csv#imported:" + Digest.noticeID(incident.text))
    }

    @Test(arguments: [
        ("12,480", 12480, ""), ("１２，４８０名", 12480, "名"), ("約1,200 件", 1200, "件"), ("0", 0, ""),
        ("1200 members", 1200, "members"), ("会員 1200名(うち千葉県内)", 1200, "名(うち千葉県内)"),
    ])
    func figuresAreRead(cell: String, value: Int, unit: String) {
        let figure = CellFigure(cell)
        #expect(figure?.value == value && figure?.unit == unit)
    }

    @Test(arguments: [
        "", "多数", "1万", "1.5", "3～5", "-3", "99999999999999999999", "1千", "1 万", "▲12", "△ 12", "12 %", "3割",
        "12k", "3 million", "1,20", "12,34,567", "1.2", "数100件", "(12)", "(12名)", "ー12", "—12", "12パーセント",
        "12pct", "12ダース", "12 lakh", "12 34", "12\n13", "2023 1200名", "1 200", "10数件", "3倍",
    ])
    func whatIsNoWholeFigureIsNone(cell: String) { #expect(CellFigure(cell) == nil) }

    @Test(arguments: [
        ("2021/3/9", "2021-03-09"), ("2021-03-09T10:05", "2021-03-09T10:05"), ("２０２１年３月９日", "2021-03-09"),
        ("2021年3月", "2021-03"), ("2021", "2021"),
    ])
    func usualDatesAreRead(cell: String, iso: String) {
        #expect(DatePattern.usual.lazy.compactMap { $0.date(in: cell) }.first?.iso == iso)
    }

    @Test(arguments: ["2021/13/1", "2021/2/29", "3/9", "2021/3/9 頃", "", "20210309"])
    func whatIsNoUsualDateIsNone(cell: String) {
        #expect(DatePattern.usual.allSatisfy { $0.date(in: cell) == nil })
    }
}
