import Facts
import Language
import Testing

@Suite("A lexicon's faults are told with file and line")
struct LexiconCheckTests {
    private func faults(_ yaml: String, _ name: String = "actors.yaml") -> [String] {
        Lexicon.check([Lexicon.Source(name: name, yaml: yaml)]).map(\.description)
    }

    /// The faults of a file whose one term, from line 3 on, has these lines besides its slug and labels.
    private func faults(ofTerm lines: String...) -> [String] {
        faults("vocabulary: actors\nterms:\n  - slug: a\n    ja: 甲\n    en: A\n" + lines.map { "    \($0)\n" }.joined())
    }

    @Test("A sound file has none")
    func sound() {
        #expect(
            faults(
                ofTerm: "phrases: [甲組…声明]", "weak: [甲組]", "cancel: [甲組とは]", "attack: [T1486, T1078.004]",
                "cis: [\"10.1\", \"18.5\"]",
                "veris: [action.malware.variety.Ransomware]", "examples: [⟦甲組が声明⟧, 甲組とは]") == [])
        #expect(faults(ofTerm: "phrases:", "weak: []") == [])
    }

    @Test("Unknown keys")
    func keys() {
        #expect(
            faults(ofTerm: "phrase: [甲]") == [
                "actors.yaml:6: unknown key 'phrase'; known are attack, cancel, cis, en, examples, ja, phrases, slug, veris, weak"
            ])
        #expect(
            faults("vocabulary: actors\nterm: []\n") == [
                "actors.yaml:2: unknown key 'term'; known are vocabulary, terms"
            ])
    }

    @Test("Unknown slugs and vocabularies")
    func slugs() {
        let slug = faults("vocabulary: roles\nterms:\n  - {slug: contracter, ja: 甲, en: A}\n", "roles.yaml")
        #expect(slug.contains("roles.yaml:3: 'contracter' is no slug of roles; see docs/record.md for the list"))
        #expect(
            faults("vocabulary: actor\nterms: []\n") == [
                "actors.yaml:1: unknown vocabulary 'actor'; known are incident-types, causes, data, events, authorities, responses, measures, sectors, roles, actors, sections, contexts, counters, name-forms"
            ])
        #expect(
            faults("vocabulary: actors\nterms: []\n", "gangs.yaml") == [
                "gangs.yaml:1: the file of 'actors' must be named actors.yaml"
            ])
    }

    @Test("Missing terms")
    func missing() {
        let present = PartyRole.allCases.dropFirst().map { "  - {slug: \($0.slug), ja: 甲, en: A}\n" }.joined()
        #expect(
            faults("vocabulary: roles\nterms:\n" + present, "roles.yaml") == [
                "roles.yaml: the term 'contractor' is missing"
            ])
    }

    @Test("Terms without slug or labels")
    func labels() {
        #expect(faults("vocabulary: actors\nterms:\n  - {ja: 甲, en: A}\n") == ["actors.yaml:3: a term needs a 'slug'"])
        #expect(
            faults("vocabulary: actors\nterms:\n  - slug: a\n    ja: 甲\n") == [
                "actors.yaml:3: 'a' needs the labels 'ja' and 'en'"
            ])
        #expect(
            faults("vocabulary: actors\nterms:\n  - 甲\n") == [
                "actors.yaml:3: a term must have keys such as 'slug' and 'phrases'"
            ])
    }

    @Test("What stands there twice")
    func twice() {
        #expect(
            faults("vocabulary: actors\nterms:\n  - {slug: a, ja: 甲, en: A}\n  - {slug: a, ja: 甲, en: A}\n") == [
                "actors.yaml:4: 'a' stands on line 3 already"
            ])
        #expect(
            faults(ofTerm: "phrases:", "  - 甲", "  - 乙", "weak:", "  - 甲") == [
                "actors.yaml:10: '甲' stands on line 7 already"
            ])
    }

    @Test("A single kana or mark as a part of a phrase, which every sentence has")
    func commonParts() {
        let why = "which is in every sentence; join it to a word beside it"
        #expect(
            faults(ofTerm: "phrases:", "  - 甲…を…乙", "weak:", "  - 丙…(丁|、)", "cancel:", "  - (の|戊己)…庚辛") == [
                "actors.yaml:7: a part of '甲…を…乙' is 'を', \(why)",
                "actors.yaml:9: a part of '丙…(丁|、)' is '、', \(why)",
                "actors.yaml:11: a part of '(の|戊己)…庚辛' is 'の', \(why)",
            ])
        #expect(faults(ofTerm: "phrases:", "  - 甲…X", "  - 乙…(を丙|5)").isEmpty)
    }

    @Test("Lists that are none")
    func lists() {
        #expect(faults(ofTerm: "phrases: 甲") == ["actors.yaml:6: 'phrases' must be a list"])
        #expect(
            faults(ofTerm: "phrases:", "  - 甲: 乙") == [
                "actors.yaml:7: an entry of 'phrases' must be one line of text; put it in quotes if it holds ': ' or '#'"
            ])
        #expect(faults("vocabulary: actors\nterms: 甲\n") == ["actors.yaml:2: 'terms' must be a list"])
    }

    @Test("What is no YAML")
    func yaml() {
        #expect(
            faults("vocabulary: actors\nterms: [\n") == [
                "actors.yaml:3: this is not YAML: did not find expected node content"
            ])
        #expect(faults("vocabulary: \"actors\n") == ["actors.yaml:2: this is not YAML: found unexpected end of stream"])
        #expect(faults("甲") == ["actors.yaml:1: expected the keys 'vocabulary' and 'terms'"])
        #expect(faults("") == ["actors.yaml:1: expected the keys 'vocabulary' and 'terms'"])
    }

    @Test("Phrases with mistakes")
    func phrases() {
        #expect(faults(ofTerm: "phrases:", "  - 乙", "  - (甲") == ["actors.yaml:8: a '(' is not closed, or holds a '…'"])
        #expect(faults(ofTerm: "weak: [甲…乙…丙…丁]") == ["actors.yaml:6: '甲…乙…丙…丁' has more than 3 parts"])
        #expect(
            faults(ofTerm: "cancel: [\"甲…{0}乙\"]") == ["actors.yaml:6: after '…' a number from 1 to 80 stands in { }"])
    }

    @Test(
        "ATT&CK ids", arguments: ["T148", "T14866", "1486", "T1486.1", "T1486.0001", "T1486.001.1", "TA0001", "T１486"])
    func attack(id: String) {
        #expect(
            faults(ofTerm: "attack: [\(id)]") == [
                "actors.yaml:6: '\(id)' is no ATT&CK technique; one is written T1486 or T1078.004"
            ])
    }

    @Test("CIS safeguards", arguments: ["10", "0.1", "19.1", "10.0", "10.15", "10.1.1", "a.b", "10."])
    func cis(id: String) {
        #expect(
            faults(ofTerm: "cis: [\"\(id)\"]") == [
                "actors.yaml:6: '\(id)' is no CIS Controls v8 safeguard; one is written \"7.3\", in quotes"
            ])
    }

    @Test("VERIS paths", arguments: ["malware.variety", "actions.error", "Ransomware"])
    func veris(id: String) {
        #expect(
            faults(ofTerm: "veris: [\(id)]") == [
                "actors.yaml:6: '\(id)' is no VERIS path; one is written action.error.variety.Misdelivery"
            ])
    }

    @Test(
        "Examples that fail, by kind",
        arguments: [
            ("乙組の⟦声明⟧", "a: nothing found at '声明'; add a phrase for it"),
            ("⟦甲組の⟧声明", "a: wrong span: found '甲組' instead of '甲組の'"),
            ("甲組の声明", "a: '甲組' was found but is not marked ⟦ ⟧; mark it or cancel it"),
            ("甲組の⟦声明", "'⟦' has no '⟧' after it"),
            ("甲組⟧の声明", "'⟧' has no '⟦' before it"),
        ])
    func examples(example: String, message: String) {
        #expect(
            faults(ofTerm: "phrases: [甲組]", "examples:", "  - ⟦甲組⟧が現れた", "  - \(example)").contains(
                "actors.yaml:9: \(message)"))
    }

    @Test("All faults are told, by file and line")
    func order() {
        let one = Lexicon.Source(
            name: "actors.yaml",
            yaml: "vocabulary: actors\nx: 1\nterms:\n  - {slug: a, ja: 甲, en: A, attack: [X], phrases: [(甲]}\n")
        let two = Lexicon.Source(name: "a.yaml", yaml: "甲")
        #expect(
            Lexicon.check([one, two]).map { "\($0.file):\($0.line)" } == [
                "a.yaml:1", "actors.yaml:2", "actors.yaml:4", "actors.yaml:4",
            ])
    }

    @Test("What could be understood is compiled nevertheless")
    func partly() {
        let made = Lexicon.compile([actors(term("a", "phrases: [(甲, 乙]"))])
        #expect(made.faults.count == 1)
        #expect(made.lexicon.findings(in: NormalText("乙"))[.actors].count == 1)
    }
}

