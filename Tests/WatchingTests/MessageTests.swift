import Casebook
import Collecting
import Exchange
import Facts
import Foundation
import Language
import NIOPosix
import Testing

@testable import Watching

@Suite struct ClippingTests {
    private func clipping(_ language: InterfaceLanguage, links: Bool = true) throws -> Clipping {
        let desk = try Desk()
        _ = try desk.store.addWatch(
            NewWatch(name: "w", subject: .query("漏えい"), language: language))
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.second)
        let watch = try desk.store.watch("w")
        return Clipping(try desk.events("w"), of: watch, words: ClippingWords(language: watch.language)) {
            links ? "https://casebook.example.jp/\($1)/cases/\($0)" : nil
        }
    }

    @Test func aDigestReadsLikeAClippingService() throws {
        #expect(
            try clipping(.ja).text == """
                [事件簿] 株式会社あさぎり商会: 不正アクセスによる個人情報漏えいのおそれについて (新しい事件)

                ■ 2026-501 株式会社あさぎり商会 不正アクセスによる個人情報漏えいのおそれについて (2026-05-12)
                  新しい事件
                    「お客様861名の個人情報が漏えいしたおそれがあります。」
                    該当: 「漏えい」が2回
                  続報 第2報
                    「調査の結果、お客様1,234名の個人情報が漏えいしたことを確認しました。」
                    該当: 「漏えい」が2回
                  内容の変化 第2報
                    件数: 861名 → 1,234名 お客様（訂正）
                    漏えい: おそれ → 確認
                    該当: 「漏えい」が2回
                  https://casebook.example.jp/ja/cases/2026-501

                --\u{20}
                見張り「w」: 漏えい

                """)
    }

    @Test func itIsInTheReadersLanguage() throws {
        let text = try clipping(.en, links: false).text
        #expect(text.contains("\n  new case\n") && text.contains("\n  follow-up report 2\n"))
        #expect(text.contains("Counts: 861名 → 1,234名 お客様 (corrected)"))
        #expect(text.hasSuffix("Watch w: 漏えい\n") && !text.contains("https://"))
    }

    @Test func markupOfANoticeIsTextInEveryForm() throws {
        let hostile =
            "<script>alert(1)</script> *x* [y](http://evil.example) <!channel> @everyone \u{202E}fdp\u{1B}[31m"
        let event = WatchEvent(
            id: 1, key: "evt_1", kind: .newCase, at: 0, number: "2026-501",
            detail: {
                var detail = WatchEvent.Detail(notice: "abcd")
                (detail.organisation, detail.title, detail.sentence) = (hostile, hostile, hostile)
                return detail
            }(), reasons: [])
        let desk = try Desk()
        _ = try desk.store.addWatch(NewWatch(name: "w", subject: .query("")))
        let clipping = Clipping([event], of: try desk.store.watch("w"), words: ClippingWords(language: .ja)) { _, _ in
            nil
        }
        let forms =
            [clipping.text, clipping.html, clipping.subject]
            + [clipping.slack, clipping.teams, clipping.discord].map { String(decoding: $0, as: UTF8.self) }
        for form in forms {
            #expect(!form.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
        }
        #expect(!clipping.html.contains("<script") && clipping.html.contains("&lt;script&gt;"))
        let slack = String(decoding: clipping.slack, as: UTF8.self)
        #expect(!slack.contains("mrkdwn") && slack.contains("\"text\":\"[事件簿] &lt;script&gt;"))
        let discord = String(decoding: clipping.discord, as: UTF8.self)
        #expect(discord.contains("\\\\@everyone") && discord.contains("\"allowed_mentions\":{\"parse\":[]}"))
    }

    @Test func chatServicesGetNoMoreThanTheyTake() throws {
        let long = String(repeating: "長い", count: 3_000)
        let events = (0..<300).map { number in
            var detail = WatchEvent.Detail(notice: "n\(number)")
            (detail.organisation, detail.title, detail.sentence) = (long, long, long + "\(number)")
            return WatchEvent(
                id: Int64(number), key: "evt_\(number)", kind: .newCase, at: 0, number: "2026-\(number)",
                detail: detail,
                reasons: [])
        }
        let desk = try Desk()
        _ = try desk.store.addWatch(NewWatch(name: "w", subject: .query("")))
        let clipping = Clipping(events, of: try desk.store.watch("w"), words: ClippingWords(language: .ja)) { _, _ in
            nil
        }
        let slack = try #require(try JSONSerialization.jsonObject(with: Data(clipping.slack)) as? [String: Any])
        let blocks = try #require(slack["blocks"] as? [[String: Any]])
        #expect(blocks.count <= 50)
        for block in blocks { #expect(((block["text"] as? [String: Any])?["text"] as? String ?? "").count <= 3_000) }
        #expect(clipping.teams.count < 28_000)
        let discord = try #require(try JSONSerialization.jsonObject(with: Data(clipping.discord)) as? [String: Any])
        let embeds = try #require(discord["embeds"] as? [[String: Any]])
        #expect(embeds.count <= 10)
        #expect(embeds.reduce(0) { $0 + ($1["title"] as! String).count + ($1["description"] as! String).count } < 6_000)
        #expect(clipping.text.contains("ほかに100件の事件"))
    }
}

