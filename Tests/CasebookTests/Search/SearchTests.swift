import Facts
import Testing

@testable import Casebook

/// What a query finds among notices, in which order, and what is told of it.
@Suite struct SearchTests {
    /// Four incidents, oldest first.
    static func book() throws -> SearchBook {
        var book = try SearchBook()
        try book.add("港のメール誤送信\nメールアドレスが漏えいしました", published: "2022-05-10") {
            $0.organisation = NoticeRecord.fact("株式会社みなと屋食品")
            $0.types(.misdelivery)
            $0.causes(.humanError)
            $0.exposes(.email, .name)
            $0.sector = NoticeRecord.fact(.foodService)
            $0.leakStatus = NoticeRecord.fact(.confirmed)
            $0.count(120)
        }
        try book.add("空のランサムウェア\nサーバーが暗号化されました。漏えいのおそれがあります", published: "2023-01-05") {
            $0.organisation = NoticeRecord.fact("学校法人そら学園")
            $0.types(.ransomware, .unauthorizedAccess)
            $0.causes(.unpatchedDevice)
            $0.exposes(.name, .grades)
            $0.sector = NoticeRecord.fact(.education)
            $0.leakStatus = NoticeRecord.fact(.possible)
            $0.misuseStatus = NoticeRecord.fact(.notFound)
            $0.actor = NoticeRecord.fact("LockBit")
            $0.authorities = [AuthorityFact(authority: .ppc, date: nil, evidence: NoticeRecord.fact(0).evidence)]
            $0.parties = [
                PartyFact(name: "株式会社ことり情報", role: .contractor, evidence: NoticeRecord.fact(0).evidence)
            ]
            $0.responses = [NoticeRecord.fact(.stoppedService)]
            $0.measures = [NoticeRecord.fact(.mfa)]
            $0.detected("2022-11-01")
            $0.count(12_345)
        }
        try book.add("星のUSBメモリ紛失\n紛失しました", published: "2023-06-30") {
            $0.types(.lostMedia)
            $0.sector = NoticeRecord.fact(.education)
            $0.detected("2023-06-28")
            $0.count(12_345_678)
        }
        try book.add("日付のないお知らせ\nサーバーの漏えい") { $0.types(.ransomware) }
        return book
    }

    @Test(arguments: [
        ("漏えい", "空港日"), ("漏えい サーバー", "空日"), ("紛失 OR 暗号化", "星空"), ("漏えい -サーバー", "港"), ("-漏えい", "星"),
        ("-(紛失 OR 暗号化)", "港日"), ("(紛失 OR 暗号化) -星", "空"), ("漏えい OR -サーバー", "星空港日"), ("", "星空港日"),
        ("\"漏えいのおそれ\"", "空"), ("見当たらない", ""),
        ("type:ransomware", "空日"), ("type:ransomware,lost-media", "星空日"),
        ("type:ransomware type:unauthorized-access", "空"),
        ("-type:ransomware", "星港"), ("漏えい type:ransomware", "空日"), ("cause:human-error", "港"), ("data:name", "空港"),
        ("data:name -data:email", "空"), ("sector:education", "星空"), ("authority:ppc", "空"),
        ("response:stopped-service", "空"),
        ("measure:mfa", "空"), ("leak:possible", "空"), ("misuse:not-found", "空"), ("has:actor", "空"),
        ("-has:people", "日"),
        ("org:みなと屋", "港"), ("org:学園,食品", "空港"), ("org:屋食", "港"), ("org:株式会社そら", ""), ("party:ことり", "空"),
        ("party:そら", ""), ("actor:lockbit", "空"), ("actor:lock", ""),
        ("people:>10000", "星空"), ("people:12345", "空"), ("people:..120", "港"), ("people:<120", ""),
        ("people:100..20000", "空港"),
        ("-people:>10000", "港日"),
        ("published:2023", "星空"), ("published:2023-01..2023-05", "空"), ("published:>=2023-06-30", "星"),
        ("published:<2023", "港"), ("published:2022-05-10", "港"), ("-published:2023", "港日"), ("has:published", "星空港"),
        ("lag:>30", "空"), ("lag:2", "星"), ("lag:0..5", "星"),
        ("kind:incident", "星空港日"), ("kind:other", ""),
    ])
    func finds(query: String, firsts: String) throws {
        let book = try Self.book()
        #expect(try book.found(query).map { String($0.prefix(1)) }.joined() == firsts)
    }

    @Test func aCaseIsFoundByItsNumber() throws {
        var book = try SearchBook()
        try book.add("第一のお知らせ", published: "2023-03-01", number: "2023-060")
        try book.add("別のお知らせ", published: "2023-03-02", number: "2023-061")
        #expect(try book.found("number:2023-060") == ["第一のお知らせ"])
    }

    @Test func textsThatAreNoIncidentAreFoundOnlyWhenAskedFor() throws {
        var book = try SearchBook()
        try book.add("漏えいの件") { _ in }
        try book.add("漏えいの統計") { $0.kind = .other }
        #expect(try book.found("漏えい") == ["漏えいの件"])
        #expect(try book.found("漏えい kind:other") == ["漏えいの統計"])
        #expect(try book.found("漏えい kind:other,incident").count == 2)
    }

