import Casebook
import Exchange
import Facts
import Testing

/// A case's values over the reports of a series, said in a few words each.
struct HistoryTests {
    /// A report of a series: the second is of March, and so on.
    private func report(
        _ number: Int, by publisher: String = "株式会社みなと屋食品", _ fill: (inout NoticeRecord) -> Void
    ) -> CaseHistory.Notice {
        var record = NoticeRecord(id: "notice-\(publisher)-\(number)", kind: .incident)
        record.organisation = Fact(publisher, evidence(publisher))
        record.published = Fact(DateValue(grain: .day, year: 2025, month: number + 1, day: 10), evidence(""))
        record.reportNumber = Fact(number, evidence("第\(number)報"))
        fill(&record)
        return CaseHistory.Notice(record: record)
    }

    private func evidence(_ quote: String) -> Evidence {
        Evidence(quote: quote, at: TextSpan(0, 0), confidence: 1, rule: "")
    }

    private func count(_ value: Int, _ quote: String? = nil, unit: String = "件", of: String = "", main: Bool = true)
        -> CountFact
    {
        CountFact(value: value, unit: unit, of: of, main: main, evidence: evidence(quote ?? "\(value)\(unit)"))
    }

    private func event(_ event: TimelineEvent, _ start: String, _ end: String? = nil) -> EventFact {
        EventFact(
            event: event, start: DateValue(iso: start), end: end.flatMap { DateValue(iso: $0) },
            evidence: evidence(start))
    }

    private func values(_ notices: CaseHistory.Notice...) -> CaseValues { CaseHistory.values(of: notices) }

    private func changes(_ field: CaseField?) -> [CaseField.Change] { field?.history.map(\.change) ?? [] }

    private func figures(_ field: CaseField?) -> [Int] {
        (field?.history ?? []).map {
            if case .count(let value, _, _, _, _) = $0.statement.value { value } else { -1 }
        }
    }

    // MARK: Figures

    @Test func theSecondReportCorrectsTheFigure() throws {
        let values = values(report(1) { $0.counts = [count(447_610)] }, report(2) { $0.counts = [count(442_779)] })
        let field = try #require(values.all(.counts).first)
        #expect(figures(field) == [447_610, 442_779])
        #expect(changes(field) == [.stated, .corrected])
        #expect(field.status == .changed)
        #expect(field.current?.report == 2)
        #expect(field.current?.quote == "442779件")
    }

    @Test func noticesAreTakenByTheirDates() {
        let first = report(1) { $0.counts = [count(447_610)] }
        let second = report(2) { $0.counts = [count(442_779)] }
        #expect(values(second, first) == values(first, second))
    }

    @Test(arguments: [
        ("最大12,480件", CountBound.atMost), ("約4,200名", .about), ("12,480件以上", .atLeast), ("およそ300人", .about),
        ("1,860名", .exact),
        ("300名程度", .about), ("1000余名", .about),
    ])
    func aFigureIsMeantAsItsWordsSay(quote: String, bound: CountBound) {
        let values = values(report(1) { $0.counts = [count(12_480, quote)] })
        guard case .count(_, let read, _, _, _)? = values.current(.counts) else {
            Issue.record("no count")
            return
        }
        #expect(read == bound)
    }

    @Test func wordsBesideTheQuoteCount() {
        for (text, bound) in [
            ("対象は最大で12,480件です", CountBound.atMost), ("対象は約 12,480件です", .about), ("契約12,480件です", .exact),
            ("最大の被害です。対象は12,480件です", .exact), ("12,480件以上です", .atLeast),
        ] {
            var notice = report(1) { _ in }
            let start =
                text.utf8.firstRange(of: "12,480件".utf8).map {
                    text.utf8.distance(from: text.startIndex, to: $0.lowerBound)
                } ?? 0
            var fact = count(12_480, "12,480件")
            fact.evidence.at = TextSpan(start, start + "12,480件".utf8.count)
            notice.record.counts = [fact]
            notice.text = text
            guard case .count(_, let read, _, _, _)? = values(notice).current(.counts) else { continue }
            #expect(read == bound, "\(text)")
        }
    }

    @Test func aMaximumBecomesExact() {
        let values = values(
            report(1) { $0.counts = [count(12_480, "最大12,480件")] }, report(2) { $0.counts = [count(11_932)] })
        #expect(changes(values.all(.counts).first) == [.stated, .exact])
    }

    @Test func anotherThingCountedIsAnotherValue() {
        let values = values(
            report(1) { $0.counts = [count(1860, unit: "名", of: "従業員")] },
            report(2) { $0.counts = [count(1844, unit: "人", of: "従業員"), count(52, unit: "社", of: "取引先", main: false)] })
        #expect(values.all(.counts).map(figures) == [[1860, 1844], [52]])
    }

    // MARK: Statuses

