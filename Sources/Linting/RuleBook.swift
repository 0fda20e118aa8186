import Duties
import Yams

/// The rules of the lint, from `Rules/lint-*.yaml`, by their codes.
public struct RuleBook: Sendable {
    public let rules: [LintRule]
    private let places: [String: Int]

    /// The rules that the program was built with.
    public static let builtIn: RuleBook = {
        do {
            return RuleBook(
                try RuleFile.names.filter { $0.hasPrefix("lint-") }.flatMap { try rules(in: RuleFile.text($0), of: $0) }
            )
        } catch { preconditionFailure("\(error)") }
    }()

    init(_ rules: [LintRule]) {
        self.rules = rules.sorted { $0.code < $1.code }
        places = Dictionary(self.rules.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The rule of a code.
    public subscript(_ code: String) -> LintRule? { places[code].map { rules[$0] } }

    /// A rule that is not written as it should be.
    struct Fault: Error, CustomStringConvertible {
        var file: String
        var line: Int
        var message: String
        var description: String { "\(file):\(line): \(message)" }
    }

    static func rules(in yaml: String, of file: String) throws -> [LintRule] {
        guard let list = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()?["rules"]?.sequence
        else {
            throw Fault(file: file, line: 1, message: "expected the key 'rules' with a list")
        }
        return try list.map { try RuleNode(node: $0, file: file).rule() }
    }
}

/// A rule as it stands in its file.
private struct RuleNode {
    let node: Node
    let file: String

    func fault(_ message: String, at place: Node? = nil) -> RuleBook.Fault {
        RuleBook.Fault(file: file, line: (place ?? node).mark?.line ?? 0, message: message)
    }

    func rule() throws -> LintRule {
        guard let severity = LintSeverity(rawValue: try text("severity")),
            let source = LintSource(rawValue: try text("source"))
        else { throw fault("a rule needs a severity and a source") }
        let messages = try node["messages"]?.sequence?.map { try both($0, "messages") } ?? []
        if messages.isEmpty { throw fault("a rule needs messages") }
        return LintRule(
            code: try text("code"), name: try text("name"), severity: severity, source: source,
            title: try both("title"), messages: messages, why: try both("why"), basis: try both("basis"),
            fires: try examples("fires"), silent: try examples("silent"))
    }

    private func text(_ key: String) throws -> String {
        guard let text = node[key]?.scalar?.string, !text.isEmpty else { throw fault("a rule needs '\(key)'") }
        return text
    }

    private func both(_ key: String) throws -> TwoLanguages {
        guard let found = node[key] else { throw fault("a rule needs '\(key)'") }
        return try both(found, key)
    }

    private func both(_ node: Node, _ key: String) throws -> TwoLanguages {
        guard let ja = node["ja"]?.scalar?.string, let en = node["en"]?.scalar?.string, !ja.isEmpty, !en.isEmpty else {
            throw fault("'\(key)' needs 'ja' and 'en'", at: node)
        }
        return TwoLanguages(ja: ja, en: en)
    }

    private func examples(_ key: String) throws -> [LintRule.Example] {
        try node[key]?.sequence?.map { entry in
            if let body = entry.scalar?.string { return LintRule.Example(marked: body, isWhole: false) }
            if let whole = entry["whole"]?.scalar?.string { return LintRule.Example(marked: whole, isWhole: true) }
            throw fault("an example is a text, or has the key 'whole'", at: entry)
        } ?? []
    }
}
