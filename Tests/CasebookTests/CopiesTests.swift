import Casebook
import Facts
import Language
import Reading
import Testing

/// One notice that is published in several places.
@Suite struct CopiesTests {
    private static let own = "https://www.kakinoki.example/news/1.html"
    private static let blog = "https://blog.example/incidents/7"

    @discardableResult
    private func add(_ text: String, at address: String, to casebook: CasebookStore) throws -> Intake {
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        return try #require(try casebook.add(Make.page(address, [(record, text)])).first)
    }

    /// The first report of the shop, as its own page has it and as a blog copies it.
    private func texts() throws -> (own: String, copy: String) {
        let own = try Places.series("shop-1")
        return (own + "\nお問い合わせ info@kakinoki.example\n", own)
    }

    @Test func aCopyIsOneNoticeWithTwoSourcesOfWhichThePublishersComesFirst() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        let first = try add(copy, at: Self.blog, to: casebook)
        let second = try add(own, at: Self.own, to: casebook)
        #expect(first.cases == second.cases)
        #expect(try casebook.texts("SELECT state || ifnull(copy_of, '') FROM notices") == ["current", "superseded1"])
        let view = try #require(try casebook.caseView("2025-501"))
        #expect(view.notices.count == 1)
        #expect(view.values.fields.allSatisfy { $0.history.count == 1 })
        let file = try #require(try casebook.noticeFile(Digest.noticeID(copy)))
        #expect(Set(file.sources) == [Self.own, Self.blog])
        #expect(try casebook.texts("SELECT reason FROM ledger ORDER BY id").last?.contains("1 the same as") == true)
        #expect(try casebook.count("review_queue") == 0)
        #expect(try casebook.verify(jobs: 1, progress: { _, _ in }).faults.isEmpty)
    }

    @Test func thePublisherIsKnownByTheHostThatItsNoticeNames() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: Self.blog, to: casebook)
        try add(copy, at: Self.own, to: casebook)
        let file = try #require(try casebook.noticeFile(Digest.noticeID(own)))
        #expect(file.sources == [Self.own, Self.blog])
        #expect(file.notice.record.source?.page == Self.own)
    }

    @Test func theSameBytesAtAnotherAddressAreASourceToo() throws {
        let casebook = try Make.casebook()
        let (own, _) = try texts()
        try add(own, at: Self.blog, to: casebook)
        #expect(try add(own, at: Self.own, to: casebook).outcome == .duplicate(of: Self.blog))
        let file = try #require(try casebook.noticeFile(Digest.noticeID(own)))
        #expect(file.sources == [Self.own, Self.blog])
    }

    @Test func aFileComesBehindThePageOfTheWeb() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: "/downloads/1.txt", to: casebook)
        try add(copy, at: Self.blog, to: casebook)
        let file = try #require(try casebook.noticeFile(Digest.noticeID(own)))
        #expect(file.sources == [Self.blog, "/downloads/1.txt"])
    }

    @Test(arguments: [("12,480件", "12,490件"), ("2025年2月14日", "2025年2月15日")])
    func whatSaysSomethingElseIsNoCopy(old: String, new: String) throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try #require(copy.contains(old))
        try add(own, at: Self.own, to: casebook)
        try add(copy.replacing(old, with: new), at: Self.blog, to: casebook)
        #expect(try casebook.texts("SELECT state FROM notices") == ["current", "current"])
    }

    @Test func onOnePageStandDifferentNotices() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        func read(_ text: String) -> (NoticeRecord, String) {
            var record = Reader().read(text)
            record.id = Digest.noticeID(text)
            return (record, text)
        }
        try casebook.add(Make.page(Self.own, [read(own), read(copy)]))
        #expect(try casebook.texts("SELECT state FROM notices") == ["current", "current"])
    }

    @Test func whatAPersonTakesOutIsANoticeOfItsOwnAndUndoMakesItACopyAgain() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: Self.own, to: casebook)
        try add(copy, at: Self.blog, to: casebook)
        let edit = try casebook.edit(.unlink(notice: Digest.noticeID(copy)), why: "別件")
        #expect(try casebook.texts("SELECT state FROM notices") == ["current", "current"])
        #expect(try casebook.caseView(try #require(edit.opened))?.notices.count == 1)
        _ = try casebook.edit(.undo(edit: edit.number), why: "")
        #expect(try casebook.texts("SELECT state FROM notices") == ["current", "superseded"])
        #expect(try casebook.caseView("2025-501")?.notices.first?.sources.count == 2)
    }

    @Test func aCopyGoesWhereItsNoticeGoes() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: Self.own, to: casebook)
        try add(copy, at: Self.blog, to: casebook)
        try add(try Places.series("university-1"), at: "https://u.example/", to: casebook)
        let other = try #require(
            try casebook.texts("SELECT number FROM cases ORDER BY id").last)
        _ = try casebook.edit(.link(notices: [Digest.noticeID(own)], casefile: other), why: "")
        #expect(try casebook.texts("SELECT count(DISTINCT \"case\") FROM case_notices") == ["1"])
        #expect(try casebook.caseView("2025-501")?.number == other, "the case left empty leads there")
    }

    @Test func aCaseOfACopyAloneCannotBeLeftBehind() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: Self.own, to: casebook)
        try add(copy, at: Self.blog, to: casebook)
        #expect(throws: CasebookError.self) {
            try casebook.edit(.unlink(notice: Digest.noticeID(own)), why: "")
        }
    }

    @Test func aPageThatChangesIsNoCopyOfItself() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(own, at: Self.own, to: casebook)
        try add(copy, at: Self.own, to: casebook)
        #expect(
            try casebook.texts("SELECT state || ifnull(superseded_by, '') || ifnull(copy_of, '-') FROM notices") == [
                "superseded2-", "current-",
            ])
    }

    @Test func aCopyWhosePageChangesIsSupersededThere() throws {
        let casebook = try Make.casebook()
        let (own, copy) = try texts()
        try add(copy, at: Self.blog, to: casebook)
        try add(own, at: Self.own, to: casebook)
        let changed = own.replacing("12,480件", with: "12,490件")
        try add(changed, at: Self.own, to: casebook)
        #expect(
            try casebook.texts("SELECT state || ifnull(superseded_by, '') FROM notices ORDER BY id") == [
                "current", "superseded3", "current",
            ])
        let view = try #require(try casebook.caseView("2025-501"))
        #expect(view.notices.map(\.id).contains(Digest.noticeID(changed)))
    }
}
