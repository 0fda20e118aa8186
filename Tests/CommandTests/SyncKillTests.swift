import Foundation
import Testing

/// Whatever ends a sync, the next run makes the folder what it is without a disturbance.
@Suite(.serialized) struct SyncKillTests {
    @Test func whereverItIsKilledTheNextRunFinishes() throws {
        try Scratch.with { folder in
            try Corpus.write(to: folder, pages: 300)
            let added = try Command.run(
                ["add", "pages", "--quiet", "--casebook", "c.sqlite", "--lexicon", "lexicon"], in: folder)
            #expect(added.code == 0)
            let whole = try ContinuousClock().measure {
                _ = try Command.run(["sync", "whole", "--quiet", "--casebook", "c.sqlite"], in: folder)
            }
            var kills = 0
            for round in 0..<12 {
                let process = Process()
                process.executableURL = Command.program
                process.arguments = ["sync", "pub", "--quiet", "--casebook", "c.sqlite"]
                process.currentDirectoryURL = folder
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                usleep(UInt32(whole / .microseconds(1)) * UInt32(round + 1) / 14)
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal { kills += 1 }
            }
            #expect(kills > 3)
            let last = try Command.run(["sync", "pub", "--quiet", "--casebook", "c.sqlite"], in: folder)
            #expect(last == Command.Outcome(output: "", errors: "", code: 0))
            let compared = try Command.shell("diff -r pub whole", in: folder)
            #expect(compared.code == 0, "\(compared.output.prefix(2000))")
        }
    }
}
