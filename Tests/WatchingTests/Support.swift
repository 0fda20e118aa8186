import Casebook
import Facts
import Foundation
import Language
import Reading
import Synchronization

@testable import Watching

/// A casebook in memory with a clock that a test moves, and what was sent from it. All organisations are invented.
final class Desk: Sendable {
    let store: CasebookStore
    let clock: Clock
    let sent = Mutex<[Sent]>([])
    /// How channels answer, by their target; what is not named takes everything.
    let answers = Mutex<[String: SendingEnd]>([:])
    /// What receipts say of mails, by key.
    let receipts = Mutex<[String: SendingEnd]>([:])

    final class Clock: Sendable {
        private let seconds = Mutex(1_800_000_000)
        var now: Int { seconds.withLock { $0 } }
        func advance(_ by: Int) { seconds.withLock { $0 += by } }
    }

    struct Sent: Sendable {
        var target: String
        var key: String
        var body: String
        var headers: [String: String] = [:]
    }

    init() throws {
        let clock = Clock()
        self.clock = clock
        store = try CasebookStore(
            inMemory: "test casebook", surroundings: Surroundings(now: { clock.now }, user: { "tester" }))
        var settings = WatchSettings()
        settings.from = "jikenbo@example.jp"
        settings.publicAddress = "https://casebook.example.jp"
        try store.setWatchSettings(settings)
    }

    var outlets: Outlets {
        Outlets(
            mail: { self.take(Sent(target: $0.to, key: $0.key, body: $0.text, headers: ["subject": $0.subject])) },
            mailEnd: { key in self.receipts.withLock { $0[key] } }, mailDone: { _ in },
            webhook: { body, url, headers in
                let named = Dictionary(uniqueKeysWithValues: headers)
                return self.take(
                    Sent(
                        target: url, key: named["webhook-id"] ?? "", body: String(decoding: body, as: UTF8.self),
                        headers: named))
            },
            output: { _ = self.take(Sent(target: "output", key: "", body: $0)) })
    }

    private func take(_ message: Sent) -> SendingEnd {
        let end = answers.withLock { $0[message.target] } ?? .sent
        if end == .sent { sent.withLock { $0.append(message) } }
        return end
    }

    @discardableResult
    func run(_ form: WatchRunner.Form = .json) async throws -> WatchRunner.Report {
        try await WatchRunner(
            store: store, settings: store.watchSettings(), outlets: outlets, form: form,
            casePage: { "/\($1)/cases/\($0)" }
        ).run()
    }

    /// The kinds of the events that a watch has told of, the first first.
    func kinds(_ watch: String) throws -> [String] {
        try events(watch).map(\.kind.rawValue)
    }

    func events(_ watch: String) throws -> [WatchEvent] {
        try store.findWatchEvents()
        return try store.events(of: store.watch(watch), limit: 100).reversed()
    }

    func targets() -> [String] { sent.withLock { $0.map(\.target) } }

    /// Adds a page that is one notice.
    func add(_ address: String, _ text: String) throws {
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        let notice = IncomingNotice(record: record, text: text, at: TextSpan(0, text.utf8.count))
        let page = IncomingPage(
            address: address, bytes: Array(text.utf8), mediaType: "text/plain", format: "plain", charset: "UTF-8",
            notices: [notice], reader: "test")
        _ = try store.add([.page(page)], in: store.beginRun("add", reader: "test"))
    }
}

/// Notices of one incident.
enum Notices {
    static let first = """
        2026年5月12日
        株式会社あさぎり商会

        不正アクセスによる個人情報漏えいのおそれについて

        当社が運営する通販サイト「あさぎりマルシェ」が、2026年5月1日に第三者による不正アクセスを受けました。
        お客様861名の個人情報が漏えいしたおそれがあります。現在、原因を調査しております。
        """

    static let second = """
        2026年6月1日
        株式会社あさぎり商会

        不正アクセスによる個人情報漏えいについて（第2報）

        2026年5月12日に公表しました、通販サイト「あさぎりマルシェ」への2026年5月1日の不正アクセスについて、続報をお知らせします。
        調査の結果、お客様1,234名の個人情報が漏えいしたことを確認しました。
        """

    static let ransomware = """
        2026年5月20日
        医療法人はまぐり会

        ランサムウェアによる被害について

        2026年5月18日、当法人のサーバーがランサムウェアに感染し、電子カルテが利用できなくなりました。
        業務を委託している株式会社つゆくさ情報のネットワークを経由して侵入されたことが分かっています。
        """
}