    @Test func whatWasPossibleIsConfirmed() {
        let evidence = evidence("")
        let values = values(
            report(1) { $0.leakStatus = Fact(.possible, evidence) },
            report(2) { $0.leakStatus = Fact(.confirmed, evidence) })
        #expect(changes(values.all(.leakStatus).first) == [.stated, .confirmed])
        #expect(values.current(.leakStatus) == .leak(.confirmed))
    }

    @Test func aReportThatIsSilentChangesNothing() {
        let evidence = evidence("")
        let values = values(report(1) { $0.leakStatus = Fact(.confirmed, evidence) }, report(2) { _ in })
        #expect(changes(values.all(.leakStatus).first) == [.stated])
        #expect(values.current(.leakStatus) == .leak(.confirmed))
    }

    @Test func aCauseUnderInvestigationIsSupersededByTheCause() throws {
        let evidence = evidence("脆弱性")
        let values = values(
            report(1) { $0.causes = [Fact(.underInvestigation, evidence)] },
            report(2) { $0.causes = [Fact(.softwareVulnerability, evidence)] })
        let fields = values.all(.causes)
        #expect(fields.map(\.status) == [.superseded, .stated])
        #expect(fields.first?.current == nil)
        #expect(changes(fields.first) == [.stated, .superseded])
        #expect(values.current(.causes) == .cause(.softwareVulnerability))
    }

    @Test func dataThatWasDeniedIsExposed() {
        let evidence = evidence("")
        let values = values(
            report(1) { $0.data = [DataFact(kind: .password, status: .notExposed, evidence: evidence)] },
            report(2) { $0.data = [DataFact(kind: .password, status: .exposed, evidence: evidence)] })
        #expect(changes(values.all(.data).first) == [.stated, .corrected])
        #expect(values.current(.data) == .data(.password, .exposed))
    }

    // MARK: Dates

    @Test func aDateIsCorrected() {
        let values = values(
            report(1) { $0.timeline = [event(.detected, "2025-01-05")] },
            report(2) { $0.timeline = [event(.detected, "2025-01-04")] })
        let field = values.all(.timeline).first
        #expect(changes(field) == [.stated, .corrected])
        #expect(field?.current?.value == .event(.detected, start: DateValue(iso: "2025-01-04"), end: nil))
    }

    @Test func whatHappenedAfterTheFirstNoticeCorrectsNothingInIt() {
        let values = values(
            report(1) { $0.timeline = [event(.detected, "2025-02-01")] },
            report(2) { $0.timeline = [event(.detected, "2025-02-19")] })
        #expect(values.all(.timeline).map { changes($0) } == [[.stated], [.stated]])
    }

    @Test func theTimelineIsInTheOrderOfItsDates() {
        let values = values(
            report(1) { $0.timeline = [event(.detected, "2025-02-01"), event(.contained, "2025-02-02")] },
            report(2) { $0.timeline = [event(.intrusion, "2025-01-20")] })
        #expect(values.all(.timeline).map(\.key) == ["intrusion", "detected", "contained"])
    }

    @Test func aMonthBecomesADay() {
        let values = values(
            report(1) { $0.timeline = [event(.intrusion, "2024-12")] },
            report(2) { $0.timeline = [event(.intrusion, "2024-12-14")] })
        #expect(changes(values.all(.timeline).first) == [.stated, .refined])
    }

    @Test func severalEventsOfAKindStandSideBySide() {
        let values = values(
            report(1) { $0.timeline = [event(.contained, "2025-01-05")] },
            report(2) { $0.timeline = [event(.contained, "2025-01-05"), event(.contained, "2025-01-09")] })
        #expect(values.all(.timeline).map { changes($0) } == [[.stated, .repeated], [.stated]])
        #expect(values.all(.timeline).map(\.key) == ["contained", "contained 2025-01-09"])
    }

    @Test func aSecondReportToAnAuthorityIsNoCorrection() {
        let evidence = evidence("")
        func told(_ date: String?) -> AuthorityFact {
            AuthorityFact(authority: .ppc, date: date.flatMap { DateValue(iso: $0) }, evidence: evidence)
        }
        let values = values(
            report(1) { $0.authorities = [told(nil)] },
            report(2) { $0.authorities = [told("2025-02-04"), told("2025-04-01")] })
        #expect(values.all(.authorities).map { changes($0) } == [[.stated, .refined], [.stated]])
    }

    // MARK: Several publishers

    @Test func publishersThatDifferStandSideBySide() throws {
        let values = values(
            report(1) { $0.counts = [count(6118, unit: "名")] },
            report(2, by: "株式会社つきしろデータサービス") { $0.counts = [count(6200, unit: "名")] },
            report(3) { $0.counts = [count(6118, unit: "名")] })
        let field = try #require(values.all(.counts).first)
        #expect(changes(field) == [.stated, .otherSource, .repeated])
        #expect(field.status == .differing)
        #expect(field.current?.publisher == "株式会社みなと屋食品")
        #expect(field.others.map(\.publisher) == ["株式会社つきしろデータサービス"])
    }

