import Facts
import Testing

@testable import Duties

@Suite struct LegalClocksTests {
    private func day(_ iso: String, _ quote: String = "") -> LegalClocks.Stated {
        LegalClocks.Stated(date: DateValue(iso: iso)!, quote: quote)
    }

    private func facts(_ change: (inout LegalClocks.Facts) -> Void) -> LegalClocks {
        var facts = LegalClocks.Facts()
        facts.types = [.ransomware]
        change(&facts)
        return LegalClocks(facts)
    }

    @Test func daysAreCountedFromTheFirstFinding() {
        let clocks = facts {
            $0.found = [day("2025-03-05"), day("2025-03-01", "3月1日に検知")]
            $0.reports = [day("2025-04-20"), day("2025-03-05")]
            $0.published = [day("2025-03-20"), day("2025-03-10")]
            $0.individuals = [day("2025-03-11")]
        }
        #expect(clocks.known?.quote == "3月1日に検知")
        #expect(clocks.clocks.map(\.days) == [4, 50, 10, 9])
        #expect(clocks.clocks.map(\.state) == [.within, .within, .promptly, .promptly])
        #expect(clocks.clock(.finalReport)?.duty?.value == 60)
    }

    @Test func whatIsNotDatedIsUnknown() {
        let silent = facts { _ in }
        #expect(silent.known == nil && silent.clocks.allSatisfy { $0.state == .unknown && $0.days == nil })
        // A report without a day of knowing is stated, and nothing is computed from it.
        let unknowing = facts { $0.reports = [day("2025-03-05")] }
        #expect(unknowing.clock(.preliminaryReport)?.stated != nil && unknowing.clock(.preliminaryReport)?.days == nil)
        let vague = facts { $0.found = [day("2025-03")] }
        #expect(vague.known == nil, "a month is no day to count from")
    }

    @Test func oneReportIsThePreliminaryOne() {
        let clocks = facts {
            $0.found = [day("2025-03-01")]
            $0.reports = [day("2025-03-09"), day("2025-03-09")]
        }
        #expect(clocks.clock(.preliminaryReport)?.state == .beyond)
        #expect(clocks.clock(.finalReport)?.state == .unknown)
    }

    @Test(arguments: [
        (IncidentType.misdelivery, 30, LegalClocks.Clock.State.beyond), (.unauthorizedAccess, 60, .within),
        (.insiderMisuse, 60, .within), (.lostMedia, 30, .beyond),
    ])
    func theFinalReportHasSixtyDaysWhereAnUnlawfulPurposeIsPossible(
        type: IncidentType, days: Int, state: LegalClocks.Clock.State
    ) {
        let clocks = facts {
            $0.types = [type]
            $0.found = [day("2025-03-01")]
            $0.reports = [day("2025-03-04"), day("2025-04-15")]
        }
        let final = clocks.clock(.finalReport)
        #expect(final?.duty?.value == days && final?.days == 45 && final?.state == state)
    }

    @Test func theRulesOfReportingHoldFromTheirDay() {
        func duty(_ kind: Duty.Kind, _ iso: String) -> Duty? {
            DutyTable.builtIn.inForce(kind, .private, on: day(iso).date.dayNumber)
        }
        for kind in [Duty.Kind.preliminaryReport, .finalReport, .finalReportUnlawful] {
            #expect(duty(kind, "2022-03-31") == nil)
        }
        let preliminary = duty(.preliminaryReport, "2022-04-01")
        #expect(preliminary?.least == 3 && preliminary?.value == 5)
        #expect(duty(.finalReport, "2022-04-01")?.value == 30 && duty(.finalReportUnlawful, "2022-04-01")?.value == 60)
    }

    @Test func beforeTheLawThereWasNoNumberOfDays() {
        let clocks = facts {
            $0.found = [day("2021-03-01")]
            $0.reports = [day("2021-03-04")]
        }
        #expect(clocks.clock(.preliminaryReport)?.duty == nil && clocks.clock(.preliminaryReport)?.state == .promptly)
    }

    @Test func whatCameBeforeTheFindingIsNoReportOfIt() {
        let clocks = facts {
            $0.found = [day("2025-03-01")]
            $0.reports = [day("2025-02-01")]
            $0.published = [day("2025-02-20"), day("2025-03-02")]
        }
        #expect(clocks.clock(.preliminaryReport)?.state == .unknown)
        #expect(clocks.clock(.publication)?.days == 1)
    }
}
