import Casebook
import Facts
import Testing

@Suite struct AddingTests {
    @Test func aNoticeOpensACaseOfTheYearItWasPublishedIn() throws {
        let casebook = try Make.casebook()
        let intake = try casebook.add(Make.page("/a.txt", "不正アクセスについて", published: "2024-03-01"))
        #expect(intake.map(\.outcome) == [.added])
        #expect(intake.map(\.newNotices) == [1])
        #expect(intake.map(\.cases) == [["2024-501"]])
    }

    @Test func casesAreNumberedInOrderOfFiling() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "一", published: "2024-03-01"), Make.page("/b", "二", published: "2023-12-31"),
            Make.page("/c", "三", published: "2024-01-01"), Make.page("/d", "四"))
        #expect(intakes.flatMap(\.cases) == ["2024-501", "2023-501", "2024-502", "2027-501"])
    }

    @Test func aHeadingsNumberIsTheCasesNumber() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "#2023-060 一", number: "2023-060"), Make.page("/b", "#2023-060 二", number: "2023-060"))
        #expect(intakes.flatMap(\.cases) == ["2023-060", "2023-060"])
    }

    @Test func aHeadingsNumberThatTheProgramGaveAwayGetsALetter() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "一", published: "2023-01-01"), Make.page("/b", "#2023-501 二", number: "2023-501"),
            Make.page("/c", "三", published: "2023-01-01"))
        #expect(intakes.flatMap(\.cases) == ["2023-501", "2023-501b", "2023-502"])
    }

    @Test func aNumberThatAHeadingHasIsPassedOver() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "#2023-501 一", number: "2023-501"), Make.page("/b", "二", published: "2023-01-01"))
        #expect(intakes.flatMap(\.cases) == ["2023-501", "2023-502"])
    }

    @Test func aMereYearInAHeadingIsNoNumber() throws {
        let casebook = try Make.casebook()
        #expect(
            try casebook.add(Make.page("/a", "#2022 一", published: "2022-05-05", number: "2022")).flatMap(\.cases) == [
                "2022-501"
            ])
    }

    @Test func theSameContentIsNotStoredTwice() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "本文"), Make.page("/a", "本文"), Make.page("/b", "本文"))
        #expect(intakes.map(\.outcome) == [.added, .unchanged, .duplicate(of: "/a")])
        #expect(try casebook.count("originals") == 1)
        #expect(try casebook.count("pages") == 1)
        #expect(try casebook.count("notices") == 1)
    }

    @Test func changedContentIsANewVersionInTheSameCase() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(
            Make.page("/a", "862名の情報", published: "2024-03-01"),
            Make.page("/a", "861名の情報", published: "2024-03-01"))
        #expect(intakes.map(\.outcome) == [.added, .changed(version: 2)])
        #expect(intakes.map(\.cases) == [["2024-501"], ["2024-501"]])
        #expect(try casebook.texts("SELECT state FROM notices ORDER BY id") == ["superseded", "current"])
        #expect(try casebook.count("originals") == 2)
    }

    @Test func aNoticeThatLeftAListOfNewsStaysCurrent() throws {
        let casebook = try Make.casebook()
        func titled(_ title: String) -> (NoticeRecord, String) {
            (Make.notice(title + " 本文", title: title), title + " 本文")
        }
        try casebook.add(
            Make.page("/news", [titled("甲"), titled("乙")]), Make.page("/news", [titled("乙"), titled("丙"), titled("丁")]))
        #expect(
            try casebook.texts("SELECT title || ' ' || state FROM notices ORDER BY id") == [
                "甲 current", "乙 current", "丙 current", "丁 current",
            ])
        #expect(try casebook.count("cases") == 4)
    }

    @Test func aPageThatGoesBackToWhatItWasIsAThirdVersion() throws {
        let casebook = try Make.casebook()
        let intakes = try casebook.add(Make.page("/a", "甲"), Make.page("/a", "乙"), Make.page("/a", "甲"))
        #expect(intakes.map(\.outcome) == [.added, .changed(version: 2), .changed(version: 3)])
        #expect(try casebook.count("originals") == 2)
    }

    @Test func theLedgerTellsWhatCameOfEveryCandidate() throws {
        let casebook = try Make.casebook()
        try casebook.add(
            Make.page("/a", "甲"), Make.page("/b", "甲"),
            Make.page("/c", [(Make.notice("告知", kind: .other), "告知")]), Make.page("/d", []),
            .failed(FailedPage(address: "/e", bytes: nil, reason: "/e: is not there; check the spelling")))
        #expect(
            try casebook.texts("SELECT address || ' ' || outcome || ': ' || reason FROM ledger ORDER BY id") == [
                "/a added: version 1, 1 notices, 1 of them new", "/b duplicate: the same content as /a",
                "/c other: no notice about an incident in it", "/d other: no notice in it",
                "/e failed: /e: is not there; check the spelling",
            ])
    }
}
