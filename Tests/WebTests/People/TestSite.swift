import Casebook
import Exchange
import Facts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Language
import Logging
import NIOCore
import Pages
import Reading
import Synchronization
import Testing

@testable import Web

/// A casebook with a notice, three people and the production router, whose clock is set by hand.
struct TestSite: Sendable {
    static let password = "correct horse battery"
    /// Made once and with few rounds: most of what is tested here is something else.
    private static let hash = Result { try PasswordHash(of: password, rounds: 1024) }
    static let text = """
        株式会社あさぎり文具
        2026年5月12日
        不正アクセスによる個人情報流出の可能性に関するお知らせ
        当社のサーバーが不正アクセスを受け、お客様1,234名の氏名が流出した可能性があることが2026年5月1日に判明しました。
        """

    let store: CasebookStore
    let site: Site
    let clock = Clock()
    var routes: Routes { Routes(site: site) }

    final class Clock: Sendable {
        private let seconds = Mutex(1_800_000_000)
        var now: Int { seconds.withLock { $0 } }
        func pass(_ count: Int) { seconds.withLock { $0 += count } }
    }

    /// - Parameter people: the users, each with the same password; a new one has none.
    init(
        people: KeyValuePairs<String, User.Role> = ["yomi": .reader, "hana": .editor, "mio": .admin],
        _ change: (inout SiteSettings) -> Void = { _ in }
    ) throws {
        let clock = clock
        store = try CasebookStore(
            inMemory: "test", surroundings: Surroundings(now: { clock.now }, user: { "tester" }))
        var settings = SiteSettings()
        change(&settings)
        let reading = Self.reading
        site = Site(store: store, reading: reading, settings: settings, logger: Logger(label: "test"))
        for (name, role) in people {
            try store.addUser(name, role: role, hash: try Self.hash.get())
        }
        try add(Self.text, at: "https://example.jp/1")
    }

    func add(_ text: String, at address: String) throws {
        _ = try store.add(
            [Self.reading.candidate(Array(text.utf8), address)],
            in: store.beginRun("add", reader: Self.reading.version))
    }

    /// Adds notices of the samples, of whose last the casebook asks whether it belongs to the case of the others.
    func addQuestion() throws {
        for name in ["shop-1", "shop-2", "shop-3"] {
            try add(try String(contentsOfFile: Self.samples + name + ".txt", encoding: .utf8), at: name)
        }
    }

    private static let samples = #filePath.replacing("Tests/WebTests/People/TestSite.swift", with: "Samples/series/")

    /// The id of the notice, and the number of its case.
    static let notice = Digest.noticeID(text)
    static let casefile = "2026-501"

    /// Reads plain text with the built-in lexicon.
    static let reading: PageReading = {
        let decoder = PageDecoder()
        let splitter = Splitter(lexicon: .builtIn)
        let reader = Reader(lexicon: .builtIn)
        @Sendable func page(_ bytes: [UInt8], _ name: String) throws -> PageText {
            do throws(PageError) { return try decoder.text(of: bytes, name: name) } catch {
                throw PageReading.Failure(sentence: error.description)
            }
        }
        @Sendable func notices(_ bytes: [UInt8], _ name: String) throws -> [ReadNotice] {
            let page = try page(bytes, name)
            return splitter.notices(in: page).map { span in
                let text = String(decoding: Array(page.text.utf8)[span.start..<span.end], as: UTF8.self)
                var record = reader.read(text)
                record.id = Digest.noticeID(text)
                record.source = NoticeRecord.Source(page: name, at: span)
                return ReadNotice(record: record, text: text)
            }
        }
        return PageReading(
            version: "test", notices: notices,
            candidate: { bytes, address in
                do {
                    let read = try notices(bytes, address)
                    return .page(
                        IncomingPage(
                            address: address, bytes: bytes, mediaType: "text/plain", format: "plain", charset: "UTF-8",
                            notices: read.map {
                                IncomingNotice(record: $0.record, text: $0.text, at: $0.record.source!.at)
                            }, reader: "test"))
                } catch let failure as PageReading.Failure {
                    return .failed(FailedPage(address: address, bytes: bytes, reason: failure.sentence))
                } catch { return .failed(FailedPage(address: address, bytes: bytes, reason: "\(error)")) }
            }, text: { try page($0, $1).text })
    }()

    func run(_ body: @Sendable (Browser) async throws -> Void) async throws {
        let application = Application(router: routes.router())
        try await application.test(.router) { client in try await body(Browser(client: client)) }
    }

    /// A browser that is logged in as somebody.
    func browser(_ client: any TestClientProtocol, as name: String) throws -> Browser {
        let user = try #require(try store.users().first { $0.name == name })
        let token = try store.beginSession(of: user)
        return Browser(
            client: client, cookie: Identify.cookie(site.settings) + "=" + token,
            formToken: Viewer.formToken(of: token))
    }
}

/// Asks as a browser does.
struct Browser: Sendable {
    let client: any TestClientProtocol
    var cookie: String?
    /// What the forms of its session carry.
    var formToken = ""

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var body: String
        var location: String? { headers[.location] }
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await ask(.get, path, headers, nil)
    }

    /// Sends a form, with the session's token unless another is given.
    func post(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:], csrf: String? = nil, _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        var pairs = fields.map { ($0.key, $0.value) }
        let token = csrf ?? formToken
        if !token.isEmpty { pairs.append(("csrf", token)) }
        let body = pairs.map { Addresses.escaped($0.0) + "=" + Addresses.escaped($0.1) }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, body)
    }

    func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?) async throws
        -> Answer
    {
        var headers = headers
        if let cookie { headers[.cookie] = cookie }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { Answer(status: $0.status.code, headers: $0.headers, body: String(buffer: $0.body)) }
    }
}
