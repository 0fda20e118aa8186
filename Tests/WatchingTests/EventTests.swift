import Casebook
import Facts
import Language
import Testing

@testable import Watching

@Suite struct EventTests {
    private func watching(
        _ query: String = "", events: Set<WatchEvent.Kind> = Set(WatchEvent.Kind.allCases)
    ) throws -> Desk {
        let desk = try Desk()
        _ = try desk.store.addWatch(NewWatch(name: "all", subject: .query(query), events: events))
        return desk
    }

    @Test func aNoticeThatOpensACaseIsANewCase() throws {
        let desk = try watching()
        try desk.add("/1", Notices.first)
        let event = try #require(try desk.events("all").first)
        #expect(event.kind == .newCase && event.number == "2026-501")
        #expect(event.detail.organisation == "株式会社あさぎり商会" && event.detail.published?.iso == "2026-05-12")
        #expect(event.detail.sentence == "お客様861名の個人情報が漏えいしたおそれがあります。")
        #expect(event.detail.address == "/1" && event.at == 1_800_000_000)
    }

    @Test func whatWasThereBeforeTheWatchIsNotTold() throws {
        let desk = try Desk()
        try desk.add("/1", Notices.ransomware)
        _ = try desk.store.addWatch(NewWatch(name: "all", subject: .query("")))
        try desk.add("/2", Notices.first)
        #expect(try desk.events("all").map(\.number) == ["2026-502"])
    }

    @Test func aNoticeThatJoinsACaseIsAFollowUpAndTellsWhatChanged() throws {
        let desk = try watching()
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.second)
        let events = try desk.events("all")
        #expect(events.map(\.kind) == [.newCase, .followUp, .changedValue])
        #expect(Set(events.map(\.number)) == ["2026-501"])
        #expect(events[1].detail.report == 2)
        let changes = events[2].detail.changes
        let count = try #require(changes.first { $0.field == .counts })
        #expect(count.change == .corrected && count.quote == "1,234名")
        guard case .count(861, _, _, _, _)? = count.before, case .count(1234, _, _, _, _)? = count.after else {
            Issue.record("the count is \(changes)")
            return
        }
        #expect(count.sentence == "調査の結果、お客様1,234名の個人情報が漏えいしたことを確認しました。")
        #expect(changes.first { $0.field == .leakStatus }?.change == .confirmed)
    }

    @Test func anotherWordingAtTheSameAddressIsAChangedPage() throws {
        let desk = try watching()
        try desk.add("/1", Notices.first)
        try desk.add("/1", Notices.first.replacing("861名", with: "900名"))
        let events = try desk.events("all")
        #expect(events.map(\.kind) == [.newCase, .changedPage, .changedValue])
        #expect(events[1].detail.added == ["お客様900名の個人情報が漏えいしたおそれがあります。現在、原因を調査しております。"])
        #expect(events[1].detail.removed == ["お客様861名の個人情報が漏えいしたおそれがあります。現在、原因を調査しております。"])
        #expect(events[2].detail.changes.map(\.field) == [.counts])
    }

    @Test(arguments: [false, true]) func aPageThatGoesBackIsAChangedPageToo(isLate: Bool) throws {
        let desk = try watching()
        let other = Notices.first.replacing("861名", with: "900名")
        for text in [Notices.first, other, Notices.first] {
            try desk.add("/1", text)
            if !isLate { _ = try desk.events("all") }
        }
        let events = try desk.events("all")
        #expect(
            events.map(\.kind) == [.newCase, .changedPage, .changedValue, .changedPage, .changedValue],
            "whether they are looked for each time or only in the end")
        #expect(events[3].detail.removed == ["お客様900名の個人情報が漏えいしたおそれがあります。現在、原因を調査しております。"])
        #expect(events[2].detail.changes.map(\.quote) == ["900名"] && events[4].detail.changes.map(\.quote) == ["861名"])
    }

    @Test func whatWasReplacedBeforeIsNotTakenAwayOnceMore() throws {
        let desk = try watching()
        let wordings = ["861名の個人情報とクレジットカード番号", "862名の個人情報", "863名の個人情報", "862名の個人情報"]
        for wording in wordings {
            try desk.add("/1", Notices.first.replacing("861名の個人情報", with: wording))
            _ = try desk.events("all")
        }
        let changes = try desk.events("all").filter { $0.kind == .changedValue }.map { $0.detail.changes.map(\.field) }
        #expect(changes.count == 3 && changes[0].contains(.data))
        #expect(changes[1...].allSatisfy { $0 == [.counts] })
    }

    @Test func aCorrectionByAPersonIsAChangedValueAndSoIsTakingItBack() throws {
        let desk = try watching(events: [.changedValue])
        try desk.add("/1", Notices.first)
        let edit = try desk.store.edit(
            .correct(target: "2026-501", changes: ["leak_status=confirmed"], quote: nil), why: "電話で確認", by: "web:hana")
        let event = try #require(try desk.events("all").first)
        #expect(event.detail.person == "web:hana")
        #expect(event.detail.changes.map(\.after) == [.leak(.confirmed)])
        _ = try desk.store.edit(.undo(edit: edit.number), why: "誤り")
        #expect(try desk.events("all").last?.detail.changes.map(\.after) == [.leak(.possible)])
    }

    @Test func aNoticeThatAPersonMovedToAnotherCaseFollowsUpThere() throws {
        let desk = try watching(events: [.followUp])
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.ransomware)
        #expect(try desk.events("all").isEmpty)
        _ = try desk.store.edit(.merge(casefile: "2026-502", into: "2026-501"), why: "同じ事件")
        #expect(try desk.events("all").map(\.number) == ["2026-501"])
        #expect(try desk.events("all").map(\.detail.organisation) == ["医療法人はまぐり会"])
    }

    @Test func notesExclusionsAndUsersAreNoNews() throws {
        let desk = try watching()
        try desk.add("/1", Notices.first)
        _ = try desk.store.edit(.note(target: "2026-501", text: "覚え書き"), why: "")
        _ = try desk.store.edit(.exclude(targets: ["2026-501"]), why: "対象外")
        try desk.store.addUser("hana", role: .reader, password: "correct horse battery")
        #expect(try desk.events("all").isEmpty, "an excluded notice is told of by nobody")
    }

    @Test func aWatchTellsOfTheKindsItChoseOnly() throws {
        let desk = try watching(events: [.followUp])
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.second)
        #expect(try desk.kinds("all") == ["follow-up"])
    }

    @Test func aQueryTellsOfTheCasesThatItFindsAndWhy() throws {
        let desk = try watching("type:ransomware")
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.ransomware)
        let events = try desk.events("all")
        #expect(events.map(\.detail.organisation) == ["医療法人はまぐり会"])
        #expect(events[0].reasons.contains { if case .value("type", "ransomware", _) = $0 { true } else { false } })
    }

    @Test func aFollowUpIsToldWhereAnEarlierNoticeOfItsCaseIsFound() throws {
        let desk = try watching("おそれがあります")
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.second)
        #expect(try desk.kinds("all") == ["new-case", "follow-up", "changed-value"])
    }

    @Test func eventsAreFoundOnceAndTheirIdsAreThoseOfTheAuditLog() throws {
        let desk = try watching()
        try desk.add("/1", Notices.first)
        let first = try desk.events("all")
        #expect(try desk.events("all").map(\.key) == first.map(\.key))
        let other = try watching()
        try other.add("/1", Notices.first)
        #expect(try other.events("all").map(\.key) == first.map(\.key))
        #expect(first[0].key.hasPrefix("evt_") && first[0].key.count == 28)
    }

    @Test func manyEntriesAreLookedAtInSeveralTransactions() throws {
        let desk = try watching(events: [.newCase])
        for number in 0..<450 {
            try desk.add("/\(number)", "2026年5月12日\n株式会社あさぎり\(number)\n\nウイルス感染について\n\n社内のパソコン\(number)台がウイルスに感染しました。")
        }
        #expect(try desk.store.findWatchEvents() == 450)
    }
}

