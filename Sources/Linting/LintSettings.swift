public import Duties
import Yams

/// What a user switches off, and the figures they set themselves.
public struct LintSettings: Hashable, Sendable {
    /// Rules that are switched off, with the reason.
    public var off: [String: String]
    /// Figures instead of those of the table of duties.
    public var thresholds: [Duty.Kind: Int]

    public init(off: [String: String] = [:], thresholds: [Duty.Kind: Int] = [:]) {
        self.off = off
        self.thresholds = thresholds
    }

    /// What is wrong with settings. Its description is a sentence that says what to do.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The line in the file; 0 for none.
        public var line: Int
        public var message: String
        public var description: String { line > 0 ? "line \(line): \(message)" : message }
    }

    /// Switches a rule off.
    ///
    /// - Parameter written: `NL209=the reason`.
    public mutating func switchOff(_ written: String, in book: RuleBook = .builtIn) throws(Fault) {
        let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        try switchOff(String(parts[0]), because: parts.count > 1 ? String(parts[1]) : "", line: 0, book)
    }

    private mutating func switchOff(_ code: String, because reason: String, line: Int, _ book: RuleBook) throws(Fault) {
        let code = Self.trimmed(code).uppercased()
        let reason = Self.trimmed(reason)
        guard book[code] != nil else {
            throw Fault(line: line, message: "there is no rule '\(code)'; jikenbo lint --list shows them")
        }
        guard !reason.isEmpty else {
            throw Fault(line: line, message: "\(code) is switched off without a reason; write \(code)='why'")
        }
        off[code] = reason
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// Adds what a file of settings says: `off`, a list of `rule` and `reason`, and `thresholds`, figures by the names of
    /// `Rules/duties.yaml`.
    public mutating func add(yaml: String, in book: RuleBook = .builtIn) throws(Fault) {
        let root: Node?
        do { root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot() } catch {
            throw Fault(line: 1, message: "this is not YAML; docs/linting.md shows such a file")
        }
        guard let mapping = root?.mapping else {
            throw Fault(line: 1, message: "expected the keys 'off' or 'thresholds'; docs/linting.md shows such a file")
        }
        for (key, value) in mapping {
            let line = value.mark?.line ?? 0
            switch key.scalar?.string {
            case "off":
                guard let list = value.sequence else { throw Fault(line: line, message: "'off' must be a list") }
                for entry in list {
                    try switchOff(
                        entry["rule"]?.scalar?.string ?? "", because: entry["reason"]?.scalar?.string ?? "",
                        line: entry.mark?.line ?? line, book)
                }
            case "thresholds":
                guard let figures = value.mapping else {
                    throw Fault(line: line, message: "'thresholds' must be names with figures")
                }
                for (name, figure) in figures { try set(name, figure) }
            default:
                throw Fault(
                    line: key.mark?.line ?? line,
                    message: "unknown key '\(key.scalar?.string ?? "?")'; known are off, thresholds")
            }
        }
    }

    private mutating func set(_ name: Node, _ figure: Node) throws(Fault) {
        let line = name.mark?.line ?? 0
        guard let kind = Duty.Kind(rawValue: name.scalar?.string ?? "") else {
            let known = Duty.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault(line: line, message: "unknown threshold '\(name.scalar?.string ?? "?")'; known are \(known)")
        }
        guard let value = Int(figure.scalar?.string ?? ""), (0...1_000_000_000).contains(value) else {
            throw Fault(line: line, message: "'\(kind.rawValue)' must be a whole number")
        }
        thresholds[kind] = value
    }
}
