import Duties
import Yams

/// `Rules/spellings.yaml`: words that are compared as they are written, and not in normal form.
struct SpellingFile {
    /// Two spellings of a word, of which a notice should use one.
    var pairs: [(one: [UInt8], other: [UInt8])]
    /// What a template leaves where something was to be filled in.
    var templateRests: [[UInt8]]

    static let builtIn: SpellingFile = {
        do { return try SpellingFile(yaml: RuleFile.text("spellings.yaml")) } catch {
            preconditionFailure("Rules/spellings.yaml: \(error)")
        }
    }()

    init(yaml: String) throws {
        let root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
        func words(_ node: Node?) -> [[UInt8]] {
            (node?.sequence ?? []).compactMap { $0.scalar.map { Array($0.string.utf8) } }
        }
        templateRests = words(root?["template-rests"])
        pairs = (root?["pairs"]?.sequence ?? []).map(words).filter { $0.count == 2 }.map { ($0[0], $0[1]) }
    }
}
