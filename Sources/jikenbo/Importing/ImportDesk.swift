import ArgumentParser
import Casebook
import Exchange
import Facts
import Importing

/// Hands incidents to the casebook in batches and tells what came of each.
struct ImportDesk {
    private let store: CasebookStore
    private let run: CasebookStore.Run
    private let version: String
    private let isQuiet: Bool
    private let showsLine: Bool
    private var counts: [String: Int] = [:]
    private var done = 0
    private var indexed = 0
    private var addresses = ImportedAddresses()

    private(set) var failures = 0

    /// - Parameter who: whose incidents they are.
    init(store: CasebookStore, reader: ImportReader, by who: String, isQuiet: Bool) throws {
        self.store = store
        version = reader.version
        run = try store.beginRun("import", reader: reader.version, by: who)
        self.isQuiet = isQuiet
        showsLine = !isQuiet && Terminal.isTerminal(.error) && !Terminal.isTerminal(.output)
    }

    /// Files what one file holds.
    mutating func take(_ items: [ImportItem], file: Int, of files: Int) throws {
        var start = 0
        while start < items.count {
            let end = min(start + IntakeDesk.batch, items.count)
            try add(items[start..<end])
            start = end
            if showsLine { Output.tell("\r\u{1B}[KImporting \(done) incidents, file \(file)/\(files) …") }
        }
    }

    mutating func finish() throws {
        indexed += try store.refreshSearch()
        try store.mergeSearch(after: indexed)
        if showsLine { Output.tell("\r\u{1B}[K") }
        guard !isQuiet else { return }
        let parts = ["added", "changed", "duplicate", "other", "failed"].compactMap { outcome in
            counts[outcome].map { "\($0) \(outcome)" }
        }
        Output.tell("\(done) incidents" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + ".\n")
    }

    private mutating func add(_ given: ArraySlice<ImportItem>) throws {
        let items = given.map { addresses.checked($0) }
        let candidates = items.map { item -> Candidate in
            switch item {
            case .incident(let incident): incident.candidate(version)
            case .fault(let fault): .failed(FailedPage(address: fault.place, bytes: nil, reason: fault.description))
            }
        }
        let intakes = try store.add(candidates, in: run)
        indexed += try store.refreshSearchIfWorthIt()
        done += intakes.count
        var lines = ""
        for (item, intake) in zip(items, intakes) { note(item, intake, &lines) }
        try Output.write(lines)
    }

    private mutating func note(_ item: ImportItem, _ intake: Intake, _ lines: inout String) {
        switch item {
        case .fault(let fault):
            failures += 1
            counts["failed", default: 0] += 1
            if showsLine { Output.tell("\r\u{1B}[K") }
            Output.complain(HostileText.line(fault.description))
        case .incident(let incident):
            let outcome = Self.outcome(intake)
            counts[outcome, default: 0] += 1
            guard !isQuiet else { return }
            lines += "\(outcome)\t\(intake.cases.joined(separator: " "))\t\(HostileText.line(incident.place))\n"
        }
    }

    /// An incident whose record is there already is a duplicate, whether it came from the same file or another.
    private static func outcome(_ intake: Intake) -> String {
        switch intake.outcome {
        case .unchanged, .duplicate: "duplicate"
        case .added where intake.newNotices == 0: "duplicate"
        case .added, .changed, .other, .failed: intake.outcome.name
        }
    }
}

/// Shows what an import would take in.
struct ImportTrial {
    let reader: ImportReader

    func run(_ inputs: [Input]) throws {
        var failures = 0
        var addresses = ImportedAddresses()
        try Output.finish {
            for input in inputs {
                for item in reader.items(input) {
                    switch addresses.checked(item) {
                    case .fault(let fault):
                        failures += 1
                        Output.complain(HostileText.line(fault.description))
                    case .incident(let incident): try Output.write(Self.text(of: incident))
                    }
                }
            }
        }
        if failures > 0 { throw ExitCode.failure }
    }

    /// An incident, and each of its values with the words that say it.
    private static func text(of incident: ImportedIncident) -> String {
        let name = incident.name.isEmpty ? "" : " " + incident.name
        return HostileText.line(incident.place + name) + "\n"
            + incident.facts.map { fact in
                let value = fact.value.string ?? fact.value.text
                return
                    "  \(fact.field.rawValue)\t\(HostileText.line(value))\t「\(HostileText.line(fact.evidence.quote))」\n"
            }.joined()
    }
}
