package import Casebook
package import Exchange

/// How pages are read: handed in by the program, which knows the reader. The web knows none.
package struct PageReading: Sendable {
    /// What could not be read, in a sentence for people.
    package struct Failure: Error, Sendable {
        package var sentence: String
        package init(sentence: String) { self.sentence = sentence }
    }

    /// The reader's version.
    package var version: String
    /// The notices of a page, of the given bytes and name.
    package var notices: @Sendable (_ bytes: [UInt8], _ name: String) throws -> [ReadNotice]
    /// The page as a candidate for the casebook.
    package var candidate: @Sendable (_ bytes: [UInt8], _ address: String) -> Candidate
    /// The page's text, as people read it.
    package var text: @Sendable (_ bytes: [UInt8], _ name: String) throws -> String

    package init(
        version: String, notices: @escaping @Sendable ([UInt8], String) throws -> [ReadNotice],
        candidate: @escaping @Sendable ([UInt8], String) -> Candidate,
        text: @escaping @Sendable ([UInt8], String) throws -> String
    ) {
        self.version = version
        self.notices = notices
        self.candidate = candidate
        self.text = text
    }
}
