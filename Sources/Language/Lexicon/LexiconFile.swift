import Yams

/// A lexicon file as it was parsed, with the line of everything that a message may have to name.
struct LexiconFile: Hashable {
    struct Item: Hashable {
        var text: String
        var line: Int
    }
    struct Term: Hashable {
        var slug: Item
        var ja: String
        var en: String
        var veris: [Item] = []
        var attack: [Item] = []
        var cis: [Item] = []
        var phrases: [Item] = []
        var weak: [Item] = []
        var cancel: [Item] = []
        var examples: [Item] = []
    }
    var name: String
    var vocabulary: String
    var terms: [Term] = []

    static let keys: Set<String> = [
        "slug", "ja", "en", "veris", "attack", "cis", "phrases", "weak", "cancel", "examples",
    ]

    /// Parses one file; what is wrong is added to `faults` and left out of the result.
    static func parse(_ yaml: String, name: String, faults: inout [LexiconFault]) -> LexiconFile? {
        plain(yaml, name: name) ?? parsed(yaml, name: name, faults: &faults)
    }

    /// Parses one file as YAML.
    static func parsed(_ yaml: String, name: String, faults: inout [LexiconFault]) -> LexiconFile? {
        let root: Node?
        do {
            root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            faults.append(
                LexiconFault(file: name, line: line(of: error), message: "this is not YAML: \(reason(error))"))
            return nil
        } catch {
            faults.append(LexiconFault(file: name, line: 0, message: "this is not YAML"))
            return nil
        }
        guard let mapping = root?.mapping else {
            faults.append(LexiconFault(file: name, line: 1, message: "expected the keys 'vocabulary' and 'terms'"))
            return nil
        }
        var file = LexiconFile(name: name, vocabulary: "")
        for (key, value) in mapping {
            switch key.scalar?.string {
            case "vocabulary": file.vocabulary = value.scalar?.string ?? ""
            case "terms":
                guard let sequence = value.sequence else {
                    faults.append(
                        LexiconFault(file: name, line: value.mark?.line ?? 0, message: "'terms' must be a list"))
                    continue
                }
                for node in sequence {
                    if let term = term(node, name, &faults) { file.terms.append(term) }
                }
            default:
                faults.append(unknown(key, name, among: ["vocabulary", "terms"]))
            }
        }
        return file
    }

    private static func term(_ node: Node, _ name: String, _ faults: inout [LexiconFault]) -> Term? {
        let line = node.mark?.line ?? 0
        guard let mapping = node.mapping else {
            faults.append(
                LexiconFault(file: name, line: line, message: "a term must have keys such as 'slug' and 'phrases'"))
            return nil
        }
        var term = Term(slug: Item(text: "", line: line), ja: "", en: "")
        for (key, value) in mapping {
            switch key.scalar?.string {
            case "slug": term.slug = Item(text: value.scalar?.string ?? "", line: value.mark?.line ?? line)
            case "ja": term.ja = value.scalar?.string ?? ""
            case "en": term.en = value.scalar?.string ?? ""
            case "veris": term.veris = list(value, "veris", name, &faults)
            case "attack": term.attack = list(value, "attack", name, &faults)
            case "cis": term.cis = list(value, "cis", name, &faults)
            case "phrases": term.phrases = list(value, "phrases", name, &faults)
            case "weak": term.weak = list(value, "weak", name, &faults)
            case "cancel": term.cancel = list(value, "cancel", name, &faults)
            case "examples": term.examples = list(value, "examples", name, &faults)
            default: faults.append(unknown(key, name, among: keys.sorted()))
            }
        }
        if term.slug.text.isEmpty {
            faults.append(LexiconFault(file: name, line: line, message: "a term needs a 'slug'"))
        }
        if term.ja.isEmpty || term.en.isEmpty {
            faults.append(
                LexiconFault(
                    file: name, line: term.slug.line, message: "'\(term.slug.text)' needs the labels 'ja' and 'en'"))
        }
        return term.slug.text.isEmpty ? nil : term
    }

    private static func list(_ node: Node, _ key: String, _ name: String, _ faults: inout [LexiconFault]) -> [Item] {
        if let sequence = node.sequence {
            var items: [Item] = []
            for entry in sequence {
                if let scalar = entry.scalar, !scalar.string.isEmpty {
                    items.append(Item(text: scalar.string, line: entry.mark?.line ?? 0))
                } else {
                    faults.append(
                        LexiconFault(
                            file: name, line: entry.mark?.line ?? 0,
                            message:
                                "an entry of '\(key)' must be one line of text; put it in quotes if it holds ': ' or '#'"
                        ))
                }
            }
            return items
        }
        if node.scalar?.string.isEmpty ?? false { return [] }
        faults.append(LexiconFault(file: name, line: node.mark?.line ?? 0, message: "'\(key)' must be a list"))
        return []
    }

    private static func unknown(_ key: Node, _ name: String, among known: [String]) -> LexiconFault {
        LexiconFault(
            file: name, line: key.mark?.line ?? 0,
            message: "unknown key '\(key.scalar?.string ?? "?")'; known are \(known.joined(separator: ", "))")
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 0
        }
    }

    private static func reason(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        default: "it cannot be read"
        }
    }
}
