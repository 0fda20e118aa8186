import Casebook
import Facts
import Testing

@Suite struct StoredRecordTests {
    @Test func aRecordComesBackAsItWas() throws {
        var record = Make.notice(
            "2024年3月1日 株式会社ミント堂 不正アクセスについて 862名", organisation: "株式会社ミント堂", published: "2024-03-01")
        let evidence = Evidence(quote: "862名\n\"\\\u{1}🌱", at: TextSpan(3, 9), confidence: 0.85, rule: "counts")
        record.reportNumber = Fact(2, evidence)
        record.sector = Fact(.healthcare, evidence)
        record.parties = [PartyFact(name: "委託先", role: .contractor, evidence: evidence)]
        record.incidentTypes = [Fact(.ransomware, evidence), Fact(.unauthorizedAccess, evidence)]
        record.data = [DataFact(kind: .name, status: .notExposed, evidence: evidence)]
        record.counts = [CountFact(value: 862, unit: "名", of: "お客様", main: true, evidence: evidence)]
        let start = DateValue(grain: .month, year: 2024, month: 2, approximate: true)
        record.timeline = [
            EventFact(event: .exposure, start: start, end: nil, evidence: evidence),
            EventFact(event: .detected, start: DateValue(iso: "2024-02-05T06:30"), end: nil, evidence: evidence),
        ]
        record.authorities = [AuthorityFact(authority: .ppc, date: DateValue(iso: "2024-02-07"), evidence: evidence)]
        record.leakStatus = Fact(.possible, evidence)
        record.misuseStatus = Fact(.notFound, evidence)
        record.derived = Derived.computed(from: record)
        #expect(record.derived.daysToReport?.days == 2)

        let bytes = StoredRecord.bytes(of: record)
        let read = try #require(JSONValue(bytes))
        #expect(StoredRecord.record(from: read, id: record.id) == record)
        #expect(StoredRecord.record(in: bytes, id: record.id) == record)
        let spaced = Array(String(decoding: bytes, as: UTF8.self).replacing("],", with: " ] , ").utf8)
        #expect(StoredRecord.record(in: spaced, id: record.id) == record, "another program may have written it")
    }

    @Test(arguments: [
        #"{"kind":"incident"}"#, #"{"kind":"rumour","facts":[]}"#,
        #"{"kind":"incident","facts":[["sector","castle","",0,0,1,""]]}"#,
        #"{"kind":"incident","facts":[["sector","media","",5,2,1,""]]}"#,
        #"{"kind":"incident","facts":[["counts",[1,"件"],"",0,0,1,""]]}"#,
    ])
    func whatIsNoRecordIsRefused(text: String) throws {
        #expect(StoredRecord.record(from: try #require(JSONValue(text: text)), id: "") == nil)
        #expect(StoredRecord.record(in: Array(text.utf8), id: "") == nil)
    }

    @Test func whatGoesOnBehindARecordIsRefused() {
        let text = #"{"kind":"incident","facts":[["sector","media","",0,0,1,""]]}"#
        #expect(StoredRecord.record(in: Array(text.utf8), id: "")?.sector?.value == .media)
        for more in ["x", ",", "{}", "]"] { #expect(StoredRecord.record(in: Array((text + more).utf8), id: "") == nil) }
        for count in 0..<text.utf8.count {
            #expect(StoredRecord.record(in: Array(text.utf8.prefix(count)), id: "") == nil)
        }
    }

    @Test func numbersAreReadToTheLastDigit() {
        var random = SystemRandomNumberGenerator()
        let written = (0..<2000).flatMap { _ -> [Double] in
            let bits = Double(bitPattern: random.next())
            return [
                Double.random(in: 0...1), (Double.random(in: 0...1) * 100).rounded() / 100, bits.isFinite ? bits : 0,
            ]
        }
        for number in written { #expect(JSONValue(text: number.description)?.double == number) }
        for text in [
            "0", "12", "123456789012345", "1234567890123456", "0.95", "1.0", "0.000000000000001", "12.5e3", "-0.5",
        ] {
            #expect(JSONValue(text: text)?.double == Double(text), "\(text)")
        }
        for number in [0, 7, -7, 1 << 53, .max, .min] { #expect(JSONValue(text: String(number)) == .int(number)) }
        #expect(JSONValue(text: "1.0") == .double(1) && JSONValue(text: "1.2.3") == nil && JSONValue(text: "-") == nil)
    }

    @Test(arguments: [
        "", "[1,]", "{\"a\":}", "\"\u{1}\"", "nul", "1 2", "[", "\"\\ud800\"", "\"\\u12\"", "01x",
        String(repeating: "[", count: 1000),
    ])
    func whatIsNoJSONIsRefused(text: String) { #expect(JSONValue(text: text) == nil) }

    @Test func escapesAreRead() {
        #expect(
            JSONValue(text: #" ["\u3042\ud83c\udf31\n\/", -3, 0.5, true, null] "#)
                == .array([.string("あ🌱\n/"), .int(-3), .double(0.5), .bool(true), .null]))
    }

    @Test func textThatIsNoUTF8IsRefused() {
        #expect(JSONValue(Array("\"".utf8) + [0xE3, 0x81] + Array("\"".utf8)) == nil)
        #expect(JSONValue(Array("\"\\n".utf8) + [0xFF] + Array("\"".utf8)) == nil)
    }
}

/// The examples of FIPS 180, of one block and of two.
@Test(arguments: [
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
])
func namesAreHashedAsTheStandardSays(text: String, digest: String) {
    #expect(Digest.hex(Digest.sha1(Array(text.utf8))) == digest)
}
