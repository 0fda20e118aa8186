import Casebook
import Exchange

/// Hands candidates to the casebook in batches and tells what came of each.
struct IntakeDesk {
    /// A transaction for a hundred pages costs a fraction of a hundred transactions, most of all in the search index. Each
    /// page is still wholly in the casebook or not at all.
    static let batch = 128
    static let batchBytes = 8_000_000
    /// Where pages are slow to read, as PDFs are, what was read is not kept waiting.
    static let longest = Duration.milliseconds(250)

    private let store: CasebookStore
    private let run: CasebookStore.Run
    private let total: Int
    private let isQuiet: Bool
    private let showsLine: Bool
    private var waiting: [Candidate] = []
    private var waitingBytes = 0
    private var flushed = ContinuousClock.now
    private var done = 0
    private var counts: [String: Int] = [:]
    private var newNotices = 0
    /// Notices put into the search index.
    private var indexed = 0

    private(set) var failures = 0

    init(store: CasebookStore, readerVersion: String, total: Int, isQuiet: Bool) throws {
        self.store = store
        run = try store.beginRun("add", reader: readerVersion)
        self.total = total
        self.isQuiet = isQuiet
        showsLine =
            !isQuiet && total > Progress.few && Terminal.isTerminal(.error) && !Terminal.isTerminal(.output)
    }

    func show() {
        if showsLine { Output.tell("\r\u{1B}[KAdding \(done)/\(total) …") }
    }

    mutating func take(_ candidate: Candidate) throws {
        waiting.append(candidate)
        waitingBytes += candidate.size
        let isDue = waiting.count >= Self.batch || waitingBytes >= Self.batchBytes
        if isDue || flushed.duration(to: .now) >= Self.longest { try flush() }
    }

    mutating func finish() throws {
        try flush()
        indexed += try store.refreshSearch()
        if showsLine { Output.tell("\r\u{1B}[KPutting the search index in order …") }
        try store.mergeSearch(after: indexed)
        if showsLine { Output.tell("\r\u{1B}[K") }
        guard !isQuiet, total > Progress.few else { return }
        let parts = ["added", "changed", "unchanged", "duplicate", "other", "failed"].compactMap { outcome in
            counts[outcome].map { "\($0) \(outcome)" }
        }
        Output.tell("\(total) pages: \(parts.joined(separator: ", ")); \(newNotices) new notices.\n")
    }

    private mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        let intakes = try store.add(waiting, in: run)
        indexed += try store.refreshSearchIfWorthIt()
        waiting.removeAll(keepingCapacity: true)
        waitingBytes = 0
        flushed = .now
        done += intakes.count
        var lines = ""
        for intake in intakes { note(intake, &lines) }
        try Output.write(lines)
        show()
    }

    private mutating func note(_ intake: Intake, _ lines: inout String) {
        newNotices += intake.newNotices
        let (outcome, about) = Self.words(intake)
        counts[outcome, default: 0] += 1
        if case .failed(let reason) = intake.outcome {
            failures += 1
            if showsLine { Output.tell("\r\u{1B}[K") }
            Output.complain(reason)
        } else if !isQuiet {
            lines += "\(outcome)\t\(about)\t\(HostileText.line(intake.address))\n"
        }
    }

    private static func words(_ intake: Intake) -> (outcome: String, about: String) {
        let cases = intake.cases.joined(separator: " ")
        let about =
            switch intake.outcome {
            case .added: cases
            case .changed(let version): cases.isEmpty ? "version \(version)" : "version \(version) \(cases)"
            case .duplicate(let address): "of " + HostileText.line(address)
            case .unchanged, .other, .failed: ""
            }
        return (intake.outcome.name, about)
    }
}
