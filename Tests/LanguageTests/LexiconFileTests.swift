import Testing

@testable import Language

@Suite("Lexicon files are read alike with and without the YAML parser")
struct LexiconFileTests {
    private static let head = "vocabulary: actors\nterms:\n  - slug: a\n    ja: あ\n    en: A\n"

    private func parsed(_ yaml: String) -> LexiconFile? {
        var faults: [LexiconFault] = []
        let file = LexiconFile.parsed(yaml, name: "a.yaml", faults: &faults)
        return faults.isEmpty ? file : nil
    }

    @Test("The files of the program need no YAML parser", arguments: Lexicon.builtInSources().map(\.name))
    func builtIn(name: String) throws {
        let source = try #require(Lexicon.builtInSources().first { $0.name == name })
        let plain = try #require(LexiconFile.plain(source.yaml, name: "a.yaml"))
        #expect(plain == parsed(source.yaml))
    }

    @Test(
        "Comments, quotes and lists in one line are read",
        arguments: [
            "    phrases:\n      - 甲\n      # none\n\n      - '乙 # 丙'\n      - \"丁: 戊\"\n",
            "    veris: [a.b C, \"7.3\", 'x']\n    attack: []\n    phrases:\n    weak:\n      - a-b:c#d",
            "    phrases:\n      -  甲(乙|丙)…{3}丁\n  - slug: b\n    ja: い\n    en: B\n    examples:\n      - ⟦甲⟧です。\n",
        ])
    func plain(rest: String) throws {
        let plain = try #require(LexiconFile.plain(Self.head + rest, name: "a.yaml"))
        #expect(plain == parsed(Self.head + rest))
    }

    @Test(
        "What is written otherwise is left to the YAML parser",
        arguments: [
            "    phrases:\n      - 甲 # why\n", "    phrases:\n      - 甲\n        乙\n", "    phrases:\n    - 甲\n",
            "    phrases:\n      - \"\\u7532\"\n", "    phrases:\n      - 'it''s'\n", "    phrases: [\"甲, 乙\"]\n",
            "    phrases: [甲,\n      乙]\n", "    phrases:\n      - >-\n        甲\n", "    'phrases': [甲]\n",
            "    phrases:\n      - 甲\r\n", "    phrases: &a [甲]\n    weak: *a\n",
        ])
    func otherwise(rest: String) {
        #expect(LexiconFile.plain(Self.head + rest, name: "a.yaml") == nil)
        #expect(parsed(Self.head + rest) != nil)
    }

    @Test(
        "What is wrong is left to the YAML parser",
        arguments: [
            "    phrases: 甲\n", "    phrases:\n      - a: b\n", "    phrases:\n      - ''\n", "    slug: b\n",
            "    phrase: [甲]\n",
            "    phrases: [甲]\n    phrases: [乙]\n", "  - slug: b\n    ja: い\n", "    phrases:\n      - [甲]\n",
            "    phrases:\n      - 甲:\n", "\tphrases: [甲]\n", "    phrases:\n      - 甲\u{1}\n",
        ])
    func wrong(rest: String) {
        #expect(LexiconFile.plain(Self.head + rest, name: "a.yaml") == nil)
        #expect(parsed(Self.head + rest) == nil)
    }
}