    @Test func oneNameInTwoFormsIsOnePublisher() {
        let values = values(
            report(1) { $0.counts = [count(12)] }, report(2, by: "(株)みなと屋食品") { $0.counts = [count(13)] })
        #expect(changes(values.all(.counts).first) == [.stated, .corrected])
        #expect(values.all(.counts).first?.others == [])
        #expect(changes(values.all(.organisation).first) == [.stated, .repeated])
    }

    // MARK: People

    /// The notice, as a person corrected what was read in it.
    private func corrected(
        _ notice: CaseHistory.Notice, _ field: RecordField, _ correct: (inout NoticeRecord) -> Void
    ) -> CaseHistory.Notice {
        var corrected = notice
        corrected.read = notice.record
        correct(&corrected.record)
        corrected.corrections[field] = PersonsWord(who: "kawai", at: 1_750_000_000, why: "called the firm")
        return corrected
    }

    @Test func aPersonOutranksTheReader() throws {
        let read = report(1) { $0.counts = [count(447_610)] }
        let field = try #require(
            values(corrected(read, .counts) { $0.counts = [count(44_761)] }).all(.counts).first)
        #expect(figures(field) == [447_610, 44_761])
        #expect(changes(field) == [.removed, .person])
        #expect(figures(field).last == 44_761)
        #expect(field.current?.person?.who == "kawai")
        #expect(field.status == .corrected)
    }

    @Test func aLaterNoticeMayStillStateAnotherValue() throws {
        let first = corrected(report(1) { $0.counts = [count(447_610)] }, .counts) { $0.counts = [count(44_761)] }
        let field = try #require(values(first, report(2) { $0.counts = [count(44_700)] }).all(.counts).first)
        #expect(changes(field) == [.removed, .person, .corrected])
        #expect(field.current?.person == nil)
        #expect(field.status == .changed)
    }

    @Test func aPersonTakesAValueAway() throws {
        let read = report(1) { $0.causes = [Fact(.humanError, evidence("ミス"))] }
        let field = try #require(values(corrected(read, .causes) { $0.causes = [] }).all(.causes).first)
        #expect(field.current == nil)
        #expect(field.status == .corrected)
        #expect(changes(field) == [.removed])
        #expect(field.history.first?.statement.quote == "ミス")
    }

    @Test func aPersonAddsAValue() throws {
        let notice = corrected(report(1) { _ in }, .actor) { $0.actor = Fact("GrayHeron", evidence("")) }
        let field = try #require(values(notice).all(.actor).first)
        #expect(changes(field) == [.person])
        #expect(field.current?.value == .text("GrayHeron"))
        #expect(field.current?.person?.why == "called the firm")
    }

    @Test func whatAPersonLeftAloneIsTheNotices() {
        let read = report(1) {
            $0.counts = [count(12)]; $0.service = Fact("みなとオーダー", evidence("みなとオーダー"))
        }
        let values = values(corrected(read, .counts) { $0.counts = [count(13)] })
        #expect(changes(values.all(.service).first) == [.stated])
    }

    @Test func nothingThatWasStatedIsLost() throws {
        let notices = [
            report(1) { $0.counts = [count(1), count(2, main: false), count(3, main: false)] },
            report(2) { $0.counts = [count(4), count(2, main: false)] },
            report(2, by: "別の会社") { $0.counts = [count(5), count(6, main: false)] },
        ]
        let values = CaseHistory.values(of: notices)
        #expect(values.all(.counts).flatMap(figures).sorted() == [1, 2, 2, 3, 4, 5, 6])
    }

    @Test("A notice by itself says what it says beside a report that adds nothing", arguments: [false, true])
    func aloneOrNot(namesOneTwice: Bool) {
        let filled = report(1) {
            $0.counts = [count(5), count(2, main: false), count(3, main: false), count(3, main: false)]
            $0.timeline = [
                event(.other, "2025-01-03"), event(.detected, "2025-01-01"), event(.other, "2025-01-02"),
                event(.other, "2025-01-02"), event(.exposure, "2024-12-01", "2024-12-31"),
            ]
            $0.authorities = ["2025-01-04", "2025-01-09"].map {
                AuthorityFact(authority: .ppc, date: DateValue(iso: $0), evidence: evidence($0))
            }
            $0.causes = [Fact(.underInvestigation, evidence("調査中")), Fact(.humanError, evidence("誤って"))]
            $0.parties = [
                PartyFact(name: "株式会社乙川", role: .contractor, evidence: evidence("株式会社乙川")),
                PartyFact(name: "丙野株式会社", role: .investigator, evidence: evidence("丙野株式会社")),
            ]
            if namesOneTwice {
                $0.parties.append(PartyFact(name: "乙川株式会社", role: .other, evidence: evidence("乙川株式会社")))
            }
        }
        var empty = report(2) { _ in }
        empty.record.organisation = nil
        #expect(values(filled) == values(filled, empty))
        let events = values(filled).all(.timeline).map(\.key)
        #expect(events == ["exposure", "detected", "other 2025-01-02", "other 2025-01-02", "other"])
    }
}
