import Dispatch
public import Facts
import LexiconFiles
import Synchronization

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
    /// The lexicon that the program was built with. Compiled on first use.
    public static let builtIn = make(builtInSources()).lexicon

    /// A term of a vocabulary.
    public struct Term: Sendable {
        public var slug: String
        public var ja: String
        public var en: String
        /// VERIS 1.4 identifiers.
        public var veris: [String]
        /// MITRE ATT&CK technique ids.
        public var attack: [String]
        /// CIS Controls v8 safeguards.
        public var cis: [String]
        /// The name of the rule in findings: `vocabulary/slug`.
        public var rule: String
    }

    private let compiled: CompiledLexicon
    private let terms: [[Term?]]
    /// The names of all terms' rules, one vocabulary behind the other: a name alone costs less than a copy of its term.
    private let rules: [String]
    /// Where each vocabulary's rules begin, and one more.
    private let firstRules: [Int]

    /// One file of a lexicon: its name and its text.
    public struct Source: Sendable {
        public var name: String
        public var yaml: String

        public init(name: String, yaml: String) {
            self.name = name
            self.yaml = yaml
        }
    }

    /// Compiles a lexicon from its files.
    ///
    /// - Returns: the lexicon of all that could be understood, and what is wrong with the files. Examples are not run;
    ///   `check` does that.
    public static func compile(_ sources: [Source]) -> (lexicon: Lexicon, faults: [LexiconFault]) {
        let made = make(sources)
        return (made.lexicon, made.faults)
    }

    /// Checks lexicon files whole: their form, slugs, phrases, mappings, and every example. Sorted by file and line.
    public static func check(_ sources: [Source]) -> [LexiconFault] {
        let made = make(sources)
        let faults = made.faults + LexiconCheck.faults(of: made.files, made.lexicon)
        return Set(faults).sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) }
    }

    private init(compiled: CompiledLexicon, terms: [[Term?]]) {
        self.compiled = compiled
        self.terms = terms
        rules = zip(LexiconVocabulary.allCases, terms).flatMap { vocabulary, terms in
            terms.map { $0?.rule ?? vocabulary.name }
        }
        firstRules = terms.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    private struct Made {
        var lexicon: Lexicon
        var files: [LexiconFile]
        var faults: [LexiconFault]
    }

    private static func make(_ sources: [Source]) -> Made {
        let parsed = parse(sources)
        let files = parsed.compactMap(\.file)
        var faults = parsed.flatMap(\.faults)
        var compiler = LexiconCompiler(capacity: sources.reduce(0) { $0 + $1.yaml.utf8.count } / 3)
        var terms = [[Term?]](repeating: [], count: LexiconVocabulary.allCases.count)
        for case (let file?, let phrases) in parsed.map({ ($0.file, $0.phrases) }) {
            guard let vocabulary = LexiconVocabulary.allCases.first(where: { $0.name == file.vocabulary }) else {
                let known = LexiconVocabulary.allCases.map(\.name).joined(separator: ", ")
                faults.append(
                    LexiconFault(
                        file: file.name, line: 1, message: "unknown vocabulary '\(file.vocabulary)'; known are \(known)"
                    ))
                continue
            }
            let slugs = vocabulary.slugs
            var list = [Term?](repeating: nil, count: slugs?.count ?? 0)
            let indices = Dictionary((slugs ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
            for (written, phrases) in zip(file.terms, phrases) {
                let index: Int
                if slugs == nil {
                    index = list.count
                    list.append(nil)
                } else if let known = indices[written.slug.text] {
                    index = known
                } else {
                    faults.append(
                        LexiconFault(
                            file: file.name, line: written.slug.line,
                            message:
                                "'\(written.slug.text)' is no slug of \(vocabulary.name); see docs/record.md for the list"
                        ))
                    continue
                }
                list[index] = Term(
                    slug: written.slug.text, ja: written.ja, en: written.en, veris: written.veris.map(\.text),
                    attack: written.attack.map(\.text), cis: written.cis.map(\.text),
                    rule: "\(vocabulary.name)/\(written.slug.text)")
                for phrase in phrases {
                    do throws(PhraseSyntax.Failure) {
                        compiler.add(try phrase.parsed.get(), vocabulary, term: index, phrase.strength)
                    } catch {
                        faults.append(LexiconFault(file: file.name, line: phrase.line, message: error.message))
                    }
                }
            }
            terms[vocabulary.rawValue] = list
        }
        return Made(lexicon: Lexicon(compiled: compiler.compiled(), terms: terms), files: files, faults: faults)
    }

    /// A file with its phrases taken apart.
    private struct Parsed {
        struct WrittenPhrase {
            var parsed: Result<Phrase, PhraseSyntax.Failure>
            var strength: Finding.Strength
            var line: Int
        }
        /// `nil` where it cannot be read.
        var file: LexiconFile?
        var faults: [LexiconFault] = []
        /// For each term its phrases.
        var phrases: [[WrittenPhrase]] = []

        init(_ source: Source) {
            file = LexiconFile.parse(source.yaml, name: source.name, faults: &faults)
            phrases = (file?.terms ?? []).map { term in
                let lists: [([LexiconFile.Item], Finding.Strength)] = [
                    (term.phrases, .phrase), (term.weak, .weak), (term.cancel, .cancel),
                ]
                return lists.flatMap { items, strength in
                    items.map { item in
                        WrittenPhrase(
                            parsed: Result { () throws(PhraseSyntax.Failure) in try PhraseSyntax.parse(item.text) },
                            strength: strength, line: item.line)
                    }
                }
            }
        }
    }

    /// Takes files apart, on as many cores as there are: half of the time that compiling takes.
    private static func parse(_ sources: [Source]) -> [Parsed] {
        let parsed = Mutex([Parsed?](repeating: nil, count: sources.count))
        DispatchQueue.concurrentPerform(iterations: sources.count) { i in
            let one = Parsed(sources[i])
            parsed.withLock { $0[i] = one }
        }
        return parsed.withLock { $0.compactMap { $0 } }
    }

    /// The files that the program was built with.
    public static func builtInSources() -> [Source] {
        var count = 0
        guard let files = lexicon_files(&count) else { return [] }
        return (0..<count).map { i in
            Source(
                name: String(cString: files[i].name),
                yaml: String(decoding: UnsafeBufferPointer(start: files[i].bytes, count: files[i].count), as: UTF8.self)
            )
        }
    }

    /// All findings in a text, in one pass over it.
    package func findings(in text: NormalText) -> Findings { compiled.findings(in: text) }

    /// The terms of a vocabulary that the lexicon has, in the order of the record's slugs.
    package func terms(_ vocabulary: LexiconVocabulary) -> [Term] { terms[vocabulary.rawValue].compactMap { $0 } }

    /// The term at an index of a finding.
    package func term(_ vocabulary: LexiconVocabulary, _ index: Int16) -> Term? {
        let list = terms[vocabulary.rawValue]
        return index >= 0 && Int(index) < list.count ? list[Int(index)] : nil
    }

    /// The name of the rule of a finding, such as `causes/human-error`.
    package func rule(_ vocabulary: LexiconVocabulary, _ index: Int16) -> String {
        let at = firstRules[vocabulary.index] + Int(index)
        return index >= 0 && at < firstRules[vocabulary.index + 1] ? rules[at] : vocabulary.name
    }

    /// How many different literals the automaton holds.
    public var literalCount: Int { compiled.literalCount }

    /// The names of the lexicon's vocabularies, in the order of the data's flow.
    public static var vocabularyNames: [String] { LexiconVocabulary.allCases.map(\.name) }

    /// The terms of the vocabulary of that name; empty where there is none.
    public func terms(ofVocabulary name: String) -> [Term] {
        LexiconVocabulary.allCases.first { $0.name == name }.map { terms($0) } ?? []
    }

    /// The term of a slug, with its labels and mappings.
    public func term<V: Vocabulary>(_ value: V) -> Term? {
        terms(ofVocabulary: V.vocabularyName).first { $0.slug == value.slug }
    }

    /// The label of a slug; the slug itself where the lexicon has none.
    public func label<V: Vocabulary>(_ value: V, in language: InterfaceLanguage) -> String {
        guard let term = term(value) else { return value.slug }
        return language == .ja ? term.ja : term.en
    }
}
