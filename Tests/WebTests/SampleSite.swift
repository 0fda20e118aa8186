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
import Reading

@testable import Web

/// A site with a casebook in memory, whose clock stands still. Its notices are of organisations that do not exist.
struct SampleSite {
    let store: CasebookStore
    let site: Site

    init(_ pages: [(address: String, text: String)] = []) throws {
        store = try CasebookStore(
            inMemory: "test casebook", surroundings: Surroundings(now: { 1_800_000_000 }, user: { "tester" }))
        let reading = PageReading(
            version: "test", notices: { bytes, _ in [Self.read(String(decoding: bytes, as: UTF8.self))] },
            candidate: { Self.candidate($1, String(decoding: $0, as: UTF8.self)) },
            text: { bytes, _ in String(decoding: bytes, as: UTF8.self) })
        site = Site(store: store, reading: reading, settings: SiteSettings(), logger: Logger(label: "test"))
        for page in pages { try add(page.address, page.text) }
    }

    static func read(_ text: String) -> ReadNotice {
        var record = Reader().read(text)
        record.id = Digest.noticeID(text)
        return ReadNotice(record: record, text: text)
    }

    private static func candidate(_ address: String, _ text: String) -> Candidate {
        let notice = read(text)
        return .page(
            IncomingPage(
                address: address, bytes: Array(text.utf8), mediaType: "text/html", format: "html", charset: "UTF-8",
                notices: [IncomingNotice(record: notice.record, text: text, at: TextSpan(0, text.utf8.count))],
                reader: "test"))
    }

    /// Adds a page that is one notice.
    @discardableResult
    func add(_ address: String, _ text: String) throws -> Intake {
        let intake = try store.add([Self.candidate(address, text)], in: try store.beginRun("add", reader: "test"))
        try store.refreshSearch()
        return intake[0]
    }

    /// What the production router answers.
    func get(
        _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        let application = Application(router: Routes(site: site).router())
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: headers) { $0 }
        }
    }

    func page(_ path: String) async throws -> String { String(buffer: try await get(path).body) }

    /// A text of `Samples/series`.
    static func sample(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Samples/series/\(name).txt"), encoding: .utf8)
    }
}
