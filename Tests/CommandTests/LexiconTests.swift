import Exchange
import Facts
import Foundation
import Testing

struct LexiconCommandTests {
    private let faulty = """
        vocabulary: causes
        terms:
          - slug: weak-pasword
            ja: 弱いパスワード
            en: Weak password
            phrases: [弱いパスワード]
        """

    @Test func checkNamesFileAndLine() throws {
        try Scratch.with { folder in
            try folder.write("lex/causes.yaml", faulty)
            let outcome = try Command.run(["lexicon", "check", "lex"], in: folder)
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("lex/causes.yaml:3: 'weak-pasword' is no slug of causes"))
            #expect(outcome.lines.allSatisfy { $0.hasPrefix("lex/causes.yaml") })
        }
    }

    @Test func checkSaysWhatIsNoLexicon() throws {
        try Scratch.with { folder in
            #expect(
                try Command.run(["lexicon", "check", "nope"], in: folder).errors
                    == "jikenbo: nope: is not there; check the spelling\n")
            let empty = try Command.run(["lexicon", "check", "."], in: folder)
            #expect(
                empty.errors
                    == "jikenbo: .: holds no .yaml files; name the folder that holds causes.yaml and the others\n")
            #expect(empty.code == 1)
        }
    }

    @Test func aFaultyLexiconStopsReading() throws {
        try Scratch.with { folder in
            try folder.write("lex/causes.yaml", faulty)
            try folder.write("a.txt", "お知らせ")
            let outcome = try Command.run(["read", "--lexicon", "lex", "a.txt"], in: folder)
            #expect(outcome.code == 1)
            #expect(outcome.output == "")
            #expect(outcome.errors.contains("jikenbo: lex/causes.yaml:3: "))
        }
    }

    @Test func aLexiconOfOnesOwnGivesTheLabels() throws {
        try Scratch.with { folder in
            try folder.write(
                "lex/roles.yaml",
                "vocabulary: roles\nterms:\n  - {slug: contractor, ja: 請負先, en: Hired firm, phrases: [請負先]}\n")
            let list = try Command.run(
                ["lexicon", "list", "roles", "--lexicon", "lex", "--language", "ja"], in: folder)
            #expect(list.lines.first == "contractor\t請負先")
            #expect(list.lines.count == PartyRole.allCases.count)
        }
    }

    @Test(arguments: VocabularyListing.all.map(\.name)) func listShowsEverySlug(vocabulary: String) throws {
        let outcome = try Command.run(["lexicon", "list", vocabulary])
        #expect(outcome.code == 0)
        let slugs = outcome.lines.map { String($0.prefix { $0 != "\t" }) }
        #expect(slugs == VocabularyListing.all.first { $0.name == vocabulary }?.slugs)
    }

    @Test func schemaPrintsTheSchema() throws {
        #expect(try Command.run(["schema"]).output == RecordSchema.text)
    }

    @Test func version() throws {
        #expect(try Command.run(["--version"]).output == "0.1.0\n")
    }
}
