import Exchange
import Facts
import Foundation
import Testing

/// The documentation says what the program does. UPDATE_DOCS=1 writes the help texts anew.
struct DocumentationTests {
    static let commands = [
        [], ["read"], ["lint"], ["add"], ["search"], ["show"], ["similar"], ["insights"], ["report"], ["clocks"],
        ["serve"], ["publish"], ["mcp"], ["source"],
        ["source", "add"], ["source", "list"], ["source", "remove"], ["source", "pause"], ["source", "resume"],
        ["source", "import"], ["source", "export"], ["collect"], ["status"], ["archive"], ["archive", "check"],
        ["archive", "export"], ["edit"], ["link"],
        ["unlink"], ["merge"],
        ["split"],
        ["exclude"], ["note"],
        ["review"], ["duplicates"], ["undo"], ["history"], ["user"],
        ["user", "add"], ["user", "list"], ["user", "role"], ["user", "password"], ["user", "disable"],
        ["user", "enable"], ["user", "token"], ["user", "tokens"], ["user", "revoke"], ["stats"], ["ledger"],
        ["verify"], ["reread"], ["backup"],
        ["export"],
        ["import"], ["sync"], ["watch"], ["watch", "add"], ["watch", "list"], ["watch", "show"], ["watch", "remove"],
        ["watch", "feed"], ["watch", "test"], ["watch", "run"], ["watch", "settings"], ["lexicon"],
        ["lexicon", "check"], ["lexicon", "list"], ["schema"],
    ]

    @Test func commandLineHasTheHelpOfEveryCommand() throws {
        let url = repository.appending(path: "docs/command-line.md")
        var page = try String(contentsOf: url, encoding: .utf8)
        let marks = (
            start: "<!-- help texts: written by UPDATE_DOCS=1 swift test --filter DocumentationTests -->\n",
            end: "<!-- end of help texts -->\n"
        )
        let start = try #require(page.range(of: marks.start)?.upperBound)
        let end = try #require(page.range(of: marks.end)?.lowerBound)
        var wanted = ""
        for command in Self.commands {
            let help = try Command.run(command + ["--help"]).output
            let name = (["jikenbo"] + command).joined(separator: " ")
            wanted += "\n## `\(name)`\n\n```text\n\(help.trimmingCharacters(in: .newlines))\n```\n"
        }
        wanted += "\n"
        if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" {
            page.replaceSubrange(start..<end, with: wanted)
            try Data(page.utf8).write(to: url)
        } else {
            #expect(page[start..<end] == wanted)
        }
    }

    /// A subcommand that the list above lacks would go undocumented.
    @Test func everySubcommandIsInTheList() throws {
        for command in Self.commands {
            let help = try Command.run(command + ["--help"]).output
            guard let list = help.range(of: "SUBCOMMANDS:\n") else { continue }
            let names = help[list.upperBound...].split(separator: "\n").compactMap {
                $0.wholeMatch(of: /\s{2}([a-z]+)(?:\s{3}.*)?/)?.1
            }
            #expect(!names.isEmpty)
            for name in names { #expect(Self.commands.contains(command + [String(name)]), "\(name)") }
        }
    }

    @Test(arguments: commands) func everyHelpHasExamples(command: [String]) throws {
        let outcome = try Command.run(command + ["--help"])
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("\nEXAMPLES\n  jikenbo "))
    }

    @Test func recordHasEveryFieldAndSlug() throws {
        let page = try String(contentsOf: repository.appending(path: "docs/record.md"), encoding: .utf8)
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(RecordSchema.text.utf8)) as? [String: Any])
        for field in try #require(schema["properties"] as? [String: Any]).keys {
            #expect(page.contains("`\(field)`"), "\(field)")
        }
        for vocabulary in VocabularyListing.all {
            let heading = try #require(page.range(of: "\n### \(vocabulary.name)\n"), "\(vocabulary.name)")
            let section = page[heading.upperBound...]
            let end =
                section.range(of: "\n### ")?.lowerBound ?? section.range(of: "\n## ")?.lowerBound ?? section.endIndex
            let written = section[..<end].matches(of: /(?m)^\| `([a-z-]+)` \|/).map { String($0.1) }
            #expect(written == vocabulary.slugs, "\(vocabulary.name)")
        }
    }
}
