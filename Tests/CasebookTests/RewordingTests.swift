import Casebook
import Facts
import Language
import Reading
import Testing

/// A notice whose publisher changes it without saying so.
@Suite struct RewordingTests {
    private func casebook() throws -> (store: CasebookStore, old: String, new: String) {
        let casebook = try Make.casebook()
        let (old, new) = ("2024年3月1日 862名の情報が漏えいした", "2024年3月1日 861名の情報が漏えいした")
        try casebook.add(
            Make.page("https://a.example/", old, published: "2024-03-01"),
            Make.page("https://a.example/", new, published: "2024-03-01"))
        return (casebook, old, new)
    }

    @Test func itRaisesAReviewItemAndBothWordingsAreKept() throws {
        let (casebook, old, new) = try casebook()
        #expect(
            try casebook.texts("SELECT kind || notice || \"case\" || state FROM review_queue") == ["changed21open"])
        let ref = try casebook.read("testing") { try $0.noticeRef(Digest.noticeID(new)) }
        #expect(try casebook.replaced(by: try #require(ref))?.text == old)
        #expect(try casebook.noticeFile(Digest.noticeID(new))?.replaced?.text == old)
    }

    @Test func acceptingKeepsTheNewWordingAlone() throws {
        let (casebook, _, _) = try casebook()
        _ = try casebook.edit(.review(item: 1, accept: true), why: "")
        #expect(try casebook.texts("SELECT state FROM notices") == ["superseded", "current"])
        #expect(try casebook.texts("SELECT state FROM review_queue") == ["accepted"])
    }

    @Test func rejectingKeepsBothAndCanBeUndone() throws {
        let (casebook, _, _) = try casebook()
        let edit = try casebook.edit(.review(item: 1, accept: false), why: "別のお知らせ")
        #expect(try casebook.texts("SELECT state FROM notices") == ["current", "current"])
        #expect(try casebook.caseView("2024-501")?.notices.count == 2)
        _ = try casebook.edit(.undo(edit: edit.number), why: "")
        #expect(try casebook.texts("SELECT state FROM notices") == ["superseded", "current"])
        #expect(try casebook.texts("SELECT state FROM review_queue") == ["open"])
    }

    @Test func whatPeopleCorrectedIsAskedAboutInstead() throws {
        let casebook = try Make.casebook()
        let old = "862名の情報"
        try casebook.add(Make.page("/a", old, published: "2024-03-01"))
        _ = try casebook.edit(
            .correct(target: Digest.noticeID(old), changes: ["sector=media"], quote: nil), why: "")
        try casebook.add(Make.page("/a", "861名の情報", published: "2024-03-01"))
        #expect(try casebook.texts("SELECT kind FROM review_queue") == ["check"])
    }
}

/// A page that goes back to what it said before.
@Suite struct ReturningTests {
    private let casebook: CasebookStore
    private let first = "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ\n2024年3月1日\n株式会社あさぎり商会\n当社は不正アクセスを受け、お客様862名の個人情報が漏えいしたおそれがあります。"
    private let second = "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ\n2024年3月1日\n株式会社あさぎり商会\n当社は不正アクセスを受け、お客様861名の個人情報が漏えいしたおそれがあります。"
    private let third = "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ\n2024年3月1日\n株式会社あさぎり商会\n当社は不正アクセスを受け、お客様860名の個人情報が漏えいしたおそれがあります。"

    init() throws { casebook = try Make.casebook() }

    @discardableResult
    private func add(_ texts: String..., at address: String = "https://a.example/") throws -> Intake {
        let notices = texts.map { text in
            var record = Reader().read(text)
            record.id = Digest.noticeID(text)
            record.kind = .incident
            return (record, text)
        }
        return try #require(try casebook.add(Make.page(address, notices)).first)
    }

    /// Each notice's state, and which took its place.
    private func states() throws -> [String] {
        try casebook.texts("SELECT state || ifnull(superseded_by, '') FROM notices ORDER BY id")
    }

    private func reviews() throws -> [ReviewItem] {
        try casebook.read("testing") { try $0.openReviews() }.sorted { $0.id < $1.id }
    }

