import Exchange
import Facts
import Foundation
import Testing

struct RecordJSONTests {
    @Test func writesEveryFieldInItsOrder() throws {
        try expectSnapshot("record.jsonl", JSONLines().text(of: SampleNotice.notice))
    }

    @Test func writesAnEmptyRecord() {
        #expect(
            RecordJSON.line(NoticeRecord(id: "x", kind: .other)) == #"""
                {"id":"x","source":null,"kind":"other","casebook_number":null,"title":null,"organisation":null,"published":null,"report_number":null,"sector":null,"service":null,"parties":[],"incident_types":[],"causes":[],"actor":null,"data":[],"counts":[],"timeline":[],"authorities":[],"leak_status":null,"misuse_status":null,"responses":[],"measures":[],"evidence":{},"derived":{"days_to_detect":null,"days_to_disclose":null,"days_to_report":null,"exposure_days":null,"from":{}}}
                """#)
    }

    @Test func holdsNothingThatActsOnATerminal() throws {
        let line = RecordJSON.line(SampleNotice.hostile.record)
        #expect(!line.unicodeScalars.contains { HostileText.steers($0) })
        #expect(
            line.contains(
                #"\u001b]0;pwned\u0007\u202ehsals\u2066\n\u001b[2Jtab\there\u009b31m\r\nend\udb40\udc41\u2028x\"\\"#))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["title"] as? String == SampleNotice.hostile.text)
    }

    @Test(arguments: [
        (0, "0.00"), (0.005, "0.01"), (0.1, "0.10"), (0.994, "0.99"), (0.999, "1.00"), (1, "1.00"), (7, "1.00"),
        (-1, "0.00"),
        (.nan, "0.00"),
    ])
    func confidenceHasTwoDecimals(value: Double, written: String) {
        var record = NoticeRecord(id: "x", kind: .incident)
        record.actor = Fact("LockBit", Evidence(quote: "LockBit", at: TextSpan(0, 7), confidence: value, rule: "r"))
        #expect(RecordJSON.line(record).contains(#""confidence":\#(written)}"#))
    }

    @Test func readsWhatItWrites() throws {
        let line = RecordJSON.line(SampleNotice.record)
        let back = try RecordJSON.record(from: line.utf8)
        #expect(RecordJSON.line(back) == line)
        #expect(
            back.timeline
                == SampleNotice.record.timeline.map { event in
                    var event = event
                    event.evidence.rule = ""
                    event.start?.approximate = false
                    return event
                })
        #expect(back.derived == SampleNotice.record.derived)
        #expect(back.sector?.evidence.quote == "商店")
        #expect(back.title?.evidence.at == SampleNotice.record.title?.evidence.at)
    }

    @Test func readsALabelFile() throws {
        let label = """
            {
             "id": "a", "kind": "incident", "casebook_number": "2022", "title": null, "organisation": {"name": "見本", "quote": "見本"},
             "published": {"date": "2023-02", "quote": "2023年2月"}, "report_number": 2, "sector": "media", "service": null,
             "parties": [], "incident_types": [{"value": "dos", "quote": "DDoS"}], "causes": [], "actor": null, "data": [],
             "counts": [{"value": 3, "unit": "件", "of": "顧客", "main": true, "quote": "3件"}],
             "timeline": [{"event": "detected", "start": null, "end": "2023-06-05T06:00", "quote": "まで"}],
             "authorities": [{"value": "ppc", "date": null, "quote": "委員会"}],
             "leak_status": {"value": "none", "quote": "ない"}, "misuse_status": null, "responses": [], "measures": []
            }
            """
        let record = try RecordJSON.record(from: label.utf8)
        #expect(record.organisation == Fact("見本", Evidence(quote: "見本", at: TextSpan(0, 0), confidence: 1, rule: "")))
        #expect(record.published?.value == DateValue(grain: .month, year: 2023, month: 2))
        #expect(record.timeline[0].end == DateValue(grain: .minute, year: 2023, month: 6, day: 5, hour: 6))
        #expect(record.leakStatus?.value == LeakStatus.none)
        #expect(record.source == nil)
    }

    @Test func readsEverySampleLabel() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Samples/labels")
            .standardized
        let labels = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        #expect(labels.count > 10)
        for label in labels {
            #expect(throws: Never.self, "\(label.lastPathComponent)") {
                try RecordJSON.record(from: Data(contentsOf: label))
            }
        }
    }

    @Test(arguments: [
        (#"[]"#, "the text is no JSON object; give one record per line"),
        (#"{"id": "x""#, "the text is no JSON object; give one record per line"),
        (#"{"kind": "other"}"#, "id: is missing"),
        (#"{"id": "x", "kind": "maybe"}"#, "kind: has a value that the record does not know; see docs/record.md"),
        (
            #"{"id": "x", "kind": "other", "causes": [{"value": "dos", "quote": ""}]}"#,
            "causes[0].value: has a value that the record does not know; see docs/record.md"
        ),
        (
            #"{"id": "x", "kind": "other", "published": {"date": "2023-02-30", "quote": ""}}"#,
            "published.date: has a value that the record does not know; see docs/record.md"
        ),
        (
            #"{"id": "x", "kind": "other", "counts": [{"value": "3", "main": true, "quote": ""}]}"#,
            "counts[0].value: has a value of another type than the record's"
        ),
    ])
    func namesTheFieldAtFault(json: String, sentence: String) {
        #expect(throws: RecordJSON.Fault.self) { try RecordJSON.record(from: json.utf8) }
        do throws(RecordJSON.Fault) { _ = try RecordJSON.record(from: json.utf8) } catch {
            #expect(error.description == sentence)
        }
    }

    @Test(arguments: ["2022", "2022-12", "2024-02-29", "2022-12-14T17", "2023-06-05T06:00", "0999-01-01"])
    func readsDatesAtEveryGrain(iso: String) { #expect(DateValue(iso: iso)?.iso == iso) }

    @Test func aYearOfFiveDigitsIsWrittenWhole() {
        #expect(DateValue(grain: .day, year: 10_000, month: 2, day: 29).iso == "10000-02-29")
        #expect(DateValue(grain: .year, year: 12_345).iso == "12345")
    }

    @Test(arguments: [
        "", "22", "2022-13", "2023-02-29", "2022/12", "2022-12-14T24", "2022-12-14 17:00", "２０２２", "-022",
    ])
    func refusesWhatIsNoDate(iso: String) { #expect(DateValue(iso: iso) == nil) }
}
