/// Phrases by number, in the syntax of docs/lexicon.md, found in a text in one pass: a lexicon that a later stage has of its own.
///
/// Of one number's phrases the longest at a place wins; those of different numbers may overlap.
package struct PhraseSet: Sendable {
    /// The phrases of one number, and those that cancel what they overlap.
    package struct Entry {
        package var phrases: [String]
        package var cancel: [String]

        package init(phrases: [String], cancel: [String] = []) {
            self.phrases = phrases
            self.cancel = cancel
        }
    }

    /// A phrase that is not written as docs/lexicon.md says.
    package struct Fault: Error { package var message: String }

    /// A place where a phrase stands, in units of the `NormalText`.
    package struct Match: Sendable, BitwiseCopyable {
        package var start: Int
        package var end: Int
        /// The place of the phrase's entry.
        package var entry: Int
    }

    private let compiled: CompiledLexicon

    package init(_ entries: [Entry]) throws(Fault) {
        let phrases = entries.flatMap { $0.phrases + $0.cancel }
        var compiler = LexiconCompiler(capacity: phrases.reduce(64) { $0 + $1.utf8.count })
        for (number, entry) in entries.enumerated() {
            for (list, strength) in [(entry.phrases, Finding.Strength.phrase), (entry.cancel, .cancel)] {
                for phrase in list {
                    do throws(PhraseSyntax.Failure) {
                        compiler.add(try PhraseSyntax.parse(phrase), .contexts, term: number, strength)
                    } catch { throw Fault(message: error.message) }
                }
            }
        }
        compiled = compiler.compiled()
    }

    /// All places, in the order of their last words.
    package func matches(in text: NormalText) -> [Match] {
        compiled.findings(in: text)[.contexts].map {
            Match(start: Int($0.start), end: Int($0.end), entry: Int($0.term))
        }
    }
}
