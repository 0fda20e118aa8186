import Collecting
import Exchange

/// Tells on standard error how far collecting is, and at the end of a round what came of it.
struct CollectLine {
    private let isQuiet: Bool
    private let showsLine: Bool
    private let begun = ContinuousClock.now
    private var shown: ContinuousClock.Instant?

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        showsLine = !isQuiet && Terminal.isTerminal(.error)
    }

    mutating func show(_ report: CollectReport, waiting: Int) {
        guard showsLine, shown.map({ $0.duration(to: .now) > .milliseconds(500) }) ?? true else { return }
        shown = .now
        let seconds = max(begun.duration(to: .now) / .seconds(1), 0.001)
        let rate = Double(report.pages) / seconds
        var line =
            "\(report.pages) pages, \(waiting) waiting, \(rate >= 10 ? "\(Int(rate))" : "\(Int(rate * 10) / 10).\(Int(rate * 10) % 10)")/s"
        if waiting > 0, rate > 0.1 {
            let left = Int(Double(waiting) / rate)
            line += left >= 90 ? ", about \(left / 60) min left" : ", about \(left) s left"
        }
        Output.tell("\r\u{1B}[KCollecting: \(line) …")
    }

    func finish(_ report: CollectReport) {
        if showsLine { Output.tell("\r\u{1B}[K") }
        for failure in report.failedVisits { Output.complain(HostileText.line(failure)) }
        guard !isQuiet else { return }
        let parts = ["added", "changed", "unchanged", "duplicate", "other", "failed"].compactMap { outcome in
            report.outcomes[outcome].map { "\($0) \(outcome)" }
        }
        let failed = report.failedVisits.isEmpty ? "" : " (\(report.failedVisits.count) failed)"
        Output.tell(
            "\(report.visits) sources visited\(failed), \(report.found) new pages found; \(report.pages) pages: "
                + "\(parts.isEmpty ? "none" : parts.joined(separator: ", ")); \(report.newNotices) new notices."
                + (report.saved + report.notSaved == 0
                    ? "" : " \(report.saved) kept by the public archive, \(report.notSaved) not.") + "\n")
    }
}