@Suite struct WatchStoreTests {
    @Test(arguments: ["", "Big", "two words", "-x", "日本", String(repeating: "a", count: 65)])
    func aNameThatIsNoneIsRefused(name: String) throws {
        let desk = try Desk()
        #expect(throws: CasebookError.self) { try desk.store.addWatch(NewWatch(name: name, subject: .query(""))) }
    }

    @Test func twoWatchesOfOneNameAreRefused() throws {
        let desk = try Desk()
        _ = try desk.store.addWatch(NewWatch(name: "a", subject: .query("")))
        #expect(
            throws: CasebookError("a", "there is a watch of this name", "choose another one, or remove that first")
        ) { try desk.store.addWatch(NewWatch(name: "a", subject: .query(""))) }
    }

    @Test func aWatchIsRemovedWithWhatWaits() async throws {
        let desk = try Desk()
        _ = try desk.store.addWatch(
            NewWatch(name: "a", subject: .query(""), digest: .daily, channels: [.mail("csirt@example.jp")]))
        try desk.add("/1", Notices.first)
        try desk.store.findWatchEvents()
        try desk.store.removeWatch("a")
        #expect(try desk.store.watches().isEmpty)
        desk.clock.advance(200_000)
        #expect(try await desk.run().sent == 0)
        #expect(throws: CasebookError.self) { try desk.store.removeWatch("a") }
    }

    @Test func aFeedsSecretIsKnownByItsHashAndCanBeRenewed() throws {
        let desk = try Desk()
        let token = try desk.store.addWatch(NewWatch(name: "a", subject: .query("")))
        #expect(try desk.store.isFeedToken(token, of: "a"))
        #expect(try !desk.store.isFeedToken(token, of: "b"))
        let other = try desk.store.renewFeed(of: "a")
        #expect(try !desk.store.isFeedToken(token, of: "a"))
        #expect(try desk.store.isFeedToken(other, of: "a"))
    }

    @Test func listsAndSettingsComeBackAsTheyWerePutIn() throws {
        let desk = try Desk()
        let list = [WatchedOrganisation(name: "株式会社つゆくさ情報", aliases: ["Tsuyukusa"], note: "基幹")]
        let hook = WatchChannel.Kind.webhook(url: "https://example.jp/a", style: .teams, secretFile: "/s")
        _ = try desk.store.addWatch(
            NewWatch(
                name: "a", subject: .organisations(list), digest: .weekly, language: .en,
                channels: [.mail("a@example.jp"), hook, .output]))
        let watch = try desk.store.watch("a")
        guard case .organisations(let found) = watch.subject else { throw CasebookError("a", "no list", "") }
        #expect(found == list && watch.digest == .weekly && watch.language == .en)
        #expect(watch.channels.map(\.kind) == [.mail("a@example.jp"), hook, .output])
        #expect(watch.channels.map(\.label) == ["mail a@example.jp", "webhook teams example.jp", "output"])
        var settings = WatchSettings()
        settings.host = "smtp.example.jp"
        settings.port = 2525
        settings.security = .tls
        settings.allowedHosts = ["a", "b"]
        try desk.store.setWatchSettings(settings)
        #expect(try desk.store.watchSettings() == settings)
    }
}