    @Test func itsNoticeIsInForceAgainInTheSameCase() throws {
        let number = try #require(try add(first).cases.first)
        try add(second)
        let intake = try add(first)
        #expect(intake.outcome == .changed(version: 3) && intake.cases == [number] && intake.newNotices == 0)
        #expect(try states() == ["current", "superseded1"])
        let view = try #require(try casebook.caseView(number))
        #expect(view.values.all(.counts).map(\.current?.quote) == ["862名"])
        #expect(try casebook.noticeFile(Digest.noticeID(first))?.replaced?.text == second)
        #expect(try casebook.noticeFile(Digest.noticeID(second))?.successor == Digest.noticeID(first))
        #expect(
            try casebook.texts("SELECT reason FROM ledger ORDER BY id").first
                == "version 3, 1 notices, 0 of them new, 1 as before again")
        #expect(try casebook.verify(jobs: 1, progress: { _, _ in }).faults.isEmpty)
    }

    @Test func searchFindsWhatIsSaidNow() throws {
        func found(_ words: String) throws -> Int {
            try casebook.refreshSearch()
            return try casebook.search(.words(words)).cases
        }
        try add(first)
        try add(second)
        #expect(try found("862名") == 0 && found("861名") == 1)
        try add(first)
        #expect(try found("862名") == 1 && found("861名") == 0)
    }

    @Test func itTakesThePlaceOfTheLastOfSeveralWordings() throws {
        for text in [first, second, third, first] { try add(text) }
        #expect(try states() == ["current", "superseded3", "superseded1"])
        try add(second)
        #expect(try states() == ["superseded2", "current", "superseded1"])
        #expect(try casebook.noticeFile(Digest.noticeID(second))?.replaced?.text == first)
    }

    @Test func aWordingThatLeftThePageForAWhileComesBackInThePlaceOfTheOther() throws {
        try add(first)
        try add(second)
        try add("2024年5月2日 別のサイトを停止した", "2024年6月3日 書類を紛失した")
        #expect(try states().prefix(2) == ["superseded2", "current"], "a notice may merely leave a page")
        try add(first)
        #expect(try states().prefix(2) == ["current", "superseded1"])
    }

    @Test func bothStandWhereThePageHasBoth() throws {
        try add(first)
        try add(second)
        try add(second, first)
        #expect(try states() == ["current", "current"])
    }

    @Test func anotherPageDoesNotBringItBack() throws {
        try add(first)
        try add(second)
        try add("2024年6月3日 書類を紛失した", at: "https://b.example/")
        try add(first, at: "https://b.example/")
        #expect(try states().prefix(2) == ["superseded2", "current"])
    }

    @Test func whatAPersonExcludedStaysSo() throws {
        try add(first)
        _ = try casebook.edit(.exclude(targets: [Digest.noticeID(first)]), why: "対象外")
        try add(second)
        try add(first)
        #expect(try states().first == "excluded")
    }

    @Test func peopleAreToldAndRejectingKeepsTheWordingBeforeAlone() throws {
        for text in [first, second, third, second] { try add(text) }
        let items = try casebook.texts("SELECT id FROM review_queue WHERE kind = 'changed' AND state = 'open'")
        #expect(items.count == 3)
        let last = try #require(items.last.flatMap { Int64($0) })
        let edit = try casebook.edit(.review(item: last, accept: false), why: "別のお知らせ")
        #expect(try states() == ["superseded2", "current", "current2"], "the first wording was replaced long before")
        _ = try casebook.edit(.undo(edit: edit.number), why: "")
        #expect(try states() == ["superseded2", "current", "superseded2"])
        // An item from before the return is about the wording of before.
        _ = try casebook.edit(.review(item: 1, accept: false), why: "別のお知らせ")
        #expect(try states() == ["current2", "current", "superseded2"])
    }

    @Test func aPageThatGoesBackAndForthAsksAboutEachPairOnce() throws {
        for text in [first, second, first, second, first, second] { try add(text) }
        #expect(try reviews().map { [$0.replaced?.id, $0.notice?.id] } == [[1, 2], [2, 1]])
    }

    @Test func correctionsOfTheWordingThatAnItemIsAboutAreCarried() throws {
        try add(first)
        _ = try casebook.edit(.correct(target: Digest.noticeID(first), changes: ["sector=media"], quote: nil), why: "")
        for text in [second, third, second] { try add(text) }
        let item = try #require(try reviews().first { $0.kind == .check })
        _ = try casebook.edit(.review(item: item.id, accept: true), why: "")
        #expect(try casebook.notice(NoticeRef(id: 2, hash: Digest.noticeID(second))).record.sector?.value == .media)
    }

    @Test func anEditOfBeforeItReturnedIsNotUndone() throws {
        try add(first)
        try add(second)
        let edit = try casebook.edit(.review(item: 1, accept: false), why: "別のお知らせ")
        for text in [first, third, first] { try add(text) }
        #expect(throws: CasebookError.self) { try casebook.edit(.undo(edit: edit.number), why: "") }
        #expect(try states().first == "current")
    }

    @Test func itGoesToTheCaseThatAPersonGaveTheOther() throws {
        let other = try #require(try add("2024年6月3日 書類を紛失した", at: "https://b.example/").cases.first)
        let own = try #require(try add(first).cases.first)
        try add(second)
        _ = try casebook.edit(.link(notices: [Digest.noticeID(second)], casefile: other), why: "同じ事件")
        #expect(try add(first).cases == [other])
        #expect(try casebook.caseView(own)?.number == other, "the case left empty leads there")
        #expect(try casebook.texts("SELECT how FROM case_notices WHERE notice = 2") == ["person"])
    }

    @Test func itStaysWhereAPersonPutIt() throws {
        let other = try #require(try add("2024年6月3日 書類を紛失した", at: "https://b.example/").cases.first)
        try add(first)
        try add(second)
        _ = try casebook.edit(.link(notices: [Digest.noticeID(first)], casefile: other), why: "同じ事件")
        #expect(try add(first).cases == [other])
    }

    @Test func whatNeverLeftAPageIsNotBackThere() throws {
        try add(first)
        try add(first, "2024年6月3日 書類を紛失した", at: "https://b.example/")
        try add(second)
        try add(first, "2024年6月4日 書類を紛失した", at: "https://b.example/")
        #expect(try states().first == "superseded\(try casebook.texts("SELECT id FROM notices ORDER BY id")[2])")
    }

    @Test func anOriginalThatReturnsKeepsItsCopies() throws {
        let own = try Places.series("shop-1")
        let copy = own + "\nお問い合わせ info@kakinoki.example\n"
        try add(own)
        try add(copy, at: "https://blog.example/")
        try add(own.replacing("12,480件", with: "12,490件"))
        try add(own)
        #expect(
            try casebook.texts("SELECT state || ifnull(copy_of, '-') FROM notices ORDER BY id") == [
                "current-", "superseded1", "superseded-",
            ])
        #expect(try casebook.caseView("2025-501")?.notices.map(\.sources.count).max() == 2)
    }

    @Test func aCopyOfWhatIsNoLongerSaidIsANoticeOfItsOwn() throws {
        let own = try Places.series("shop-1")
        try add(own)
        try add(own + "\nお問い合わせ info@kakinoki.example\n", at: "https://blog.example/")
        try add(own.replacing("12,480件", with: "12,490件"))
        try add(own + "\n担当 広報室\n", at: "https://c.example/")
        #expect(try casebook.texts("SELECT state FROM notices ORDER BY id").last == "current")
    }

    @Test func whatAPersonToldApartStaysSo() throws {
        let own = try Places.series("shop-1")
        let copy = own + "\nお問い合わせ info@kakinoki.example\n"
        try add(own)
        try add(copy, at: "https://blog.example/")
        _ = try casebook.edit(.link(notices: [Digest.noticeID(copy)], casefile: "2025-501"), why: "別の知らせ")
        try add(own.replacing("12,480件", with: "12,490件"), at: "https://blog.example/")
        try add(copy, at: "https://blog.example/")
        #expect(try casebook.texts("SELECT state FROM notices ORDER BY id") == ["current", "current", "superseded"])
        try add(own.replacing("12,480件", with: "12,470件"))
        try add(own)
        #expect(try casebook.texts("SELECT state FROM notices WHERE id <= 2 ORDER BY id") == ["current", "current"])
    }

    @Test func itsCorrectionsHoldAgainAndThoseOfTheOtherAreAskedAbout() throws {
        try add(first)
        _ = try casebook.edit(
            .correct(target: Digest.noticeID(first), changes: ["sector=media"], quote: nil), why: "")
        try add(second)
        _ = try casebook.edit(
            .correct(target: Digest.noticeID(second), changes: ["service=会員サイト"], quote: nil), why: "")
        try add(first)
        let ref = NoticeRef(id: 1, hash: Digest.noticeID(first))
        #expect(try casebook.notice(ref).record.sector?.value == .media)
        let item = try #require(try reviews().last { $0.kind == .check })
        #expect(try casebook.correctionsBefore(item).map(\.field) == [.service])
        _ = try casebook.edit(.review(item: item.id, accept: true), why: "")
        let record = try casebook.notice(ref).record
        #expect(record.sector?.value == .media && record.service?.value == "会員サイト")
    }

    @Test func aCopyThatReturnsIsACopyAgain() throws {
        let own = try Places.series("shop-1")
        let copy = own + "\nお問い合わせ info@kakinoki.example\n"
        try add(own)
        try add(copy, at: "https://blog.example/")
        try add(own.replacing("12,480件", with: "12,490件"), at: "https://blog.example/")
        try add(copy, at: "https://blog.example/")
        #expect(
            try casebook.texts("SELECT state || ifnull(copy_of, '') FROM notices ORDER BY id") == [
                "current", "superseded1", "superseded",
            ])
        #expect(try casebook.caseView("2025-501")?.notices.filter { $0.id == Digest.noticeID(copy) }.isEmpty == true)
    }

    @Test func theCaseChangedWhenItReturned() throws {
        try add(first)
        try add(second)
        try add(first)
        try casebook.tamper("UPDATE notices SET reinstated_at = 1800000900 WHERE id = 1 AND reinstated_at IS NOT NULL")
        var changed: [Int] = []
        try casebook.filedCases(SearchQuery.parse(""), making: { $0.changed }) { filed, _, _ in changed.append(filed) }
        #expect(changed == [1_800_000_900])
    }
}
