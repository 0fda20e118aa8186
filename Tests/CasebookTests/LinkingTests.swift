import Casebook
import Facts
import Language
import Reading
import Testing

/// What becomes of the series of `Samples/series` in a casebook.
struct LinkingTests {
    /// A casebook with these files of the series, each a page of its own, read by the reader.
    private func casebook(_ files: String...) throws -> CasebookStore {
        let casebook = try Make.casebook()
        for file in files { try add(file, to: casebook) }
        return casebook
    }

    @discardableResult
    private func add(_ file: String, to casebook: CasebookStore) throws -> String {
        let text = try Places.series(file)
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        return try casebook.add(Make.page("/\(file)", [(record, text)])).flatMap(\.cases).first ?? ""
    }

    private func reasons(_ casebook: CasebookStore, _ sql: String) throws -> [LinkReason] {
        try JSONValue(text: casebook.texts(sql).joined())?.reasons ?? []
    }

    @Test func aFollowUpJoinsTheCaseOfTheFirstReport() throws {
        let casebook = try casebook("shop-1", "card-template-1", "shop-2")
        #expect(
            try casebook.texts("SELECT group_concat(notice) FROM case_notices GROUP BY \"case\" ORDER BY 1") == [
                "1,3", "2",
            ])
        let why = try reasons(casebook, "SELECT reasons FROM case_notices WHERE notice = 3")
        #expect(
            why.contains { $0.kind == .refersToDate && $0.day == DateValue.dayNumber(year: 2025, month: 2, day: 14) })
        #expect(why.contains { $0.kind == .sameOrganisation })
        // The example of docs/cases.md.
        let points = why.reduce(0) { $0 + $1.points }
        #expect(try Places.document("cases").contains("linked to the first with \(Int(points)) points"))
        #expect(try casebook.count("review_queue") == 0)
    }

    @Test func whatIsNotSureIsPutToPeople() throws {
        let casebook = try casebook("university-1", "university-2")
        #expect(try casebook.count("cases") == 2)
        #expect(
            try casebook.texts("SELECT kind || notice || \"case\" || other || state FROM review_queue") == [
                "link212open"
            ])
        #expect(try reasons(casebook, "SELECT reasons FROM review_queue").contains { $0.kind == .saysFollows })
    }

    @Test func aProvidersCaseAndItsClientsAreTiedInBothDirections() throws {
        let casebook = try casebook("contractor-1", "client-city", "client-lender", "client-clinic", "contractor-2")
        #expect(try casebook.count("cases") == 4)
        let provider = try #require(try casebook.caseView("2025-501"))
        #expect(provider.notices.map(\.report) == [nil, 2])
        #expect(provider.related.map(\.relation) == [.client, .client, .client])
        #expect(provider.related.map(\.number) == ["2025-502", "2025-503", "2025-504"])
        let client = try #require(try casebook.caseView("2025-503"))
        #expect(client.related.first?.number == "2025-501")
        #expect(client.related.first?.relation == .provider)
        #expect(client.related.first?.title == "当社サーバーへの不正アクセスに関するお知らせ")
        #expect(client.related.first?.tie.reasons.contains { $0.kind == .namesOther } ?? false)
    }

    @Test func aCaseShowsHowItsFigureChanged() throws {
        let casebook = try casebook("shop-1", "shop-2")
        let view = try #require(try casebook.caseView("2025-501"))
        let field = try #require(view.values.all(.counts).first { $0.key == "main" })
        #expect(field.history.map(\.change) == [.stated, .exact])
        #expect(field.current?.quote == "11,932件")
        #expect(view.values.current(.leakStatus) == .leak(.confirmed))
    }

    @Test func aPersonsCorrectionIsInTheValuesAndTheIndex() throws {
        let casebook = try casebook("shop-1")
        _ = try casebook.edit(
            .correct(target: "2025-501", changes: ["organisation=有限会社もみのき"], quote: nil), why: "misread")
        let view = try #require(try casebook.caseView("2025-501"))
        let field = try #require(view.values.all(.organisation).first)
        #expect(field.current?.value == .text("有限会社もみのき"))
        #expect(field.current?.person == PersonsWord(who: "tester", at: 1_800_000_000, why: "misread"))
        #expect(field.history.map(\.change) == [.removed, .person])
        // The second report is not linked to what is another firm's notice now.
        #expect(try add("shop-2", to: casebook) == "2025-502")
    }

    @Test func casesThatLookAlikeAreListedUntilAPersonDecides() throws {
        let casebook = try casebook("university-1", "university-2", "shop-1", "shop-2")
        let pairs = try casebook.lookAlikes(limit: 10)
        #expect(pairs.map { [$0.number, $0.other] } == [["2024-501", "2024-502"]])
        #expect(pairs.first?.reasons.contains { $0.kind == .otherName } ?? false)
        #expect(pairs.first?.notices.count == 2)
        _ = try casebook.edit(.review(item: 1, accept: false), why: "two incidents")
        #expect(try casebook.lookAlikes(limit: 10) == [])
    }

    @Test func anExcludedNoticeDrawsNoOthers() throws {
        let casebook = try casebook("shop-1")
        _ = try casebook.edit(.exclude(targets: ["2025-501"]), why: "a test page")
        #expect(try add("shop-2", to: casebook) == "2025-502")
    }
}
