import Duties
import Facts
import Language
import LanguageTests
import Reading
import Testing

@testable import Linting

/// Every rule's examples, beside it in `Rules/lint-*.yaml`: texts in which it must find the marked words, and texts in which it
/// must find nothing.
struct ExampleTests {
    static let codes = RuleBook.builtIn.rules.map(\.code)

    /// The places that a rule finds in an example, with the example's marks.
    static func found(_ rule: LintRule, _ example: LintRule.Example) -> (marked: Marked, places: [TextSpan]) {
        let marked = Marked(example.text)
        let record = Reader().read(marked.text)
        let places = Linter().lint(marked.text, record).filter { $0.code == rule.code }.map(\.at)
        return (marked, places)
    }

    @Test(arguments: codes) func theRuleFindsWhatIsMarked(code: String) throws {
        let rule = try #require(RuleBook.builtIn[code])
        #expect(!rule.fires.isEmpty, "\(code) has no example that it must find something in")
        for example in rule.fires {
            let (marked, places) = Self.found(rule, example)
            #expect(!places.isEmpty, "\(code) finds nothing in: \(example.marked)")
            if !marked.spans.isEmpty {
                #expect(marked.marking(places) == marked.marking(marked.spans), "\(code)")
            }
        }
    }

    @Test(arguments: codes) func theRuleIsSilentWhereItMustBe(code: String) throws {
        let rule = try #require(RuleBook.builtIn[code])
        #expect(!rule.silent.isEmpty, "\(code) has no example that it must find nothing in")
        for example in rule.silent {
            let (marked, places) = Self.found(rule, example)
            #expect(marked.spans.isEmpty, "\(code): an example without findings has marks")
            #expect(marked.marking(places) == marked.text, "\(code)")
        }
    }

    @Test func everyRuleHasItsCheckAndEveryCheckItsRule() {
        #expect(LintCheck.all.map(\.code).sorted() == Self.codes)
    }

    @Test func everyCueHasItsWords() throws {
        let written = try CueFile.entries(RuleFile.text("cues.yaml"))
        #expect(Set(written.keys) == Set(Cue.allCases.map(\.name)))
        #expect(written.filter { $0.value.phrases.isEmpty }.isEmpty)
    }
}
