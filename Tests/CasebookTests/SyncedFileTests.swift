import Facts
import LanguageTests
import Testing

@testable import Casebook

/// The file of a case in a synchronised folder, as it is written and as somebody leaves it.
@Suite struct SyncedFileTests {
    private static let text = "株式会社見本商店のサーバーが不正アクセスを受け、お客様862名の氏名とメールアドレスが漏えいしたおそれ。\u{202E}"

    private static let casefile: SyncedCase = {
        var record = NoticeRecord(id: "0123456789abcdef", kind: .incident)
        func evidence(_ words: String) -> Evidence { Make.evidence(words, in: text, rule: "test") }
        record.organisation = Fact("株式会社見本商店", evidence("株式会社見本商店"))
        record.incidentTypes = [Fact(.unauthorizedAccess, evidence("不正アクセス"))]
        record.counts = [CountFact(value: 862, unit: "名", of: "お客様", main: true, evidence: evidence("862名"))]
        record.data = [
            DataFact(kind: .name, status: .exposed, evidence: evidence("氏名")),
            DataFact(kind: .email, status: .exposed, evidence: evidence("メールアドレス")),
        ]
        record.timeline = [
            EventFact(
                event: .detected, start: DateValue(grain: .month, year: 2023, month: 1, approximate: true), end: nil,
                evidence: evidence("お客様"))
        ]
        let notice = CaseView.Notice(
            id: record.id, organisation: nil, title: "お知らせ\u{202E}", published: nil, report: nil,
            tie: CaseView.Tie(score: 0, reasons: []), sources: ["https://a.example/1", "/home/hana/1.txt"])
        let values = CaseHistory.values(of: [CaseHistory.Notice(record: record, text: text)])
        return SyncedCase(
            CaseView(number: "2023-060", notices: [notice], values: values, related: []),
            notes: [CaseMargin.Note(at: 86_400, who: "hana", text: "a note")])
    }()

    private func plan(_ bytes: [UInt8]) throws -> SyncPlan {
        try SyncPlan(
            SyncedFile(bytes, number: "2023-060"), present: Self.casefile, bases: [Self.casefile.digests],
            preferring: .ask
        ) { _ in Self.text }
    }

    private static let written = String(decoding: casefile.bytes, as: UTF8.self)

    @Test func whatIsWrittenAsksForNothing() throws {
        let plan = try plan(Self.casefile.bytes)
        #expect(plan.isEmpty && plan.conflicts.isEmpty)
        #expect(Self.written.contains("\"start\": \"2023-01~\""))
        #expect(Self.written.contains("\"title\": \"お知らせ\\u202e\"") && !Self.written.contains("\u{202E}"))
        #expect(Self.written.contains("https://a.example/1") && !Self.written.contains("/home/hana"))
    }

    @Test func aChangedLineIsTwoCorrections() throws {
        let changed = Self.written.replacing("\"value\": \"email\"", with: "\"value\": \"phone\"")
        let plan = try plan(Array(changed.utf8))
        #expect(plan.words == ["data-=email,exposed", "data+=phone,exposed"])
        #expect(plan.corrections.map(\.notice) == ["0123456789abcdef"])
        #expect(plan.corrections[0].corrections[1].quote == "メールアドレス")
    }

    @Test func anotherOrderIsNoChangeThatCanBeTaken() throws {
        let file = try #require(JSONValue(Self.casefile.bytes))
        guard case .object(var members) = file, let index = members.firstIndex(where: { $0.key == "data" }) else {
            return
        }
        members[index].value = .array(Array((members[index].value.array ?? []).reversed()))
        #expect(throws: SyncedFile.Fault.self) { try plan(JSONValue.object(members).pretty) }
    }

    @Test func layingOutAnewAsksForNothing() throws {
        let file = try #require(JSONValue(Self.casefile.bytes))
        #expect(try plan(file.bytes).isEmpty)
    }

    /// What chance makes of the file: no bytes end the program.
    @Test func damageIsToldOrTaken() throws {
        let words = [
            "\"", "{", "}", "[", "]", ",", ":", "null", "\\", "\u{0}", "1e9", "\"quote\": \"862\"", "\n",
            "\"notice\": \"ffff\",",
        ]
        var chance = Dice(seed: 7)
        var read = 0
        for _ in 0..<2000 {
            var bytes = Self.casefile.bytes
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let place = Int.random(in: 0...bytes.count, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.insert(contentsOf: Array(words.randomElement(using: &chance)!.utf8), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &chance)))
                }
            }
            do {
                _ = try plan(bytes)
                read += 1
            } catch let fault as SyncedFile.Fault {
                #expect(fault.line >= 1 && !fault.reason.isEmpty && !fault.remedy.isEmpty)
            }
        }
        #expect(read > 20)
    }
}
