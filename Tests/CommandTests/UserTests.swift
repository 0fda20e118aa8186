import Foundation
import Testing

/// `jikenbo user`.
@Suite struct UserTests {
    private func user(_ arguments: [String], input: String = "", in folder: URL) throws -> Command.Outcome {
        try Command.run(["user"] + arguments + ["--casebook", "c.sqlite"], input: input, in: folder)
    }

    @Test func usersAreAddedListedAndDisabled() throws {
        try Scratch.with { folder in
            let added = try user(
                ["add", "hana", "--role", "editor", "--password-stdin"], input: "correct horse\n", in: folder)
            #expect(added == Command.Outcome(output: "", errors: "", code: 0))
            let list = try user(["list"], in: folder)
            #expect(list.lines.count == 1 && list.output.hasPrefix("hana\teditor\t"))
            #expect(try user(["role", "hana", "reader"], in: folder).code == 0)
            #expect(try user(["disable", "HANA"], in: folder).code == 0)
            let after = try user(["list"], in: folder).output
            #expect(after.hasPrefix("hana\treader\t") && after.hasSuffix("\tdisabled\n"))
        }
    }

    @Test func aPasswordIsNeitherShortNorMissing() throws {
        try Scratch.with { folder in
            let short = try user(
                ["add", "hana", "--role", "editor", "--password-stdin"], input: "short\n", in: folder)
            #expect(short.code == 1)
            #expect(
                short.errors == "jikenbo: the password: is too short; choose one of at least 10 characters\n")
            let missing = try user(["add", "hana", "--role", "editor"], in: folder)
            #expect(missing.code == 1 && missing.errors.contains("--password-stdin"))
        }
    }

    @Test func aTokenIsPrintedOnce() throws {
        try Scratch.with { folder in
            _ = try user(
                ["add", "hana", "--role", "editor", "--password-stdin"], input: "correct horse\n", in: folder)
            let token = try user(["token", "hana", "--scope", "read", "--name", "nightly"], in: folder).output
            #expect(token.hasPrefix("jkb_") && token.count == 69)
            let list = try user(["tokens"], in: folder).output
            #expect(list.hasPrefix("1\thana\tnightly\tread\t") && list.hasSuffix("\tnever\n"))
            #expect(!list.contains(token.dropLast()))
            #expect(try user(["revoke", "1"], in: folder).code == 0)
            #expect(try user(["tokens", "hana"], in: folder).output == "")
            #expect(
                try user(["revoke", "1"], in: folder).errors
                    == "jikenbo: token 1: there is none of this number; see jikenbo user tokens\n")
        }
    }
}
