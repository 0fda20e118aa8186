import Casebook
import Facts
import GRDB
import Testing

@Suite struct EditingTests {
    let casebook: CasebookStore
    let first: String
    let second: String

    init() throws {
        casebook = try Make.casebook()
        let texts = ["ミント堂の第1報、862名", "ミント堂の第2報、861名"]
        try casebook.add(
            Make.page("/1", texts[0], published: "2024-03-01"), Make.page("/2", texts[1], published: "2024-03-08"))
        first = Digest.noticeID(texts[0])
        second = Digest.noticeID(texts[1])
    }

    @discardableResult
    private func edit(_ edit: Edit) throws -> Int64 { try casebook.edit(edit, why: "it is so").number }

    private func record(_ notice: String) throws -> NoticeRecord {
        try casebook.read("testing") { db in
            let ref = try #require(try db.noticeRef(notice))
            return try #require(try db.notice(ref.id)).record
        }
    }

    /// Which notices each number leads to.
    private func notices(_ number: String) throws -> [String] {
        try casebook.read("testing") { db in
            try db.caseRef(number).map { try db.notices(of: $0).map(\.hash) } ?? []
        }
    }

    // MARK: Values

    @Test func correctionsOfAnOlderVersionAreOfferedToTheNewOne() throws {
        try edit(.correct(target: first, changes: ["organisation=ミント堂"], quote: "ミント堂"))
        try edit(.correct(target: first, changes: ["sector=food-service"], quote: "862名"))
        let text = "訂正: ミント堂の第1報、860名"
        try casebook.add(Make.page("/1", text, published: "2024-03-01"))
        let new = Digest.noticeID(text)
        #expect(try record(new).organisation == nil)
        let item = try #require(try casebook.read("testing") { try $0.openReviews() }.first { $0.kind == .check })
        #expect(item.notice?.hash == new)
        let number = try edit(.review(item: item.id, accept: true))
        let organisation = try #require(try record(new).organisation)
        #expect(organisation.value == "ミント堂")
        #expect(organisation.evidence.at == TextSpan(8, 20))
        #expect(try record(new).sector == nil, "the words it pointed at are gone")
        try edit(.undo(edit: number))
        #expect(try record(new).organisation == nil)
    }

    @Test func aCorrectionOutranksTheReaderAndIsUndone() throws {
        #expect(try record(first).organisation == nil)
        let number = try edit(
            .correct(target: first, changes: ["organisation=ミント堂", "sector=food-service"], quote: nil))
        #expect(try record(first).organisation?.value == "ミント堂")
        #expect(try record(first).sector?.value == .foodService)
        #expect(try casebook.texts("SELECT organisation FROM notices WHERE organisation IS NOT NULL") == ["ミント堂"])
        try edit(.undo(edit: number))
        #expect(try record(first).organisation == nil)
        #expect(try casebook.texts("SELECT organisation FROM notices WHERE organisation IS NOT NULL") == [])
    }

    @Test func aCorrectionOfACaseIsOneOfItsLatestNotice() throws {
        try edit(.link(notices: [second], casefile: "2024-501"))
        try edit(.correct(target: "2024-501", changes: ["report_number=2"], quote: nil))
        #expect(try record(second).reportNumber?.value == 2)
        #expect(try record(first).reportNumber == nil)
    }

    @Test func listsGrowAndShrink() throws {
        try edit(
            .correct(
                target: first,
                changes: [
                    "causes+=weak-password", "causes+=no-mfa", "counts+=862,名,お客様,main", "counts+=3,件",
                    "timeline+=exposure,2024-01-04,2024-02-01", "authorities+=ppc,2024-02-03",
                    "parties+=Mint Co., Ltd.,contractor", "data+=email",
                ], quote: "862名"))
        var read = try record(first)
        #expect(read.causes.map(\.value) == [.weakPassword, .noMfa])
        #expect(read.counts.map(\.value) == [862, 3])
        #expect(read.counts[0].evidence.quote == "862名")
        #expect(read.counts[0].main && read.counts[0].of == "お客様")
        #expect(read.timeline[0].end == DateValue(iso: "2024-02-01"))
        #expect(read.derived.exposureDays?.days == 29)
        #expect(read.parties[0].name == "Mint Co., Ltd.")
        try edit(.correct(target: first, changes: ["causes-=no-mfa", "counts-=862", "timeline-=exposure"], quote: nil))
        read = try record(first)
        #expect(read.causes.map(\.value) == [.weakPassword])
        #expect(read.counts.map(\.value) == [3])
        #expect(read.timeline == [])
    }

