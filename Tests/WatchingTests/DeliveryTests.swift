import Casebook
import Language
import Synchronization
import Testing

@testable import Watching

@Suite struct DeliveryTests {
    private func desk(
        _ channels: WatchChannel.Kind..., digest: Watch.Rhythm = .immediately
    ) throws -> Desk {
        let desk = try Desk()
        _ = try desk.store.addWatch(
            NewWatch(
                name: "w", subject: .query(""), digest: digest,
                channels: channels))
        return desk
    }

    private static let hook = WatchChannel.Kind.webhook(url: "https://example.jp/h", style: .plain, secretFile: nil)

    @Test func whatIsNewIsSentOnceByEachChannel() async throws {
        let desk = try desk(.mail("a@example.jp"), Self.hook, .output)
        try desk.add("/1", Notices.first)
        let report = try await desk.run()
        #expect(report.found == 1 && report.sent == 3 && report.failures == [])
        #expect(Set(desk.targets()) == ["a@example.jp", "https://example.jp/h", "output"])
        #expect(try await desk.run().sent == 0)
        #expect(desk.targets().count == 3)
    }

    @Test func theEventsOfACaseAreOneMessage() async throws {
        let desk = try desk(.mail("a@example.jp"))
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.second)
        try desk.add("/3", Notices.ransomware)
        #expect(try await desk.run().sent == 2)
    }

    @Test func oneDeadChannelHoldsUpNoOther() async throws {
        let desk = try desk(.mail("dead@example.jp"), .mail("a@example.jp"))
        desk.answers.withLock { $0["dead@example.jp"] = .failed("no such host") }
        for number in 0..<6 {
            try desk.add("/\(number)", Notices.first.replacing("あさぎり", with: "あさぎり\(number)"))
            let report = try await desk.run()
            #expect(report.sent == 1 && report.failures == ["w: mail dead@example.jp: no such host"])
            desk.clock.advance(100_000)
        }
        let channels = try desk.store.watch("w").channels
        #expect(channels.map(\.isDead) == [true, false])
        #expect(channels[0].failures == 6 && channels[0].lastError == "no such host" && channels[0].waiting == 6)
        desk.answers.withLock { $0 = [:] }
        #expect(try await desk.run().sent == 6)
        #expect(try desk.store.watch("w").channels.map(\.failures) == [0, 0])
    }

    @Test func triesLieFurtherAndFurtherApart() async throws {
        let desk = try desk(Self.hook)
        desk.answers.withLock { $0["https://example.jp/h"] = .failed("503") }
        try desk.add("/1", Notices.first)
        for wait in [60, 120, 240] {
            #expect(try await desk.run().failures.count == 1)
            desk.clock.advance(wait - 1)
            #expect(try await desk.run().failures == [], "not before \(wait) seconds")
            desk.clock.advance(1)
        }
        #expect(Retrying.wait(after: 40) == 43_200)
    }

    @Test func theReceiversWishToBeLeftAloneIsHeeded() async throws {
        let desk = try desk(Self.hook)
        desk.answers.withLock { $0["https://example.jp/h"] = .failed("429", wait: 1_000) }
        try desk.add("/1", Notices.first)
        try await desk.run()
        desk.clock.advance(999)
        #expect(try await desk.run().failures == [])
        desk.clock.advance(1)
        #expect(try await desk.run().failures.count == 1)
    }

    @Test func aMessageIsGivenUpInTheEndAndCanBeTriedAnew() async throws {
        let desk = try desk(Self.hook)
        desk.answers.withLock { $0["https://example.jp/h"] = .failed("503") }
        try desk.add("/1", Notices.first)
        for _ in 0..<Retrying.most {
            try await desk.run()
            desk.clock.advance(50_000)
        }
        #expect(try desk.store.watch("w").channels.map(\.givenUp) == [1])
        desk.answers.withLock { $0 = [:] }
        #expect(try await desk.run().sent == 0)
        try desk.store.retryMessages()
        #expect(try await desk.run().sent == 1)
    }

    @Test func aRefusedMessageHoldsUpNoOtherOfItsChannel() async throws {
        let desk = try desk(Self.hook)
        desk.answers.withLock { $0["https://example.jp/h"] = .failed("400", isRefused: true) }
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.ransomware)
        #expect(try await desk.run().failures.count == 2)
        #expect(try desk.store.watch("w").channels.map(\.failures) == [0])
    }

    // MARK: Kills

    /// A message that was noted as being sent when the program was killed.
    private func killed(_ channel: WatchChannel.Kind) async throws -> (Desk, OutgoingMessage) {
        let desk = try desk(channel)
        try desk.add("/1", Notices.first)
        try desk.store.findWatchEvents()
        let id = try desk.store.watch("w").channels[0].id
        let message = try #require(try desk.store.dueMessages(of: id).first)
        #expect(try desk.store.beginSending(message))
        return (desk, message)
    }

    @Test func aWebhookThatWasCutOffIsSentAgainUnderItsId() async throws {
        let (desk, message) = try await killed(Self.hook)
        #expect(try await desk.run().sent == 1)
        #expect(desk.sent.withLock { $0.map(\.key) } == [message.key])
    }

    @Test func aMailWhoseReceiptSaysThatItWasSentIsNotSentAgain() async throws {
        let (desk, message) = try await killed(.mail("a@example.jp"))
        desk.receipts.withLock { $0[message.key] = .sent }
        #expect(try await desk.run().sent == 0)
        #expect(desk.targets() == [])
        #expect(try desk.store.watch("w").channels.map(\.waiting) == [0])
    }

    @Test func aMailWithoutReceiptIsSentAgainUnderItsId() async throws {
        let (desk, message) = try await killed(.mail("a@example.jp"))
        #expect(try await desk.run().sent == 1)
        #expect(desk.sent.withLock { $0.map(\.key) } == [message.key])
    }

    @Test func aMailWhoseReceiptSaysThatItFailedWaits() async throws {
        let (desk, message) = try await killed(.mail("a@example.jp"))
        desk.receipts.withLock { $0[message.key] = .failed("the server answered 451") }
        #expect(try await desk.run().sent == 0)
        #expect(try desk.store.watch("w").channels.map(\.lastError) == ["the server answered 451"])
        desk.clock.advance(60)
        #expect(try await desk.run().sent == 1)
    }

    // MARK: Digests

    @Test func aDigestIsMadeUpInTheMorningInJapanOfAllSinceTheLast() async throws {
        let desk = try desk(.mail("a@example.jp"), digest: .daily)
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.ransomware)
        #expect(try await desk.run().sent == 0)
        // It is 2027-01-15 17:00 in Japan.
        desk.clock.advance(14 * 3_600 - 1)
        #expect(try await desk.run().sent == 0)
        desk.clock.advance(1)
        #expect(try await desk.run().sent == 1)
        #expect(desk.sent.withLock { $0[0].headers["subject"] } == "[事件簿] w: 2件の事件")
        desk.clock.advance(86_400)
        #expect(try await desk.run().sent == 0, "nothing is new")
    }

    @Test(arguments: [
        // From a Friday, 2027-01-15 17:00 in Japan.
        (Watch.Rhythm.daily, 1_800_000_000, 1_800_050_400), (.daily, 1_800_050_400, 1_800_136_800),
        (.weekly, 1_800_000_000, 1_800_223_200), (.weekly, 1_800_223_200, 1_800_828_000), (.daily, -1, 79_200),
    ])
    func digestsAreDueAtSeven(rhythm: Watch.Rhythm, moment: Int, next: Int) {
        #expect(DigestTimes.next(rhythm, after: moment) == next)
    }
}