@Suite("The built-in lexicon")
struct BuiltInLexiconTests {
    @Test("It has no faults: every example holds")
    func faults() { #expect(Lexicon.check(Lexicon.builtInSources()).map(\.description) == []) }

    @Test("It has a file for every vocabulary, and a term for every slug")
    func whole() {
        #expect(
            Lexicon.builtInSources().map(\.name).sorted()
                == LexiconVocabulary.allCases.map { "\($0.name).yaml" }.sorted())
        for vocabulary in LexiconVocabulary.allCases {
            let slugs = Lexicon.builtIn.terms(vocabulary).map(\.slug)
            #expect(slugs == vocabulary.slugs ?? slugs)
            #expect(slugs.count >= 3)
        }
    }

    @Test("Every term of an incident type, cause, response or measure has an example")
    func examples() throws {
        for name in ["incident-types", "causes", "responses", "measures", "events", "contexts"] {
            let source = try #require(Lexicon.builtInSources().first { $0.name == "\(name).yaml" })
            let terms = source.yaml.split(separator: "- slug:").dropFirst()
            #expect(terms.allSatisfy { $0.contains("examples:") }, "\(name)")
        }
    }

    @Test("It finds each vocabulary's words in a sentence")
    func finds() {
        let findings = Lexicon.builtIn.findings(
            in: NormalText("株式会社甲山は5月1日、委託先のサーバーがLockBitによりランサムウェアに感染し、氏名1,200名分が流出した可能性を警察に報告しました。"))
        for vocabulary in [
            LexiconVocabulary.incidentTypes, .data, .authorities, .roles, .actors, .contexts, .counters, .nameForms,
            .events,
        ] {
            #expect(!findings[vocabulary].isEmpty, "\(vocabulary.name)")
        }
    }
}
