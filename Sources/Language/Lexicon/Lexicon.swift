public import Facts

/// The language of an interface.
public enum InterfaceLanguage: String, Sendable, CaseIterable { case ja, en }

/// A fault in a lexicon file. Its description is one line: `file:line: what is wrong and what to do`.
public struct LexiconFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    /// Line in the file, from 1; 0 where the fault is of the file as a whole.
    public var line: Int
    public var message: String
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

/// The phrases the reader knows, compiled into one automaton. Immutable and thread-safe.
public final class Lexicon: Sendable {
    /// The lexicon that the program was built with.
    public static let builtIn: Lexicon = Lexicon()

    init() {}

    /// The label of a term; the slug where the lexicon has none.
    public func label<V: Vocabulary>(_ term: V, in language: InterfaceLanguage) -> String { term.slug }
}