    @Test func noticesOfACaseAreOneHit() throws {
        var book = try SearchBook()
        try book.add("漏えい(第1報)", published: "2023-03-01", number: "2023-060")
        try book.add("別件の漏えい", published: "2023-03-02")
        try book.add("漏えい(第2報)", published: "2023-04-01", number: "2023-060")
        let result = try book.result("漏えい")
        #expect(result.cases == 2)
        #expect(result.notices == 3)
        #expect(result.hits.map(\.others) == [1, 0])
        #expect(try book.found("漏えい") == ["漏えい(第2報)", "別件の漏えい"])
    }

    @Test func newestComeFirstAndUndatedLast() throws {
        #expect(try Self.book().found("").map { String($0.prefix(1)) } == ["星", "空", "港", "日"])
    }

    @Test func theLargestComeFirstBySize() throws {
        #expect(try Self.book().found("", order: .size).map { String($0.prefix(1)) } == ["星", "空", "港", "日"])
        #expect(try Self.book().found("漏えい", order: .size).map { String($0.prefix(1)) } == ["空", "港", "日"])
    }

    /// Substrings are found, but words of their own come first by relevance.
    @Test func aWordOfItsOwnIsMoreRelevantThanAPart() throws {
        var book = try SearchBook()
        try book.add("一 京都の支店でのお知らせ", published: "2022-01-01")
        try book.add("二 東京都庁でのお知らせ", published: "2023-01-01")
        #expect(try book.found("京都").map { $0.prefix(1) } == ["二", "一"])
        #expect(try book.found("京都", order: .relevance).map { $0.prefix(1) } == ["一", "二"])
    }

    @Test func moreOfTheWordsIsMoreRelevant() throws {
        var book = try SearchBook()
        try book.add("一 フィッシング、フィッシング、フィッシングのお知らせ", published: "2022-01-01")
        try book.add("二 お知らせ、このほかフィッシングにもご注意ください", published: "2023-01-01")
        #expect(try book.found("フィッシング", order: .relevance).map { $0.prefix(1) } == ["一", "二"])
    }

    @Test func facetsCountTheCasesOfEachValue() throws {
        let facets = try Self.book().result("漏えい").facets
        func counts(_ field: QueryField) -> [String] {
            facets.counts.first { $0.field == field }?.counts.map { "\($0.value) \($0.cases)" } ?? []
        }
        #expect(counts(.type) == ["ransomware 2", "unauthorized-access 1", "misdelivery 1"])
        #expect(counts(.cause) == ["unpatched-device 1", "human-error 1"])
        #expect(counts(.data) == ["name 2", "email 1", "grades 1"])
        #expect(counts(.sector) == ["education 1", "food-service 1"])
        #expect(counts(.leak) == ["confirmed 1", "possible 1"])
        #expect(counts(.misuse) == ["not-found 1"])
        #expect(counts(.published) == ["2023 1", "2022 1"])
    }

    @Test func resultsSayWhyTheyWereFound() throws {
        let hit = try #require(try Self.book().result("漏洩 サーバ type:ransomware people:>100 org:学園").hits.first)
        #expect(
            hit.reasons == [
                .words("漏洩", found: "漏えい", times: 1), .words("サーバ", found: "サーバー", times: 1),
                .value(.type, "ransomware", quote: nil), .value(.people, "12345", quote: nil),
                .value(.org, "学校法人そら学園", quote: nil),
            ])
        let snippet = try #require(hit.snippet)
        let parts = snippet.parts.map { $0.isMarked ? "⟦\($0.text)⟧" : String($0.text) }.joined()
        #expect(parts == "⟦サーバー⟧が暗号化されました。⟦漏えい⟧のおそれがあります")
    }

    @Test func aValueIsShownByTheWordsThatSayIt() throws {
        var book = try SearchBook()
        let text = "お知らせ\n" + String(repeating: "前置き。", count: 60) + "身代金の要求がありました。"
        try book.add(text) {
            $0.incidentTypes = [Fact(.ransomware, Make.evidence("身代金の要求", in: text, rule: "test"))]
        }
        let hit = try #require(try book.result("type:ransomware").hits.first)
        #expect(hit.reasons == [.value(.type, "ransomware", quote: "身代金の要求")])
        #expect(hit.snippet?.parts.filter(\.isMarked).map { String($0.text) } == ["身代金の要求"])
        #expect(hit.snippet?.startsWithin == true && hit.snippet?.endsWithin == false)
    }

    @Test func pagesFollowEachOther() throws {
        var book = try SearchBook()
        for day in 1...9 { try book.add("漏えい\(day)", published: "2023-01-0\(day)") }
        try book.store.refreshSearch()
        let query = try SearchQuery.parse("漏えい")
        let pages = try [0, 4, 8, 12].map { try book.store.search(query, limit: 4, offset: $0) }
        #expect(pages.map(\.hits.count) == [4, 4, 1, 0])
        #expect(pages.allSatisfy { $0.cases == 9 })
        #expect(pages.flatMap(\.hits).map { $0.published?.day ?? 0 } == (1...9).reversed())
    }
}
