import Casebook
import Facts
import Testing

@testable import Watching

@Suite struct OrganisationListTests {
    @Test func aListIsReadWithItsAliasesAndNotes() throws {
        let list = try OrganisationList.parse(
            "\u{FEFF}name,aliases,note\r\n株式会社つゆくさ情報,つゆくさ;Tsuyukusa Systems,\"基幹, 保守\"\r\n\r\n\"山\"\"田\"\"商店\",,\r\n",
            file: "suppliers.csv")
        #expect(
            list == [
                WatchedOrganisation(name: "株式会社つゆくさ情報", aliases: ["つゆくさ", "Tsuyukusa Systems"], note: "基幹, 保守"),
                WatchedOrganisation(name: "山\"田\"商店"),
            ])
    }

    @Test func columnsStandInAnyOrderAndOthersAreLeftOut() throws {
        let list = try OrganisationList.parse("id,備考,会社名\n1,得意先,有限会社なずな工業", file: "a.csv")
        #expect(list == [WatchedOrganisation(name: "有限会社なずな工業", note: "得意先")])
    }

    @Test(arguments: [
        ("", "a.csv: the list is empty; give it a line for each organisation"),
        ("aliases\nx", "a.csv: its first line names no column called name; begin it with: name,aliases,note"),
        ("name\n\n", "a.csv: the list names no organisation; give it a line for each organisation"),
        ("name,note\n\"\",x\n", "a.csv:2: the name is empty; write the organisation's name there"),
        ("name\nあさぎり\n株式会社\n", "a.csv:3: 株式会社 is no name to look for; write the organisation's name there"),
        ("name\n\"あさぎり\n", "a.csv:2: a quotation mark is not closed; close it"),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, sentence: String) {
        #expect { try OrganisationList.parse(text, file: "a.csv") } throws: { "\($0)" == sentence }
    }
}

@Suite struct OrganisationMatcherTests {
    private static let list = [
        WatchedOrganisation(name: "株式会社髙砂フーズ"),
        WatchedOrganisation(name: "つゆくさ情報システム", aliases: ["Tsuyukusa Systems Co., Ltd.", "TIS2"]),
        WatchedOrganisation(name: "医療法人青葉会 さくら病院"),
    ]

    private func matches(
        publisher: String? = nil, _ parties: [(String, PartyRole)] = [], text: String = ""
    ) -> [String] {
        var record = NoticeRecord(id: "x", kind: .incident)
        let evidence = Evidence(quote: "", at: TextSpan(0, 0), confidence: 1, rule: "test")
        record.organisation = publisher.map { Fact($0, evidence) }
        record.parties = parties.map { PartyFact(name: $0.0, role: $0.1, evidence: evidence) }
        return OrganisationMatcher(Self.list).matches(record, text: text).map { reason in
            guard case .organisation(let organisation, let name, let words, let role) = reason else { return "" }
            return [organisation, name, words, role].joined(separator: "|")
        }
    }

    @Test(arguments: [
        "高砂フーズ株式会社", "㈱髙砂フーズ", "（株）高砂フーズ", "高砂フーズ（株）", "株式会社　高砂フーズ", "高砂ﾌｰｽﾞ",
    ])
    func aPublisherIsFoundInAnySpelling(written: String) {
        #expect(matches(publisher: written) == ["株式会社髙砂フーズ|株式会社髙砂フーズ|\(written)|publisher"])
    }

    @Test func anAliasIsNamedInTheReason() {
        #expect(
            matches(publisher: "ＴＳＵＹＵＫＵＳＡ　ＳＹＳＴＥＭＳ") == [
                "つゆくさ情報システム|Tsuyukusa Systems Co., Ltd.|ＴＳＵＹＵＫＵＳＡ　ＳＹＳＴＥＭＳ|publisher"
            ])
    }

    @Test func contractorsAndClientsAreFoundByTheirParts() {
        #expect(
            matches(publisher: "なずな市", [("(株)つゆくさ情報システム", .contractor), ("高砂フーズ", .client), ("高砂フーズ", .investigator)])
                == [
                    "つゆくさ情報システム|つゆくさ情報システム|(株)つゆくさ情報システム|contractor",
                    "株式会社髙砂フーズ|株式会社髙砂フーズ|高砂フーズ|client",
                ])
    }

    @Test func anInvestigatorIsNoSupplier() {
        #expect(matches(publisher: "なずな市", [("高砂フーズ", .investigator), ("高砂フーズ", .source)]) == [])
    }

    @Test func aShortFormMeetsAWholeNameButNoOtherShortForm() {
        #expect(matches(publisher: "さくら病院").count == 1)
        #expect(matches(publisher: "医療法人若葉会 さくら病院") == [])
    }

    @Test func aNameThatMerelyHoldsOneIsAnother() {
        #expect(matches(publisher: "高砂フーズ販売株式会社") == [])
        #expect(matches(publisher: "新高砂フーズ") == [])
    }

    @Test func theNameThatANoticeGivesItsPublisherCounts() {
        let text = "株式会社みどり（以下「TIS2」という）は、不正アクセスを受けました。"
        #expect(matches(publisher: "株式会社みどり", text: text) == ["つゆくさ情報システム|TIS2|株式会社みどり|publisher"])
    }

    @Test func aListTellsOfACaseInWhichASupplierIsTheContractor() throws {
        let desk = try Desk()
        let list = [WatchedOrganisation(name: "つゆくさ情報(株)")]
        _ = try desk.store.addWatch(NewWatch(name: "suppliers", subject: .organisations(list)))
        try desk.add("/1", Notices.first)
        try desk.add("/2", Notices.ransomware)
        let events = try desk.events("suppliers")
        #expect(events.map(\.detail.organisation) == ["医療法人はまぐり会"])
        guard case .organisation("つゆくさ情報(株)", _, "株式会社つゆくさ情報", _)? = events.first?.reasons.first else {
            Issue.record("\(events.map(\.reasons))")
            return
        }
    }
}
