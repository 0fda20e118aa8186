import Casebook
import Facts
import Foundation
import GRDB

/// Casebooks, pages and notices made in a line each.
enum Make {
    /// A casebook in memory, whose clock stands still and whose user is the tester.
    static func casebook() throws -> CasebookStore {
        try CasebookStore(inMemory: "test casebook", surroundings: surroundings)
    }

    static let surroundings = Surroundings(now: { 1_800_000_000 }, user: { "tester" })

    /// A notice whose facts are found in its text by their words.
    static func notice(
        _ text: String, organisation: String? = nil, published: String? = nil, number: String? = nil,
        title: String? = nil, kind: NoticeKind = .incident
    ) -> NoticeRecord {
        var record = NoticeRecord(id: Digest.noticeID(text), kind: kind)
        func fact(_ words: String?, _ rule: String) -> Fact<String>? {
            words.map { Fact($0, evidence($0, in: text, rule: rule)) }
        }
        record.organisation = fact(organisation, "organisation")
        record.title = fact(title, "header/title")
        record.casebookNumber = fact(number, "header/number")
        record.published = published.map {
            Fact(DateValue(iso: $0)!, evidence(String(text.prefix(1)), in: text, rule: "header/date"))
        }
        return record
    }

    static func evidence(_ words: String, in text: String, rule: String) -> Evidence {
        let place = text.range(of: words)!
        let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
        return Evidence(quote: words, at: TextSpan(start, start + words.utf8.count), confidence: 0.9, rule: rule)
    }

    /// A page whose notices stand in it one after the other, a blank line between.
    static func page(_ address: String, _ notices: [(record: NoticeRecord, text: String)]) -> Candidate {
        var place = 0
        var incoming: [IncomingNotice] = []
        for (record, text) in notices {
            incoming.append(
                IncomingNotice(record: record, text: text, at: TextSpan(place, place + text.utf8.count)))
            place += text.utf8.count + 2
        }
        let text = notices.map(\.text).joined(separator: "\n\n")
        return .page(
            IncomingPage(
                address: address, bytes: Array(text.utf8), mediaType: "text/plain", format: "plain", charset: "UTF-8",
                notices: incoming, reader: "test"))
    }

    static func page(_ address: String, _ text: String, published: String? = nil, number: String? = nil) -> Candidate {
        page(address, [(notice(text, published: published, number: number), text)])
    }
}

extension CasebookStore {
    @discardableResult
    func add(_ candidates: Candidate...) throws -> [Intake] {
        try add(candidates, in: try beginRun("add", reader: "test"))
    }
}

extension CasebookStore {
    /// The first column of a query's rows.
    func texts(_ sql: String) throws -> [String] { try read("testing") { try String.fetchAll($0, sql: sql) } }

    func count(_ table: String) throws -> Int {
        try read("testing") { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")! }
    }
}

extension CasebookStore {
    /// Changes the file as no part of the program would.
    func tamper(_ sql: String) throws { try database.writeWithoutTransaction { try $0.execute(sql: sql) } }

    /// Everything in a table. Compressed columns are compared by what is in them.
    func rows(of table: String) throws -> [[String]] {
        try read("testing") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { row in
                row.databaseValues.map(\.description)
            }
        }
    }
}