    @Test(arguments: [
        "sector", "castle=big", "sector=castle", "sector+=media", "counts+=many", "timeline+=detected,yesterday",
        "published=2024-02-30", "causes+=", "parties+=ミント堂", "counts+=1,件,顧客,minor",
    ])
    func whatIsNoChangeIsRefusedWhole(change: String) throws {
        #expect(throws: CasebookError.self) {
            try edit(.correct(target: first, changes: ["organisation=ミント堂", change], quote: nil))
        }
        #expect(try casebook.count("edits") == 0)
        #expect(try record(first).organisation == nil)
    }

    @Test func wordsThatTheNoticeDoesNotSayAreRefused() throws {
        #expect(
            throws: CasebookError(
                first, "the notice does not say 「863名」", "copy the words from the notice to the letter")
        ) {
            try edit(.correct(target: first, changes: ["counts+=863,名"], quote: "863名"))
        }
    }

    // MARK: Cases

    @Test func linkingEmptiesACaseWhoseNumberLeadsOn() throws {
        let number = try edit(.link(notices: [second], casefile: "2024-501"))
        #expect(try notices("2024-501") == [first, second])
        #expect(try notices("2024-502") == [first, second])
        try edit(.undo(edit: number))
        #expect(try notices("2024-501") == [first])
        #expect(try notices("2024-502") == [second])
    }

    @Test func mergingAndItsUndoing() throws {
        let number = try edit(.merge(casefile: "2024-502", into: "2024-501"))
        #expect(try notices("2024-502") == [first, second])
        try edit(.undo(edit: number))
        #expect(try notices("2024-501") == [first])
        #expect(try notices("2024-502") == [second])
    }

    @Test func splittingOpensACaseWhoseNumberIsNeverGivenAgain() throws {
        try edit(.merge(casefile: "2024-502", into: "2024-501"))
        let split = try casebook.edit(.split(casefile: "2024-501", notices: [second]), why: "not the same")
        #expect(split.opened == "2024-503")
        #expect(try notices("2024-503") == [second])
        try edit(.undo(edit: split.number))
        #expect(try notices("2024-503") == [first, second])
        #expect(try casebook.edit(.unlink(notice: second), why: "after all").opened == "2024-504")
    }

    @Test func aCaseIsNotSplitDownToNothing() throws {
        #expect(throws: CasebookError.self) { try edit(.unlink(notice: first)) }
        #expect(throws: CasebookError.self) { try edit(.split(casefile: "2024-501", notices: [second])) }
        #expect(try casebook.count("cases") == 2)
    }

    @Test func anEditIsUndoneOnlyWhenLaterOnesAre() throws {
        let link = try edit(.link(notices: [second], casefile: "2024-501"))
        let unlink = try edit(.unlink(notice: second))
        #expect(
            throws: CasebookError(
                "edit \(link)", "the same cases or notices were changed since",
                "undo the later edits first (see jikenbo history); where a page brought another version, make a new edit"
            )
        ) { try edit(.undo(edit: link)) }
        try edit(.undo(edit: unlink))
        try edit(.undo(edit: link))
        #expect(try notices("2024-502") == [second])
    }

    @Test func nothingIsUndoneTwice() throws {
        let link = try edit(.link(notices: [second], casefile: "2024-501"))
        let undoing = try edit(.undo(edit: link))
        #expect(throws: CasebookError.self) { try edit(.undo(edit: link)) }
        #expect(throws: CasebookError.self) { try edit(.undo(edit: undoing)) }
        #expect(throws: CasebookError.self) { try edit(.undo(edit: 99)) }
    }

    // MARK: The rest

    @Test func whatIsExcludedIsKeptAndComesBack() throws {
        let number = try edit(.exclude(targets: ["2024-501"]))
        #expect(try casebook.texts("SELECT state FROM notices ORDER BY id") == ["excluded", "current"])
        #expect(
            try casebook.texts("SELECT outcome || ' ' || reason FROM ledger WHERE address = '/1'") == [
                "excluded by tester: it is so"
            ])
        try edit(.undo(edit: number))
        #expect(try casebook.texts("SELECT state FROM notices ORDER BY id") == ["current", "current"])
        #expect(try casebook.texts("SELECT outcome FROM ledger ORDER BY id") == ["added", "added"])
    }

    @Test func reviewsAreAcceptedRejectedAndUndone() throws {
        try casebook.write("testing") { db in
            for kind in ["link", "merge", "relate", "check"] {
                try db.execute(
                    sql: """
                        INSERT INTO review_queue (kind, notice, "case", other, score, reasons, at)
                        VALUES (?, 2, 1, 2, 0.5, '["the same number"]', 0)
                        """, arguments: [kind])
            }
        }
        #expect(try casebook.read("testing") { try $0.openReviews().map(\.kind) } == [.link, .merge, .relate, .check])
        let link = try edit(.review(item: 1, accept: true))
        #expect(try notices("2024-501") == [first, second])
        #expect(throws: CasebookError.self) { try edit(.review(item: 1, accept: false)) }
        try edit(.undo(edit: link))
        #expect(try notices("2024-501") == [first])

        let relate = try edit(.review(item: 3, accept: true))
        #expect(try casebook.count("related_cases") == 1)
        try edit(.undo(edit: relate))
        #expect(try casebook.count("related_cases") == 0)

        try edit(.review(item: 1, accept: false))
        try edit(.review(item: 4, accept: true))
        try edit(.review(item: 2, accept: true))
        #expect(try notices("2024-501") == [first, second])
        #expect(try casebook.read("testing") { try $0.openReviews().map(\.id) } == [3])
    }

    @Test func historyTellsWhoDidWhatAndWhy() throws {
        try edit(.note(target: "2024-501", text: "phoned them"))
        let number = try edit(.exclude(targets: [second]))
        try edit(.undo(edit: number))
        let history = try casebook.history(limit: 10)
        #expect(history.map(\.action) == ["undo", "exclude", "note"])
        #expect(history.map(\.undoneBy) == [nil, 3, nil])
        #expect(history.allSatisfy { $0.who == "tester" && $0.why == "it is so" })
        #expect(
            try casebook.texts("SELECT action FROM audit ORDER BY seq") == ["add", "add", "note", "exclude", "undo"])
    }
}
