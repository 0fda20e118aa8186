import Facts
import RuleFiles
import Yams

/// The dated table of duties: `Rules/duties.yaml`.
public struct DutyTable: Hashable, Sendable {
    public var duties: [Duty]

    public init(duties: [Duty]) { self.duties = duties }

    /// The table that the program was built with.
    public static let builtIn: DutyTable = {
        do { return try DutyTable(yaml: RuleFile.text("duties.yaml")) } catch {
            preconditionFailure("Rules/duties.yaml: \(error)")
        }
    }()

    /// The duty in force on a day for an actor.
    ///
    /// - Parameter day: days since 1970-01-01 (`DateValue.dayNumber`); `nil` for the latest that is known.
    /// - Returns: `nil` where nothing was asked yet on that day.
    public func inForce(_ kind: Duty.Kind, _ actor: Duty.Actor, on day: Int?) -> Duty? {
        duties.filter {
            $0.kind == kind && ($0.actor == actor || $0.actor == .any) && $0.from.dayNumber <= day ?? .max
        }.max { $0.from.dayNumber < $1.from.dayNumber }
    }

    /// The table with another figure for a kind, whoever the actor.
    public func with(_ value: Int, for kind: Duty.Kind) -> DutyTable {
        DutyTable(
            duties: duties.map {
                var duty = $0
                if duty.kind == kind { duty.value = value }
                return duty
            })
    }

    /// What is wrong with a table. Its description is one line that names the line of the file.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        public var line: Int
        public var message: String
        public var description: String { "line \(line): \(message)" }
    }

    /// Reads a table from YAML.
    public init(yaml: String) throws {
        guard let list = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()?["duties"]?.sequence
        else { throw Fault(line: 1, message: "expected the key 'duties' with a list") }
        duties = try list.map(Self.duty)
    }

    private static func duty(_ node: Node) throws -> Duty {
        let line = node.mark?.line ?? 0
        func text(_ key: String) throws -> String {
            guard let text = node[key]?.scalar?.string, !text.isEmpty else {
                throw Fault(line: line, message: "a duty needs '\(key)'")
            }
            return text
        }
        func one<Value>(_ key: String, _ make: (String) -> Value?) throws -> Value {
            let text = try text(key)
            guard let value = make(text) else {
                throw Fault(line: line, message: "'\(text)' is no '\(key)'; docs/linting.md lists what it may be")
            }
            return value
        }
        return Duty(
            kind: try one("kind", Duty.Kind.init), actor: try one("actor", Duty.Actor.init),
            from: try one("from", DateValue.init(iso:)),
            least: node["least"] == nil ? nil : try one("least") { Int($0) },
            value: try one("value") { Int($0) }, unit: try one("unit", Duty.Unit.init),
            source: try one("source", Duty.Source.init), ja: try text("ja"), en: try text("en"))
    }
}
