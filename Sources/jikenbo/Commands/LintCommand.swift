import ArgumentParser
import Exchange
import Language
import Linting

struct LintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Checks notices, drafts and published ones, for contradictions and for what is missing.",
        discussion: """
            PATH is a file (text, HTML or PDF), a folder, a pattern with * ? [a-z] in quotes, or - for standard input, as for \
            jikenbo read. Each finding points at words of the notice and says why it matters and on what basis. Warnings say what \
            law and guidance expect; they never say that something is illegal. docs/linting.md tells of the rules.

            The exit code is 1 where something as grave as --fail-on was found, or a file could not be read; a file that cannot be \
            read is named on standard error, and the others are checked all the same.

            EXAMPLES
              jikenbo lint draft.txt
              jikenbo lint --language ja --fail-on warning draft.html
              jikenbo lint --off NL209='the card companies asked us to wait' draft.txt
              jikenbo lint --rules lint.yaml --format sarif drafts/ > lint.sarif
              jikenbo lint --list
              jikenbo lint --explain NL301
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case human, json, sarif }

    enum Threshold: String, ExpressibleByArgument, CaseIterable {
        case error, warning, info, never

        var severity: LintSeverity? { LintSeverity(rawValue: rawValue) }
    }

    @Argument(
        help: ArgumentHelp("Files, folders, patterns, or - (default: standard input).", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    @Option(help: "human for people, json with one object per page, sarif for code scanning (SARIF 2.1.0).")
    var format = Format.human

    @Option(help: "What makes the exit code 1: a finding of this severity or a graver one; never for none.")
    var failOn = Threshold.error

    @Option(
        help: ArgumentHelp(
            "Switch a rule off, with the reason: NL209='why'. May be given several times.", valueName: "code=reason"))
    var off: [String] = []

    @Option(
        help: ArgumentHelp("A file with rules to switch off and figures of your own.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var rules: String?

    @Flag(help: "Print the rules.")
    var list = false

    @Option(help: ArgumentHelp("Print one rule with its examples.", valueName: "code"))
    var explain: String?

    @OptionGroup var work: WorkOptions
    @OptionGroup var lexicon: LexiconOptions
    @OptionGroup var interface: InterfaceOptions

    @Flag(help: "Print nothing but findings and errors.")
    var quiet = false

    func validate() throws {
        if let explain, RuleBook.builtIn[explain.uppercased()] == nil {
            throw ValidationError("there is no rule '\(HostileText.line(explain))'; jikenbo lint --list shows them")
        }
        if list || explain != nil { return }
        var settings = LintSettings()
        for written in off {
            do throws(LintSettings.Fault) { try settings.switchOff(written) } catch {
                throw ValidationError("--off: \(HostileText.line(error.description))")
            }
        }
        if paths.isEmpty, Terminal.isTerminal(.input) {
            throw ValidationError(
                "nothing to check: name a file or a folder, or give a notice on standard input with -")
        }
        try InputList.validate(paths)
    }

    func run() async throws {
        if list || explain != nil { return try Output.finish { try Output.write(told()) } }
        Output.quietPipes()
        let linter = PageLinter(
            reader: PageReader(lexicon: try lexicon.load(), limit: work.maxSize),
            linter: Linter(lexicon: try lexicon.load(), settings: try settings()))
        let inputs = InputList(paths.isEmpty ? ["-"] : paths).inputs
        let report = report
        var totals = LintTotals()
        var isFirst = true
        do {
            try Output.write(report.head)
            try await OrderedWork.run(
                inputs, jobs: work.count, work: { linter.lint($0) },
                take: { index, result in
                    guard let page = result.page else {
                        totals.failed += 1
                        return Output.complain(result.failure ?? "")
                    }
                    totals.add(page.findings, notices: result.notices)
                    try Output.write(report.text(of: page, isFirst: isFirst))
                    if !page.findings.isEmpty { isFirst = false }
                    if result.notices == 0, !quiet {
                        Output.complain("\(HostileText.line(page.name)): no notice of an incident found in it")
                    }
                })
            if format != .human || !quiet { try Output.write(report.foot(inputs.count, totals)) }
        } catch let failure as Output.Failure { try Output.end(with: failure) }
        if totals.failed > 0 || failOn.severity.map({ totals.holds($0) }) ?? false { throw ExitCode.failure }
    }

    private var report: any LintReport {
        switch format {
        case .human: LintListing(language: interface.chosen)
        case .json: LintJSON()
        case .sarif: SARIF(language: interface.chosen, version: Jikenbo.version)
        }
    }

    private func settings() throws -> LintSettings {
        try Output.orFail { () throws(InputError) in
            var settings = LintSettings()
            if let rules {
                let bytes = try FileSystem.bytes(of: FilePath(rules), limit: ByteSize(bytes: 1_000_000))
                do throws(LintSettings.Fault) { try settings.add(yaml: String(decoding: bytes, as: UTF8.self)) } catch {
                    throw InputError(sentence: "\(rules): \(error.description)")
                }
            }
            for written in off {
                do throws(LintSettings.Fault) { try settings.switchOff(written) } catch {
                    throw InputError(sentence: "--off: \(error.description)")
                }
            }
            return settings
        }
    }

    private func told() -> String {
        let telling = RuleTelling(language: interface.chosen)
        return explain.flatMap { RuleBook.builtIn[$0.uppercased()] }.map { telling.whole($0) } ?? telling.list()
    }
}