@Suite struct MailTests {
    private let message = MailMessage(
        from: "jikenbo@example.jp", to: "csirt@example.jp",
        subject: "[事件簿] 不正アクセスによる個人情報漏えいのおそれに関するお知らせとお詫び\r\nBcc: evil@example.com", text: "本文\n.\n",
        html: "<p>本文</p>", key: "msg_0123", date: 1_800_000_000, sender: "事件簿")

    @Test func aMailIsMadeOfWholeEncodedWordsAndShortLines() throws {
        let mail = String(decoding: message.bytes, as: UTF8.self)
        let lines = mail.components(separatedBy: "\r\n")
        #expect(!mail.replacing("\r\n", with: "").contains { $0 == "\n" || $0 == "\r" })
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(lines[0] == "Date: Fri, 15 Jan 2027 08:00:00 +0000")
        #expect(lines[1] == "From: =?UTF-8?B?5LqL5Lu257C/?= <jikenbo@example.jp>")
        #expect(lines.contains("Message-ID: <msg_0123@example.jp>"))
        #expect(lines.contains("Auto-Submitted: auto-generated"))
        let words = mail.matches(of: /=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/).dropFirst().map { String($0.1) }
        let subject = words.map {
            Data(base64Encoded: $0).flatMap { String(validating: $0, as: UTF8.self) } ?? "broken"
        }
        #expect(subject.joined() == message.subject)
    }

    @Test func noTextBeginsAHeader() {
        let mail = String(decoding: message.bytes, as: UTF8.self)
        #expect(!mail.contains("\r\nBcc") && !mail.contains("\nBcc"))
        #expect(!mail.contains("\r\n.\r\n"))
    }

    @Test(arguments: [
        ("a@example.jp", true), ("first.last+x@sub.example.jp", true), ("a", false), ("a@b@c", false), ("@b", false),
        ("a b@c", false), ("a@b\r\nRCPT TO:<x@y>", false), ("<a@b>", false), ("日本@example.jp", false), ("-a@b", false),
        ("a@-b", false),
    ])
    func anAddressIsOneAlone(text: String, isOne: Bool) {
        #expect(MailMessage.isAddress(text) == isOne)
    }

    @Test(arguments: [
        ("0 250 ", SendingEnd.sent), ("0 0 ", .failed("curl 0")),
        ("67 535 Login denied", .failed("Login denied (the server answered 535)")),
        ("55 552 too large", .failed("too large (the server answered 552)", isRefused: true)),
        ("7 0 Failed to connect \u{1B}[31m", .failed("Failed to connect \\u{1B}[31m (curl 7)")),
    ])
    func aReceiptSaysHowItEnded(text: String, end: SendingEnd) {
        #expect(CurlReceipt(text)?.end == end)
    }

