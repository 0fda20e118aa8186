import Facts
import Reading
import Testing

@testable import Duties
@testable import Linting

/// Switching rules off, figures of one's own, and the table of duties.
struct SettingsTests {
    @Test func aRuleIsSwitchedOffWithAReason() throws {
        var settings = LintSettings()
        try settings.switchOff("nl209= カード会社の求めによる ")
        #expect(settings.off == ["NL209": "カード会社の求めによる"])
    }

    @Test(arguments: [
        ("NL209", "NL209 is switched off without a reason; write NL209='why'"),
        ("NL209=  ", "NL209 is switched off without a reason; write NL209='why'"),
        ("NL999=x", "there is no rule 'NL999'; jikenbo lint --list shows them"),
        ("=x", "there is no rule ''; jikenbo lint --list shows them"),
    ]) func whatIsWrongIsSaid(written: String, message: String) {
        var settings = LintSettings()
        #expect(throws: LintSettings.Fault(line: 0, message: message)) { try settings.switchOff(written) }
    }

    @Test func aFileSwitchesOffAndSetsFigures() throws {
        var settings = LintSettings()
        try settings.add(
            yaml: """
                off:
                  - rule: NL209
                    reason: カード会社の求めによる
                thresholds:
                  publication-lag: 90
                """)
        #expect(settings == LintSettings(off: ["NL209": "カード会社の求めによる"], thresholds: [.publicationLag: 90]))
    }

    @Test(arguments: [
        ("off:\n  - rule: NL209\n", 2, "NL209 is switched off without a reason; write NL209='why'"),
        ("off: NL209\n", 1, "'off' must be a list"),
        ("rules: []\n", 1, "unknown key 'rules'; known are off, thresholds"),
        ("thresholds:\n  publication-lag: soon\n", 2, "'publication-lag' must be a whole number"),
        ("- NL209\n", 1, "expected the keys 'off' or 'thresholds'; docs/linting.md shows such a file"),
        ("off: [\n", 1, "this is not YAML; docs/linting.md shows such a file"),
    ]) func aFileThatIsWrongIsNotTaken(yaml: String, line: Int, message: String) {
        var settings = LintSettings()
        #expect(throws: LintSettings.Fault(line: line, message: message)) { try settings.add(yaml: yaml) }
    }

    @Test func switchedOffFindingsAreKeptWithTheReason() {
        let text = LintRule.Example.head + "お客様862名の氏名が漏えいした可能性があります。個人情報委員会に報告しました。"
        let record = Reader().read(text)
        let found = Linter(settings: LintSettings(off: ["NL507": "草稿"])).lint(text, record).filter {
            $0.code == "NL507"
        }
        #expect(found.map(\.off) == ["草稿"])
    }

    @Test func figuresOfOnesOwnDecide() {
        let text = LintRule.Example.head + "2024年1月10日、不正アクセスを検知しました。お客様862名の氏名が漏えいした可能性があります。"
        let record = Reader().read(text)
        func finds(_ settings: LintSettings) -> Bool {
            Linter(settings: settings).lint(text, record).contains { $0.code == "NL209" }
        }
        #expect(!finds(LintSettings()))
        #expect(finds(LintSettings(thresholds: [.publicationLag: 30])))
    }

    // MARK: Duties

    @Test func dutiesHoldFromTheirDay() {
        let table = DutyTable.builtIn
        let before = DateValue.dayNumber(year: 2022, month: 3, day: 31)
        for kind in Duty.Kind.allCases {
            #expect(table.inForce(kind, .private, on: before) == nil)
            #expect(table.inForce(kind, .private, on: before + 1) != nil)
            #expect(table.inForce(kind, .public, on: nil) != nil)
        }
    }

    @Test func thresholdsAreThoseOfTheActor() {
        let table = DutyTable.builtIn
        #expect(table.inForce(.personsReportable, .private, on: nil)?.value == 1000)
        #expect(table.inForce(.personsReportable, .public, on: nil)?.value == 100)
        #expect(table.inForce(.preliminaryReport, .private, on: nil)?.least == 3)
        #expect(table.inForce(.preliminaryReport, .private, on: nil)?.value == 5)
        #expect(table.inForce(.finalReport, .private, on: nil)?.value == 30)
        #expect(table.inForce(.finalReportUnlawful, .private, on: nil)?.value == 60)
    }

    @Test func theLaterEntryHolds() throws {
        let table = try DutyTable(
            yaml: """
                duties:
                  - {kind: final-report, actor: any, from: 2022-04-01, value: 30, unit: days, source: law, ja: 甲, en: a}
                  - {kind: final-report, actor: any, from: 2027-04-01, value: 45, unit: days, source: law, ja: 乙, en: b}
                """)
        let change = DateValue.dayNumber(year: 2027, month: 4, day: 1)
        #expect(table.inForce(.finalReport, .private, on: change - 1)?.value == 30)
        #expect(table.inForce(.finalReport, .private, on: change)?.value == 45)
        #expect(table.inForce(.finalReport, .private, on: nil)?.value == 45)
    }

    @Test func aTableThatIsWrongIsNotTaken() {
        #expect(throws: DutyTable.Fault(line: 2, message: "'soon' is no 'kind'; docs/linting.md lists what it may be"))
        {
            try DutyTable(yaml: "duties:\n  - {kind: soon}\n")
        }
    }
}
