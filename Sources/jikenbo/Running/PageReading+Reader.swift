import Casebook
import Language
import Web

extension PageReading {
    /// The reader of this program, for the web.
    ///
    /// - Parameter version: the reader's version.
    static func reading(_ lexicon: Lexicon, version: String, _ store: CasebookStore) -> PageReading {
        let pages = PageReader(lexicon: lexicon, limit: ByteSize(bytes: 50_000_000))
        let candidates = CandidateReader(reader: pages, store: store, version: version, isNew: false, address: nil)
        @Sendable func orFailure<Result>(_ body: () throws(InputError) -> Result) throws -> Result {
            do throws(InputError) { return try body() } catch { throw Failure(sentence: error.description) }
        }
        return PageReading(
            version: version,
            notices: { bytes, name in
                try orFailure { () throws(InputError) in try pages.read(bytes, name: name).notices }
            },
            candidate: { bytes, address in candidates.candidate(bytes, address: address) },
            text: { bytes, name in
                try orFailure { () throws(InputError) in try pages.text(of: bytes, name: name) }
            })
    }
}