    @Test(arguments: ["", "0", "0 2", "x 250 "]) func aReceiptThatWasCutOffSaysNothing(text: String) {
        #expect(CurlReceipt(text) == nil)
    }

    @Test func secretsReachCurlByItsStandardInputAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outbox = try Outbox(folder: folder)
        try Data("pass\"word\\\n".utf8).write(to: URL(filePath: folder + "/secret"))
        var settings = WatchSettings()
        (settings.host, settings.user, settings.passwordFile) = ("smtp.example.jp", "hana", folder + "/secret")
        let mailer = CurlMailer(settings: settings, outbox: outbox, searchPath: "/usr/bin")
        let config = try mailer.configuration(message, path: "/m.eml")
        #expect(config.contains("user = \"hana:pass\\\"word\\\\\"\n") && config.contains("ssl-reqd\n"))
        #expect(config.hasSuffix("url = \"smtp://smtp.example.jp:587\"\n"))
    }

    @Test func curlThatIsMissingIsSaidSo() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailer = CurlMailer(settings: WatchSettings(), outbox: try Outbox(folder: folder), searchPath: "/nowhere")
        #expect(
            await mailer.send(message)
                == .failed("curl is not installed, by which mail is sent; install it (apt-get install curl)"))
    }

    @Test func anOutboxIsHeldByOneAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outbox = try Outbox(folder: folder)
        var hold = try outbox.hold()
        #expect(hold != nil)
        #expect(try outbox.hold() == nil)
        hold = nil
        #expect(try outbox.hold() != nil)
    }
}

@Suite struct WebhookTests {
    @Test func theSignatureIsThatOfStandardWebhooks() {
        let body = Array(#"{"event_type":"ping","data":{"success":true}}"#.utf8)
        #expect(
            WebhookSignature(secret: "whsec_plJ3nmyCDGBKInavdOK15jsl")
                .header(id: "msg_loFOjxBNrRLzqYUf", time: 1_731_705_121, body: body)
                == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")
    }

    @Test(arguments: [
        ("https://example.jp/a?b", true), ("http://example.jp/", false), ("http://127.0.0.1:8/", true),
        ("ftp://example.jp/", false), ("example.jp", false), ("https://user:pw@example.jp/", false),
        ("https://", false),
    ])
    func anAddressIsOneOfTheWebWithTLS(url: String, isOne: Bool) {
        var settings = WatchSettings()
        settings.allowedHosts = ["127.0.0.1"]
        #expect((WebhookSender.fault(in: url, settings: settings) == nil) == isOne)
    }

    @Test(arguments: [
        (200, SendingEnd.sent), (204, .sent),
        (302, .failed("the receiver leads elsewhere (302), where nothing is sent")),
        (400, .failed("the receiver answered 400", isRefused: true)), (404, .failed("the receiver answered 404")),
        (503, .failed("the receiver answered 503", wait: 7)),
    ])
    func anAnswerMeansWhatItSays(status: Int, end: SendingEnd) {
        #expect(WebhookSender.end(status, retryAfter: status == 503 ? "7" : nil, now: 0) == end)
    }

    @Test func aHostWithinIsRefusedUnlessItIsAllowedByName() async {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let sender = WebhookSender(settings: WatchSettings(), resolver: .system(threads))
        guard case .failed(let why, _, _) = await sender.send([], to: "https://127.0.0.1:9/", headers: [], now: 0)
        else {
            Issue.record("sent")
            return
        }
        #expect(why.contains("--allow-host"))
        var settings = WatchSettings()
        settings.allowedHosts = ["127.0.0.1"]
        let allowed = WebhookSender(settings: settings, resolver: .system(threads))
        #expect(
            await allowed.send([], to: "http://127.0.0.1:9/", headers: [], now: 0)
                == .failed("127.0.0.1 cannot be reached: no connection: the server refuses it or cannot be reached"))
        try? await threads.shutdownGracefully()
    }
}
