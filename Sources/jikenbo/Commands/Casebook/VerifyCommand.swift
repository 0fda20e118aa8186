import ArgumentParser
import Casebook
import Exchange

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks the casebook: evidence, texts, pages, audit log.",
        discussion: """
            Every quote is compared with the notice's text, every text with its id, every page's bytes with their SHA-256, and the \
            audit log's chain is followed from its first row. Each fault is a line; the exit code is 1 where there is one. The head \
            that is printed is the chain's end: kept elsewhere, it shows later that nothing was cut off.

            EXAMPLES
              jikenbo verify
            """)

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var jobs: JobsOptions

    func run() throws {
        let store = try casebook.open()
        let showsLine = Terminal.isTerminal(.error)
        let result = try Output.orFail {
            try store.verify(jobs: jobs.count) { done, total in
                if showsLine, total > 10_000 { Output.tell("\r\u{1B}[KVerifying \(done)/\(total) …") }
            }
        }
        if showsLine { Output.tell("\r\u{1B}[K") }
        for fault in result.faults { Output.complain(HostileText.line(fault.description)) }
        if result.faultCount > result.faults.count {
            Output.complain("\(result.faultCount - result.faults.count) more faults")
        }
        try Output.finish {
            try Output.write(
                """
                \(result.notices) notices, \(result.facts) facts, \(result.originals) originals, \
                \(result.auditRows) audit rows: \(result.faultCount == 0 ? "all sound" : "\(result.faultCount) faults")
                audit head \(result.auditHead)

                """)
        }
        if result.faultCount > 0 { throw ExitCode.failure }
    }
}
